"""A new workbook from what is at hand: a cleaned copy, or the report from its plan."""
