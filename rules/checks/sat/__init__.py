"""Rules on units of targets."""
