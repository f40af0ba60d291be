"""Who may see what: the one mechanism through which every address is declared and every record is fetched."""
