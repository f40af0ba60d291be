"""The work of a batch in one process: reading and judging a few files under given settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.held_against import HeldAgainst
from headless.batch.serving import at_hand
from rules.engine.gc_pause import collector_paused
from rules.model.finding import Verdict
from rules.record import record
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from rules.model.document import Document
    from rules.schema.pack import Pack
    from workbook_templates.recognition.document.identity_form import Kind

    Read = Callable[[Path, Limits], Document]


@record
class Work:
    """How files are judged: by which pack (None: that of their year), in which language, against what, within which limits.

    ``read`` makes a document of a file in another way than the usual one; ``kind`` is the document that all files are
    (empty: what they hold tells), ``whole`` whether all its tables are asked for even where some were handed in alone.
    """

    pack: Pack | None = None
    lang: str = "id"
    comparison: HeldAgainst | None = None
    limits: Limits = DEFAULT_LIMITS
    read: Read | None = None
    kind: Kind | None = None
    whole: bool = False

    def _document(self, path: Path) -> Document:
        from workbook_templates.reader import read_document

        document = self.read(path, self.limits) if self.read else read_document(path, self.limits, self.kind)
        document.whole = self.whole
        return document

    @collector_paused()
    def judge(self, files: Sequence[Path]) -> list[Verdict]:
        """The verdicts of files that are stacked and judged together; one that is refused costs only itself."""
        from rules.validation import validate_many

        read: dict[Path, Document] = {}
        refused: dict[Path, UnreadableError] = {}
        for path in files:
            at_hand(path)
            try:
                read[path] = self._document(path)
                if self.comparison:
                    read[path].references = self.comparison.of(read[path])
            except UnreadableError as error:
                refused[path] = error
        at_hand(*read)
        judged = dict(zip(read, validate_many(list(read.values()), self.pack, self.lang), strict=True))
        return [judged.get(path) or _refused(path, refused[path], self.lang) for path in files]

    def quarantined(self, path: Path, reason: str) -> Verdict:
        """The verdict on a file that no worker came back from."""
        return Verdict(str(path), "unreadable", reason=reason, quarantined=True)


def _refused(path: Path, error: UnreadableError, lang: str) -> Verdict:
    return Verdict(str(path), "unreadable", reason=error.told(lang), refused_by=error.id)
