"""What is kept of a verdict beyond the contract, so that versions can be compared later without reading them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headless.batch.worker import Work
from rules.model.finding import Verdict
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from rules.model.document import Document

_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Traced:
    """A verdict with a print of each of its findings: the same in two versions where the fault is the same one."""

    verdict: Verdict
    prints: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Prints in the order of the findings, and what mends each cause in the order of the causes."""
        return {"prints": self.prints, "mended": [cause.mended for cause in self.verdict.causes]}


@dataclass(frozen=True, slots=True)
class TracedWork:
    """Judges as ``work`` says, and takes the prints while the documents are still at hand."""

    work: Work

    def judge(self, files: Sequence[Path]) -> list[Traced]:
        """What is said of each file."""
        from workbook_templates.reader import read_document

        read: dict[Path, Document] = {}

        def remembering(path: Path, limits: Limits) -> Document:
            own = self.work.read
            read[path] = own(path, limits) if own else read_document(path, limits, self.work.kind)
            return read[path]

        verdicts = replace(self.work, read=remembering).judge(files)
        return [
            Traced(verdict, _prints(verdict, read[path]) if verdict.findings else [])
            for path, verdict in zip(files, verdicts, strict=True)
        ]

    def quarantined(self, path: Path, reason: str) -> Traced:
        """What is said of a file that no worker came back from."""
        return Traced(self.work.quarantined(path, reason))


def _prints(verdict: Verdict, document: Document) -> list[str]:
    from headless.diff.business_rows import business_keys
    from headless.diff.compare import finding_key
    from rules.schema.pack import load_pack

    places = business_keys(document, load_pack(verdict.pack) if verdict.pack else None)
    keys = (repr(finding_key(finding, places)) for finding in verdict.findings)
    return [sha256(key.encode()).hexdigest()[:_SIGNS] for key in keys]
