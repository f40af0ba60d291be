"""A workbook of every kind that renja writes, made by the commands a person would call."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from typer.testing import CliRunner

from addin.xlam import build
from headless.cli.app import app
from tests.places import EXAMPLES
from tests.support.all_templates import TEMPLATES, built

RENJA = EXAMPLES / "renja-2024-benar.xlsx"
RENJA_FAULTY, LKIP_FAULTY = EXAMPLES / "renja-2024-seed.xlsx", EXAMPLES / "lkip-2024-seed.xlsx"

Make = Callable[[Path], None]

_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PROJECT = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
_RELATION = b"""<Relationship Id="rIdMakro" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"\
 Target="vbaProject.bin"/>"""


def _called(*words: object, status: Sequence[int] = (0,)) -> None:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code in status, done.output


def _by(*words: object, status: Sequence[int] = (0,)) -> Make:
    """A workbook that a command writes behind `-o`."""
    return lambda target: _called(*words, "-o", target, status=status)


def _annotated(source: Path) -> Make:
    return _by("validate", source, "--format", "xlsx", status=(0, 1))


def _twice(target: Path) -> None:
    """The annotated copy of an annotated copy."""
    first = target.with_name(f"dahulu-{target.name}")
    _annotated(RENJA_FAULTY)(first)
    _annotated(first)(target)


def _of_another_writer(target: Path) -> None:
    """The annotated copy of a workbook that openpyxl saved, without a sheet for findings; ExcelJS fails on its charts."""
    received = target.with_name(f"diterima-{target.name}")
    book = openpyxl.load_workbook(RENJA_FAULTY)
    for name in ("Temuan", "Petunjuk", "Ringkasan"):
        del book[name]
    book.save(received)
    _annotated(received)(target)


def with_macros(source: Path, target: Path) -> None:
    """A workbook as Excel saves it with macros: other type of content, and a VBA project."""
    add_in = target.with_name("makro.xlam")
    build(add_in)
    with zipfile.ZipFile(add_in) as macros, zipfile.ZipFile(source) as book, zipfile.ZipFile(target, "w") as made:
        for name in book.namelist():
            part = book.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(_PLAIN, _MACROS).replace(b"<Override", _PROJECT + b"<Override", 1)
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", _RELATION + b"</Relationships>")
            made.writestr(name, part)
        made.writestr("xl/vbaProject.bin", macros.read("xl/vbaProject.bin"))


def _of_macros(*words: object) -> Make:
    """What a command makes of a workbook with macros."""

    def make(target: Path) -> None:
        received = target.with_name("diterima.xlsm")
        with_macros(RENJA_FAULTY, received)
        _called(words[0], received, *words[1:], "-o", target, status=(0, 1))

    return make


def _started(*words: object) -> Make:
    return lambda target: _called("template", target, *words)


def _refreshed(target: Path) -> None:
    """The report that was begun from a plan, brought up to date with it."""
    report = target.with_name(f"dahulu-{target.name}")
    OUTPUTS["lkip dari renja"](report)
    _started("--dokumen", "lkip", "--perbarui", report, "--dari", RENJA)(target)


def _sealed(target: Path) -> None:
    _called("seal", RENJA, "-o", target)


def _recap(target: Path) -> None:
    folder = target.with_name("diterima")
    folder.mkdir(exist_ok=True)
    for source in (RENJA, RENJA_FAULTY):
        shutil.copy(source, folder)
    _called("rekap", folder, "-o", target, status=(0, 2))


OUTPUTS: dict[str, Make] = {
    **{f"templat {name}": lambda target, name=name: shutil.move(built(name, target.parent), target) and None for name in TEMPLATES},
    **{f"contoh {path.stem}": lambda target, path=path: shutil.copy(path, target) and None for path in sorted(EXAMPLES.glob("*.xlsx"))},
    "salinan bertanda renja": _annotated(RENJA_FAULTY),
    "salinan bertanda lkip": _annotated(LKIP_FAULTY),
    "salinan bertanda tempelan": _annotated(EXAMPLES / "renja-2024-tempel.xlsx"),
    "salinan bertanda dua kali": _twice,
    "salinan bertanda dari openpyxl": _of_another_writer,
    "diperbaiki renja": _by("fix", RENJA_FAULTY, status=(0, 1)),
    "diperbaiki lkip": _by("fix", LKIP_FAULTY, status=(0, 1)),
    "dihitung renja": _by("compute", RENJA_FAULTY),
    "dihitung lkip": _by("compute", LKIP_FAULTY),
    "makro bertanda": _of_macros("validate", "--format", "xlsx"),
    "makro diperbaiki": _of_macros("fix"),
    "makro dihitung": _of_macros("compute"),
    "bersegel": _sealed,
    "berganti keputusan": _by("nomenclature", "migrate", RENJA, "--ke", "900.1.15.5-3406-2024", status=(0, 1)),
    "lkip dari renja": _started("--dokumen", "lkip", "--dari", RENJA, "--renstra", 2024, 2026),
    "lkip diperbarui": _refreshed,
    "renja dipindah ke templat bersih": _started("--dari", EXAMPLES / "renja-2024-tempel.xlsx"),
    "rekap": _recap,
    "add-in": lambda target: build(target),
}  # fmt: skip
"""What makes each kind, by its name."""


def ending(name: str) -> str:
    """The ending of the file of a kind."""
    return ".xlam" if name == "add-in" else ".xlsm" if name.startswith("makro ") else ".xlsx"
