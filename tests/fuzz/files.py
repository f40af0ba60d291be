"""The file of a number: a sound one of some format, spoilt in a way that follows from the number."""

from __future__ import annotations

import csv
import random
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from rules.values.cells import as_text
from tests.fuzz.mutations import CRUDE, GENTLE, Dice, cut, flipped, swapped
from tests.places import EXAMPLES
from tests.support.docx_files import write_docx
from tests.support.sheet_files import save_docx, save_ods, save_xlsx
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.sheet_facts import CELLS_ONLY

_ROWS = 16
"""Rows that a small file has of each table: what holds for them holds for longer ones, and costs less."""
_TABLES = ("Identitas", "T-C.33", "T-C.31")
_SHARES = {"xlsx": 6, "ods": 2, "docx": 2, "csv": 1}
"""How often a file is of a format; one in fifty is a whole workbook."""
_TELLING = ("sharedStrings.xml", "content.xml", "word/document.xml")
_SELDOM_READ = ("docProps/", "xl/theme/", "word/theme/", "customXml/")
_NARRATIVE = (
    "Rencana Kerja Dinas Koperasi, Usaha Kecil dan Menengah Tahun 2024",
    "Pagu tahun 2024 sebesar Rp9.271.302.348,00 (sembilan miliar dua ratus tujuh puluh satu juta tiga ratus dua ribu tiga ratus "
    "empat puluh delapan rupiah), naik dari 5 menjadi 7 program.",
    "Capaian 97,5% dari target 100%.",
)


@cache
def seeds() -> dict[str, bytes]:
    """The sound files by name."""
    book = EXAMPLES / "renja-2024-benar.xlsx"
    small = [_short(grid) for grid in read_workbook(book) if grid.name in _TABLES]
    found = {name: (EXAMPLES / name).read_bytes() for name in ("renja-2024-benar.xlsx", "lkip-2024-seed.xlsx")}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = [
            save_xlsx(place / "kecil.xlsx", small),
            save_ods(place / "kecil.ods", small),
            save_docx(place / "tabel.docx", small[1:]),
            write_docx(place / "naskah.docx", _NARRATIVE),
            _save_csv(place / "kecil.csv", small[1]),
        ]
        return found | {path.name: path.read_bytes() for path in made}


def _short(grid: Grid) -> Grid:
    """The first rows of a sheet as values; dates are texts."""
    rows = [
        [value if isinstance(value, str | float | int | None) else as_text(value) for value in cells]
        for cells in grid.rows[:_ROWS]
    ]
    return Grid(grid.name, rows, CELLS_ONLY)


def _save_csv(path: Path, grid: Grid) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([as_text(value) for value in cells] for cells in grid.rows)
    return path


def _chosen(dice: Dice) -> str:
    """The name of a seed."""
    whole = dice.random() < 0.02
    suffix = "xlsx" if whole else dice.choices(list(_SHARES), list(_SHARES.values()))[0]
    return dice.choice(
        [name for name in seeds() if name.endswith(suffix) and (name[:5] in ("renja", "lkip-")) == whole]
    )


def mutated(number: int, folder: Path) -> Path:
    """The file of a number."""
    dice = random.Random(number)
    name = _chosen(dice)
    path, content = folder / f"{number}{Path(name).suffix}", seeds()[name]
    if name.endswith(".csv"):
        path.write_bytes(_spoilt(dice, content))
    elif dice.random() < 0.05:
        # The file itself, its zip directory included.
        for _ in range(dice.choice((1, 1, 3))):
            content = dice.choice((cut, flipped, swapped))(dice, content)
        path.write_bytes(content)
    else:
        _write_spoilt(dice, seeds()[name], path)
    return path


def _spoilt(dice: Dice, content: bytes) -> bytes:
    for _ in range(dice.choice((1, 1, 2, 5))):
        content = dice.choice(CRUDE)(dice, content) if content else content
    return content


def _write_spoilt(dice: Dice, content: bytes, path: Path) -> None:
    """The archive with some of its parts spoilt, doubled or left out."""
    parts, kinds = _parts(content), CRUDE if dice.random() < 0.15 else GENTLE
    told = [name for name in parts if name.endswith(_TELLING) or "/sheet" in name]
    names = [name for name in parts if not name.startswith(_SELDOM_READ)]
    for _ in range(dice.choice((1, 1, 2, 5))):
        name = dice.choice(told if dice.random() < 0.8 else names)
        if dice.random() < 0.01:
            parts.pop(name, None)
        elif dice.random() < 0.01:
            parts[name.swapcase()] = parts.get(name, b"")
        elif parts.get(name):
            parts[name] = dice.choice(kinds)(dice, parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


@cache
def _kept_parts(content: bytes) -> dict[str, bytes]:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _parts(content: bytes) -> dict[str, bytes]:
    return dict(_kept_parts(content))
