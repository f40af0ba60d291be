"""Rules on the agreement between tables of one document."""
