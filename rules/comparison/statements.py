"""What an LKIP states of its indicators, table by table: target, realisasi and capaian of a year.

One indicator has one figure of each for a year, wherever it stands. The figure most tables agree on counts, else
that of the table that plays `capaian`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from rules.arrays import Cells, Mask, Numbers, among, as_cells
from rules.calculation.blocks import indicator_blocks
from rules.comparison.rows import place
from rules.comparison.shown_figure import CALCULATED, Shown, figure_in
from rules.frames.distinct import Distinct
from rules.frames.indicators import indicator_key, indicators, measures_said
from rules.frames.judgement import Stack
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip
from rules.record import record
from rules.schema.layout import Layout
from rules.values.misspelling import is_misspelled
from rules.values.names import NO_NAME
from rules.values.targets import same_target

MEASURED = ("target", "realisasi", "capaian")
STATING = ("nilai", "predikat")
"""How a cell is read that states a figure, or a grade."""
_ANY_MEASURE = re.compile(r"target|realisasi|capaian|proyeksi|selisih|persen|%")
_MOST_NAMED = 3
_SAY_WHAT = Text(
    "Tulis di sana Target atau Realisasi, atau tahun empat angka.",
    "Write Target or Realisasi there, or a year of four digits.",
)
_SAME_NAME = Text(
    "Samakan namanya bila indikatornya memang sama.", "Give it the same name if it is the same indicator."
)
_DIGITS = re.compile(r"\d+")


def stating(layout: Layout) -> list[str]:
    """The columns of an LKIP's table that state figures of its indicators for a year."""
    if layout.document != "lkip" or layout.totals or not layout.by_role("indikator"):
        return []
    dated = layout.by_role("tahun") is not None
    return [
        number
        for number, column in layout.official.items()
        if column.role in MEASURED and (dated or column.year is not None or column.period is not None)
    ]


@record
class Statement:
    """One cell that states a figure of an indicator for a year."""

    view: View
    column: str
    row: int
    indicator: str
    year: int
    figure: Shown | None

    @property
    def text(self) -> str:
        """The cell as a person reads it."""
        return str(self.view.text(self.column)[self.row])

    def agrees(self, other: Statement) -> bool:
        """Whether two cells state the same; achievements may be rounded, other figures only where calculated."""
        if self.figure is None or other.figure is None:
            return same_target(
                self.view.target_at(self.column, self.row), other.view.target_at(other.column, other.row)
            )
        return same_figure(self.figure, other.figure, self.view.layout.columns[self.column].role == "capaian")


def same_figure(one: Shown, two: Shown, rounded: bool) -> bool:
    """Whether two figures are the same, one of them perhaps ``rounded``; a calculated one may always be, and a fraction is yet to be."""
    rounded = rounded or max(one.decimals, two.decimals) >= CALCULATED or one.fraction or two.fraction
    return abs(one.value - two.value) <= (max(one.tolerance, two.tolerance) if rounded else 0)


def _may_state(layout: Layout, measure: str) -> list[str]:
    """The columns that may state a measure: an achievement rests on the others, so these are judged without it."""
    said_by_row = layout.by_role("ukuran") is not None and measure != "capaian"
    return [column for column in stating(layout) if said_by_row or layout.columns[column].role == measure]


def _measure(view: View, column: str) -> Cells:
    """What each row of a column states."""
    if view.layout.by_role("ukuran"):
        return measures_said(view)
    return as_cells([view.layout.columns[column].role] * len(view.frame))


@once
def years(view: View, column: str) -> Numbers:
    """The year each row of a column speaks of; -1 where it is not known."""
    spec, dated = view.layout.columns[column], view.layout.by_role("tahun")
    if dated:
        told = [{*re.findall(r"\b\d{4}\b", text, re.ASCII)} for text in view.text(dated)]
        return np.array([int(year.pop()) if len(year) == 1 else -1 for year in told], dtype=np.int64)
    documents = view.session.documents
    starts = [x.renstra if spec.period is not None else x.year for x in documents]
    offset = spec.period if spec.period is not None else spec.offset
    found = [-1 if start is None else start + offset for start in starts]
    named: Numbers = np.array(found, dtype=np.int64)[view.docs]
    return named


def _named(view: View) -> Cells:
    """Each row's indicator; where a table has a row a measure, the one named at the head of its rows."""
    names = indicators(view)
    if not view.layout.by_role("ukuran"):
        return names
    return as_cells([names[row] if row >= 0 else "" for row in indicator_blocks(view)])


def _of_column(view: View, column: str, measure: str) -> Iterator[tuple[tuple[int, str, int], Statement]]:
    said, year, names = _measure(view, column), years(view, column), _named(view)
    kinds = view.target(column).kind
    stated = view.data & view.has(column) & (said == measure) & (names != "") & (year > 0)
    stated &= kinds.among(*STATING)
    for row in view.frame.index[stated]:
        cell = Statement(
            view,
            column,
            row,
            names[row],
            int(year[row]),
            figure_in(view, column, row),
        )
        yield (view.doc_of(row), indicator_key(names[row]), cell.year), cell


def cells_of(view: View, column: str, measure: str) -> list[Statement]:
    """The cells of a column that state a measure."""
    return [cell for _, cell in _of_column(view, column, measure)] if column in _may_state(view.layout, measure) else []


def stating_tables(session: Stack) -> list[View]:
    """The tables of the stack that state figures of indicators, in sheet order."""
    return [view for view in session.tables.values() if stating(view.layout)]


def doubtful(view: View, column: str) -> Mask:
    """Cells with a fault of their own, and achievements over a figure that other tables contradict."""
    mask = view.blamed(column, "figure", "target", "SAT-004", "STR-012", "TUR-004")
    for base in view.layout.base(column):
        mask |= view.blamed(base, "LTS-009")
    return mask


@once
def unknown_rows(view: View) -> dict[int, Skip]:
    """Workbooks in which rows say in words nobody knows what their figures are, or of which year: those are held against none."""
    cells: dict[int, list[str]] = {}
    for told, unknown in _not_understood(view):
        for row in np.flatnonzero(
            view.data & unknown & ~view.errors(told) & ~among(view.text(told), "", *NO_NAME)
        ).tolist():
            cells.setdefault(view.doc_of(row), []).append(place(view, told, row))
    return {doc: Skip(Gap.PUT_OFF, _unknown(found), _SAY_WHAT) for doc, found in cells.items()}


def _not_understood(view: View) -> Iterator[tuple[str, Mask]]:
    """The columns in which rows say what their figures are and of which year, and where they do not."""
    if measure := view.layout.by_role("ukuran"):
        yield measure, Distinct(measures_said(view).tolist()).test(lambda said: not _ANY_MEASURE.search(said))
    if dated := view.layout.by_role("tahun"):
        yield dated, years(view, dated) < 0


@once
def unread_rows(view: View) -> Mask:
    """Rows of which it cannot be read, or was left out, whose figures they hold, what these are, or of which year."""
    found = _unread(view, "indikator")
    if view.layout.by_role("ukuran"):
        found = np.append(found, False)[indicator_blocks(view)] | _unread(view, "ukuran")
    return (found | _unread(view, "tahun")) & view.data


def _unread(view: View, role: str) -> Mask:
    column = view.layout.by_role(role)
    if column is None or column not in view.columns:
        return np.zeros(len(view.frame), dtype=bool)
    return view.errors(column) | view.uncalculated(column) | view.blamed(column, "STR-010")


def with_unread_rows(session: Stack) -> list[int]:
    """Workbooks in which such a row stands in some table that states figures."""
    return sorted({doc for view in stating_tables(session) for doc in view.docs[unread_rows(view)].tolist()})


def _unknown(cells: list[str]) -> Text:
    named = ", ".join(cells[:_MOST_NAMED]) + (", …" if len(cells) > _MOST_NAMED else "")
    return Text(f"isi {named} tidak dikenali", f"what {named} says is not known")


@once
def nearly_named(view: View) -> dict[int, Skip]:
    """Workbooks with an indicator that no other table names, but one nearly so: their figures are held against none."""
    others: dict[int, dict[str, str]] = {}
    for other in stating_tables(view.session):
        if other is not view:
            for doc, name in zip(other.docs.tolist(), _named(other).tolist(), strict=True):
                others.setdefault(doc, {}).setdefault(indicator_key(name), name)
    found: dict[int, Skip] = {}
    column = view.column_of("indikator")
    for row, (doc, name) in enumerate(zip(view.docs.tolist(), indicators(view).tolist(), strict=True)):
        key, known = indicator_key(name), others.get(doc, {})
        if key and key not in known and doc not in found:
            meant = next((known[other] for other in sorted(known) if _is_nearly(key, other)), None)
            if meant:
                found[doc] = Skip(Gap.PUT_OFF, _nearly(place(view, column, row), meant), _SAME_NAME)
    return found


def _is_nearly(key: str, other: str) -> bool:
    return bool(other) and _DIGITS.findall(key) == _DIGITS.findall(other) and is_misspelled(key, other)


def _nearly(cell: str, other: str) -> Text:
    return Text(
        f'indikator di {cell} hampir sama dengan "{other}" di tabel lain, jadi angkanya belum dibandingkan',
        f'the indicator in {cell} is nearly "{other}" of another table, so that its figures are held against none',
    )


def _office(session: Stack) -> set[tuple[int, str]]:
    """The office's own indicators, by workbook: those of every table but the one that brings in others' figures."""
    found = set()
    for view in stating_tables(session):
        if not view.layout.by_role("tahun"):
            found |= {(doc, indicator_key(name)) for doc, name in zip(view.frame["doc"], _named(view), strict=True)}
    return found


@record
class Odd:
    """A cell that states other than the rest, and the one it is held against."""

    cell: Statement
    reference: Statement


@once
def compared(session: Stack, measure: str) -> tuple[set[tuple[str, str, int]], dict[tuple[str, str, int], Odd]]:
    """The cells (table, column, row) of a measure that were compared with others, and the odd ones among them."""
    seen: set[tuple[str, str, int]] = set()
    odd: dict[tuple[str, str, int], Odd] = {}
    for cells in _grouped(session, measure).values():
        if len(cells) < 2:
            continue
        seen.update((x.view.name, x.column, x.row) for x in cells)
        reference = _reference(cells)
        odd |= {(x.view.name, x.column, x.row): Odd(x, reference) for x in cells if not x.agrees(reference)}
    return seen, odd


@once
def _all(session: Stack, measure: str) -> dict[tuple[int, str, int], list[Statement]]:
    """All statements of a measure, sound or not, by workbook, key of the indicator and year."""
    groups: dict[tuple[int, str, int], list[Statement]] = {}
    for table in stating_tables(session):
        for column in _may_state(table.layout, measure):
            for key, cell in _of_column(table, column, measure):
                groups.setdefault(key, []).append(cell)
    return groups


def statements_like(view: View, column: str, row: int) -> Iterator[list[Statement]]:
    """The statements of the same figure, its own among them, if a cell states one."""
    for measure in MEASURED if column in stating(view.layout) else ():
        for cells in _all(view.session, measure).values():
            if any((x.view, x.column, x.row) == (view, column, row) for x in cells):
                yield cells


def _grouped(session: Stack, measure: str) -> dict[tuple[int, str, int], list[Statement]]:
    """The sound statements of a measure, by workbook, key of the indicator and year."""
    own = _office(session)
    groups: dict[tuple[int, str, int], list[Statement]] = {}
    for table in stating_tables(session):
        for column in _may_state(table.layout, measure):
            blamed = doubtful(table, column)
            for key, cell in _of_column(table, column, measure):
                if key[:2] in own and not blamed[cell.row]:
                    groups.setdefault(key, []).append(cell)
    return groups


def stated_figures(session: Stack, year: int) -> dict[tuple[str, str], Statement]:
    """What the one workbook of a stack states for a year, by measure and key of the indicator."""
    found = {}
    for measure in MEASURED:
        for (_, key, said), cells in _grouped(session, measure).items():
            if said == year:
                found[measure, key] = _reference(cells)
    return found


def _reference(cells: list[Statement]) -> Statement:
    """A cell of the figure that most tables state; of two as frequent, that of the table `capaian`, else of the first table."""

    def weight(cell: Statement) -> tuple[int, bool]:
        agreeing = {other.view.name: other.view.layout for other in cells if other.agrees(cell)}
        return len(agreeing), any("capaian" in layout.plays for layout in agreeing.values())

    best = max(map(weight, cells))
    among = [cell for cell in cells if weight(cell) == best]
    return next((cell for cell in among if "capaian" in cell.view.layout.plays), among[0])
