"""One line of a decree, and the two kinds of government its lines are for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rules.codes import LEVELS, level_of

PROVINSI, KABKOTA = "provinsi", "kabkota"
KINDS = (PROVINSI, KABKOTA)
KIND_LABEL = {PROVINSI: "provinsi", KABKOTA: "kabupaten/kota"}
_GOVERNMENTS = {"provinsi": PROVINSI, "kabupaten": KABKOTA, "kota": KABKOTA}


def kind_of_government(text: str) -> str:
    """The kind of a government as Identitas names it (`kota`); empty where that is not known.

    >>> kind_of_government("Kota"), kind_of_government("")
    ('kabkota', '')
    """
    return _GOVERNMENTS.get(text.strip().casefold(), "")


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
