"""Codes of a view held against the nomenclature in force for each workbook."""

from __future__ import annotations

import pandas as pd

from rules.codes import bidang_of
from rules.nomenclature import nomenclature, own
from rules.view import View


def missing_reference(view: View) -> dict[int, str]:
    """Workbooks whose codes cannot be judged for want of a nomenclature, with the reason."""
    reasons: dict[int, str] = {}
    codes = view.codes["kode"]
    for doc in view.frame["doc"].unique():
        number = int(doc)
        decree = view.session.decree(number)
        if decree is None:
            reasons[number] = "keputusan nomenklatur tidak diketahui"
            continue
        reference = nomenclature(decree.id)
        used = {bidang_of(code) for code in codes[view.frame["doc"] == doc].dropna()} - {None}
        if reference is None or not any(reference.covers(str(bidang)) for bidang in used):
            listed = ", ".join(sorted(map(str, used))) or "-"
            reasons[number] = f"nomenklatur bidang {listed} menurut {decree.name} belum diimpor"
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
