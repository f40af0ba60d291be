"""A narrative held against its workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.exit_status import exit_status
from headless.tasks.answer import Answer
from workbook_templates.reading.limits import Limits


def checked_narrative(doc: Path, workbooks: Sequence[Path], format: str, lang: str, limits: Limits) -> Answer:
    """The report on a narrative, `text` or `json`; raises :class:`UnreadableError`."""
    from headless.narrative import check_narrative, render_json, render_text

    checked = check_narrative(doc, workbooks, lang, limits)
    report = render_json(checked) if format == "json" else render_text(checked, lang)
    return Answer(report=f"{report}\n", status=exit_status([checked.verdict]))
