"""Rules on the seal."""
