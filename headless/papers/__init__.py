"""Papers that a receiving agency hands out: the minutes of a verification."""
