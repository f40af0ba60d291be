"""Where the official tables stand in any workbook."""
