"""Native formulas of groups, of means over blocks of rows, and of words for figures.

Hidden columns beside the table help them: `induk` holds the row of each row's group, `blok 2` the row in which
the block of column 2 begins, `angka 8` the figure that column 8 has a word for.
"""

from __future__ import annotations

from rules.layout import Layout
from rules.pack import Pack, Scale
from workbook_templates.geometry import Geometry


def block_helpers(layout: Layout) -> list[str]:
    """The helper columns these formulas need, in order."""
    groups = ["induk"] if layout.hierarchy == "kelompok" else []
    blocks = [f"blok {by}" for by in dict.fromkeys(rule.by for rule in layout.averages.values())]
    return groups + blocks + [f"angka {column}" for column in layout.words]


def group_row(place: Geometry, row: int) -> str:
    """The row of a row's group: the last one above that is one step less deep."""
    letter = place.letter(place.layout.by_role("tingkat") or "")
    above, own = f"{letter}${place.number_row}:{letter}{row - 1}", f"{letter}{row}"
    return f'=IF({own}="",0,IFERROR(LOOKUP(2,1/({above}={own}-1),ROW({above})),0))'


def group_sum(place: Geometry, number: str, row: int) -> str:
    """The sum of the members of the group that stands in a row."""
    letter = place.helper_address("induk", row).rstrip("0123456789")
    groups = f"${letter}${place.number_row}:${letter}${place.spacer_row}"
    return f"=SUMIFS({place.sum_range(number)},{groups},ROW())"


def block_row(place: Geometry, by: str, row: int) -> str:
    """The row in which the block begins that a row belongs to."""
    return f'=IF({place.address(by, row)}<>"",ROW(),N({place.helper_address(f"blok {by}", row - 1)}))'


def block_mean(place: Geometry, number: str, row: int) -> str:
    """The mean of a block in its first row, empty in the others."""
    rule = place.layout.averages[number]
    letter = place.helper_address(f"blok {rule.by}", row).rstrip("0123456789")
    blocks = f"${letter}${place.number_row}:${letter}${place.spacer_row}"
    mean = f'IFERROR(AVERAGEIFS({place.sum_range(rule.of)},{blocks},ROW()),"")'
    return f'=IF({place.address(rule.by, row)}="","",{mean})'


def word_figure(layout: Layout, place: Geometry, pack: Pack, number: str, row: int) -> str:
    """The figure that a column of words speaks of; a mean stands in the first row of its block."""
    expression = layout.words[number].figure.expanded(pack.bodies)

    def cell(column: str) -> str:
        rule = layout.averages.get(column)
        if rule is None:
            return place.address(column, row)
        letter, first = place.letter(column), place.number_row
        begin = place.helper_address(f"blok {rule.by}", row)
        return f"INDEX(${letter}${first}:${letter}${place.spacer_row},{begin}-ROW(${letter}${first})+1)"

    begins = [f'{place.address(layout.averages[x].by, row)}=""' for x in expression.columns if x in layout.averages]
    body = f'IFERROR({expression.excel(cell)[1:]},"")'
    return f'=IF(AND({",".join(begins)}),"",{body})' if begins else f"={body}"


def word_formula(scale: Scale, figure: str) -> str:
    """The word that a scale has for the figure in a cell."""
    word = ""
    for name, bound in reversed(scale.bounds.items()):
        sign = ">" if scale.exceeds(name) else ">="
        word = f'IF(ROUND({figure},2){sign}{bound:g},"{name}",{word})' if word else f'"{name}"'
    return f'=IF({figure}="","",{word})'
