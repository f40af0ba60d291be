"""Tables that were pasted as lines of text, a line to a cell: their heads, pages, rows, and the words of their cells told apart."""
