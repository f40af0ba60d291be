"""Where the reports of one run go: decided before anything is read, written when all is judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from headless.batch.inputs import SUFFIXES
from headless.reports.errors import (
    CopiesAmongInputsError,
    CopiesOnlyOfXlsxError,
    FolderForCopiesError,
    NoPlaceError,
    TakenCopiesError,
    UnknownFormatError,
)
from rules.errors import RenjaError
from rules.model.finding import Verdict
from workbook_templates.errors import InputAsOutputError, OtherKindOfCopyError, TakenError
from workbook_templates.files import same_file, written


class Format(StrEnum):
    """Report formats."""

    text = "text"
    json = "json"
    html = "html"
    xlsx = "xlsx"
    sarif = "sarif"
    junit = "junit"


ENDINGS = {
    Format.text: ".txt", Format.json: ".json", Format.html: ".html", Format.sarif: ".sarif", Format.junit: ".junit.xml",
}  # fmt: skip
"""Endings of the reports that are one file whatever the number of workbooks."""
SUFFIX = "-temuan"
"""What the name of a copy has behind that of its workbook."""
NAME = "laporan"
"""Name of the reports in a folder."""
_LONGEST = 200


def chosen(words: Sequence[str]) -> list[Format]:
    """The formats of a call: repeated options, each a list with commas."""
    named = [name.strip().lower() for word in words for name in word.split(",") if name.strip()]
    unknown = [name for name in named if name not in {*Format}]
    if unknown or not named:
        raise UnknownFormatError(", ".join(unknown), [*Format])
    return [Format(name) for name in dict.fromkeys(named)]


@dataclass(slots=True)
class Outputs:
    """The reports to write: a file per format (None: standard output), and an annotated copy per workbook."""

    reports: dict[Format, Path | None] = field(default_factory=dict)
    copies: dict[Path, Path] = field(default_factory=dict)


def plan(
    formats: Sequence[Format], out: Path | None, files: Sequence[Path], asked: Sequence[Path], *, overwrite: bool
) -> Outputs:
    """Decide what is written where; ``asked`` are the files and folders of the call, ``files`` the workbooks in them.

    Raises :class:`RenjaError` where a place is missing, is an input, or would be replaced unasked.
    """
    outputs = Outputs()
    singles = [x for x in formats if x in ENDINGS]
    if out is None:
        if len(formats) > 1 or not singles:
            what = "Salinan .xlsx" if not singles else "Beberapa bentuk laporan sekaligus"
            raise NoPlaceError(what)
        outputs.reports = {singles[0]: None}
        return outputs
    stem = None if out.is_dir() else _stem(out)
    if len(formats) == 1 and singles:
        outputs.reports = {singles[0]: out}
    else:
        outputs.reports = {
            x: (out / NAME if stem is None else stem).with_name(f"{NAME if stem is None else stem.name}{ENDINGS[x]}")
            for x in singles
        }
    if Format.xlsx in formats:
        outputs.copies = _copies(out, stem, files, alone=len(formats) == 1)
    for place in filter(None, (*outputs.reports.values(), *outputs.copies.values())):
        if any(same_file(place, path) for path in files):
            raise InputAsOutputError(place)
    _allow_copies(outputs.copies, asked, overwrite)
    return outputs


def _stem(out: Path) -> Path:
    """A name without the ending of a report."""
    for ending in (*ENDINGS.values(), *SUFFIXES):
        if out.name.lower().endswith(ending) and len(out.name) > len(ending):
            return out.with_name(out.name[: -len(ending)])
    return out


def _copies(out: Path, stem: Path | None, files: Sequence[Path], *, alone: bool) -> dict[Path, Path]:
    """The annotated copy of each workbook."""
    other = next((file for file in files if file.suffix.lower() not in ("", *SUFFIXES)), None)
    if other and len(files) == 1:
        raise CopiesOnlyOfXlsxError(other)
    names_file = stem is not None and (not alone or out.suffix.lower() in SUFFIXES)
    if stem is not None and names_file and len(files) == 1:
        if alone and out.suffix.lower() != files[0].suffix.lower():
            raise OtherKindOfCopyError(files[0], out.suffix)
        return {files[0]: out if alone else stem.with_name(f"{stem.name}{files[0].suffix}")}
    if names_file and alone:
        raise FolderForCopiesError(len(files), out)
    folder = stem.with_name(f"{stem.name}{SUFFIX}") if stem is not None and not alone else out
    return dict(zip(files, (folder / name for name in _names(files)), strict=True))


def _names(files: Sequence[Path]) -> Iterator[str]:
    """A name of its own for the copy of each workbook, also where case does not tell names apart."""
    taken: set[str] = set()
    for path in files:
        stem, number = path.stem[:_LONGEST].encode()[:_LONGEST].decode("utf-8", "ignore"), 1
        name = f"{stem}{SUFFIX}{path.suffix}"
        while name.casefold() in taken:
            number += 1
            name = f"{stem}{SUFFIX}-{number}{path.suffix}"
        taken.add(name.casefold())
        yield name


def _allow_copies(copies: dict[Path, Path], asked: Sequence[Path], overwrite: bool) -> None:
    for folder in {target.parent for target in copies.values()}:
        for place in asked:
            if place.is_dir() and folder.resolve().is_relative_to(place.resolve()):
                raise CopiesAmongInputsError(folder, place)
    known = [target for target in copies.values() if target.exists()]
    if known and not overwrite:
        raise TakenCopiesError(known[0], len(known) - 1) if len(known) > 1 else TakenError(known[0])


def write_report(format: Format, verdicts: Sequence[Verdict], made: datetime, lang: str, *, full: bool) -> str:
    """One report as text; ``full`` lists every cell in the text report."""
    if format is Format.json:
        from headless.reports import json_contract

        return json_contract.render(verdicts) + "\n"
    if format is Format.html:
        from headless.reports import html_report

        return html_report.render(verdicts, made, lang)
    if format is Format.sarif:
        from headless.reports import sarif_log

        return sarif_log.render(verdicts, lang) + "\n"
    if format is Format.junit:
        from headless.reports import junit_xml

        return junit_xml.render(verdicts, made)
    import io

    from rich.console import Console

    from headless.reports.text_report import TextReport

    buffer = io.StringIO()
    TextReport(Console(file=buffer, width=120, highlight=False), lang, full=full).show(verdicts)
    return buffer.getvalue()


def save(text: str, path: Path) -> None:
    """Write a report; it appears whole or not at all."""
    with written(path) as partial:
        partial.write_text(text, encoding="utf-8", errors="replace")


def write_copies(copies: dict[Path, Path], files: Sequence[Path], verdicts: Sequence[Verdict], lang: str) -> list[str]:
    """Write the annotated copies of all workbooks that could be read; returns why others have none."""
    from workbook_templates.copies.annotate import annotate

    faults = []
    for folder in {target.parent for target in copies.values()}:
        if folder.parent.is_dir():
            folder.mkdir(exist_ok=True)
    for path, verdict in zip(files, verdicts, strict=True):
        if verdict.status == "unreadable":
            continue
        try:
            annotate(path, copies[path], verdict, lang)
        except RenjaError as error:
            faults.append(str(error))
    return faults
