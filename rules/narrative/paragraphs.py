"""The narrative of a planning document: its paragraphs and the cells of its tables, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rules.narrative.sentences import caption
from rules.record import record

TABLE = "naskah"
"""What findings in a narrative have for a table."""
_CLOSE = 6
"""Paragraphs within which what is said to follow does."""


@record
class Paragraph:
    """A stretch of text and the place a person finds it by: `paragraf 12`, `tabel 2 baris 3 kolom 1`."""

    key: str
    text: str


@dataclass(frozen=True)
class Narrative:
    """A narrative as it was read from its file."""

    source: str
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of_text(cls, text: str, source: str = "naskah.docx") -> Narrative:
        """A narrative from plain text, a paragraph a line; blank lines aside."""
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        return cls(source, tuple(Paragraph(f"paragraf {n}", line) for n, line in enumerate(lines, 1)))

    @cached_property
    def _captions(self) -> list[tuple[int, tuple[str, str]]]:
        """Where the captions of tables stand, with number and title; looked for once, however many sentences ask."""
        found = ((at, _caption_at(self.paragraphs, at)) for at in range(len(self.paragraphs)))
        return [(at, told) for at, told in found if told]

    @cached_property
    def _numbered(self) -> dict[str, tuple[str, str]]:
        return {told[0]: told for _, told in reversed(self._captions)}

    def caption_above(self, at: int) -> tuple[str, str] | None:
        """The last table whose caption stands above a paragraph."""
        before = bisect_left(self._captions, (at,))
        return self._captions[before - 1][1] if before else None

    def caption_below(self, at: int) -> tuple[str, str] | None:
        """The first table whose caption follows a paragraph closely."""
        after = bisect_left(self._captions, (at + 1,))
        close = after < len(self._captions) and self._captions[after][0] < at + _CLOSE
        return self._captions[after][1] if close else None

    def caption_of(self, number: str) -> tuple[str, str]:
        """The table with a number; without a title where no caption has it."""
        return self._numbered.get(number) or (number, "")


def _caption_at(paragraphs: Sequence[Paragraph], at: int) -> tuple[str, str] | None:
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
