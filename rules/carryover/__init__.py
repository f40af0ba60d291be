"""What one document hands on to the next: plan to report, year to year."""
