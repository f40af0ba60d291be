"""LTS-008: money above the ceiling given for the office or a program."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.amounts import judge_amounts
from rules.hierarchy import top_level
from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Given, Rule, Text
from rules.view import View


def _columns(layout: Layout) -> list[str]:
    column = layout.by_role("pagu", 0)
    return [column] if layout.group and column else []


def _ceilings(view: View) -> pd.Series:
    """The ceiling of each row, NA where none is given: by code, and for the office at TOTAL (else the first row)."""
    found: list[int | None] = []
    top, last = top_level(view), {}
    for row, doc in view.frame["doc"].items():
        last[doc] = row
    has_total = set(view.frame["doc"][view.total])
    for row, (doc, code) in enumerate(zip(view.frame["doc"], view.codes["resmi"], strict=True)):
        ceilings = view.session.documents[doc].references.ceilings
        own = ceilings.amounts.get(code) if ceilings and code and view.coded[row] else None
        whole = view.total[row] if doc in has_total else (top[row] and row == last[doc])
        found.append(ceilings.amounts.get("") if ceilings and whole else own)
    return pd.Series(pd.array(found, dtype="Int64"), index=view.frame.index)


def check(view: View, column: str) -> Judgement:
    """Blame amounts above their ceiling, at the row the ceiling names."""
    docs = {doc: view.session.documents[doc].references for doc in np.unique(view.docs).tolist()}
    skipped = {doc: given.no_ceilings for doc, given in docs.items() if given.ceilings is None}
    if len(skipped) == len(docs):
        return view.left_out(skipped)
    ceiling = _ceilings(view)
    return judge_amounts(
        view,
        column,
        ceiling,
        ceiling.notna(),
        above=True,
        skipped=skipped,
        told=lambda rows: {"source": [docs[view.doc_of(row)].ceilings.source for row in rows]},
    )


RULE = Rule(
    id="LTS-008",
    name="plafon",
    severity="galat",
    basis="Permendagri 86/2017: rencana disusun menurut pagu indikatif yang ditetapkan",
    title=Text("Pagu melebihi plafon", "Money above the ceiling"),
    message=Text(
        "Pagu {key} {value} melebihi plafon {expected} ({source}) sebesar {difference}.",
        "Money of {key}, {value}, is above the ceiling {expected} ({source}) by {difference}.",
    ),
    suggestion=Text(
        "Turunkan pagu rinciannya sampai sesuai plafon, atau minta perubahan plafon.",
        "Lower the details to the ceiling, or ask for another ceiling.",
    ),
    explanation="Plafon ditetapkan badan perencanaan untuk perangkat daerah atau programnya dan diberikan saat pemeriksaan "
    "(--plafon FILE). Tanpa file itu aturan ini tidak dijalankan.",
    check=check,
    columns=_columns,
    bad=Example((Given(ceilings=(("2.17.04", 200_000_000),)),), finds="T-C.33!F19 Bab-IV!F19"),
    good=Example((Given(ceilings=(("", 440_000_000),)),)),
)
