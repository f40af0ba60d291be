"""Two versions of a workbook compared."""
