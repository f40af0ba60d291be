"""Native formulas of groups, of means over blocks of rows, and of words for figures.

Hidden columns beside the table help them: `induk` holds the row of each row's group, `angka 8` the figure that
column 8 has a word for. Every range ends in its own row or the closing one, so rows inserted anywhere are inside.
"""

from __future__ import annotations

from rules.schema.layout import Layout
from rules.schema.pack import Pack, Scale
from workbook_templates.template.geometry import Geometry


def block_helpers(layout: Layout) -> list[str]:
    """The helper columns these formulas need, in order."""
    groups = ["induk"] if layout.hierarchy == "kelompok" else []
    return groups + [f"angka {column}" for column in layout.words]


def group_row(place: Geometry, row: int) -> str:
    """The row of a row's group: the last one above that is less deep, as :mod:`rules.frames.levels` takes it."""
    letter = place.letter(place.layout.by_role("tingkat") or "")
    own, depths = f"{letter}{row}", f"{letter}${place.number_row}:{letter}{row}"
    above = f"ISNUMBER({depths})*({depths}<{own})"
    return f"=IF(ISNUMBER({own}),IFERROR(LOOKUP(2,1/({above}),ROW({depths})),0),0)"


def group_sum(place: Geometry, number: str, row: int) -> str:
    """The sum of the members of the group that stands in a row."""
    letter = place.helper_address("induk", row).rstrip("0123456789")
    groups = f"${letter}${place.number_row}:${letter}${place.spacer_row}"
    return f"=SUMIFS({place.sum_range(number)},{groups},ROW())"


def block_mean(place: Geometry, number: str, row: int) -> str:
    """The mean of a block in its first row, empty in the others; the next filled cell begins the next block."""
    rule = place.layout.averages[number]
    begins, values = (f"{place.address(x, row)}:{place.letter(x)}${place.spacer_row}" for x in (rule.by, rule.of))
    below = f"INDEX({begins},2):{place.letter(rule.by)}${place.spacer_row}"
    length = f'IFERROR(MATCH("?*",{below},0),ROWS({begins})-1)'
    mean = f'IFERROR(AVERAGE({place.address(rule.of, row)}:INDEX({values},{length})),"")'
    return f'=IF({place.address(rule.by, row)}="","",{mean})'


def in_block(filled: str, values: str) -> str:
    """The value that stands in the first row of a block, told from any of its rows: both ranges end in that row."""
    return f'LOOKUP(2,1/({filled}<>""),{values})'


def word_figure(layout: Layout, place: Geometry, pack: Pack, number: str, row: int) -> str:
    """The figure that a column of words speaks of; a mean stands in the first row of its block."""
    expression = layout.words[number].figure.expanded(pack.bodies)

    def down_to_here(column: str) -> str:
        return f"{place.letter(column)}${place.number_row}:{place.address(column, row)}"

    def cell(column: str) -> str:
        rule = layout.averages.get(column)
        return in_block(down_to_here(rule.by), down_to_here(column)) if rule else place.address(column, row)

    begins = [f'{place.address(layout.averages[x].by, row)}=""' for x in expression.columns if x in layout.averages]
    operands = [cell(column) for column in expression.columns]
    known = f"COUNT({','.join(operands)})={len(operands)}"
    body = f'IF({known},IFERROR({expression.excel(cell)[1:]},""),"")'
    return f'=IF(AND({",".join(begins)}),"",{body})' if begins else f"={body}"


def word_formula(scale: Scale, figure: str) -> str:
    """The word that a scale has for the figure in a cell."""
    word = ""
    for name, bound in reversed(scale.bounds.items()):
        sign = ">" if scale.exceeds(name) else ">="
        word = f'IF(ROUND({figure},2){sign}{bound:g},"{name}",{word})' if word else f'"{name}"'
    return f'=IF({figure}="","",{word})'
