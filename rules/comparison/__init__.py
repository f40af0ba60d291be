"""What rules compare: rows, amounts, totals, statements of several tables."""
