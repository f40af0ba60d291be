"""The door inside Excel: the tab with its buttons and functions over an open workbook (xlwings Book), and its installation."""
