"""What changed since a seal, in words."""

from __future__ import annotations

from collections.abc import Sequence

from rules.seal.check import CAUSES, FORMULA, GONE, GONE_TABLE, NEW, NEW_TABLE, RECORD, RESULT, TYPED, UNNAMED, Changed

_MOST = 8
"""So many places of one kind are named; the others are counted."""

_WORDS = {
    TYPED: ("isi berubah di sel", "content changed in"),
    FORMULA: ("rumus berubah di sel", "formula changed in"),
    NEW: ("baris baru", "new row"),
    GONE: ("baris hilang", "row gone"),
    NEW_TABLE: ("tabelnya baru", "the table is new"),
    GONE_TABLE: ("tabelnya hilang", "the table is gone"),
    RECORD: ("catatan segelnya rusak atau diubah", "the record of the seal is damaged or was changed"),
    UNNAMED: ("isi tabel resmi berubah, tempatnya tidak dapat ditunjuk", "official content changed, the place is not known"),
    RESULT: ("hasil rumus berubah di sel", "results of formulas changed in"),
}  # fmt: skip


def _named(change: Changed) -> str:
    key = change.key.strip()
    if change.what == GONE:
        return key
    return f"{change.cell} ({key})" if key and change.cell and change.what in {TYPED, NEW} else change.cell or key


def told(changes: Sequence[Changed], lang: str = "id") -> str:
    """The changes of one table in one clause, causes before what follows from them.

    >>> told([Changed("T-C.33", TYPED, "T-C.33", "F17", "6", "2.17.01.2.06.05")])
    'isi berubah di sel F17 (2.17.01.2.06.05)'
    """
    more = "{} lagi" if lang == "id" else "{} more"
    clauses = []
    for what in (*CAUSES, RESULT):
        places = [place for change in changes if change.what == what and (place := _named(change))]
        said = _WORDS[what][lang == "en"]
        listed = ", ".join(places[:_MOST])
        if len(places) > _MOST:
            listed += f", {more.format(len(places) - _MOST)}"
        if any(change.what == what for change in changes):
            clauses.append(f"{said} {listed}".strip())
    return "; ".join(clauses)
