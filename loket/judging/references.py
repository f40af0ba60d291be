"""What the documents of a period are held against, read once and kept for the next ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from headless.batch.apart import Apart
from headless.batch.held_against import PackedComparison, read_comparison
from loket.blobs.store import place_of
from loket.register.models import Period, ReferenceKind
from workbook_templates.reading.limits import DEFAULT_LIMITS

Named = tuple[tuple[str, str], ...]
"""The files of one kind: SHA-256 and name."""


def comparison(period: Period, folder: Path) -> PackedComparison | None:
    """What is held against the documents of a period; None where it names no file. Raises :class:`UnreadableError`."""
    found: dict[str, list[tuple[str, str]]] = {}
    for reference in period.references.all():
        found.setdefault(reference.kind, []).append((reference.blob_id, reference.filename))
    if not found:
        return None
    kinds = (ReferenceKind.CEILINGS, ReferenceKind.LAST_YEAR, ReferenceKind.PLAN)
    return _read(folder, *(tuple(found.get(kind, ())) for kind in kinds))


@lru_cache(maxsize=8)
def _read(folder: Path, ceilings: Named, last_year: Named, plans: Named) -> PackedComparison:
    places = [_folder_of(folder, files) for files in (ceilings, last_year, plans)]
    first = next(places[0].iterdir()) if places[0] else None
    with Apart() as child:
        return read_comparison(child, first, places[1], places[2], DEFAULT_LIMITS)


def _folder_of(folder: Path, files: Named) -> Path | None:
    """A folder with copies of some files, under names that readers can go by."""
    if not files:
        return None
    made = folder / files[0][0]
    made.mkdir(exist_ok=True)
    for sha256, name in files:
        (made / f"{sha256[:12]}{Path(name).suffix.lower()}").write_bytes(place_of(sha256).read_bytes())
    return made
