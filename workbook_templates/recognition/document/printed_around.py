"""Year, office and government as lines say them that stand further from the tables: on the first page, or above an unread table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rules.model.document import Document, Field
from rules.values.cells import as_text, column_letter, filled_columns
from rules.values.text import speaks_of_other_years, with_own_year, without_dates
from workbook_templates.grid import Grid
from workbook_templates.reading.word.lines import PARAGRAPHS
from workbook_templates.recognition.document.printed_names import government_in, office_in

_ROWS, _LONGEST = 80, 90
"""Rows of a sheet that are looked at, and letters of the longest line that may be a title."""
_MOST_LABELLED = 3
"""Cells of a row that says something behind a label: it, the colon, and what is said."""
_LABEL = re.compile(
    r"tahun(?: anggaran)?|(?:nama\s+)?(?:skpd|opd|pd|perangkat daerah|unit kerja|instansi)|(?:pemerintah\s+)?(?:kabupaten|kota|provinsi)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\btahun\s+(?:anggaran\s+)?:?\s*(20\d\d)\b(?!\s*/\s*20\d\d)", re.IGNORECASE)
_ENDS = re.compile(r"^[^\W\d_]{3}.*\btahun\s+(?:anggaran\s+)?20\d\d$", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:tahun\s+(?:anggaran\s*)?:?\s*20\d\d|periode\s.*)\s*", re.IGNORECASE)


def settle_from_around(document: Document, grids: Sequence[Grid]) -> None:
    """Take from the titles of a document's sheets what its tables leave unsaid, where these agree."""
    unsaid = {"tahun", "perangkat_daerah", "pemda"}.difference(document.identity, document.printed)
    if not document.tables or not unsaid:
        return
    holding = {*(table.sheet for table in document.tables), PARAGRAPHS}
    near = [grid for grid in grids if grid.name in holding]
    for searched in (near, [grid for grid in grids if grid.name not in holding]):
        titles = list(_titles(searched))
        for key in unsaid.difference(document.printed):
            fields = [Field(value, sheet, cell) for text, sheet, cell in titles if (value := _said(key, text))]
            named = Counter(field.value.casefold() for field in fields)
            if len(named) == 1 or (named and key != "tahun"):
                document.printed[key] = max(fields, key=lambda field: named[field.value.casefold()])


def _said(key: str, text: str) -> str:
    if key == "perangkat_daerah":
        return office_in(text)
    if key == "pemda":
        return government_in(text)
    title = with_own_year(text)
    years = _YEAR.findall(without_dates(title))
    return str(years[0]) if len(years) == 1 and not speaks_of_other_years(title) else ""


def _titles(grids: Sequence[Grid]) -> Iterator[tuple[str, str, str]]:
    """Lines alone in their rows that are set as titles, in capitals, or nothing but a year, and what stands behind a label."""
    for grid in grids:
        for at, row in enumerate(grid.rows[:_ROWS]):
            filled = filled_columns(row)
            cells = [as_text(row[place]).strip(" :") for place in filled[: _MOST_LABELLED + 1]]
            labelled = 1 < len(cells) <= _MOST_LABELLED and _LABEL.fullmatch(cells[0])
            line = " ".join(filter(None, cells))
            # Some type the words of a title into cells of their own.
            text = line if labelled or len(cells) == 1 or (len(filled) == len(cells) and _ENDS.search(line)) else ""
            if 0 < len(text) <= _LONGEST and (labelled or text.isupper() or _ALONE.fullmatch(text)):
                yield text, grid.name, f"{column_letter(filled[0] + 1)}{at + 1}"
