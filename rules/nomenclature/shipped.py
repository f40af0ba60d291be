"""What ships with renja of the decrees: codes of kabupaten/kota, with what at least two sources state alike of each.

One file, ``kabkota.rnj``, holds a section for each bidang; :mod:`rules.nomenclature.shipping` builds it. The list of codes
is whole even where a name is not: what only one source states of a code did not ship.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rules.import_store import Store, Stored
from rules.nomenclature.decree import Decree, decrees
from rules.nomenclature.entry import KABKOTA
from rules.nomenclature.reference import Nomenclature, parents_of

FOLDER = Path(__file__).parent
FILE = "kabkota"


class CodeFacts(NamedTuple):
    """A code; its name, indicator and unit where two sources agree; and the decrees it stands in, by their ids."""

    kode: str
    nama: str
    indikator: str
    satuan: str
    decrees: frozenset[str]

    @property
    def confirmed(self) -> bool:
        """Grade A: name, indicator and unit are all confirmed."""
        return bool(self.nama and self.indikator and self.satuan)


@cache
def _file() -> Stored:
    stored = Store(FOLDER).open(FILE)
    if stored is None:
        raise FileNotFoundError(Store(FOLDER).path(FILE))
    return stored


def shipped_bidang() -> Sequence[str]:
    """The bidang of which codes ship, in the order of their sections; the empty one holds the urusan."""
    return tuple(_file().header.about["bidang"])


@cache
def facts_of(bidang: str) -> tuple[CodeFacts, ...]:
    """What ships of a bidang (`1.02`, `X.XX` for penunjang, empty for the urusan); nothing where it is unknown."""
    about = _file().header.about
    if bidang not in about["bidang"]:
        return ()
    columns = _file().columns(about["bidang"].index(bidang))
    sets = {digits: frozenset(about["decrees"][int(digit)] for digit in digits) for digits in set(columns[-1])}
    return tuple(
        CodeFacts(kode, nama, indikator, satuan, sets[digits])
        for kode, nama, indikator, satuan, digits in zip(*columns, strict=True)
    )


def facts() -> Iterator[CodeFacts]:
    """All that ships."""
    for bidang in shipped_bidang():
        yield from facts_of(bidang)


def read_as(decree: Decree) -> Decree | None:
    """The decree whose codes are read where ``decree`` is not known whole: the one before it, else the next; None for itself.

    Codes of four digits keep their names through all decrees, so the nearest list serves for names. Codes of two digits
    do not, and are read by their own decree only.
    """
    if decree.codes == "all" or decree.sub_digits != 4:
        return None
    order = list(decrees().values())
    whole = [x for x in order if x.codes == "all" and x.sub_digits == decree.sub_digits]
    before = [x for x in whole if order.index(x) < order.index(decree)]
    return before[-1] if before else whole[0]


@cache
def _codes(decree_id: str) -> Nomenclature | None:
    decree = decrees()[decree_id]
    nearest = read_as(decree)
    wanted = {decree.id} | ({nearest.id} if nearest else set())
    # The urusan are those of UU 23/2014, whether a list repeats them or not.
    listed = [fact for fact in facts() if "." not in fact.kode or not wanted.isdisjoint(fact.decrees)]
    if not any(fact.kode.count(".") > 1 for fact in listed):
        return None
    names = {fact.kode: fact.nama for fact in listed}
    return Nomenclature(
        decree,
        names,
        parents_of(names) if decree.codes == "all" else frozenset(decree.whole),
        {fact.kode: fact.satuan for fact in listed if fact.satuan},
        {fact.kode: fact.indikator for fact in listed if fact.indikator},
        doubtful=frozenset(fact.kode for fact in listed if not fact.confirmed),
        read_as=nearest,
        borrowed=frozenset(fact.kode for fact in listed if decree.id not in fact.decrees),
    )


def shipped(decree_id: str, kind: str = "") -> Nomenclature | None:
    """What ships of a decree for a kind of government; nothing for provinsi, of which one source only is known."""
    return _codes(decree_id) if decree_id in decrees() and kind in ("", KABKOTA) else None
