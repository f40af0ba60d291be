"""Rules on single amounts, targets and sources of funds."""
