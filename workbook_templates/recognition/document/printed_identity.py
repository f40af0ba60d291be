"""Year, office and government as titles and headings print them, for workbooks whose Identitas does not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rules.model.bilingual import Text
from rules.model.document import Document, Field, Table
from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout, layouts
from rules.values.likeness import SURE, heading_likeness
from rules.values.text import is_sentence, speaks_of_other_years, with_own_year, without_dates
from workbook_templates.recognition.document.printed_names import government_in, office_in, whole_lines
from workbook_templates.recognition.document.titles_against import doubt_by_titles

_YEAR = re.compile(r"\b20\d\d\b")
_LABEL = re.compile(r"\{n([+-]\d+)?\}")
_TITLE, _HEADING = 3, 1
"""What a title and a heading count in the vote for the year."""
_UNSURE_YEARS, _FEWEST_YEARS = 70.0, 3
"""Certainty of a table of Renstra years at most, where nothing says that its columns are these; how many of them must say so."""


def settle_identity(document: Document) -> None:
    """Note what the tables themselves say of year and office, and which of them rest on years that nothing names."""
    document.printed = printed_identity(document.tables)
    _doubt_of_another_plan(document.tables)
    doubt_by_titles(document.tables)
    if document.renstra is None:
        _doubt_years(document.tables)
    if "tahun" not in document.identity:
        _doubt_turned(document.tables)


def printed_identity(tables: Iterable[Table]) -> dict[str, Field]:
    """The plan year, office and government that titles and headings name most often, each with the first cell that does."""
    first = [table for table in tables if not table.recognition.continues]
    found: dict[str, Field] = {}
    votes: Counter[int] = Counter()
    cells: dict[int, Field] = {}
    for year, weight, sheet, cell in (told for table in first for told in _told_years(table)):
        votes[year] += weight
        cells.setdefault(year, Field(str(year), sheet, cell))
    if votes:
        found["tahun"] = cells[max(votes, key=lambda year: (votes[year], year))]
    lines = [(text, table.sheet, cell) for table in first for text, cell in whole_lines(table.captions.titles)]
    for key, name_in in (("perangkat_daerah", office_in), ("pemda", government_in)):
        named = [Field(name, sheet, cell) for text, sheet, cell in lines if (name := name_in(text))]
        if named:
            said = Counter(field.value.casefold() for field in named)
            found[key] = max(named, key=lambda field: said[field.value.casefold()])
    return found


def _years(table: Table) -> Iterator[tuple[int, int, str, str]]:
    """What a table says of the plan year: the year, what it counts, sheet and cell."""
    said, layout = table.captions, layouts()[table.layout]
    for line, cell in said.titles:
        text = with_own_year(line)
        years = _YEAR.findall(without_dates(text))
        if len(years) == 1 and not speaks_of_other_years(text) and not is_sentence(text):
            # A guess does not turn the year of a title into another one.
            ahead = _offset(layout, text) if table.recognition.certainty > _UNSURE_YEARS else 0
            yield int(years[0]) - ahead, _TITLE, table.sheet, cell
    for group, text in said.groups.items():
        label, years = _LABEL.search(group), _YEAR.findall(text)
        if label and len(years) == 1:
            yield int(years[0]) - int(label[1] or 0), _HEADING, table.sheet, said.group_cells.get(group, "")
    told: set[object] = {group for group, text in said.groups.items() if _YEAR.search(text)}
    for number, heading in said.headings.items():
        years = _YEAR.findall(heading.text)
        if len(years) != 1:
            continue
        spec = layout.columns[number]
        label = _LABEL.search(spec.heading)
        offset = int(label[1] or 0) if label else _offset_of(spec)
        # What stands over several columns counts once, also where it is printed in one cell with each of their headings.
        over = number if label else spec.group or offset
        if offset is not None and over not in told:
            told.add(over)
            yield int(years[0]) - offset, _HEADING, table.sheet, heading.cell


def _offset_of(spec: ColumnSpec) -> int | None:
    """Of which year a column speaks whose own heading names none."""
    label = _LABEL.search(spec.group)
    return int(label[1] or 0) if label else spec.year


def _offset(layout: Layout, title: str) -> int:
    """Of which year a title of a form speaks, counted from the plan year: that of what was realised before is two years back."""
    for line in layout.title:
        labels = _LABEL.findall(line)
        # Of a form that names two years, a title with one names that of the document.
        if labels and all(labels) and heading_likeness(title, line) >= SURE:
            return int(labels[0])
    return 0


_NO_ROW_OF_YEARS = Text(
    "judul kolom tahunnya bukan tahun Renstra berturut-turut",
    "the headings of its years are no years of a Renstra in a row",
)


def _doubt_years(tables: Iterable[Table]) -> None:
    """Tables by years of a Renstra that nothing names are no more than guessed, unless they are as the form has them.

    Renstra and RPJMD have tables much like them. Years in a row under nothing else, and no column beside them, tell the form;
    which years of the Renstra these are stays unknown.
    """
    for table in tables:
        known, columns = table.recognition, layouts()[table.layout].columns
        if known.continues or all(spec.period is None for spec in columns.values()):
            continue
        beside, firsts = any(not stray.below for stray in table.around.strays), _first_years(table)
        in_a_row = len(set(firsts)) <= 1 and 0 not in firsts
        if beside or not in_a_row or len(firsts) < _FEWEST_YEARS:
            known.certainty = min(known.certainty, _UNSURE_YEARS)
        if not in_a_row:
            known.against = Text.joined("; ", [known.against, _NO_ROW_OF_YEARS])


_OWN_PLAN = re.compile(r"\b(?:renja|renstra|rencana kerja)\b", re.IGNORECASE)
_OTHER_PLAN = re.compile(r"\b(?:rkpd|rpjmd|rpjpd)\b", re.IGNORECASE)
_MOST_OF_OTHERS = 1
"""Headings of a form of an office in which a plan of the whole government may be named."""
_ANOTHER_PLAN = Text(
    "judul kolomnya menyebut RKPD atau RPJMD, bukan Renja dan Renstra",
    "its headings speak of RKPD or RPJMD, not of Renja and Renstra",
)


def _doubt_of_another_plan(tables: Iterable[Table]) -> None:
    """Tables that speak of the government's plans where the form speaks of the office's are no more than guessed.

    The evaluation of an RKPD has the columns of that of a Renja.
    """
    for table in tables:
        known = table.recognition
        official = " ".join(f"{spec.group} {spec.heading}" for spec in layouts()[table.layout].official.values())
        if known.continues or not _OWN_PLAN.search(official):
            continue
        headings = [heading.text for heading in table.captions.headings.values()]
        if sum(map(bool, map(_OTHER_PLAN.search, headings))) > _MOST_OF_OTHERS and not any(
            map(_OWN_PLAN.search, headings)
        ):
            known.certainty = min(known.certainty, _UNSURE_YEARS)
            known.against = Text.joined("; ", [known.against, _ANOTHER_PLAN])


_TURNED = Text(
    "tahun pada judul kolomnya berlawanan urutan dengan bentuk resmi",
    "the years in its headings stand in another order than in the form",
)


def _doubt_turned(tables: Iterable[Table]) -> None:
    """Tables of two years in another order than the form's are no more than guessed: each half says another plan year."""
    for table in tables:
        known = table.recognition
        if not known.continues and is_turned(table):
            known.certainty = min(known.certainty, _UNSURE_YEARS)
            known.against = Text.joined("; ", [known.against, _TURNED])


def _told_years(table: Table) -> Iterator[tuple[int, int, str, str]]:
    """What a table says of the plan year; where the columns of two years stand in the other order, the later one is meant."""
    told = list(_years(table))
    if not _are_turned(told):
        return iter(told)
    said = {year for year, weight, _, _ in told if weight == _HEADING}
    middle = (min(said) + max(said)) // 2
    return ((middle, weight, sheet, cell) for year, weight, sheet, cell in told if len(said) == 2 and year == max(said))


def is_turned(table: Table) -> bool:
    """Whether headings of a table say different plan years, equally often, and years apart."""
    return _are_turned(_years(table))


def _are_turned(told: Iterable[tuple[int, int, str, str]]) -> bool:
    said = [year for year, weight, _, _ in told if weight == _HEADING]
    if len(set(said)) < 2:
        return False
    return len(set(Counter(said).values())) == 1 and max(said) - min(said) > 1


def _first_years(table: Table) -> list[int]:
    """The first year of the Renstra as each headed column of its years has it; 0 where the heading is more than a year."""
    headings, found = table.captions.headings, []
    for number, spec in layouts()[table.layout].columns.items():
        if spec.period is not None and number in headings:
            text = headings[number].text.strip(" ()")
            found.append(int(text) - spec.period if _YEAR.fullmatch(text) else 0)
    return found
