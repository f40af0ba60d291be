"""Rules on sums: parents and grand totals."""
