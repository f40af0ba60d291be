"""The Word document of a submission, held against the workbook that came with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headless.batch.apart import apart
from headless.batch.serving import WorkerBounds
from headless.tasks.narratives import checked_narrative
from loket.blobs.store import place_of
from loket.register.models import Blob, Version
from rules.errors import RenjaError
from workbook_templates.reading.limits import DEFAULT_LIMITS


def held_against_workbook(version: Version, word: Blob, workbook: Path) -> dict[str, Any]:
    """The report on a version's Word document (``word`` are its bytes) in the fields of `renja narrative`; only a ``reason`` where it cannot be read."""
    narrative = workbook.with_suffix(Path(version.word_filename).suffix.lower())
    narrative.write_bytes(place_of(word.sha256).read_bytes())
    try:
        answer = apart(WorkerBounds(), checked_narrative, narrative, [workbook], "json", "id", DEFAULT_LIMITS)
    except RenjaError as error:
        return {"reason": _by_names(str(error), version, narrative, workbook)}
    finally:
        narrative.unlink()
    report: dict[str, Any] = json.loads(answer.report)["narratives"][0]
    return report | {"file": version.word_filename, "workbooks": [version.filename]}


def _by_names(text: str, version: Version, narrative: Path, workbook: Path) -> str:
    """A sentence with the names that the office knows."""
    for path, name in ((narrative, version.word_filename), (workbook, version.filename)):
        text = text.replace(str(path), name).replace(path.name, name)
    return text
