"""Rules on the agreement between documents."""
