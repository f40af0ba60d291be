"""Sheets of LibreOffice (.ods): cells, styles and what acts, from the XML of their parts."""
