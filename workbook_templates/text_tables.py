"""Tables that were pasted as lines of text: a sheet whose every line stands in one cell of one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from rules.cells import column_letter
from rules.document import Heading, Table, year_label
from rules.layout import Layout, layouts
from rules.money import MoneyStatus, in_rupiah, read_money
from rules.vocabulary import fold
from workbook_templates.grid import Grid
from workbook_templates.text_heads import TextHead, TextLine, is_numbers, text_heads, text_lines
from workbook_templates.text_rows import TextRow, text_rows
from workbook_templates.text_shape import AmbiguousError

GUESS = 70.0
"""How sure it is at most where a cell begins and ends that stands on lines of text."""
_TITLES = 6
_LIKE_TITLE = 85.0


def text_tables(grid: Grid, candidates: Sequence[Layout]) -> list[Table]:
    """The tables of a sheet that holds nothing but lines of text; none of another sheet.

    A table whose cells nothing tells apart comes without rows, and says why (``unread``).
    """
    found = text_lines(grid)
    if found is None:
        return []
    column, lines = found
    letter = column_letter(column + 1)
    heads = text_heads(lines, candidates, letter)
    if not heads:
        return list(_by_title(grid.name, letter, lines, candidates))
    pages = [list(page) for _, page in groupby(heads, key=lambda head: head.layout.id)]
    ends = [*(page[0].first for page in pages), len(lines)][1:]
    return [_table(grid.name, letter, page, lines, end) for page, end in zip(pages, ends, strict=True)]


def _by_title(sheet: str, letter: str, lines: Sequence[TextLine], candidates: Sequence[Layout]) -> Iterator[Table]:
    """A table of which only the title is an official one: nothing tells its columns."""
    from rapidfuzz import fuzz

    title = fold(" ".join(line.text for line in lines[:_TITLES]))
    if not title.startswith("tabel ") or sum(line.text.casefold().startswith("tabel ") for line in lines) > 1:
        return
    scored = [
        (fuzz.token_set_ratio(fold(year_label(x.title[0], None)), title, score_cutoff=_LIKE_TITLE), -at, x)
        for at, x in enumerate(candidates)
    ]
    score, _, layout = max(scored)
    if score:
        cell = f"{letter}{lines[0].at + 1}"
        numbers = [n for n, column in layout.official.items() if not column.optional]
        table = Table(layout.id, sheet, [], [], {}, {})
        table.headings = {n: Heading(layout.columns[n].heading, layout.numbered, cell) for n in numbers}
        table.certainty, table.unread, table.unread_at = score, "judul kolomnya tidak dikenali", cell
        yield table


def _table(sheet: str, letter: str, page: list[TextHead], lines: Sequence[TextLine], end: int) -> Table:
    """The table under a head and its repetitions."""
    head = page[0]
    heads = {at for each in page for at in range(each.first, each.last + 1)}
    below = [lines[at] for at in range(head.last + 1, end) if at not in heads and not is_numbers(lines[at].text)]
    above = list(_titles(lines, head))
    table = Table(head.layout.id, sheet, [], [], {}, {})
    numbered = head.last + 1 < len(lines) and is_numbers(lines[head.last + 1].text)
    table.headings = {number: replace(x, numbered=numbered) for number, x in head.headings.items()}
    table.titles = [(line.text, f"{letter}{line.at + 1}") for line in above]
    table.certainty = min(head.score, GUESS)
    try:
        rows = text_rows(
            head.layout, table.headings, below, " ".join(line.text for line in above), lines[head.first].at
        )
    except AmbiguousError as error:
        table.unread, table.unread_at = str(error), f"{letter}{error.at + 1}"
        return table
    _fill(table, rows, letter)
    return table


def _titles(lines: Sequence[TextLine], head: TextHead) -> Iterator[TextLine]:
    """The lines right above a head, from that with the table's number where there is one."""
    above = list(lines[max(0, head.first - _TITLES) : head.first])
    named = [at for at, line in enumerate(above) if line.text.casefold().startswith("tabel ")]
    yield from above[named[-1] if named else 0 :]


def _fill(table: Table, rows: Sequence[TextRow], letter: str) -> None:
    """The rows of a table: each stands in the row of its first line, the others are joined to it."""
    layout = layouts()[table.layout]
    stated = [n for n in layout.official if n in table.headings or any(n in row.values for row in rows)]
    table.rows = [row.lines[0] + 1 for row in rows]
    table.kinds = [row.kind for row in rows]
    table.columns = {number: [_typed(layout, number, row.values.get(number)) for row in rows] for number in stated}
    table.letters = dict.fromkeys(stated, letter)
    table.joined = {row.lines[0] + 1: [at + 1 for at in row.lines[1:]] for row in rows if len(row.lines) > 1}
    parted = [f"{letter}{row.lines[0] + 1}" for row in rows if row.joined]
    table.matched = "judul kolom; isi tiap sel dipisah dari baris teks menurut bentuk angkanya"
    if parted:
        table.matched += f"; nama di {', '.join(parted)} disambung melewati pergantian halaman"


def _typed(layout: Layout, number: str, text: str | None) -> Any:
    """An amount as a number where it reads: among lines of text an amount as text is no fault."""
    spec = layout.columns[number]
    if text is None or spec.kind != "money":
        return text
    money = read_money(text, spec.decimals)
    plain = money.status is MoneyStatus.TEXT and money.amount is not None
    return in_rupiah(money.amount or 0, spec.decimals) if plain else text
