"""One line of a decree, and the two kinds of government its lines are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rules.import_store import Store, Stored
from rules.values.codes import LEVELS, level_of

PROVINSI, KABKOTA = "provinsi", "kabkota"
KINDS = (PROVINSI, KABKOTA)
KIND_LABEL = {PROVINSI: "provinsi", KABKOTA: "kabupaten/kota"}
_GOVERNMENTS = {"provinsi": PROVINSI, "kabupaten": KABKOTA, "kota": KABKOTA}
_WORDS = {
    **dict.fromkeys(("provinsi", "prov", "pemprov"), "provinsi"),
    **dict.fromkeys(("kabupaten", "kab", "pemkab"), "kabupaten"),
    **dict.fromkeys(("kota", "pemkot"), "kota"),
}
_BEFORE = {"pemerintah", "pemerintahan", "daerah"}


def government_named(text: str) -> str:
    """The government that Identitas names (`provinsi`, `kabupaten`, `kota`), in whatever words; empty where that is not known.

    >>> [government_named(x) for x in ("KOTA", "Pemerintah Kab. Bogor", "Pemprov", "Kabupaten/Kota", "kotamadya")]
    ['kota', 'kabupaten', 'provinsi', '', '']
    """
    said = text.casefold().replace(".", " ").split()
    return _WORDS.get(next((word for word in said if word not in _BEFORE), ""), "")


def kind_of_government(text: str) -> str:
    """The kind of a government as Identitas names it (`kota`); empty where that is not known.

    >>> kind_of_government("Kota"), kind_of_government("")
    ('kabkota', '')
    """
    return _GOVERNMENTS.get(government_named(text), "")


class Entry(NamedTuple):
    """A code with what the decree says of it; texts empty where it says nothing.

    ``jenis`` is `provinsi` or `kabkota`: the same code may bear another name for each. ``sebelumnya`` is the
    code it replaces, with its name.
    """

    jenis: str
    kode: str
    nama: str
    kinerja: str = ""
    indikator: str = ""
    satuan: str = ""
    definisi: str = ""
    sebelumnya: str = ""


def counts(entries: Iterable[Entry]) -> dict[str, dict[str, int]]:
    """How many lines of each level each kind has."""
    found: dict[str, dict[str, int]] = {}
    for entry in entries:
        of_kind = found.setdefault(entry.jenis, dict.fromkeys(LEVELS, 0))
        of_kind[LEVELS[level_of(entry.kode)]] += 1
    return found


_MORE = ("definisi",)
"""Fields of an entry that are long and seldom asked for: kept apart, read only then."""
_MAIN = tuple(name for name in Entry._fields if name not in _MORE)


def stored_lines(stored: Stored, *, definitions: bool = False) -> Iterator[Entry]:
    """The lines of a stored decree; ``definisi`` stays empty unless asked for."""
    main = dict(zip(_MAIN, stored.columns(), strict=False))
    more = stored.columns(1) if definitions else []
    names = [*main, *(_MORE if more else ())]
    for values in zip(*main.values(), *more, strict=True):
        yield Entry(**dict(zip(names, values, strict=True)))


def save_decree(store: Store, decree_id: str, about: dict[str, Any], entries: Sequence[Entry]) -> Path:
    """Write the lines of a decree, in the order of their codes."""
    ordered = sorted(entries, key=lambda entry: (entry.jenis, entry.kode.split(".")))
    main = [[getattr(entry, name) for entry in ordered] for name in _MAIN]
    more = [[getattr(entry, name) for entry in ordered] for name in _MORE]
    return store.save(decree_id, "keputusan", about, main, more)
