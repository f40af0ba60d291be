"""One code as every decree at hand has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.nomenclature import (
    KABKOTA,
    KIND_LABEL,
    KINDS,
    Decree,
    Entry,
    Nomenclature,
    Store,
    at_hand,
    comparable,
    decrees,
    find_decree,
    nomenclature,
    own,
)
from rules.nomenclature.at_hand import stored_decree
from rules.nomenclature.entry import stored_lines
from rules.values.codes import LEVEL_LABEL, LEVELS, bidang_of, level_of, parent_of


@dataclass(frozen=True, slots=True)
class Place:
    """A code in one decree for one kind of government; ``entry`` holds all the decree says, if it was imported."""

    decree: Decree
    kind: str
    listed: str
    reference: Nomenclature
    entry: Entry | None


def found_in(code: str, kind: str, store: Store) -> Iterator[Place]:
    """Where a code lives, the newest decree first; the width of its last segment is no difference."""
    for decree_id in reversed(at_hand(store)):
        stored = stored_decree(decree_id, store)
        kinds = {*(stored.header.about.get("counts", {}) if stored else ()), KABKOTA}
        for name in KINDS:
            reference = nomenclature(decree_id, name, store) if name in kinds and kind in ("", name) else None
            listed = reference.by_comparable.get(comparable(code)) if reference else None
            if reference is None or listed is None or listed in reference.borrowed:
                continue
            lines = stored_lines(stored, definitions=True) if stored else ()
            entry = next((x for x in lines if x.kode == listed and x.jenis == name), None)
            yield Place(decrees()[decree_id], name, listed, reference, entry)


def only(place: Place, decree: str | None) -> bool:
    """Whether a place is of the decree asked for."""
    if not decree:
        return True
    asked = decrees().get(decree) or find_decree(decree)
    return asked is place.decree


def title(place: Place, code: str) -> Iterator[str]:
    """The code with its path and all that is said of it, line by line."""
    bidang = bidang_of(code)
    scope = place.reference.scope([place.listed])
    yield f"{place.decree.name}, {KIND_LABEL[place.kind]}" + (f" ({scope})" if scope else "")
    path: list[str] = [own(place.listed, bidang)]
    while (above := parent_of(path[0])) is not None:
        path.insert(0, above)
    for step in path:
        name = place.reference.name(step) or "(nama tidak disertakan: hanya satu sumber yang menyebutnya)"
        yield f"  {LEVEL_LABEL[LEVELS[level_of(step)]]:<14}{step:<20}{name}"
    entry = place.entry or Entry(
        place.kind, place.listed, "", indikator=place.reference.indicator(place.listed) or "",
        satuan=place.reference.unit(place.listed) or "",
    )  # fmt: skip
    unit = entry.satuan or place.reference.unit(place.listed) or ""
    told = {"kinerja": entry.kinerja, "indikator": entry.indikator or place.reference.indicator(place.listed) or "",
            "satuan": unit, "definisi": entry.definisi, "menggantikan": entry.sebelumnya}  # fmt: skip
    for label, text in told.items():
        for number, line in enumerate(text.splitlines()):
            yield f"  {label if not number else '':<14}{line}"
