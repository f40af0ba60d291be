"""The sheet Ringkasan: figures and charts of the whole document."""
