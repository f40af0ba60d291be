"""Where the reports of one run go: decided before anything is read, written when all is judged."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from headless.batch.inputs import RECEIVED, SUFFIXES
from headless.reports.copies import allow_copies, plan_copies
from headless.reports.errors import NoPlaceError, PageToTerminalError
from headless.reports.formats import FORMATS, ReportFormat
from workbook_templates.errors import TakenError, WrongEndingError
from workbook_templates.safe_writing import refuse_inputs

NAME = "laporan"
"""Name of the reports in a folder."""
_SLASHES = ("/", os.sep)


@dataclass(slots=True)
class Outputs:
    """The reports to write: a file per format (None: standard output), and an annotated copy per workbook.

    ``folder`` holds the reports, where one is asked for.
    """

    reports: list[tuple[ReportFormat, Path | None]] = field(default_factory=list)
    copies: dict[Path, Path] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def places(self) -> list[Path]:
        """All files that are to be written."""
        return [*(place for _, place in self.reports if place is not None), *self.copies.values()]

    def make_folder(self) -> None:
        """Make the folder that is asked for; the one around it must be there: a mistyped path is told, not made."""
        if self.folder is not None and self.folder.parent.is_dir():
            self.folder.mkdir(exist_ok=True)


def plan_outputs(
    formats: Sequence[ReportFormat],
    asked_for: str | None,
    files: Sequence[Path],
    asked: Sequence[Path],
    read: Sequence[Path] = (),
    *,
    overwrite: bool,
) -> Outputs:
    """Decide what is written where; ``asked`` are the files and folders of the call, ``files`` the workbooks in them.

    ``asked_for`` is the place as typed: a file, the start of names, or a folder, which is there or ends in a slash.
    ``read`` are the other files that the run reads. Raises :class:`RenjaError` where a place is missing, is an input,
    or would be replaced unasked.
    """
    singles = [x for x in formats if not x.copies]
    if asked_for is None:
        if len(formats) > 1 or not singles:
            raise NoPlaceError("Beberapa bentuk laporan sekaligus" if singles else "Salinan .xlsx")
        if singles[0].page and sys.stdout.isatty():
            raise PageToTerminalError(singles[0].name, singles[0].ending)
        return Outputs([(singles[0], None)])
    out = Path(asked_for)
    stem = None if out.is_dir() or asked_for.endswith(_SLASHES) else _stem(out)
    base = out / NAME if stem is None else stem
    alone = len(formats) == 1
    one_file = alone and stem is not None
    outputs = Outputs([(x, out if one_file else base.with_name(f"{base.name}{x.ending}")) for x in singles])
    if len(singles) < len(formats):
        outputs.copies = plan_copies(out, stem, files, alone=alone)
    outputs.folder = out if stem is None else None
    refuse_inputs(outputs.places, [*files, *read])
    for report, place in outputs.reports:
        may_hold(place, report, overwrite=overwrite)
    allow_copies(outputs.copies, asked, overwrite=overwrite)
    return outputs


def may_hold(place: Path | None, report: ReportFormat, *, overwrite: bool) -> None:
    """Refuse a name like a workbook's, and one that something else than such a report has unasked: one of its kind is replaced."""
    if place is None or place.name.lower().endswith(report.ending):
        return
    if place.suffix.lower() in RECEIVED:
        raise WrongEndingError(place, report.ending)
    if place.exists() and not overwrite:
        raise TakenError(place)


def _stem(out: Path) -> Path:
    """A name without the ending of a report."""
    for ending in (*(x.ending for x in FORMATS.values() if x.ending), *SUFFIXES):
        if out.name.lower().endswith(ending) and len(out.name) > len(ending):
            return out.with_name(out.name[: -len(ending)])
    return out
