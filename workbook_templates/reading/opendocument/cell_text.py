"""The text of a cell of an .ods, paragraph by paragraph: its white space put in order, and which pieces are struck out."""

from __future__ import annotations

import re

from rules.values.footnotes import as_raised
from workbook_templates.reading.opendocument.cells import TEXT

SPACES = {f"{TEXT}s": "\1", f"{TEXT}tab": "\2", f"{TEXT}line-break": "\3"}
"""Elements that stand for white space, as signs that no XML can hold until the other white space is put in order."""
_MEANT = {1: " ", 2: "\t", 3: "\n"}
_BLANK = re.compile("[ \t\r\n]+")


class OdsText:
    """The paragraphs of a cell so far.

    ``pieces`` are those of the one that is read; ``runs`` those of all with whether they are struck out, None where the cell says.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []
        self._paragraph = ""
        self.runs: list[tuple[str, bool | None]] = []
        self._within: list[tuple[bool | None, bool]] = [(None, False)]

    def turn(self, struck: bool | None, raised: bool | None) -> None:
        """A span begins: whether it is ``struck`` out and ``raised`` is what its style says, None where it says nothing."""
        self._take()
        before = self._within[-1]
        self._within.append((before[0] if struck is None else struck, before[1] if raised is None else raised))

    def back(self) -> None:
        """The span ends."""
        self._take()
        self._within.pop()

    def _take(self) -> None:
        """Note what was read since the last turn as a run of its own."""
        struck, raised = self._within[-1]
        text = as_raised("".join(self.pieces)) if raised else "".join(self.pieces)
        self.pieces.clear()
        self.runs.append((text.translate(_MEANT), struck))
        self._paragraph += text

    def close(self) -> None:
        """The paragraph ends."""
        self._take()
        self.paragraphs.append(_BLANK.sub(" ", self._paragraph).translate(_MEANT))
        self._paragraph = ""
