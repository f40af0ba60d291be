"""The agency's pages: the board, verification, papers, offices, accounts, periods."""
