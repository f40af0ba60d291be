"""`renja template --dokumen lkip --dari RENJA`: a report started from a Renja, or brought up to date with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from headless.batch.serving import at_hand
from headless.errors import NoPlanYearError, NotAPlanError, OtherPlanYearError
from rules.carryover.report_from_plan import Start, start_report
from rules.model.display import display
from rules.model.document import Document
from rules.nomenclature import decrees
from rules.schema.layout import layouts
from rules.schema.pack import pack_for
from rules.values.cells import as_text, column_letter
from rules.values.money import format_rupiah
from workbook_templates.copies.refresh import CarriedChange, CarriedRow, Refreshed, refresh
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import Limits
from workbook_templates.safe_writing import refuse_inputs
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template
from workbook_templates.template.carried_sheet import IDENTITY, NAME

REPORT = "lkip"
_LINES = 6
_MANY = 8


def start_from_plan(
    out: Path, renja: Path, document: Document, identity: Mapping[str, Any], years: tuple[int, int] | None,
    layout: Sequence[str], *, captions: bool = False,
) -> list[str]:  # fmt: skip
    """Build a report from a Renja; ``identity`` holds what the call gives. Returns what to tell, in a screen of text."""
    _check_plan(renja, document, identity.get("tahun"))
    start = start_report(document, years[0] if years else None)
    given: dict[str, Any] = {key: said.value for key, said in start.identity.items()}
    given |= {key: value for key, value in identity.items() if value is not None}
    if years:
        given |= {"renstra_awal": years[0], "renstra_akhir": years[1]}
    if not given.get("keputusan"):
        decree = decrees().get(pack_for(start.year).decree or "")
        given["keputusan"] = decree.name if decree else None
    rows = {name: [row.values for row in found] for name, found in start.rows.items()}
    build_template(out, Template(REPORT, given, layouts=layout, rows=rows, start=start, captions=captions))
    return list(_started(out, start))


def bring_up_to_date(out: Path, report: Path, renja: Path, year: int | None, limits: Limits) -> list[str]:
    """Write a copy of a report with what a later Renja says. Returns what to tell, in a screen of text."""
    refuse_inputs([out], [renja, report])
    at_hand(renja)
    document = read_document(renja, limits)
    _check_plan(renja, document, year)
    at_hand(report)
    return list(_refreshed(out, report, refresh(report, document, out, limits)))


def _check_plan(path: Path, document: Document, year: int | None) -> None:
    """Refuse to start from what is no Renja, has no year or speaks of another one."""
    if document.kind != "renja":
        raise NotAPlanError(path, document.kind.upper())
    if document.year is None or not document.text("tahun"):
        raise NoPlanYearError(path)
    if year is not None and year != document.year:
        raise OtherPlanYearError(year, path, document.year)


# ---- what is told


def _title(start: Start) -> str:
    return f"{start.source} (Renja {start.year}{', ' + start.stage if start.stage else ''})"


def _started(out: Path, start: Start) -> Iterator[str]:
    yield f"{out}: dibawa dari {_title(start)}; tercatat di lembar {NAME}, berhuruf biru di tabel"
    yield f"  {IDENTITY:<18} {len(start.identity):>4} isian"
    for name, rows in start.rows.items():
        cells = sum(1 for row in rows for said in row.carried.values() if said)
        yield f"  {layouts()[name].sheet_name:<18} {cells:>4} sel dalam {len(rows)} baris{_total(name, start)}"
    for note in start.notes:
        yield f"  Catatan: {note}"


def _total(name: str, start: Start) -> str:
    """The money carried to a table, where it carries any."""
    columns = [number for number, spec in layouts()[name].columns.items() if spec.role in {"pagu", "pagu_awal"}]
    for column in columns:
        said = [row.carried[column].value for row in start.rows[name] if row.carried.get(column)]
        if said:
            return f", pagu {format_rupiah(sum(said))}"
    return ""


def _refreshed(out: Path, report: Path, told: Refreshed) -> Iterator[str]:
    yield f"{out}: {report.name} diperbarui dari {_title(told.start)}"
    yield f"  {told.same} sel bawaan sudah sama dengan Renja"
    yield from _by_table("sel diperbarui", told.renewed)
    yield from _by_table("sel kosong diisi", told.filled)
    yield from _listed(
        "sel diketik sendiri, dibiarkan",
        [f"{_cell(x)} berisi {_in_list(x.held)}; Renja: {_in_list(x.said)}" for x in told.typed],
    )
    yield from _rows("belum ada tempatnya; sisipkan barisnya, tulis namanya, lalu perbarui lagi", told.homeless)
    yield from _rows("tidak ada lagi di Renja, barisnya dibiarkan", told.gone)
    yield from _rows("sudah dihapus dari laporan, tetapi masih ada di Renja", told.deleted)
    for note in told.start.notes:
        yield f"  Catatan: {note}"


def _sheet(change: CarriedChange | CarriedRow) -> str:
    return change.table if change.table == IDENTITY else layouts()[change.table].sheet_name


def _cell(change: CarriedChange) -> str:
    return f"{change.place[0]}!{column_letter(change.place[2])}{change.place[1]}"


def _in_list(value: Any) -> str:
    """What a cell holds, short enough for a list; large whole numbers are amounts."""
    if isinstance(value, int | float) and abs(value) >= 10_000 and float(value).is_integer():
        return display(int(value), 0)
    text = as_text(value)
    return f'"{text[:50]}{"…" if len(text) > 50 else ""}"' if text else "(kosong)"


def _by_table(label: str, changes: Sequence[CarriedChange]) -> Iterator[str]:
    """Cells table by table, the first of each by address."""
    if not changes:
        return
    yield f"  {len(changes)} {label}:"
    for name in dict.fromkeys(_sheet(change) for change in changes):
        cells = [_cell(change).rpartition("!")[2] for change in changes if _sheet(change) == name]
        yield f"    {name}: {', '.join(cells[:_MANY])}{f' … ({len(cells)} sel)' if len(cells) > _MANY else ''}"


def _rows(label: str, rows: Sequence[CarriedRow]) -> Iterator[str]:
    """Rows by what they are about, each with the sheets it concerns."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        name = as_text(row.name) if _names(row) else ""
        at = f" baris {row.place[1]}" if row.place else ""
        found.setdefault(f"{row.key} {name}".strip(), {})[f"{_sheet(row)}{at}"] = None
    yield from _listed(label, [f"{key}: {', '.join(sheets)}" for key, sheets in found.items()])


def _names(row: CarriedRow) -> bool:
    """Whether a row's key is a code, which a planner knows by its name."""
    return isinstance(row.name, str) and row.key.replace(".", "").isdigit()


def _listed(label: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"  {len(lines)} {label}:"
    yield from (f"    {line}" for line in lines[:_LINES])
    if len(lines) > _LINES:
        yield f"    … dan {len(lines) - _LINES} lagi"
