"""What follows from typed cells: derived columns, totals, native formulas."""
