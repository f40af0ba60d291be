"""A table below its head: its pages, rows and cells, where it ends, and what its cells show."""
