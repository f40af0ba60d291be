"""Outlines: the chapters of the printed documents as data, one YAML file each under ``outlines/``.

An outline says in what order the official tables stand among the chapters of the regulation, and under what caption.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from rules.errors import BrokenRuleFileError
from rules.schema.column import Strict
from rules.schema.layout import layouts
from rules.schema.sentence import sentences_of
from rules.yamlfile import load_mapping

FOLDER = Path(__file__).parent.parent / "outlines"

Chart = Literal["pagu", "capaian", "serapan"]


class CaptionedTable(Strict):
    """A place of the document, and the caption over the tables that fill it, with labels of years and names.

    ``number`` is that within its chapter; without one it is the next.
    """

    place: str
    caption: str
    number: int | None = None


class Section(Strict):
    """A section: its number and heading as printed, what is to be written in it, and what is printed in it.

    Sentences (by id) and charts stand above the tables. Of an ``optional`` one nothing is printed where the document has none of its tables.
    """

    number: str
    heading: str
    prompt: str = ""
    charts: list[Chart] = Field(default_factory=list)
    sentences: list[str] = Field(default_factory=list)
    tables: list[CaptionedTable] = Field(default_factory=list)
    optional: bool = False


class Chapter(Section):
    """A chapter; its ``label`` begins the numbers of its tables (`3` in `Tabel 3.1`)."""

    label: str
    sections: list[Section] = Field(default_factory=list)

    @property
    def parts(self) -> Iterator[Section]:
        """The chapter itself, then its sections."""
        yield self
        yield from self.sections


class Outline(Strict):
    """The chapters of a document, in order; ``source`` is the regulation that names them."""

    document: Literal["renja", "lkip"]
    title: str
    source: str
    chapters: list[Chapter]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Every table of the document stands in one place."""
        named = [table.place for chapter in self.chapters for part in chapter.parts for table in part.tables]
        known = {layout.place for layout in layouts().values() if layout.document == self.document and layout.columns}
        wrong = sorted(place for place in {*named} | known if named.count(place) != 1 or place not in known)
        if wrong:
            raise ValueError(f"chapters: {', '.join(wrong)} harus disebut tepat satu kali")
        said = [sentence for chapter in self.chapters for part in chapter.parts for sentence in part.sentences]
        ids = [sentence.id for sentence in sentences_of(self.document)]
        unsaid = sorted(name for name in {*said, *ids} if said.count(name) != 1 or name not in ids)
        if unsaid:
            raise ValueError(f"sentences: {', '.join(unsaid)} harus disebut tepat satu kali")
        return self


@cache
def outline_of(document: str) -> Outline:
    """The outline of `renja` or `lkip`; raises :class:`RulebookError` naming file, key and reason."""
    path = FOLDER / f"{document}.yaml"
    try:
        return Outline.model_validate(load_mapping(path))
    except ValidationError as error:
        raise BrokenRuleFileError.from_validation(path, error) from None


def table_numbers(document: str, places: Collection[str]) -> dict[str, str]:
    """The number (`Tabel 3.3`) of the table in each place of a document that has tables in some places only."""
    found: dict[str, str] = {}
    for chapter in outline_of(document).chapters:
        number = 0
        for table in (table for part in chapter.parts for table in part.tables if table.place in places):
            number = table.number or number + 1
            found[table.place] = f"Tabel {chapter.label}.{number}"
    return found
