"""Broken and hostile .ods, .csv and .docx files, one maker a kind, beside the workbooks of :mod:`tests.support.hostile`."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.docx_files import replace_part, write_docx
from tests.support.hostile import LAUGHS, NOISE

Maker = Callable[[Path], Iterator[Path]]
KINDS: dict[str, Maker] = {}
READ = {"ods_comment_in_cell", "ods_value_not_a_number", "ods_repeats_not_numbers", "docx_odd_spans"}
"""Kinds that hold nothing but oddities: they are read."""

_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
_END = "</office:spreadsheet></office:body></office:document-content>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def content(sheets: str, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """The content.xml of an .ods with these sheets."""
    return f"{declaration}{_ODS}{sheets}{_END}"


def sheet(rows: str, name: str = "Lembar1") -> str:
    """A sheet of an .ods with these rows."""
    return f'<table:table table:name="{name}">{rows}</table:table>'


def row(cells: str, more: str = "") -> str:
    """A row of an .ods."""
    return f"<table:table-row {more}>{cells}</table:table-row>"


def cell(text: str = "x", more: str = "") -> str:
    """A cell of an .ods with a text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def write_ods(path: Path, xml: str | bytes, **parts: bytes) -> Path:
    """An .ods with this content.xml."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml if isinstance(xml, bytes) else xml.encode())
        for name, body in parts.items():
            archive.writestr(name, body)
    return path


def kind(make: Maker) -> Maker:
    """Register a maker under its name."""
    KINDS[make.__name__] = make
    return make


def _ods(name: str, xml: str | bytes | Callable[[], str | bytes]) -> None:
    def make(folder: Path) -> Iterator[Path]:
        yield write_ods(folder / f"{name}.ods", xml() if callable(xml) else xml)

    KINDS[f"ods_{name}"] = make


def _csv(name: str, body: Callable[[], bytes]) -> None:
    def make(folder: Path) -> Iterator[Path]:
        path = folder / f"{name}.csv"
        path.write_bytes(body())
        yield path

    KINDS[f"csv_{name}"] = make


def _docx(name: str, body: Callable[[], str], declaration: str = "") -> None:
    def make(folder: Path) -> Iterator[Path]:
        xml = f'{declaration}<w:document xmlns:w="{WORD}"><w:body>{body()}</w:body></w:document>'
        path = write_docx(folder / f"{name}.docx", ["x"])
        yield replace_part(path, "word/document.xml", xml.encode())

    KINDS[f"docx_{name}"] = make


_UNIQUE = NOISE[4:-3].decode()
"""Text that does not shrink: a file of it is no bomb by its ratio."""
_COLUMNS, _ROWS = 'table:number-columns-repeated="{}"', 'table:number-rows-repeated="{}"'


def _attributes(first: int, last: int) -> str:
    return " ".join(f'a{number}=""' for number in range(first, last))


# ---- .ods

_ods("value_repeated_in_columns", content(sheet(row(cell(more=_COLUMNS.format(10**9))))))
_ods("value_repeated_in_rows", content(sheet(row(cell(), _ROWS.format(10**9)))))
_ods("values_repeated_both_ways", content(sheet(row(cell(more=_COLUMNS.format(1000)), _ROWS.format(90_000)))))
_ods("repeat_of_50_digits", content(sheet(row(cell(more=_COLUMNS.format("9" * 50)), _ROWS.format("9" * 50)))))
_ods("far_row", content(sheet(row("<table:table-cell/>", _ROWS.format(1_048_575)) + row(cell()))))
_ods("far_column", content(sheet(row(f"<table:table-cell {_COLUMNS.format(16_383)}/>" + cell()))))
_ods(
    "far_formula",
    content(sheet(row(f'<table:table-cell {_COLUMNS.format(9_999)}/><table:table-cell table:formula="of:=1"/>'))),
)
_ods("blank_rows_in_every_sheet",
     content("".join(sheet(row("", _ROWS.format(99_000)) + row(cell()), f"L{n}") for n in range(300))))  # fmt: skip
_ods("wide_rows_in_every_sheet", content("".join(
    sheet(row("", _ROWS.format(90_000)) + row(f"<table:table-cell {_COLUMNS.format(1_000)}/>" + cell()), f"L{n}")
    for n in range(4))))  # fmt: skip
_ods("spans_of_500_rows", content(sheet("".join(
    row(cell(more='table:number-rows-spanned="500"') * 40) for _ in range(100)) + f"<!--{_UNIQUE}-->")))  # fmt: skip
_ods("sheets_by_the_thousand", content("".join(sheet("", f"L{n}") for n in range(3_000))))
_ods("cell_flood", lambda: content(sheet(f"<!--{_UNIQUE}-->" + row("<table:table-cell/>" * 190_000))))
_ods("broken_at_the_end", lambda: content(sheet(f"<!--{_UNIQUE}-->" + row(cell() * 900) * 110))[:-1])
_ods("attributes_flood", lambda: content(sheet(row(f"<table:table-cell {_attributes(0, 400_000)}/>"))))
_ods("attributes_flood_in_many_cells", lambda: content(sheet(row("".join(
    f"<table:table-cell {_attributes(n, n + 100)}/>" for n in range(0, 1_000_000, 100))))))  # fmt: skip
_ods("text_of_10_megabytes", lambda: content(sheet(row(cell(_UNIQUE * 80)))))
_ods("text_of_20_megabytes", lambda: content(sheet(row(cell(_UNIQUE * 160)))))
_ods("spaces_by_the_million", lambda: content(sheet(row(cell('<text:s text:c="999999999"/>' * 5_000)))))
_ods("deep_nesting", content(sheet(row(cell("<text:span>" * 20_000 + "</text:span>" * 20_000)))) + "<")
_ods("dtd", content(sheet(row(cell("&j;"))), LAUGHS.decode()))
_ods("broken", content(sheet(row(cell())))[:-30])
_ods("without_sheets", content(""))
_ods(
    "utf16_flood",
    lambda: content(sheet(f"<!--{_UNIQUE}-->" + row("<table:table-cell/>" * 600_000)), "").encode("utf-16"),
)
_ods("comment_in_cell", content(sheet(row(
    cell("<!-- c -->a<?pi x?>b") + "<table:table-cell><!-- c --><?pi x?><text:p>c</text:p></table:table-cell>"))))  # fmt: skip
_ods("value_not_a_number", content(sheet(row("".join(
    f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    for kind in ("float", "currency", "percentage") for value in ("abc", "1_0", "NaN", "INF", "1e9999", "²", ""))))))  # fmt: skip
_ods("repeats_not_numbers", content(sheet("".join(
    row(cell(more=f'{_COLUMNS.format(n)} table:number-rows-spanned="{n}"'), _ROWS.format(n))
    for n in ("²", "-5", "x", "", "0", "1.5", "٣")))))  # fmt: skip


_ENCODINGS = (
    "UTF-7",
    "UTF-32",
    "UTF-32LE",
    "rot13",
    "idna",
    "base64",
    "punycode",
    "raw_unicode_escape",
    "shift_jis",
    "x" * 300,
)


@kind
def ods_encodings(folder: Path) -> Iterator[Path]:
    """Declarations of encodings that Office never writes."""
    for at, name in enumerate(_ENCODINGS):
        declaration = f'<?xml version="1.0" encoding="{name}"?>'
        yield write_ods(folder / f"kode-{at}.ods", content(sheet(row(cell())), declaration))


@kind
def docx_encodings(folder: Path) -> Iterator[Path]:
    """The same in a narrative."""
    for at, name in enumerate(_ENCODINGS):
        xml = (
            f'<?xml version="1.0" encoding="{name}"?><w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'
        )
        yield replace_part(write_docx(folder / f"kode-{at}.docx", ["x"]), "word/document.xml", xml.encode())


@kind
def archive_without_content(folder: Path) -> Iterator[Path]:
    """A zip of something else."""
    for suffix in ("ods", "docx"):
        with zipfile.ZipFile(folder / f"zip.{suffix}", "w") as archive:
            archive.writestr("surat.txt", "Dengan hormat")
        yield folder / f"zip.{suffix}"


@kind
def pipes(folder: Path) -> Iterator[Path]:
    """Named pipes nobody writes to."""
    for suffix in ("ods", "csv", "docx"):
        os.mkfifo(folder / f"pipa.{suffix}")
        yield folder / f"pipa.{suffix}"


@kind
def directory_of_a_million_parts(folder: Path) -> Iterator[Path]:
    """A zip directory that is nearly the whole file."""
    entry = b"PK\1\2" + b"\x14\3\x14\0" + b"\0" * 20 + b"\7\0" + b"\0" * 16
    directory = b"".join(entry + b"%07d" % number for number in range(200_000))
    end = b"PK\5\6" + b"\0" * 8 + len(directory).to_bytes(4, "little") + (30).to_bytes(4, "little") + b"\0\0"
    larger = b"PK\6\6" + b"\0" * 36 + len(directory).to_bytes(8, "little") + (30).to_bytes(8, "little")
    locator = b"PK\6\7" + b"\0" * 16
    lying = b"PK\5\6" + b"\0" * 8 + b"\xff" * 8 + b"\0\0"
    for suffix in ("xlsx", "ods", "docx"):
        for name, tail in (("biasa", end), ("besar", larger + locator + lying)):
            path = folder / f"{name}.{suffix}"
            path.write_bytes(b"PK\3\4" + b"\0" * 26 + directory + tail)
            yield path


# ---- .csv

_csv("line_breaks", lambda: b"\n" * 14_000_000)
_csv("carriage_returns", lambda: b"\r" * 14_000_000)
_csv("delimiters", lambda: b";" * 14_000_000)
_csv("wide_rows", lambda: (b";" * 900_000 + b"\n") * 15)
_csv("cells", lambda: (b";" * 1_000 + b"\n") * 14_000)
_csv("quoted_line_breaks", lambda: b'"' + b"\n" * 14_000_000)
_csv("row_over_many_lines", lambda: b'"\n";' * 2_800_000)
_csv("rows_with_emoji", lambda: ("\U0001f600".encode() + b"x" * 130 + b"\n") * 100_001)
_csv("nul", lambda: b"a;b\n" * 3_000_000 + b"\0")
_csv("larger_than_the_limit", lambda: b"x" * 20_000_000)
_csv("quotes_left_open", lambda: b'a;"b\n' * 1_000)
_csv("quote_never_closed", lambda: b"a;b;c\n" * 1_000 + b'a;"b;c\n' + b"a;b;c\n" * 20_000)

# ---- .docx

_SPAN = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'


def _table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


_docx("spans", lambda: _table(("<w:tr>" + _SPAN.format(999) * 20 + "</w:tr>") * 900))
_docx("spans_in_many_rows", lambda: _table(("<w:tr>" + _SPAN.format(999) + "</w:tr>") * 5_000))
_docx(
    "begins_far_right",
    lambda: _table('<w:tr><w:trPr><w:gridBefore w:val="999"/></w:trPr>' + _SPAN.format(1) * 60 + "</w:tr>"),
)
_docx("rows", lambda: _table("<w:tr/>" * 200_000) + f"<!--{_UNIQUE}-->")
_docx("tables", lambda: _table("") * 5_000)
_docx("tables_in_tables", lambda: "<w:tbl><w:tr><w:tc>" * 100 + "</w:tc></w:tr></w:tbl>" * 100)
_docx("elements", lambda: f"<!--{_UNIQUE}-->" + "<w:p/>" * 700_000)
_docx("paragraphs", lambda: f"<!--{_UNIQUE}-->" + "<w:p/>" * 190_000 + "<")
_docx("text_of_20_megabytes", lambda: f"<w:p><w:r><w:t>{_UNIQUE * 160}</w:t></w:r></w:p>")
_docx("broken_at_the_end", lambda: f"<!--{_UNIQUE}-->" + "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 64_000 + "<")
_docx("dtd", lambda: "<w:p/>", LAUGHS.decode())
_docx(
    "odd_spans",
    lambda: _table("<w:tr>" + "".join(map(_SPAN.format, ("²", "x", "", "-1", "0", "9" * 5_000))) + "</w:tr>"),
)


@kind
def docx_main_part_elsewhere(folder: Path) -> Iterator[Path]:
    """The relationship names another part than everybody expects, or none, or two."""
    target = b'Target="word/document.xml"'
    for at, other in enumerate(
        (b'Target="word/styles.xml"', b'Target="../x.xml"', b'Target=""', b'Target="http://x/"')
    ):
        path = write_docx(folder / f"bagian-{at}.docx", ["x"])
        with zipfile.ZipFile(path) as archive:
            rels = archive.read("_rels/.rels")
        assert target in rels
        yield replace_part(path, "_rels/.rels", rels.replace(target, other))
    path = write_docx(folder / "dua.docx", ["x"])
    relation = rels[rels.index(b"<Relationship ") : rels.index(b"</Relationships>")]
    yield replace_part(path, "_rels/.rels", rels.replace(relation, relation * 2))
