"""The workbook a planner fills: sheets, heads, formulas, guide."""
