"""Files that are something else than a workbook, and paths that are no files."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile.base import SOUND, bare, kind, parts_of, write

bare("empty_file", b"")
bare("not_a_zip", b"Kode;Uraian;Pagu\n2.17;Urusan;1000\n" * 50)
bare("html", b"<html><table><tr><td>1</td></tr></table></html>")
bare("pk_and_nothing", b"PK\x03\x04")
bare("pk_and_noise", b"PK\x03\x04" + random.Random(4).randbytes(5000))
bare("end_of_zip_only", b"PK\x05\x06" + b"\0" * 18)
bare("ole_xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
bare("ole_locked", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
bare("ole_xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls")
bare("sound_as_docx", SOUND.read_bytes(), ".docx")
bare("sound_without_extension", SOUND.read_bytes(), "")
bare("sound_as_upper_case", SOUND.read_bytes(), ".XLSX")
bare("noise_before_zip", b"PK" + b"\0" * 100 + SOUND.read_bytes())
bare("noise_after_zip", SOUND.read_bytes() + b"\0" * 100)


@kind
def plain_zip(folder: Path) -> Iterator[Path]:
    """A zip of other files."""
    yield write(folder / "lampiran.xlsx", {"surat.txt": b"Dengan hormat"})


@kind
def zip_in_zip(folder: Path) -> Iterator[Path]:
    """A workbook inside of a zip that is named like one, and beside real parts."""
    yield write(folder / "dalam.xlsx", {"renja.xlsx": SOUND.read_bytes()})
    yield write(folder / "samping.xlsx", parts_of() | {"xl/media/renja.xlsx": SOUND.read_bytes()})


@kind
def other_spreadsheets(folder: Path) -> Iterator[Path]:
    """An .ods and an .xlsb, under their own names and as .xlsx."""
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<office:document-content/>"}
    xlsb = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.bin": b"\x83\x01\x00",
        "xl/worksheets/sheet1.bin": b"\x81\x01",
    }
    for name, parts in (("ods", ods), ("xlsb", xlsb)):
        yield write(folder / f"lain.{name}", parts)
        yield write(folder / f"{name}.xlsx", parts)


@kind
def link_to_a_sound_one(folder: Path) -> Iterator[Path]:
    """A symbolic link to the sound workbook."""
    (folder / "tautan.xlsx").symlink_to(SOUND)
    yield folder / "tautan.xlsx"


@kind
def folder_named_like_a_workbook(folder: Path) -> Iterator[Path]:
    """A folder."""
    path = folder / "folder.xlsx"
    path.mkdir()
    yield path


@kind
def not_there(folder: Path) -> Iterator[Path]:
    """No file, a file in no folder, a link to nothing and one to itself."""
    yield folder / "tidak-ada.xlsx"
    yield folder / "tidak" / "ada.xlsx"
    for name, target in (("putus.xlsx", "tidak-ada.xlsx"), ("putar.xlsx", "putar.xlsx")):
        (folder / name).symlink_to(folder / target)
        yield folder / name


@kind
def name_too_long(folder: Path) -> Iterator[Path]:
    """A name no file system takes."""
    yield folder / f"{'n' * 300}.xlsx"


@kind
def pipe(folder: Path) -> Iterator[Path]:
    """A named pipe nobody writes to."""
    path = folder / "pipa.xlsx"
    os.mkfifo(path)
    yield path
