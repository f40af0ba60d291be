"""Documents of Word (.docx): paragraphs, tables and their cells, from the XML of the body."""
