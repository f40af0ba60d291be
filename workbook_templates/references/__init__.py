"""What workbooks are held against: ceilings, last year's documents, the Renja of the reported year."""
