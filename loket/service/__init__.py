"""Running a counter: its start, its server and workers, its back-ups."""
