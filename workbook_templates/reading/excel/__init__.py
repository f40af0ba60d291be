"""Workbooks of Excel (.xlsx, .xlsm): the parts of a package, sheets read by their bytes or element by element, formulas, formats."""
