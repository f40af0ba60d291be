"""Minutes known as such by the title that they bear, without opening them as a document."""

from __future__ import annotations

from pathlib import Path

from headless.package_opening import opening_of

NAME = "Berita Acara Hasil Verifikasi"
_LONGEST_PROPERTIES = 20_000


def is_minutes(path: Path) -> bool:
    """Whether a file is minutes of a verification; False where it cannot be read."""
    return f"<dc:title>{NAME}</dc:title>" in opening_of(path, "docProps/core.xml", _LONGEST_PROPERTIES)
