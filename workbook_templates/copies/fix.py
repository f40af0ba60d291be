"""A copy of a workbook with the safe fixes of its findings applied, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rules.model.document import Document, Table
from rules.model.finding import Finding
from rules.model.parts_of_workbook import parts_of
from rules.schema.pack import Pack
from rules.values.cells import as_text, column_letter, column_number, is_blank
from rules.values.invisible import as_seen, sign_number, unseen_in, with_signs_named
from workbook_templates.grid import Grid, Value
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.safe_writing import on_the_way_to
from workbook_templates.sheet_facts import Place

FILE = "Berkas"
"""What findings about the file itself have for a table: those with a fix are of characters that nobody sees."""
PASSES = 6
"""A fix can bring another fault to light (a code that reads shows that its name differs); in the end none does."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fault that was mended: its finding and the cells that were written, the first with the value."""

    finding: Finding
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfixed:
    """A fault whose fix is safe but could not be applied, and why."""

    finding: Finding
    reason: str


@dataclass(slots=True)
class Mending:
    """What was done to a copy; ``before`` and ``after`` count its findings, ``status`` is the copy's verdict."""

    fixed: list[Fixed] = field(default_factory=list)
    left: list[Unfixed] = field(default_factory=list)
    before: int = 0
    after: int = 0
    status: str = ""


def fix_workbook(
    source: Path, target: Path, pack: Pack | None = None, lang: str = "id", limits: Limits = DEFAULT_LIMITS
) -> Mending:
    """Write a copy of ``source`` in which the safe fixes are applied; all else stays as it is.

    Raises :class:`workbook_templates.errors.UnreadableError` if the source cannot be read, `OutputError` if the target
    cannot be written.
    """
    from rules.validation import validate

    mending, written = Mending(), dict[str, dict[Place, Value]]()
    with on_the_way_to(target) as folder:
        current = source
        for number in range(PASSES):
            # The first reading says what there is to say of a file without tables.
            document = (
                read_document(source, limits)
                if number == 0
                else read_grids(str(current), read_workbook(current, limits))
            )
            verdict = validate(document, pack, lang)
            mending.before = mending.before or len(verdict.findings)
            mending.after, mending.status = len(verdict.findings), verdict.status
            grids = {grid.name: grid for grid in read_workbook(current, limits)}
            changed = mend(verdict.findings, document, grids, mending)
            for sheet, cells in changed.items():
                written.setdefault(sheet, {}).update(cells)
            if not changed or number == PASSES - 1:
                break
            current = folder / f"{number}{source.suffix}"
            write_cells(source, current, written, limits)
    write_cells(source, target, written, limits)
    return mending


def mend(
    findings: Sequence[Finding], document: Document, grids: dict[str, Grid], mending: Mending
) -> dict[str, dict[Place, Value]]:
    """Note in ``mending`` what a pass mends and what it leaves; the cells to write by sheet and place, if any."""
    done = {(fixed.finding.sheet, fixed.cells[0]) for fixed in mending.fixed if fixed.finding.table != FILE}
    mending.left = []
    written: dict[str, dict[Place, Value]] = {}
    for fixed in without_unseen(findings, document):
        # What other fixes write into these cells, here or in a later pass, counts.
        finding, cell = fixed.finding, fixed.cells[0]
        written.setdefault(finding.sheet, {})[_place(cell)] = finding.fix
        mending.fixed.append(fixed)
    for finding in (one for told in findings for one in (told, *told.repeats)):
        if finding.fix is None or not finding.cell or finding.table == FILE:
            continue
        if (finding.sheet, finding.cell) in done:
            mending.left.append(Unfixed(finding, "sel ini sudah diperbaiki sekali; periksa sendiri"))
            continue
        places = _span(finding, [table for part in parts_of(document) for table in part.tables])
        reason = _refused(finding, places, grids[finding.sheet])
        if reason:
            mending.left.append(Unfixed(finding, reason))
            continue
        grid, cells = grids[finding.sheet], written.setdefault(finding.sheet, {})
        cells[places[0]] = finding.fix
        emptied = [place for place in places[1:] if not is_blank(grid.at(place))]
        cells |= dict.fromkeys(emptied)
        names = tuple(f"{column_letter(column)}{row}" for row, column in (places[0], *emptied))
        mending.fixed.append(Fixed(finding, names))
        done.add((finding.sheet, finding.cell))
    return written


def without_unseen(findings: Sequence[Finding], document: Document) -> Iterator[Fixed]:
    """Typed cells freed of the characters that findings name, each cell once; its text is told with them named."""
    named = {finding.key: finding for finding in findings if finding.table == FILE and finding.fix is not None}
    for one in document.unseen if named else ():
        signs = [named[key] for key in map(sign_number, unseen_in(one.text)) if key in named]
        if signs and one.cell and not one.calculated:
            said, mended = with_signs_named(one.text), as_seen(one.text) or None
            yield Fixed(replace(signs[0], sheet=one.sheet, cell=one.cell, value=said, fix=mended), (one.cell,))


def _place(cell: str) -> Place:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]), column_number(letters)


def _span(finding: Finding, tables: Sequence[Table]) -> list[Place]:
    """The cells the finding's official column takes in its row: up to the next official column."""
    row, first = _place(finding.cell)
    for table in tables:
        if (table.layout, table.sheet) == (finding.table, finding.sheet):
            behind = [column_number(x) for x in table.letters.values() if column_number(x) > first]
            return [(row, column) for column in range(first, min(behind, default=first + 1))]
    return [(row, first)]


def _refused(finding: Finding, places: Sequence[Place], grid: Grid) -> str:
    """Why a fix cannot be applied to its cells; empty if it can."""
    if any(place in grid.facts.formulas for place in places):
        return "sel berisi rumus"
    texts = [as_text(grid.at(place)) for place in places]
    found = [text for text in texts if text]
    said = as_text(finding.value)
    if said not in {" | ".join(found), " ".join(found)} and said.replace(",", ".") != " ".join(found).replace(",", "."):
        return "isi sel tidak sama dengan yang dinilai"
    return ""
