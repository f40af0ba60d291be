"""What sheets say of the document as a whole: whose it is and of which year, its titles, editions and seal."""
