"""The official tables, and what else is printed, as parts of a Word document."""
