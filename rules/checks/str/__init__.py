"""Rules on the structure of a workbook: tables, headings, mandatory cells, identity."""
