"""Year, office and government as titles and headings print them, for workbooks whose Identitas does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rules.model.document import Field, Table
from rules.schema.layout import Layout, layouts
from rules.values.likeness import SURE, heading_likeness

_YEAR = re.compile(r"\b20\d\d\b")
_LABEL = re.compile(r"\{n([+-]\d+)?\}")
_OTHER_YEARS = re.compile(
    r"\b(?:s\s*/?\s*\.?d|sampai|prakiraan|perkiraan|maju|akhir|renstra|jangka|dan\s+20\d\d)\b|-", re.IGNORECASE
)
"""Words of a title that speaks of other years than that of the document."""
_TITLE, _HEADING = 3, 1
"""What a title and a heading count in the vote for the year."""
_NO_NAME = r"(?:pemerintah|kabupaten|kab\.|kota|provinsi|tahun|dan pencapaian|s/d)\b"
_OFFICE = re.compile(
    r"(?<!musrenbang )\b((?:(?:sekretariat|inspektorat|rsud)\b"
    rf"|(?:dinas|badan|kecamatan|kelurahan|distrik|rumah sakit|satuan polisi|kantor)\s+(?!{_NO_NAME})[^\W\d]).*?)"
    rf"(?=\s+(?:{_NO_NAME}|\(?20\d\d)|\s*$)",
    re.IGNORECASE,
)
"""An office by its kind and name; meetings of a kecamatan are none."""
_GOVERNMENT = re.compile(
    r"\b((?:kabupaten|kab\.|kota|provinsi)\s+(?!n\b)[^\W\d_][\w .'-]*?)(?=\s+(?:tahun|s/d|dan)\b|\s*[,;:(]|\s*$)",
    re.IGNORECASE,
)
_UNSURE_YEARS = 70.0
"""Certainty of a table of Renstra years at most, where nothing says which years these are."""


def printed_identity(tables: Iterable[Table]) -> dict[str, Field]:
    """The plan year, office and government that titles and headings name, each with the first cell that does."""
    first = [table for table in tables if not table.recognition.continues]
    found: dict[str, Field] = {}
    votes: Counter[int] = Counter()
    cells: dict[int, Field] = {}
    for year, weight, sheet, cell in (told for table in first for told in _years(table)):
        votes[year] += weight
        cells.setdefault(year, Field(str(year), sheet, cell))
    if votes:
        found["tahun"] = cells[max(votes, key=lambda year: (votes[year], year))]
    for table in first:
        for text, cell in table.captions.titles:
            for key, pattern in (("perangkat_daerah", _OFFICE), ("pemda", _GOVERNMENT)):
                match = pattern.search(text)
                if match and key not in found:
                    found[key] = Field(" ".join(match[1].split()), table.sheet, cell)
    return found


def _years(table: Table) -> Iterator[tuple[int, int, str, str]]:
    """What a table says of the plan year: the year, what it counts, sheet and cell."""
    said, layout = table.captions, layouts()[table.layout]
    for text, cell in said.titles:
        years = _YEAR.findall(text)
        if len(years) == 1 and not _OTHER_YEARS.search(text):
            yield int(years[0]) - _offset(layout, text), _TITLE, table.sheet, cell
    for group, text in said.groups.items():
        label, years = _LABEL.search(group), _YEAR.findall(text)
        if label and len(years) == 1:
            yield int(years[0]) - int(label[1] or 0), _HEADING, table.sheet, said.group_cells.get(group, "")
    for number, heading in said.headings.items():
        label, years = _LABEL.search(layout.columns[number].heading), _YEAR.findall(heading.text)
        if label and len(years) == 1:
            yield int(years[0]) - int(label[1] or 0), _HEADING, table.sheet, heading.cell


def _offset(layout: Layout, title: str) -> int:
    """Of which year a title of a form speaks, counted from the plan year: that of what was realised before is two years back."""
    for line in layout.title:
        label = _LABEL.search(line)
        if label and label[1] and heading_likeness(title, line) >= SURE:
            return int(label[1])
    return 0


def doubt_years(tables: Iterable[Table]) -> None:
    """Tables whose columns are years of a Renstra that nothing names are no more than guessed."""
    for table in tables:
        if any(spec.period is not None for spec in layouts()[table.layout].columns.values()):
            known = table.recognition
            known.certainty = min(known.certainty, _UNSURE_YEARS)
