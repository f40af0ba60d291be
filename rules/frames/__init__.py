"""Tables of many workbooks stacked as columns: views, levels, readings."""
