"""Files to sheets: preflight, readers, formulas, other formats."""
