"""Files of batches: small plans that are quickly judged, and their verdicts by name."""

from __future__ import annotations

from pathlib import Path

from rules.model.finding import Verdict
from tests.support.hostile import base, of_long_sheets


def small_plan(path: Path, *, office: str = "Dinas Contoh", amount: int = 1) -> Path:
    """A small workbook that is quickly judged: a plan of one row."""
    parts = base.parts_of()
    row = f"2.17.01\tProgram\tIndikator\tKota\t1%\t{amount}\tPAD\t-\t1%\t1"
    only = b'<sheets><sheet name="T-C.33" sheetId="1" r:id="' + base.PLAN_ID + b'"/></sheets>'
    start, stop = parts[base.BOOK].index(b"<sheets>"), parts[base.BOOK].index(b"</sheets>") + len(b"</sheets>")
    parts[base.BOOK] = parts[base.BOOK][:start] + only + parts[base.BOOK][stop:]
    names = parts[base.BOOK]
    if b"<definedNames>" in names:
        begin, end = names.index(b"<definedNames>"), names.index(b"</definedNames>") + len(b"</definedNames>")
        parts[base.BOOK] = names[:begin] + names[end:]
    parts[base.SHEET] = of_long_sheets.rows_of(office, of_long_sheets.HEAD, of_long_sheets.NUMBERS, row)
    return base.write(path, parts)


def batch_files(folder: Path) -> list[Path]:
    """What a call with the folder judges."""
    from headless.batch.inputs import find_files

    return find_files([folder])


def by_name(verdicts: list[Verdict]) -> dict[str, Verdict]:
    """Verdicts by the names of their files."""
    return {Path(verdict.file).name: verdict for verdict in verdicts}
