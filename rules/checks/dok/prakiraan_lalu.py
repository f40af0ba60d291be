"""DOK-006: this year's money is not what last year's document foresaw."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.agreement import SUB
from rules.amounts import judge_amounts
from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Given, Rule, Text
from rules.view import View


def _columns(layout: Layout) -> list[str]:
    return [layout.by_role("pagu", 0) or ""] if layout.id == "T-C.33" else []


def check(view: View, column: str) -> Judgement:
    """Note sub kegiatan whose money differs from the forward estimate made for them a year ago."""
    docs = {doc: view.session.documents[doc].references for doc in np.unique(view.docs).tolist()}
    skipped = {doc: given.no_foreseen for doc, given in docs.items() if given.foreseen is None}
    if len(skipped) == len(docs):
        return view.left_out(skipped)
    amounts = [
        docs[doc].foreseen.amounts.get(code) if docs[doc].foreseen and code else None
        for doc, code in zip(view.frame["doc"], view.codes["resmi"], strict=True)
    ]
    foreseen = pd.Series(pd.array(amounts, dtype="Int64"), index=view.frame.index)
    rows = view.coded & (view.codes["level"] == SUB) & foreseen.notna()
    return judge_amounts(
        view,
        column,
        foreseen,
        rows,
        skipped=skipped,
        told=lambda rows: {"source": [docs[view.doc_of(row)].foreseen.source for row in rows]},
    )


RULE = Rule(
    id="DOK-006",
    name="prakiraan-lalu",
    severity="catatan",
    basis="Permendagri 86/2017: rencana tahun n melanjutkan prakiraan maju tahun sebelumnya",
    title=Text("Pagu ≠ prakiraan maju tahun lalu", "Money is not last year's forward estimate"),
    message=Text(
        "Pagu {key} {value}; prakiraan majunya dalam dokumen tahun lalu ({source}) {expected}, selisih {difference}.",
        "Money of {key} is {value}; last year's document ({source}) foresaw {expected}, difference {difference}.",
    ),
    suggestion=Text(
        "Jelaskan perubahannya terhadap prakiraan maju di kolom catatan penting.",
        "Explain the change against the forward estimate in the notes.",
    ),
    explanation="Prakiraan maju tahun lalu menjadi dasar rencana tahun ini. Perubahan boleh, tetapi perlu alasan. Dokumen "
    "tahun lalu diberikan saat pemeriksaan (--tahun-lalu FILE); sub kegiatan dicocokkan menurut kodenya.",
    check=check,
    columns=_columns,
    bad=Example((Given(foreseen=(("2.17.01.2.06.05", 25_000_000),)),), finds="T-C.33!F17"),
    good=Example((Given(foreseen=(("2.17.01.2.06.05", 30_000_000),)),)),
)
