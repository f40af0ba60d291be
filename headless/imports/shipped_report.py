"""What ships of the decrees, told line by line."""

from __future__ import annotations

from collections.abc import Iterator

from rules.nomenclature import decrees
from rules.nomenclature.shipped import facts, read_as

_EXTENT = {"all": "daftar kode lengkap", "part": "sebagian kode", "none": "kodenya tidak disertakan"}


def shipped_lines() -> Iterator[str]:
    """For each decree how many codes ship, how many with a name and how many wholly confirmed, and what stands in for the rest."""
    everything = list(facts())
    yield "Disertakan (kabupaten/kota):"
    for decree in decrees().values():
        own = [fact for fact in everything if decree.id in fact.decrees]
        line = f"  {decree.id:<22}{decree.name}: {_EXTENT[decree.codes]}"
        if own:
            named, confirmed = sum(bool(fact.nama) for fact in own), sum(fact.confirmed for fact in own)
            line += f", {len(own)} kode, {named} dengan nama, {confirmed} juga dengan indikator dan satuan"
        nearest = read_as(decree)
        yield line + (f"; nama dibaca menurut {nearest.name}" if nearest else "")
