"""A workbook started from another, or a report brought up to date with its plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.batch.serving import at_hand
from headless.errors import NotAPlanError
from workbook_templates.reading.limits import Limits


def started(
    out: Path,
    source: Path,
    kind: str,
    identity: dict[str, object],
    renstra: tuple[int, int] | None,
    layout: Sequence[str],
    captions: bool,
    limits: Limits,
) -> list[str]:
    """Start from another file: a clean copy of one of the same kind, or a report from a plan. Returns what to tell.

    ``captions`` prints the number of each table above its titles.
    """
    from headless.new_workbook.from_any_file import move_into_template
    from headless.new_workbook.lkip_from_renja import start_from_plan
    from workbook_templates.reader import read_document

    at_hand(source)
    document = read_document(source, limits)
    if document.kind == kind:
        years = {"renstra_awal": renstra[0], "renstra_akhir": renstra[1]} if renstra and kind == "lkip" else {}
        return move_into_template(out, source, document, identity | years, layout, captions=captions)
    if kind == "renja":
        raise NotAPlanError(source, document.kind.upper())
    return start_from_plan(out, source, document, identity, renstra, layout, captions=captions)


def renewed(out: Path, report: Path, renja: Path, year: int | None, limits: Limits) -> list[str]:
    """Write a copy of a report with what a later Renja says. Returns what to tell."""
    from headless.new_workbook.lkip_from_renja import bring_up_to_date

    return bring_up_to_date(out, report, renja, year, limits)
