"""The plans of all offices summed up."""
