"""What the native formulas of our own workbooks give, worked out without a spreadsheet program."""
