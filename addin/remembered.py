"""Where the planner's ceilings and other documents lie: remembered for each document in a file of the user's own settings.

Nothing of it is taken from the workbook or its folder: those only say which document it is.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from rules.model.document import Document
from rules.values.text import fold
from workbook_templates.safe_writing import save_text


@dataclass(frozen=True, slots=True)
class ReferenceFiles:
    """The files that a document is held against; None for one that there is not."""

    plafon: Path | None = None
    tahun_lalu: Path | None = None
    renja: Path | None = None

    @property
    def given(self) -> dict[str, Path]:
        """Those that there are, by what they are."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: path for name, path in told.items() if path}


def settings_file() -> Path:
    """The file of this user's settings."""
    from platformdirs import user_config_path

    return user_config_path("renja", appauthor=False) / "acuan.json"


def recall(document: Document) -> ReferenceFiles | None:
    """What was answered for a document; None where the planner was not asked yet."""
    told = _known().get(_name(document))
    if not isinstance(told, dict):
        return None
    paths = {field.name: told.get(field.name) for field in fields(ReferenceFiles)}
    return ReferenceFiles(**{name: Path(path) for name, path in paths.items() if isinstance(path, str) and path})


def remember(document: Document, places: ReferenceFiles | None) -> None:
    """Keep the answers for a document; None forgets them. Raises :class:`OutputError`."""
    known, path = _known(), settings_file()
    known.pop(_name(document), None)
    if places is not None:
        known[_name(document)] = {name: str(file) if file else None for name, file in asdict(places).items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_text(json.dumps(known, ensure_ascii=False, indent=1), path)


def _known() -> dict[str, Any]:
    """All answers; none where the file cannot be read."""
    try:
        told = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _name(document: Document) -> str:
    return " | ".join((document.kind, str(document.year or ""), fold(document.text("perangkat_daerah"))))
