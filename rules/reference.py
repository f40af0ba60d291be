"""Codes of a view held against the nomenclature in force for each workbook."""

from __future__ import annotations

import pandas as pd

from rules.codes import bidang_of
from rules.nomenclature import nomenclature, own
from rules.view import View


def missing_reference(view: View) -> dict[int, str]:
    """Workbooks whose codes cannot be judged for want of a nomenclature, with the reason."""
    return view.cached("missing_reference", lambda: _missing(view))  # type: ignore[no-any-return]


def _missing(view: View) -> dict[int, str]:
    used: dict[int, set[str]] = {int(doc): set() for doc in view.frame["doc"].unique()}
    for doc, code in zip(view.frame["doc"], view.codes["kode"], strict=True):
        bidang = bidang_of(code) if code else None
        if bidang:
            used[doc].add(bidang)
    reasons: dict[int, str] = {}
    for doc, bidangs in used.items():
        decree = view.session.decree(doc)
        if decree is None:
            reasons[doc] = "keputusan nomenklatur tidak diketahui"
            continue
        reference = nomenclature(decree.id)
        if reference is None or not any(reference.covers(bidang) for bidang in bidangs):
            listed = ", ".join(sorted(bidangs)) or "-"
            reasons[doc] = f"nomenklatur bidang {listed} menurut {decree.name} belum diimpor"
    return reasons


def referenced(view: View) -> pd.DataFrame:
    """For each row: `judged` (it can be told if the code exists), `official` (its name, None if unknown)."""

    def make() -> pd.DataFrame:
        lacking = missing_reference(view)
        cache: dict[tuple[str, str], tuple[bool, str | None]] = {}
        judged: list[bool] = []
        official: list[str | None] = []
        for doc, code, coded in zip(view.frame["doc"], view.codes["kode"], view.coded, strict=True):
            decree_id = view.session.decree_ids[doc]
            if not coded or doc in lacking or decree_id is None:
                judged.append(False)
                official.append(None)
                continue
            key = (decree_id, code)
            if key not in cache:
                reference = nomenclature(decree_id)
                assert reference is not None
                cache[key] = (reference.judges(code), reference.name(code))
            judged.append(cache[key][0])
            official.append(cache[key][1])
        return pd.DataFrame({"judged": judged, "official": pd.Series(official, dtype=object)})

    return view.cached("referenced", make)  # type: ignore[no-any-return]


def codes_named(view: View, position: int, name: str) -> list[str]:
    """Codes of the workbook's decree that officially bear a name, written with the row's own bidang."""
    decree_id = view.session.decree_ids[int(view.frame["doc"][position])]
    reference = nomenclature(decree_id) if decree_id else None
    bidang = bidang_of(str(view.codes["kode"][position]))
    return [own(code, bidang) for code in reference.codes_named(name)] if reference else []
