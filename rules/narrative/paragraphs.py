"""The narrative of a planning document: its paragraphs and the cells of its tables, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.narrative.sentences import caption

TABLE = "naskah"
"""What findings in a narrative have for a table."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text and the place a person finds it by: `paragraf 12`, `tabel 2 baris 3 kolom 1`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A narrative as it was read from its file."""

    source: str
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of_text(cls, text: str, source: str = "naskah.docx") -> Narrative:
        """A narrative from plain text, a paragraph a line; blank lines aside."""
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        return cls(source, tuple(Paragraph(f"paragraf {n}", line) for n, line in enumerate(lines, 1)))


def caption_at(paragraphs: Sequence[Paragraph], at: int) -> tuple[str, str] | None:
    """Number and title of a table where a paragraph is its caption; a title may stand in the paragraphs below it."""
    found = caption(paragraphs[at].text)
    if found is None or found[1]:
        return found
    title: list[str] = []
    for paragraph in paragraphs[at + 1 : at + 4]:
        if (
            len(paragraph.text) > 160
            or paragraph.text.endswith((".", ":", ";"))
            or not paragraph.key.startswith("paragraf")
        ):
            break
        title.append(paragraph.text)
    return found[0], " ".join(title)


def _first(paragraphs: Sequence[Paragraph], places: Iterable[int]) -> tuple[str, str] | None:
    return next((found for at in places if (found := caption_at(paragraphs, at))), None)


def caption_above(paragraphs: Sequence[Paragraph], at: int) -> tuple[str, str] | None:
    """The last table whose caption stands above a paragraph."""
    return _first(paragraphs, range(at - 1, -1, -1))


def caption_below(paragraphs: Sequence[Paragraph], at: int) -> tuple[str, str] | None:
    """The first table whose caption follows a paragraph closely."""
    return _first(paragraphs, range(at + 1, min(at + 6, len(paragraphs))))


def caption_of(paragraphs: Sequence[Paragraph], number: str) -> tuple[str, str]:
    """The table with a number; without a title where no caption has it."""
    numbered = (at for at, paragraph in enumerate(paragraphs) if (caption(paragraph.text) or ("",))[0] == number)
    return _first(paragraphs, numbered) or (number, "")
