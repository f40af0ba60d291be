"""Parts of an .xlsx as XML: patching cells, styles, comments, sheets."""
