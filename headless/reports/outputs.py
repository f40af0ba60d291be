"""Where the reports of one run go: decided before anything is read, written when all is judged."""

from __future__ import annotations

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


@dataclass(slots=True)
class Outputs:
    """The reports to write: a file per format (None: standard output), and an annotated copy per workbook."""

    reports: list[tuple[ReportFormat, Path | None]] = field(default_factory=list)
    copies: dict[Path, Path] = field(default_factory=dict)

    @property
    def places(self) -> list[Path]:
        """All files that are to be written."""
        return [*(place for _, place in self.reports if place is not None), *self.copies.values()]


def plan_outputs(
    formats: Sequence[ReportFormat],
    out: Path | None,
    files: Sequence[Path],
    asked: Sequence[Path],
    read: Sequence[Path] = (),
    *,
    overwrite: bool,
) -> Outputs:
    """Decide what is written where; ``asked`` are the files and folders of the call, ``files`` the workbooks in them.

    ``read`` are the other files that the run reads. Raises :class:`RenjaError` where a place is missing, is an input,
    or would be replaced unasked.
    """
    singles = [x for x in formats if not x.copies]
    if out is None:
        if len(formats) > 1 or not singles:
            raise NoPlaceError("Beberapa bentuk laporan sekaligus" if singles else "Salinan .xlsx")
        if singles[0].page and sys.stdout.isatty():
            raise PageToTerminalError(singles[0].name, singles[0].ending)
        return Outputs([(singles[0], None)])
    stem = None if out.is_dir() else _stem(out)
    base = out / NAME if stem is None else stem
    alone = len(formats) == 1
    outputs = Outputs([(x, out if alone else base.with_name(f"{base.name}{x.ending}")) for x in singles])
    if len(singles) < len(formats):
        outputs.copies = plan_copies(out, stem, files, alone=alone)
    refuse_inputs(outputs.places, [*files, *read])
    for report, place in outputs.reports:
        _may_hold(place, report, overwrite=overwrite)
    allow_copies(outputs.copies, asked, overwrite=overwrite)
    return outputs


def _may_hold(place: Path | None, report: ReportFormat, *, overwrite: bool) -> None:
    """A report is written anew over one of its kind, never unasked over something else, and never named like a workbook."""
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
