"""Tables that were pasted as lines of text: a sheet whose every line stands in one cell of one column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rules.model.bilingual import NOTHING, Text
from rules.model.document import DATA, Captions, Heading, MoneyScale, Recognition, Table
from rules.schema.layout import Layout, layouts
from rules.schema.year_label import year_label
from rules.values.money import MoneyStatus, in_rupiah, read_money
from rules.values.scale import read_scale
from rules.values.text import fold
from workbook_templates.recognition.table.marks import mark_lines
from workbook_templates.recognition.text.astray import alike, are_told_by_figures, rows_astray
from workbook_templates.recognition.text.cells import parted_rows
from workbook_templates.recognition.text.doubts import UNKNOWN_HEADINGS, stands_apart
from workbook_templates.recognition.text.evidence import (
    BY_FIGURES,
    BY_FIGURES_AND_NAMES,
    BY_HEADINGS,
    joined_over_pages,
    only_guessed,
    passed_over,
    taken_back,
)
from workbook_templates.recognition.text.heads import TextHead, text_heads
from workbook_templates.recognition.text.lines import TextLine, TextSheet
from workbook_templates.recognition.text.names import Names, names_of, role_of
from workbook_templates.recognition.text.pages import Body, body_of, numbers_in
from workbook_templates.recognition.text.rows import text_rows
from workbook_templates.recognition.text.rows_below import with_rows
from workbook_templates.recognition.text.rows_by_measure import has_measure_rows, measure_heads, measure_rows
from workbook_templates.recognition.text.runs import RunRow, run_rows
from workbook_templates.recognition.text.shape import AMOUNT, AmbiguousError, Shape, TextRow, by_names, shape_of
from workbook_templates.recognition.text.workings import working_rows, works_out

GUESS = 70.0
"""How sure it is at most where a cell begins and ends that stands on lines of text."""
_TITLES = 6
_LIKE_TITLE = 85.0
_INPUTS = frozenset({"masukan", "masukan_rumus"})
_TITLE = re.compile(r"tabel\s", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A table whose head is found: its head with the lines in it, those below, and its rows as far as they are read.

    ``at`` is the sheet row (0-based) of its head. ``back`` are the cells of rows that stood elsewhere below it and were
    taken back, ``astray`` those of rows that could not be.
    """

    table: Table
    letter: str
    head: TextHead
    at: int
    inside: list[str]
    body: Body
    shape: Shape | None = None
    runs: list[RunRow] = field(default_factory=list)
    rows: list[TextRow] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    astray: list[str] = field(default_factory=list)


def text_tables(
    sheets: Mapping[str, TextSheet], candidates: Sequence[Layout], known: Sequence[Table] = ()
) -> dict[str, list[Table]]:
    """The tables of sheets that hold nothing but lines of text, by sheet.

    What is read of one table tells the names that part the words of another; ``known`` are the tables in cells. A table
    whose cells nothing tells apart comes without rows, and says why (``unread``).
    """
    drafts = {name: list(_drafts(name, sheet.letter, sheet.lines, candidates)) for name, sheet in sheets.items()}
    waiting = [x for found in drafts.values() for x in found if isinstance(x, _Draft)]
    if waiting:
        names = names_of(known)
        _read(waiting, names)
        for name, found in drafts.items():
            if len(found) > 1:
                _find_astray([x for x in found if isinstance(x, _Draft)], sheets[name].lines, names, waiting)
    tables = {
        name: [table for x in found for table in (_finished(x) if isinstance(x, _Draft) else [x])]
        for name, found in drafts.items()
    }
    for name, own in tables.items():
        for table in own:
            mark_lines(sheets[name].grid, table)
    return tables


def _drafts(
    sheet: str, letter: str, lines: Sequence[TextLine], candidates: Sequence[Layout]
) -> Iterator[_Draft | Table]:
    """The tables of one sheet by their heads, or by the title only."""
    heads = _heads(lines, candidates, letter)
    if not heads:
        yield from _by_title(sheet, letter, lines, candidates)
        return
    tables: list[tuple[int, list[TextHead]]] = []
    floor = 0
    for head in heads:
        titled = _title_at(lines, range(max(floor, head.first - _TITLES), head.first))
        if titled is None and tables and tables[-1][1][0].layout is head.layout:
            tables[-1][1].append(head)
        else:
            tables.append((max(floor, head.first - _TITLES) if titled is None else titled, [head]))
        floor = head.last + 1
    ends = [*(top if _is_title(lines[top]) else pages[0].first for top, pages in tables[1:]), len(lines)]
    for (top, pages), end in zip(tables, ends, strict=True):
        yield _draft(sheet, letter, lines[top : pages[0].first], pages, lines, end)


def _heads(lines: Sequence[TextLine], candidates: Sequence[Layout], letter: str) -> list[TextHead]:
    """The heads in a sheet's lines, from the top."""
    heads = list(with_rows(text_heads(lines, candidates, letter), lines))
    for layout in filter(has_measure_rows, candidates):
        taken = {at for head in heads for at in range(head.first, head.last + 1)}
        heads += [x for x in measure_heads(lines, layout, letter) if taken.isdisjoint(range(x.first, x.last + 1))]
    return sorted(heads, key=lambda head: head.first)


def _read(drafts: Sequence[_Draft], names: Names) -> None:
    """Read tables with the names of those read before them, until no more can be; then by cues what is left.

    What an indicator is worked out in says only words of it: such tables wait until all names are known.
    """
    workings = [draft for draft in drafts if works_out(draft.head.layout)]
    # Tables of one column of words need no names, and tell them.
    waiting = [draft for draft in sorted(drafts, key=_columns_of_words) if not works_out(draft.head.layout)]
    for guess in (False, True):
        waiting += workings if guess else []
        before = -1
        while waiting and len(waiting) != before:
            before = len(waiting)
            waiting = [draft for draft in waiting if not _try(draft, names, drafts, guess=guess)]


def _columns_of_words(draft: _Draft) -> int:
    columns = draft.head.layout.columns
    return sum(bool(role_of(draft.head.layout, n)) for n in draft.table.captions.headings if columns[n].role != "iku")


def _try(draft: _Draft, names: Names, drafts: Sequence[_Draft], *, guess: bool) -> bool:
    """Read a table if the names allow it, and learn its own."""
    table = draft.table
    try:
        draft.rows = _rows(draft, names, drafts, guess=guess)
    except AmbiguousError as error:
        table.recognition.unread, table.recognition.unread_at = error.why, f"{draft.letter}{error.at + 1}"
        return False
    table.recognition.unread, table.recognition.unread_at = NOTHING, ""
    sure = [row.values for row in draft.rows if row.kind == DATA and not row.guessed]
    names.learn(draft.head.layout, {n: [row.get(n) for row in sure] for n in table.captions.headings})
    return True


def _rows(draft: _Draft, names: Names, drafts: Sequence[_Draft], *, guess: bool) -> list[TextRow]:
    """The rows of a table, read as its layout wants it; raises :class:`AmbiguousError`."""
    layout, body, titles = draft.head.layout, draft.body, [text for text, _ in draft.table.captions.titles]
    if has_measure_rows(layout):
        return measure_rows(draft.head, titles, draft.inside, body, names)
    if works_out(layout):
        column = layout.by_role("indikator") or ""
        taken = [x.rows[0].values[column] for x in drafts if x.head.layout is layout and x.rows]
        return working_rows(layout, body.lines, titles, names, taken, guess=guess)
    shape = draft.shape = draft.shape or shape_of(layout, draft.table.captions.headings, draft.at)
    if not by_names(layout, shape):
        return text_rows(layout, shape, body, " ".join(titles), draft.at)
    draft.runs = draft.runs or run_rows(layout, shape, body.lines, body.breaks)
    return parted_rows(layout, shape, draft.runs, names, guess=guess)


def _find_astray(drafts: Sequence[_Draft], lines: Sequence[TextLine], names: Names, every: Sequence[_Draft]) -> None:
    """Find rows of a sheet's tables that stand elsewhere below them, those of the lowest table first."""
    taken = {at for draft in drafts for row in draft.rows for at in row.lines}
    taken |= {line.at for draft in drafts for line in lines[draft.head.first : draft.head.last + 1]}
    for above, draft in reversed([*enumerate(drafts)]):
        shape = draft.shape
        if shape is None or not draft.rows or not are_told_by_figures(shape):
            continue
        below = drafts[above + 1 :]
        last = max(at for row in draft.rows for at in row.lines)
        stop = next((x.at for x in below if x.head.layout is draft.head.layout), lines[-1].at + 1)
        # Rows below another head with such figures are its own.
        own = {line.at for x in below if x.shape and alike(x.shape, shape) for line in x.body.lines}
        free = {n for n, line in enumerate(lines) if last < line.at < stop and line.at not in taken | own}
        for run in rows_astray(draft.head.layout, shape, lines, free):
            astray = [lines[n] for n in run]
            taken |= {line.at for line in astray}
            found = draft.back if _taken_back(draft, astray, below, names, every) else draft.astray
            found.append(f"{draft.letter}{astray[0].at + 1}:{draft.letter}{astray[-1].at + 1}")


def _taken_back(
    draft: _Draft, astray: Sequence[TextLine], below: Sequence[_Draft], names: Names, every: Sequence[_Draft]
) -> bool:
    """Give rows back to their table where the one that they stand in cannot be read with them, but can without."""
    other = next((x for x in below if x.table.recognition.unread and {*astray} <= {*x.body.lines}), None)
    if other is None:
        return False
    before, rows = (draft.body, other.body), draft.rows
    other.body = replace(other.body, lines=[line for line in other.body.lines if line not in astray])
    draft.body = replace(draft.body, lines=[*draft.body.lines, *astray], breaks=draft.body.breaks | {astray[0].at})
    other.runs, draft.runs = [], []
    if _reads(other, names, every) and _reads(draft, names, every) and draft.rows[-1].lines[-1] == astray[-1].at:
        return True
    (draft.body, other.body), draft.rows, other.rows = before, rows, []
    other.runs, draft.table.recognition.unread, draft.table.recognition.unread_at = [], NOTHING, ""
    _reads(other, names, every)
    return False


def _reads(draft: _Draft, names: Names, every: Sequence[_Draft]) -> bool:
    return any(_try(draft, names, every, guess=guess) for guess in (False, True))


def _finished(draft: _Draft) -> list[Table]:
    """A table, and what could not be read of it because it stands elsewhere."""
    known = draft.table.recognition
    if not known.unread:
        _fill(draft.table, draft.rows, draft.letter)
        passed = [f"{draft.letter}{first + 1}:{draft.letter}{last + 1}" for first, last in draft.body.passed]
        said = [known.matched]
        said += [passed_over(", ".join(passed))] if passed else []
        said += [taken_back(", ".join(draft.back))] if draft.back else []
        known.matched = Text.joined("; ", said)
    return [draft.table, *(_rest(draft.table, f"{draft.letter}{draft.at + 1}", cells) for cells in draft.astray)]


def _rest(table: Table, head: str, cells: str) -> Table:
    """Rows of a table that stand elsewhere and were not read."""
    known = Recognition(
        table.recognition.certainty, continues=True, unread=stands_apart(cells, head), unread_at=cells.partition(":")[0]
    )
    return Table(table.layout, table.sheet, [], [], {}, {}, Captions(table.captions.headings), recognition=known)


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
        said = Captions({n: Heading(column.heading, layout.numbered, cell) for n, column in layout.due.items()})
        known = Recognition(score, unread=UNKNOWN_HEADINGS, unread_at=cell)
        yield Table(layout.id, sheet, [], [], {}, {}, said, recognition=known)


def _draft(
    sheet: str, letter: str, titles: Sequence[TextLine], page: list[TextHead], lines: Sequence[TextLine], end: int
) -> _Draft:
    """The table under a head and its repetitions."""
    head = page[0]
    table = Table(head.layout.id, sheet, [], [], {}, {})
    numbered = head.last + 1 < len(lines) and bool(numbers_in(lines[head.last + 1].text))
    table.captions.headings = dict(head.headings)
    if numbered:
        table.captions.headings = {number: replace(x, numbered=True) for number, x in head.headings.items()}
    if works_out(head.layout) and (named := head.layout.by_role("indikator")):
        # The indicator stands above such a table, or in its words.
        cell = f"{letter}{lines[head.first].at + 1}"
        table.captions.headings.setdefault(named, Heading(head.layout.columns[named].heading, False, cell))
    table.captions.titles = [(line.text, f"{letter}{line.at + 1}") for line in titles]
    table.captions.scales = _scales(head.layout, [*titles, *lines[head.first : head.last + 1]], letter)
    table.recognition.certainty = min(head.score, GUESS)
    inside = [line.text for line in lines[head.first : head.last + 1]]
    return _Draft(table, letter, head, lines[head.first].at, inside, body_of(page, lines, end))


def _scales(layout: Layout, lines: Sequence[TextLine], letter: str) -> dict[str, MoneyScale]:
    """The scale that titles or lines of the head name, the lowest one, for all columns of money: no line is one column's own."""
    for line in reversed(lines):
        if power := read_scale(line.text):
            scale = MoneyScale(power, line.text, f"{letter}{line.at + 1}")
            return {number: scale for number, spec in layout.columns.items() if spec.kind == "money"}
    return {}


def _is_title(line: TextLine) -> bool:
    """Whether a line numbers a table of its own."""
    return bool(_TITLE.match(line.text)) and "lanjut" not in line.text.casefold()


def _title_at(lines: Sequence[TextLine], span: range) -> int | None:
    """The last line of a span that numbers a table of its own."""
    return next((at for at in reversed(span) if _is_title(lines[at])), None)


def _fill(table: Table, rows: Sequence[TextRow], letter: str) -> None:
    """The rows of a table: each stands in the row of its first line, the others are joined to it."""
    layout = layouts()[table.layout]
    stated = [n for n in layout.official if n in table.captions.headings or any(n in row.values for row in rows)]
    table.rows = [row.lines[0] + 1 for row in rows]
    table.kinds = [row.kind for row in rows]
    cells = {number: [row.values.get(number) for row in rows] for number in stated}
    table.columns = {
        number: [typed_cell(layout, number, text) for text in texts] if _holds_amounts(layout, number) else texts
        for number, texts in cells.items()
    }
    table.letters = dict.fromkeys(stated, letter)
    table.placing.joined = {row.lines[0] + 1: [at + 1 for at in row.lines[1:]] for row in rows if len(row.lines) > 1}
    table.recognition.guessed = [row.lines[0] + 1 for row in rows if row.guessed]
    table.recognition.matched = _told(layout, rows, letter)


def _told(layout: Layout, rows: Sequence[TextRow], letter: str) -> Text:
    """By what the cells of a table were told apart, and in which of them that is a guess."""
    named = any(role_of(layout, number) for number in layout.official)
    told = [BY_HEADINGS, BY_FIGURES_AND_NAMES if named else BY_FIGURES]
    if joined := [f"{letter}{row.lines[0] + 1}" for row in rows if row.joined]:
        told.append(joined_over_pages(", ".join(joined)))
    for what in dict.fromkeys(row.guessed for row in rows if row.guessed):
        cells = ", ".join(f"{letter}{row.lines[0] + 1}" for row in rows if row.guessed == what)
        told.append(only_guessed(what, cells))
    return Text.joined("; ", told)


def _holds_amounts(layout: Layout, number: str) -> bool:
    return layout.columns[number].kind == "money" or layout.columns[number].role in _INPUTS


def typed_cell(layout: Layout, number: str, text: str | None) -> Any:
    """An amount as a number where it reads: among lines of text an amount as text is no fault."""
    spec = layout.columns[number]
    if text is None or not (spec.kind == "money" or (spec.role in _INPUTS and AMOUNT.fullmatch(text))):
        return text
    money = read_money(text, spec.decimals)
    plain = money.status is MoneyStatus.TEXT and money.amount is not None
    return in_rupiah(money.amount or 0, spec.decimals) if plain else text
