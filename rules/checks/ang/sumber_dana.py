"""ANG-006: a source of funds that is not in the vocabulary."""

from __future__ import annotations

import numpy as np

from rules.arrays import among, mask_of
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.fund_names import fund, split_funds
from rules.values.vocabulary import funds

_NIL = {"-", "–", "nihil"}


def _unknown(text: str) -> list[str]:
    return [part for part in split_funds(text) if fund(part) is None]


def check(view: View, column: str) -> Judgement:
    """Blame funds that are neither a known name nor a known abbreviation; several may stand in one cell."""
    texts = view.text(column)
    named = (texts != "") & ~among(texts, *_NIL) & ~view.total & ~view.errors(column)
    unknown = {text: _unknown(text) for text in set(texts[named])}
    bad = named & mask_of((bool(unknown.get(text)) for text in texts), len(texts))
    near = {part: funds().nearest(part) for text in set(texts[bad]) for part in unknown[text]}
    rows = np.flatnonzero(bad)
    offers = [" dan ".join(near[part] or "?" for part in unknown[texts[row]]) for row in rows]
    return view.judge(
        named,
        bad,
        value=view.cells(column),
        unknown=["; ".join(unknown[texts[row]]) for row in rows],
        expected=[offer if "?" not in offer else None for offer in offers],
        cause=["mirip" if "?" not in offer else "" for offer in offers],
        hint=[
            Text(f"Maksudnya mungkin {offer}.", f"Perhaps {offer} is meant.")
            if "?" not in offer
            else Text("Pilih sumber dana dari daftar.", "Choose a source of funds from the list.")
            for offer in offers
        ],
    )


RULE = Rule(
    id="ANG-006",
    name="sumber-dana",
    severity="peringatan",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: klasifikasi sumber pendanaan",
    title=Text("Sumber dana tidak dikenal", "Unknown source of funds"),
    message=Text('Sumber dana "{unknown}" tidak ada dalam daftar.', 'Source of funds "{unknown}" is not in the list.'),
    suggestion=Text("{hint}", "{hint}"),
    explanation="Sumber dana direkap menurut namanya. Boleh nama lengkap, singkatannya (PAD, DAU), atau kodenya "
    "(1.1); beberapa sumber dipisah titik koma.",
    check=check,
    columns=of_role("sumber_dana"),
    causes=(
        CauseKind(remedy=Text("Pilih sumber dana dari daftar.", "Choose a source of funds from the list.")),
        CauseKind(
            "mirip",
            Text("Nama sumber dana salah tulis", "Source of funds misspelled"),
            Text("Tulis nama sumber dana seperti dalam daftar.", "Write the source of funds as the list has it."),
            mended="expected",
            advice=Text("{hint}", "{hint}"),
        ),
    ),
    bad=Example((Put("T-C.33", 17, "7", "Pendapatan Asli Derah"),), finds="T-C.33!G17"),
    good=Example((Put("T-C.33", 17, "7", "PAD dan DAU"),)),
)
