"""Text files and tables of text (.csv, .txt, .tsv) as rows of cells, read line by line under limits.

A file of line breaks would be millions of rows and one of commas a row of millions of cells: both are met while reading,
before they are made.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rules.record import record
from workbook_templates.reading.errors import BrokenCsvError, NotCsvError, OpenQuoteError
from workbook_templates.reading.limit_errors import LongRowError, ManyCellsError, ManyColumnsError, ManyRowsError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.received import read_received

_DELIMITERS = ";\t,|^~"
_QUOTES = "\"'"
_NAMED = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([;\t,|^~])\"?[;\t,|^~]*(?:\r?\n|\r)", re.IGNORECASE)
"""The line in which Excel is told the delimiter; it shows no such row."""
_PLAIN_ENDS, _RARE_ENDS = re.compile(rb"[\r\n]"), re.compile(rb"\xc2\x85|\xe2\x80[\xa8\xa9]")
_MARKS = ("=", "'", "“")
_MARKED = re.compile(r"""="([^"]*)"|'([\d=+@-][^']*)|“([^“”]*)”""")
_LONGEST_ROW = 1_000_000
"""Signs of a row, which may go over many lines; honest ones stay far below."""
_RUNNING = 40
"""Lines from which on a text may be a running one."""
_FEWEST_SWALLOWED = 2
"""Lines parted as rows are, from which on a cell holds rows."""
_SAMPLE = 20_000
"""Signs by which the delimiter is told."""
_LONG_SAMPLE = 400_000
"""Signs by which that of a whole document is, which begins with its text."""


@contextmanager
def _longest_cell(limits: Limits) -> Iterator[None]:
    """The limit of cells is one of the whole process; others get theirs back."""
    before = csv.field_size_limit(limits.text)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read_rows(path: Path, limits: Limits) -> list[list[str]]:
    """The rows of a CSV file; raises :class:`UnreadableError`."""
    with _longest_cell(limits):
        return _rows(path, limits)


def _rows(path: Path, limits: Limits) -> list[list[str]]:
    content = _content(path, limits)
    named = _NAMED.match(content)
    content = content[named.end() :] if named else content
    encoding = _encoding(content)
    sample = content[:_SAMPLE].decode(encoding, "replace")
    form = (
        _form(sample, named[1].decode())
        if named
        else _form(sample) or _form(content[:_LONG_SAMPLE].decode(encoding, "replace"))
    )
    if form is None:
        return [[line] for line in read_lines(path, limits)]
    file = _TextLines(path, content, encoding)
    found: list[list[str]] = []
    cells = 0
    try:
        for row in form.rows(file):
            file.row_ended()
            cells += len(row)
            _check(path, limits, rows=len(found) + 1, columns=len(row), cells=cells)
            found.append([_unmarked(cell) for cell in row])
    except csv.Error as error:
        if "field limit" in str(error) and found:
            raise OpenQuoteError(path, _lines(found) + 1 + bool(named)) from None
        raise BrokenCsvError(path, str(error)) from None
    if found and _swallows_rows(found, form.delimiter):
        *above, last = found
        raise OpenQuoteError(path, _lines([*above, last[:-1]]) + bool(named))
    return found


def _swallows_rows(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether the last cell holds whole rows, as one does whose quote is never closed: lines parted as the rows above are."""
    *above, last = rows
    width = max(map(len, above), default=0)
    lines = last[-1].splitlines()[1:] if last else []
    return (
        width > 2
        and len(last) < width
        and sum(line.count(delimiter) >= width - 1 for line in lines) >= _FEWEST_SWALLOWED
    )


def _lines(rows: Sequence[Sequence[str]]) -> int:
    """How many lines of a file rows stand in."""
    return len(rows) + sum(cell.count("\n") for row in rows for cell in row)


def read_lines(path: Path, limits: Limits) -> list[str]:
    """The lines of a text file; raises :class:`UnreadableError`."""
    content = _content(path, limits)
    found: list[str] = []
    lines = _TextLines(path, content, _encoding(content))
    for line in lines:
        lines.row_ended()
        _check(path, limits, rows=len(found) + 1)
        found.append(line.rstrip("\r\n"))
    return found


def read_tabbed(path: Path, limits: Limits) -> list[list[str]]:
    """The lines of a text with what tabs part in them as cells: copied from a document, or saved by Excel as text."""
    found: list[list[str]] = []
    cells = 0
    for line in read_lines(path, limits):
        row = [unquoted(cell) for cell in line.split("\t")]
        cells += len(row)
        _check(path, limits, rows=len(found) + 1, columns=len(row), cells=cells)
        found.append(row)
    return found


def unquoted(cell: str) -> str:
    """A cell without the quotes that Excel puts around one with commas or quotes in it.

    >>> unquoted('"Dinas Koperasi, UKM"'), unquoted('"a" dan "b"')
    ('Dinas Koperasi, UKM', '"a" dan "b"')
    """
    inside = cell[1:-1].replace('""', "")
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside
    return cell[1:-1].replace('""', '"') if whole else cell


def _unmarked(cell: str) -> str:
    """A cell without the marks by which programs keep spreadsheets from making a number or formula of it.

    >>> [_unmarked(x) for x in ('="2.17"', "'2.17.01", "'-", "Jum'at", "'85'", "“85%”")]
    ['2.17', '2.17.01', '-', "Jum'at", "'85'", '85%']
    """
    if cell[:1] not in _MARKS:
        return cell
    match = _MARKED.fullmatch(cell)
    return (match[1] or match[2] or match[3] or "") if match else cell


@record
class _Form:
    """How a file parts its cells: by which sign, in which quotes, and whether a backslash stands before quotes inside.

    ``blank_first`` is whether a quote after a blank opens a text; otherwise the blank is part of it. ``wrapped`` are rows of
    another program that Excel took for texts of one cell and quoted once more.
    """

    delimiter: str
    quote: str
    escaped: bool = False
    blank_first: bool = False
    wrapped: bool = False

    def rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The rows of a file of this form."""
        return csv.reader(
            _unwrapped(lines) if self.wrapped else lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar="\\" if self.escaped else None,
            skipinitialspace=self.blank_first,
        )

    def alike(self, sample: str) -> tuple[bool, int]:
        """Whether it parts the row of column numbers, and how many rows it parts into equally many cells.

        The right one does so; other signs stand inside texts, perhaps as often in every row, but not among the numbers.
        """
        try:
            rows = list(self.rows(io.StringIO(sample, newline="")))
        except csv.Error:
            return False, 0
        # A name in quotes has commas too, each with a blank behind it: that is no row quoted once more.
        widths = Counter(1 if self.wrapped and any(cell[:1] == " " for cell in row[1:]) else len(row) for row in rows)
        return any(map(_is_numbered, rows)), max((count for width, count in widths.items() if width > 1), default=0)

    def count(self, sample: str) -> int:
        """How many rows with anything in them it makes: fewer than lines, where cells hold breaks."""
        try:
            return sum(any(map(str.strip, row)) for row in self.rows(io.StringIO(sample, newline="")))
        except csv.Error:
            return 0


def _unwrapped(lines: Iterable[str]) -> Iterator[str]:
    return (f"{','.join(row).rstrip(',')}\n" for row in csv.reader(lines))


def _form(sample: str, named: str = "") -> _Form | None:
    """The form of a file, by how alike it makes the rows of its beginning, the likeliest first.

    None is that of a running text, whose commas part hardly any two lines alike.
    """
    forms = [
        _Form(delimiter, quote, escaped, f"{delimiter} {quote}" in sample, again)
        for again in (False, True)[: 1 + ('\n"' in f"\n{sample}")]
        for escaped in (False, True)[: 1 + ('\\"' in sample)]
        for quote in _QUOTES
        for delimiter in named + _DELIMITERS.replace(named, "")
        if quote == '"' or f"{delimiter}{quote}" in sample
    ]
    told = {form: form.alike(sample) for form in forms}
    best = max(forms, key=lambda form: told[form])
    lines = sum(1 for line in sample.splitlines() if line.strip())
    if named:
        own = max((form for form in forms if form.delimiter == named), key=lambda form: told[form])
        # The sign that a file names parts it, unless most rows are alike by another one only.
        numbers, most = told[own][0] < told[best][0], told[own][1] * 2 < lines <= told[best][1] * 2
        best = best if numbers or most else own
    numbered, alike = told[best]
    lines = min(lines, best.count(sample) or lines)
    parted = named or numbered or lines < _RUNNING or alike * 2 >= lines
    return best if parted or _swallows_rows(list(best.rows(io.StringIO(sample, newline=""))), best.delimiter) else None


def _is_numbered(row: list[str]) -> bool:
    """Whether a row begins with the numbers of columns, `1`, `2`, `3` or `(1)`, `(2)`, `(3)`."""
    return [cell.strip(" ()") for cell in row[:3]] == ["1", "2", "3"]


def _content(path: Path, limits: Limits) -> bytes:
    content = read_received(path, limits.other, "daftar CSV")
    if wide := _wide(content):
        try:
            content = content.decode(wide).encode()
        except UnicodeError:
            raise NotCsvError(path) from None
    if b"\0" in content:
        raise NotCsvError(path)
    if not _PLAIN_ENDS.search(content):
        # Ends of lines that other programs write; beside the usual ones they are breaks inside a cell.
        content = _RARE_ENDS.sub(b"\n", content)
    # What a program writes as text on Windows that has its line breaks already.
    return content.replace(b"\r\r\n", b"\r\n")


def _wide(content: bytes) -> str:
    """The encoding of Excel's 'Unicode text', with or without its mark, or of other texts of wide letters; empty for plain ones.

    Without the mark it is told by the plain letters, every second byte of which is nought.
    """
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first, second = content[:_SAMPLE:2], content[1:_SAMPLE:2]
    if 0 not in first and second.count(0) * 2 > len(second):
        return "utf-16-le"
    return "utf-16-be" if 0 not in second and first.count(0) * 2 > len(first) else ""


def _encoding(content: bytes) -> str:
    """UTF-8, or what Excel for Windows saves as plain 'CSV'."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(content), _SAMPLE):
            decoder.decode(content[at : at + _SAMPLE], at + _SAMPLE >= len(content))
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


class _TextLines(Iterator[str]):
    """The lines of a text with their ends; refuses rows that are longer than any honest one."""

    def __init__(self, path: Path, content: bytes, encoding: str) -> None:
        self._path = path
        self._file = io.TextIOWrapper(io.BytesIO(content), encoding, "replace", newline="")
        self._size = 0

    def __next__(self) -> str:
        line = self._file.readline(_LONGEST_ROW - self._size + 1)
        self._size += len(line)
        if self._size > _LONGEST_ROW:
            raise LongRowError(self._path, _LONGEST_ROW)
        if not line:
            raise StopIteration
        return line

    def row_ended(self) -> None:
        """The next line begins a row."""
        self._size = 0


def _check(path: Path, limits: Limits, *, rows: int, columns: int = 1, cells: int = 1) -> None:
    if rows > limits.rows:
        raise ManyRowsError(path, "isinya", limits.rows)
    if columns > limits.columns:
        raise ManyColumnsError(path, f"baris {rows}", limits.columns)
    if cells > limits.cells:
        raise ManyCellsError(path, "isinya", limits.cells)
