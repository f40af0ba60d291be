"""The formats of the reports of `renja validate`, each one line: another one is a module of this folder and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from headless.reports.errors import UnknownFormatError
from rules.record import record

if TYPE_CHECKING:
    from headless.batch.inputs import Skipped
    from rules.model.finding import Verdict


@record
class Occasion:
    """When the workbooks were judged, and how their report is wanted.

    ``full`` lists every cell; ``console`` is for a report that goes to standard output, not into a file. ``skipped`` are files
    in the folders of the call that were not judged, ``same`` files of one content among those that were.
    """

    made: datetime
    lang: str = "id"
    full: bool = False
    console: bool = False
    skipped: Sequence[Skipped] = ()
    same: Sequence[Sequence[Path]] = ()


class _Renderer(Protocol):
    def report(self, verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
        """The report, piece by piece."""
        ...


@record
class ReportFormat:
    """A format: the ending of its files, the module whose ``report`` renders it, and what it is.

    One that has no module but ``copies`` is written as a copy of each workbook. What is ``styled`` is made for people at
    a terminal; a ``page`` is for a browser, and no terminal shows it. One that looks into the ``rulebook`` is rendered by a child, which has loaded it.
    """

    name: str
    ending: str
    module: str
    meaning: str = ""
    copies: bool = False
    styled: bool = False
    rulebook: bool = False
    page: bool = False

    def pieces(self, verdicts: Sequence[Verdict], occasion: Occasion) -> Iterator[str]:
        """The report as text, piece by piece."""
        module = import_module(f"headless.reports.{self.module}")
        return cast("_Renderer", module).report(verdicts, occasion)

    def whole(self, verdicts: Sequence[Verdict], occasion: Occasion) -> str:
        """The same in one piece, as a child hands it back."""
        return "".join(self.pieces(verdicts, occasion))


_ALL = (
    ReportFormat("text", ".txt", "text_report", "bawaan", styled=True),
    ReportFormat("json", ".json", "json_report"),
    ReportFormat("html", ".html", "html_report", rulebook=True, page=True),
    ReportFormat("xlsx", "", "", "salinan beranotasi", copies=True),
    ReportFormat("sarif", ".sarif", "sarif_log", rulebook=True),
    ReportFormat("junit", ".junit.xml", "junit_xml", rulebook=True),
)
FORMATS = {format.name: format for format in _ALL}
"""All formats by name."""


def chosen_formats(words: Sequence[str]) -> list[ReportFormat]:
    """The formats of a call: repeated options, each a list with commas; raises :class:`UnknownFormatError`."""
    named = [name.strip().lower() for word in words for name in word.split(",") if name.strip()]
    unknown = [name for name in named if name not in FORMATS]
    if unknown or not named:
        raise UnknownFormatError(", ".join(unknown), list(FORMATS))
    return [FORMATS[name] for name in dict.fromkeys(named)]


def formats_in_words() -> str:
    """All formats as the help lists them."""
    return ", ".join(f"{x.name} ({x.meaning})" if x.meaning else x.name for x in FORMATS.values())
