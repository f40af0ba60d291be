"""The annotated copies of a run: their names, where they may not lie, and writing them one by one."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from headless.batch.apart import Apart
from headless.batch.inputs import SUFFIXES
from headless.batch.serving import at_hand
from headless.reports.errors import (
    CopiesAmongInputsError,
    CopiesOnlyOfXlsxError,
    FailedCopyError,
    FolderForCopiesError,
    TakenCopiesError,
)
from headless.told_names import told_apart
from rules.errors import RenjaError
from rules.model.finding import Verdict
from workbook_templates.errors import OtherKindOfCopyError, TakenError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.only_read import way_to_xlsx

log = logging.getLogger(__name__)

SUFFIX = "-temuan"
"""What the name of a copy has behind that of its workbook."""
_LONGEST = 200


def plan_copies(out: Path, stem: Path | None, files: Sequence[Path], *, alone: bool) -> dict[Path, Path]:
    """The annotated copy of each .xlsx; ``stem`` is the name of all reports, None where ``out`` is a folder.

    ``alone`` tells that no other report is written. Raises :class:`RenjaError` where they cannot be named so.
    """
    other = next((file for file in files if file.suffix.lower() not in ("", *SUFFIXES)), None)
    if other and len(files) == 1:
        raise CopiesOnlyOfXlsxError(other, way_to_xlsx(other))
    names_file = stem is not None and (not alone or out.suffix.lower() in SUFFIXES)
    if stem is not None and names_file and len(files) == 1:
        if alone and out.suffix.lower() != files[0].suffix.lower():
            raise OtherKindOfCopyError(files[0], out.suffix)
        return {files[0]: out if alone else stem.with_name(f"{stem.name}{files[0].suffix}")}
    if names_file and alone:
        raise FolderForCopiesError(len(files), out)
    folder = stem.with_name(f"{stem.name}{SUFFIX}") if stem is not None and not alone else out
    books = [file for file in files if file.suffix.lower() in ("", *SUFFIXES)]
    return dict(zip(books, (folder / name for name in _names(books)), strict=True))


def _names(files: Sequence[Path]) -> Iterator[str]:
    """A name of its own for the copy of each workbook, with its folder where names repeat; case does not tell names apart."""
    taken: set[str] = set()
    called = told_apart(files)
    for path in files:
        own = called[str(path)].replace("/", "-").removesuffix(path.suffix)
        stem, number = _shortened(own), 1
        name = f"{stem}{SUFFIX}{path.suffix}"
        while name.casefold() in taken:
            number += 1
            name = f"{stem}{SUFFIX}-{number}{path.suffix}"
        taken.add(name.casefold())
        yield name


def _shortened(stem: str) -> str:
    """A name that leaves room for what comes behind it, whatever bytes it is made of."""
    raw = os.fsencode(stem)
    return stem if len(raw) <= _LONGEST else raw[:_LONGEST].decode("utf-8", "ignore")


def allow_copies(copies: Mapping[Path, Path], asked: Sequence[Path], *, overwrite: bool) -> None:
    """Refuse copies that would be judged themselves next time, and those that would replace others unasked."""
    for folder in {target.parent for target in copies.values()}:
        for place in asked:
            if place.is_dir() and folder.resolve().is_relative_to(place.resolve()):
                raise CopiesAmongInputsError(folder, place)
    known = [target for target in copies.values() if target.exists()]
    if known and not overwrite:
        raise TakenCopiesError(known[0], len(known) - 1) if len(known) > 1 else TakenError(known[0])


def write_copies(
    copies: Mapping[Path, Path],
    verdicts: Sequence[Verdict],
    lang: str,
    limits: Limits,
    child: Apart | None,
) -> list[RenjaError]:
    """Write the annotated copies of all workbooks that could be read; returns why others have none.

    Each is written by ``child`` (None: this process), for it means reading the workbook once more.
    """
    faults: list[RenjaError] = []
    for folder in {target.parent for target in copies.values()}:
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    child = child or Apart(here=True)
    for verdict in verdicts:
        path = Path(verdict.file)
        if verdict.status == "unreadable" or path not in copies:
            continue
        try:
            child.do(_write_copy, path, copies[path], verdict, lang, limits)
        except RenjaError as error:
            faults.append(error)
    return faults


def _write_copy(path: Path, target: Path, verdict: Verdict, lang: str, limits: Limits) -> None:
    """Write one copy; raises :class:`RenjaError` whatever a hostile part makes of the patching."""
    from workbook_templates.copies.annotate import annotate

    at_hand(path)
    try:
        annotate(path, target, verdict, lang, limits)
    except RenjaError:
        raise
    except Exception as error:
        log.debug("copying %r failed", path, exc_info=True)
        raise FailedCopyError(path, type(error).__name__) from error
