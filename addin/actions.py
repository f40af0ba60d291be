"""What the buttons of the tab *Renja* do to an open workbook (xlwings Book), each one function that returns what to tell.

The same functions run in every engine. They read each sheet in one block and write in blocks, leave typed cells
alone and can be repeated. What only the rules need is imported when it is needed: going from finding to finding
does not wait for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from addin import shown_finding
from addin.blocks import quiet, write_cells
from addin.findings_sheet import ListedFinding, findings_sheet, listed_findings, write_findings
from rules.model.cause_words import cells_told, clicks_told
from rules.model.verdict_words import SEVERITY_WORDS, optional_line, unchecked_lines
from rules.values.cells import column_letter
from workbook_templates.copies.findings_lines import verdict_line

if TYPE_CHECKING:
    from addin.undo_record import Keeper
    from rules.model.document import Document
    from rules.model.finding import Verdict
    from workbook_templates.copies.fill import Filling
    from workbook_templates.grid import Grid
    from workbook_templates.sheet_facts import Place

_NAMED = 8
"""So many cells are named in a message."""
_TOLD = 6
"""So many causes are named in a message."""
_NOT_YET = "Belum ada hasil pemeriksaan. Klik Validasi dahulu."


def read_tables(book: Any) -> tuple[Document, dict[str, Grid]]:
    """The tables of a workbook; raises :class:`workbook_templates.errors.UnreadableError` where it holds none."""
    from addin.book import read_with_grids
    from workbook_templates.reader import no_tables

    document, grids = read_with_grids(book)
    if not document.tables:
        raise no_tables(book.name, list(grids.values()))
    return document, grids


def named(cells: Sequence[str]) -> str:
    """Some cells of a list, and how many more there are."""
    return ", ".join(cells[:_NAMED]) + (f", … ({len(cells) - _NAMED} lagi)" if len(cells) > _NAMED else "")


def address(sheet: str, place: Place) -> str:
    """A cell as it is told: `T-C.33!F12`."""
    return f"{sheet}!{column_letter(place[1])}{place[0]}"


def _written(book: Any, keeper: Keeper, changed: Mapping[str, Mapping[Place, Any]]) -> dict[str, set[Place]]:
    """Write cells of tables, what stood there kept before; the places that refused, by sheet."""
    keeper.about_to_write(changed)
    written = write_cells(book, changed)
    keeper.were_texts(written.were_texts)
    return written.refused


def _protected(refused: Mapping[str, Collection[Place]]) -> list[str]:
    if not refused:
        return []
    return [
        f"{sum(map(len, refused.values()))} sel tidak dapat ditulis karena lembarnya dilindungi: {', '.join(refused)}. Buka "
        "Tinjau > Buka Proteksi Lembar (tanpa kata sandi), lalu ulangi."
    ]


# ---- validation


def validate(book: Any) -> str:
    """Judge the workbook, list the findings in the Temuan sheet, and show it."""
    from addin.compared import held_against
    from rules.validation import validate as judge

    document = read_tables(book)[0]
    document.references, compared = held_against(book, document, ask=True)
    verdict = judge(document)
    with quiet(book):
        sheet = write_findings(book, verdict)
    if verdict.findings:
        sheet.activate()
    return "\n\n".join([*_verdict_told(verdict), *compared])


def _verdict_told(verdict: Verdict) -> list[str]:
    told = [verdict_line(verdict), *unchecked_lines(verdict)]
    if verdict.causes:
        told.append("\n".join(_causes_told(verdict)))
    if clicks := clicks_told(verdict.causes, in_excel=True):
        told.append(clicks)
    if verdict.findings:
        told.append("Semuanya tercantum di lembar Temuan. Klik lokasinya, atau Temuan berikutnya, untuk menuju selnya.")
    if optional := optional_line(verdict):
        told.append(optional)
    return told


def _causes_told(verdict: Verdict) -> Iterator[str]:
    """The most important causes, a line each: a message box takes a thousand characters."""
    yield "Sebab, yang terpenting lebih dahulu:"
    for cause in verdict.causes[:_TOLD]:
        yield f"- {cause.sentence} ({cells_told(cause)})"
    if len(verdict.causes) > _TOLD:
        yield f"… dan {len(verdict.causes) - _TOLD} sebab lain"


# ---- calculation


def compute(book: Any) -> str:
    """Fill empty derived cells and totals, and rows repeated from T-C.33; formulas and typed cells stay as they are."""
    from addin.calculated_cells import NAME, TITLE, record, recorded
    from addin.office_codes import follow_bidang
    from addin.undo_record import Keeper
    from workbook_templates.copies.fill import fill_document
    from workbook_templates.recognition.read_grids import read_grids

    document, grids = read_tables(book)
    codes = follow_bidang(book, document, grids)
    ours = recorded(grids)
    for name, places in ours.items():
        for row, column in places:
            grids[name].rows[row - 1][column - 1] = None
    if ours:
        document = read_grids(document.source, list(grids.values()))
    filling, cells = fill_document(document, formulas=False)
    carried = {(cell.sheet, place) for cell, place in filling.carried}
    # What was filled in before and follows no more is emptied; what still stands there is not written again.
    wanted = {name: {**dict.fromkeys(ours.get(name, ())), **cells.get(name, {})} for name in {**cells, **ours}}
    changed = {
        name: {place: value for place, value in places.items() if ours.get(name, {}).get(place) != value}
        for name, places in wanted.items()
    }
    changed = {name: places for name, places in changed.items() if places}
    with quiet(book):
        refused = _written(book, Keeper(book, "Hitung", [(NAME, TITLE)]), changed) if changed else {}
        kept = {
            name: {
                place: value
                for place, value in places.items()
                if value is not None
                and place not in refused.get(name, ())
                and (name, f"{column_letter(place[1])}{place[0]}") not in carried
            }
            for name, places in wanted.items()
        }
        if kept != ours:
            record(book, kept)
    return "\n".join([*_filling_told(filling, changed, refused), *codes])


def _filling_told(
    filling: Filling, changed: Mapping[str, Mapping[Place, Any]], refused: Mapping[str, Collection[Place]]
) -> list[str]:
    written = [
        address(name, place)
        for name, places in changed.items()
        for place in sorted(places)
        if place not in refused.get(name, ())
    ]
    told = [f"{len(written)} sel diisi: {named(written)}." if written else "Tidak ada sel yang perlu diisi."]
    if filling.carried:
        tables = dict.fromkeys(cell.table for cell, _ in filling.carried)
        told.append(f"{len(filling.carried)} di antaranya dibawa dari T-C.33 ke {', '.join(tables)}.")
    for state, words in (
        ("refreshed", "sel berisi rumus, dihitung oleh Excel sendiri"),
        ("typed", "sel turunan yang Anda ketik dibiarkan"),
        ("other", "sel dibiarkan karena rumusnya memberi angka lain"),
        ("deferred", "sel ditunda karena ada sel rinciannya yang tidak terbaca"),
    ):
        found = [f"{x.derived.sheet}!{x.cell}" for x in filling.derived if x.derived.state == state]
        if found:
            told.append(f"{len(found)} {words}{'' if state == 'refreshed' else f': {named(found)}'}.")
    for left in filling.left:
        what = "tidak ada di tabel ini" if left.room is None else f"tidak muat dalam {left.room} baris kosongnya"
        told.append(f"{left.table}: {left.rows} baris T-C.33 {what}; sisipkan barisnya bila memang perlu.")
    return [*told, *_protected(refused)]


# ---- from finding to finding


def next_finding(book: Any) -> str:
    """Select the next cell with findings, from where the planner stands; after the last one comes the first.

    What is wrong there is told at the cell and in the status bar; the text returned is empty unless there is none.
    """
    return _go(book, forward=True)


def previous_finding(book: Any) -> str:
    """Select the previous cell with findings; before the first one comes the last."""
    return _go(book, forward=False)


def _go(book: Any, *, forward: bool) -> str:
    listed = listed_findings(book)
    if listed is None:
        return _NOT_YET
    order = {sheet.name: at for at, sheet in enumerate(book.sheets)}
    places = sorted({x.cell for x in listed if x.sheet in order}, key=lambda x: (order[x[0]], *x[1:]))
    if not places:
        return "Tidak ada temuan pada sel mana pun."
    at = _next_place(places, _position(book, listed), order, forward=forward)
    sheet, row, column = places[at]
    target = book.sheets[sheet]
    target.activate()
    target.range((row, column)).select()
    here = [x for x in listed if x.cell == places[at]]
    lines = [f"{_grave(x).capitalize()} {x.rule}: {x.message}\nSaran: {x.suggestion}" for x in here]
    place = address(sheet, (row, column))
    shown_finding.show(
        book,
        findings_sheet(book),
        target.range((row, column)),
        place,
        f"{place} ({at + 1} dari {len(places)} sel). " + "\n\n".join(lines),
    )
    return ""


def _grave(listed: ListedFinding) -> str:
    """How grave a finding is, in the words of the planner; whatever else somebody typed there as it is."""
    word = SEVERITY_WORDS.get(listed.severity)
    return word.id if word else listed.severity


def _position(book: Any, listed: Sequence[ListedFinding]) -> tuple[tuple[str, int, int], bool]:
    """Where the planner stands, and whether it is a line of the Temuan sheet, which stands for the cell it names."""
    selected = book.app.selection
    if selected is None:
        return (book.sheets.active.name, 0, 0), False
    here = selected.sheet.name, selected.row, selected.column
    temuan = findings_sheet(book)
    if temuan is not None and temuan.name == here[0]:
        line = next((x for x in listed if x.line == here[1]), None)
        return (line.cell, True) if line else (("", 0, 0), False)
    return here, False


def _next_place(
    places: Sequence[tuple[str, int, int]],
    position: tuple[tuple[str, int, int], bool],
    order: Mapping[str, int],
    *,
    forward: bool,
) -> int:
    (sheet, row, column), in_list = position
    if in_list and (sheet, row, column) in places:
        return places.index((sheet, row, column))
    here = (order.get(sheet, -1), row, column)
    keys = [(order[name], *cell) for name, *cell in places]
    if forward:
        return next((at for at, key in enumerate(keys) if key > here), 0)
    return next((at for at in reversed(range(len(keys))) if keys[at] < here), len(keys) - 1)


# ---- safe fixes


def apply_safe_fixes(book: Any) -> str:
    """Write the safe fixes of all findings into their cells, list each change on the sheet Perbaikan, and judge anew."""
    from addin import findings_sheet, fixes_sheet
    from addin.compared import held_against
    from addin.undo_record import Keeper
    from rules.validation import validate as judge
    from workbook_templates.copies.fix import PASSES, Mending, mend

    mending, references = Mending(), None
    keeper = Keeper(book, "Perbaiki yang aman", [(x.NAME, x.TITLE) for x in (fixes_sheet, findings_sheet)])
    refused: dict[str, set[Place]] = {}
    with quiet(book):
        for number in range(PASSES):
            document, grids = read_tables(book)
            references = references or held_against(book, document)[0]
            document.references = references
            verdict = judge(document)
            mending.before = mending.before or len(verdict.findings)
            changed = mend(verdict.findings, document, grids, mending)
            if not changed or number == PASSES - 1:
                break
            for name, places in _written(book, keeper, changed).items():
                refused.setdefault(name, set()).update(places)
        done = [x for x in mending.fixed if not _was_refused(x.cells, refused.get(x.finding.sheet, ()))]
        if done:
            fixes_sheet.record_changes(book, done)
        write_findings(book, verdict)
    told = [f"{len(done)} perbaikan aman diterapkan; temuan {mending.before} menjadi {len(verdict.findings)}."]
    if done:
        told.append(f"Sel yang diubah: {named([f'{x.finding.sheet}!{x.cells[0]}' for x in done])}.")
        told.append("Isi sebelum dan sesudahnya tercantum di lembar Perbaikan; Batalkan mengembalikan semuanya.")
    told += [
        f"Tidak diubah: {x.finding.sheet}!{x.finding.cell} ({x.reason})." for x in mending.left[:_NAMED] if not refused
    ]
    return "\n".join([*told, *_protected(refused), verdict_line(verdict), *unchecked_lines(verdict)])


def _was_refused(cells: Sequence[str], refused: Collection[Place]) -> bool:
    return any(address("", place).removeprefix("!") in cells for place in refused)
