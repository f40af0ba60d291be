"""What the archive holds: parts that are missing, cut, broken, doubled, or grow when they are inflated."""

from __future__ import annotations

import random
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.support.hostile.base import (
    BOOK,
    KINDS,
    NAMESPACE,
    NOISE,
    RELS,
    SHEET,
    SOUND,
    STRINGS,
    STYLES,
    drop,
    kind,
    parts_of,
    write,
)

drop("sheet_missing", SHEET)
drop("rels_missing", RELS)
drop("styles_missing", STYLES)
drop("strings_missing", STRINGS)
drop("workbook_missing", BOOK)
drop("content_types_missing", "[Content_Types].xml")
drop("package_rels_missing", "_rels/.rels")


@kind
def truncated(folder: Path) -> Iterator[Path]:
    """The sound workbook cut off at several places."""
    content = SOUND.read_bytes()
    for size in (1, 2, 4, 30, 100, 1000, *range(5000, len(content), 9000), len(content) - 100, len(content) - 1):
        path = folder / f"terpotong-{size}.xlsx"
        path.write_bytes(content[:size])
        yield path


@kind
def bits_flipped(folder: Path) -> Iterator[Path]:
    """The sound workbook with one to eight bits turned over."""
    content = SOUND.read_bytes()
    for seed in range(30):
        dice, spoilt = random.Random(seed), bytearray(content)
        for _ in range(1 << seed % 4):
            spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
        path = folder / f"bit-{seed}.xlsx"
        path.write_bytes(spoilt)
        yield path


@kind
def directory_bits_flipped(folder: Path) -> Iterator[Path]:
    """Bits turned over in the zip directory: sizes, offsets, methods, names."""
    content = SOUND.read_bytes()
    start = content.index(b"PK\x01\x02")
    for seed in range(30):
        dice, spoilt = random.Random(seed), bytearray(content)
        spoilt[dice.randrange(start, len(spoilt))] ^= 1 << dice.randrange(8)
        path = folder / f"direktori-{seed}.xlsx"
        path.write_bytes(spoilt)
        yield path


def _patched_directory(path: Path, name: str, at: int, value: bytes) -> None:
    """Overwrite bytes of a part's entry in the zip directory."""
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = content.index(b"PK\x01\x02", entry + 4)
    content[entry + at : entry + at + len(value)] = value
    path.write_bytes(content)


@kind
def directory_tells_more_than_the_file_holds(folder: Path) -> Iterator[Path]:
    """A part of two gigabytes, packed, by the zip directory of a small file."""
    path = folder / "lebih.xlsx"
    path.write_bytes(SOUND.read_bytes())
    _patched_directory(path, SHEET, 20, (2**31).to_bytes(4, "little"))
    yield path


@kind
def data_broken(folder: Path) -> Iterator[Path]:
    """Compressed bytes that do not inflate, part by part."""
    for number, part in enumerate((BOOK, RELS, STYLES, STRINGS, SHEET)):
        path = write(folder / f"mampat-{number}.xlsx", parts_of())
        with zipfile.ZipFile(path) as archive:
            offset = archive.getinfo(part).header_offset + 30 + len(part)
        content = bytearray(path.read_bytes())
        content[offset : offset + 40] = b"\xff" * 40
        path.write_bytes(content)
        yield path


@kind
def entry_fields_broken(folder: Path) -> Iterator[Path]:
    """An entry with a strange offset, method, flag or size in the zip directory."""
    fields = {"offset": (42, b"\xf0\xff\xff\x7f"), "metode": (10, b"\x63\x00"), "lzma": (10, b"\x0e\x00"),
              "bz2": (10, b"\x0c\x00"), "kunci": (8, b"\x01\x00"), "tambalan": (8, b"\x20\x00"),
              "ukuran": (24, b"\x00\x00\x00\x10"), "nol": (24, b"\x00\x00\x00\x00")}  # fmt: skip
    for name, (at, value) in fields.items():
        path = write(folder / f"entri-{name}.xlsx", parts_of())
        _patched_directory(path, SHEET, at, value)
        yield path


@kind
def other_compression(folder: Path) -> Iterator[Path]:
    """Parts that say they are pressed in another way than they are, part by part."""
    for number, part in enumerate(name for name in parts_of() if name.endswith((".xml", ".rels"))):
        for method in (b"\x0c\x00", b"\x0e\x00"):
            path = write(folder / f"cara-{number}-{method[0]}.xlsx", parts_of())
            _patched_directory(path, part, 10, method)
            yield path


@kind
def bomb_by_ratio(folder: Path) -> Iterator[Path]:
    """Parts that inflate a thousandfold."""
    for name in (SHEET, STRINGS, "xl/media/image1.png"):
        yield write(folder / f"bom-{Path(name).name}.xlsx", parts_of() | {name: b" " * 50_000_000})


@kind
def bomb_by_sum(folder: Path) -> Iterator[Path]:
    """Many parts that together are too large."""
    noise = random.Random(2).randbytes(30_000) * 300
    yield write(folder / "bom-jumlah.xlsx", parts_of() | {f"xl/media/{n}.bin": noise for n in range(40)})


def bomb_with_false_size(part: str, head: bytes) -> None:
    """Register a kind: a part that says it is small and inflates to two gigabytes."""

    def make(folder: Path) -> Iterator[Path]:
        block = b"<si><t>" + b"x" * 1_000_000 + b"</t></si>"
        press = zlib.compressobj(9, zlib.DEFLATED, -15)
        pressed = press.compress(head) + press.flush(zlib.Z_FULL_FLUSH)
        pressed += (press.compress(block) + press.flush(zlib.Z_FULL_FLUSH)) * 2_000 + press.flush()
        path = folder / "bom.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in (parts_of() | {part: b"?" * len(pressed)}).items():
                archive.writestr(name, content)
            entry = archive.getinfo(part)
        content = bytearray(path.read_bytes())
        start = entry.header_offset + 30 + len(part)
        content[start : start + len(pressed)] = pressed
        content[entry.header_offset + 8 : entry.header_offset + 10] = b"\x08\x00"
        path.write_bytes(content)
        _patched_directory(path, part, 10, b"\x08\x00")
        yield path

    KINDS[f"bomb_with_false_size_in_{Path(part).stem}"] = make


bomb_with_false_size(STRINGS, b"<sst>")
bomb_with_false_size(SHEET, b"<worksheet><sheetData><!--")
bomb_with_false_size(STYLES, b"<styleSheet><!--")
bomb_with_false_size(BOOK, b"<workbook><!--")


@kind
def strings_flood(folder: Path) -> Iterator[Path]:
    """Millions of shared strings in a file of ordinary size."""
    strings = b'<sst xmlns="%b">' % NAMESPACE.encode() + NOISE * 10 + b"<si><t/></si>" * 8_000_000 + b"</sst>"
    yield write(folder / "string.xlsx", parts_of() | {STRINGS: strings})


@kind
def long_string_repeated(folder: Path) -> Iterator[Path]:
    """One long shared string that thousands of cells show."""
    parts = parts_of()
    last = parts[STRINGS].count(b"<si>")
    parts[STRINGS] = parts[STRINGS].replace(b"</sst>", b"<si><t>" + b"x" * 900_000 + b"</t></si></sst>")
    rows = (b'<row><c/><c t="s"><v>%d</v></c></row>' % last) * 10_000
    parts[SHEET] = b'<worksheet xmlns="%b"><sheetData>' % NAMESPACE.encode() + rows + b"</sheetData></worksheet>"
    yield write(folder / "berat.xlsx", parts)


@kind
def too_many_entries(folder: Path) -> Iterator[Path]:
    """Thousands of parts."""
    yield write(folder / "bagian.xlsx", parts_of() | {f"xl/media/{n}": b"" for n in range(5_000)})


@kind
def duplicate_entries(folder: Path) -> Iterator[Path]:
    """One part twice, the second with other content."""
    path = write(folder / "ganda.xlsx", parts_of())
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    yield path


@kind
def path_tricks(folder: Path) -> Iterator[Path]:
    """Part names that point outside."""
    for number, name in enumerate(("../../keluar.xml", "/etc/keluar", "xl/../../x", "..\\..\\keluar", "C:\\keluar")):
        yield write(folder / f"nama-{number}.xlsx", parts_of() | {name: b"x"})
