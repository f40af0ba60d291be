"""The door inside Excel. For now it holds the seam both doors share: an xlwings Book as a Document."""
