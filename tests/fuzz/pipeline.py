"""What the product does with one file: read, judge, report, annotate, fix, compute, seal, and hold the copies against it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from headless.narrative import check_narrative, render_json, render_text
from headless.reports.formats import FORMATS, Occasion
from rules.errors import RenjaError
from rules.model.document import Document
from rules.model.finding import Verdict
from rules.schema.pack import pack_for
from rules.seal.check import check_seal
from rules.seal.seal import make_seal
from rules.validation import validate
from workbook_templates.copies.annotate import annotate
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.copies.seal import write_seal
from workbook_templates.reader import read_document

refused: list[str] = []
"""Copies of the last file that were refused though the file was read, each with its reason."""

_MADE = datetime(2024, 3, 6)


class DifferentError(Exception):
    """A copy that the product made is refused by it, or judged otherwise than the file it was made of."""


def run(path: Path, beside: Path, folder: Path) -> str:
    """`read` or `refused: REASON`; raises :class:`DifferentError`, and whatever crashes.

    ``beside`` is a workbook that a narrative is held against, ``folder`` where copies are made.
    """
    refused.clear()
    if path.suffix == ".docx":
        with suppress(RenjaError):
            checked = check_narrative(path, [beside])
            render_json(checked)
            render_text(checked)
    try:
        document = read_document(path)
    except RenjaError as error:
        return f"refused: {error}"
    verdict = validate(document)
    for form in FORMATS.values():
        if not form.copies:
            form.whole([verdict], Occasion(_MADE))
    if path.suffix == ".xlsx":
        _copies(path, document, verdict, folder)
    return "read"


def _copies(path: Path, document: Document, verdict: Verdict, folder: Path) -> None:
    """Each copy is made, read again and judged again."""
    copy = folder / "salinan.xlsx"
    if _made(annotate, path, copy, verdict):
        _same("annotated", verdict, _judged("annotated", copy)[1])
    if mending := _made(fix_workbook, path, copy):
        fixed = _judged("fixed", copy)[1]
        if (mending.status, mending.after) != (fixed.status, len(fixed.findings)):
            raise DifferentError(
                f"fixed: told {mending.status} {mending.after}, is {fixed.status} {len(fixed.findings)}"
            )
    if _made(fill_workbook, path, copy):
        _judged("computed", copy)
    document.seal, document.seal_fault = None, ""
    pack = pack_for(document.year)
    seal = make_seal(document, verdict, pack, _MADE.isoformat())
    if _made(write_seal, path, copy, seal):
        sealed, again = _judged("sealed", copy)
        if sealed.seal != seal or check_seal(sealed, seal).changes:
            raise DifferentError(f"sealed: {sealed.seal_fault or check_seal(sealed, seal).changes[:3]}")
        _same("sealed", verdict, again)


def _made(make: Callable[..., object], path: Path, copy: Path, *more: object) -> object:
    """What making a copy returned (True for nothing); None where it was refused in a sentence."""
    copy.unlink(missing_ok=True)
    try:
        made = make(path, copy, *more)
    except RenjaError as error:
        refused.append(f"{make.__name__}: {type(error).__name__}: {error}")
        return None
    return True if made is None else made


def _judged(kind: str, copy: Path) -> tuple[Document, Verdict]:
    try:
        document = read_document(copy)
    except RenjaError as error:
        raise DifferentError(f"{kind}: our own copy is refused: {error}") from error
    return document, validate(document)


def _same(kind: str, verdict: Verdict, again: Verdict) -> None:
    """The same findings in the same cells."""
    before, after = (
        {(x.rule, x.sheet, x.cell) for x in one.findings if not x.rule.startswith("SEG")} for one in (verdict, again)
    )
    if before != after:
        raise DifferentError(f"{kind}: gone {sorted(before - after)[:3]}, new {sorted(after - before)[:3]}")
