"""LTS-009: the target of one indicator differs between tables."""

from __future__ import annotations

import numpy as np

from rules.arrays import at_rows
from rules.comparison.rows import NO_PARTNER, lacking, over_there, place
from rules.comparison.statements import (
    STATING,
    Odd,
    compared,
    doubtful,
    nearly_named,
    stating,
    stating_tables,
    unknown_rows,
    unread_rows,
    with_unread_rows,
)
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.indicators import indicator_key, indicators
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind
from rules.model.unchecked import Gap, Skip
from rules.schema.layout import Layout, player
from rules.values.targets import same_target

_MEASURES = {
    "target": Text("Target", "target"),
    "realisasi": Text("Realisasi", "realisation"),
    "capaian": Text("Capaian", "achievement"),
}
_NO_RENSTRA = Skip(
    Gap.IDENTITY,
    Text("tahun awal Renstra belum diisi dalam Identitas", "Identitas does not say when the Renstra begins"),
    Text("Isi tahun awal Renstra di lembar Identitas.", "Fill in the first year of the Renstra in Identitas."),
)
_AGREE_WITH_RENSTRA = Text("Samakan targetnya dengan dokumen Renstra.", "Make the targets agree with the Renstra.")
_AGREE = Text("Samakan angkanya di semua tabel.", "Make the figure the same in all tables.")


def _states_goals(layout: Layout) -> bool:
    """Tables of the office's own indicators: rows without hierarchy that state targets of the plan year."""
    return (
        bool(layout.by_role("indikator") or layout.by_role("sasaran"))
        and not layout.totals
        and not layout.by_role("kode")
    )


def _columns(layout: Layout) -> list[str]:
    if layout.document == "lkip":
        return stating(layout)
    column = layout.by_role("target", 0)
    return [column] if column and layout.by_role("sasaran") and _states_goals(layout) else []


def check(view: View, column: str) -> Judgement:
    """Blame figures of an indicator other than those the document's other tables state of it for the year."""
    return _of_report(view, column) if view.layout.document == "lkip" else _of_plan(view, column)


def _of_report(view: View, column: str) -> Judgement:
    """An LKIP: the cell that is odd among all that state the figure."""
    lacking = {
        int(doc): _NO_RENSTRA
        for doc in view.frame["doc"].unique()
        if view.layout.columns[column].period is not None and view.session.documents[doc].renstra is None
    }
    elsewhere = [doc for other in stating_tables(view.session) if other is not view for doc in other.workbooks]
    lacking |= dict.fromkeys(set(view.workbooks) - set(elsewhere), NO_PARTNER)
    seen: set[int] = set()
    odd: dict[int, tuple[str, Odd]] = {}
    role = view.layout.columns[column].role
    for measure in ("target", "realisasi") if view.layout.by_role("ukuran") else (role,):
        cells, others = compared(view.session, measure)
        seen |= {row for name, number, row in cells if (name, number) == (view.name, column)}
        odd |= {row: (measure, x) for (name, number, row), x in others.items() if (name, number) == (view.name, column)}
    rows, filled = [odd[row] for row in sorted(odd)], view.data & ~view.blank(column)
    # A figure that is held against no other may be that of a row nobody can read.
    lone = np.isin(view.docs, with_unread_rows(view.session)) & ~at_rows(seen, len(view.frame))
    lone &= view.target(column).kind.among(*STATING)
    return view.judge(
        at_rows(seen, len(view.frame)),
        at_rows(odd, len(view.frame)),
        deferred=filled & (doubtful(view, column) | unread_rows(view) | lone),
        skipped=nearly_named(view) | unknown_rows(view) | lacking,
        value=view.cells(column),
        expected=[x.reference.text for _, x in rows],
        measure=[_MEASURES[measure] for measure, _ in rows],
        indicator=[x.cell.indicator for _, x in rows],
        year=[Text(f" tahun {x.cell.year}", f" for {x.cell.year}") for _, x in rows],
        place=[place(x.reference.view, x.reference.column, x.reference.row) for _, x in rows],
        hint=_AGREE,
    )


def _of_plan(view: View, column: str) -> Judgement:
    """A Renja: goals against the performance table."""
    performance = player("renja", "kinerja").id
    other = view.session.tables.get(performance)
    if other is None:
        return view.left_out(lacking(view, performance))
    theirs, name = other.column_of("target", 0), other.column_of("indikator")
    known = {
        (doc, indicator_key(text)): row
        for row, (doc, text) in enumerate(zip(other.docs, other.text(name), strict=True))
        if text
    }
    places = zip(view.docs, indicators(view), strict=True)
    match = np.array([known.get((doc, indicator_key(text)), -1) for doc, text in places], dtype=np.int64)
    blamed = view.blamed(column, "figure", "target")
    blamed |= over_there(other.blamed(theirs, "figure", "target"), match)
    rows = view.data & (match >= 0)
    blind = view.data & ~view.blank(column) & (match < 0)
    blind &= unread_rows(view) | np.isin(view.docs, other.docs[unread_rows(other)])
    pairs = zip(view.frame.index[rows & ~blamed], match[rows & ~blamed], strict=True)
    differing = [row for row, at in pairs if not same_target(view.target_at(column, row), other.target_at(theirs, at))]
    bad = at_rows(differing, len(view.frame))
    return view.judge(
        rows & ~blamed,
        bad,
        deferred=(rows & blamed) | blind,
        skipped=lacking(view, performance),
        value=view.cells(column),
        expected=[other.text(theirs)[match[row]] for row in differing],
        measure=_MEASURES["target"],
        indicator=indicators(view),
        year=NOTHING,
        hint=_AGREE_WITH_RENSTRA,
        cause="renstra",
        place=[place(other, theirs, match[row]) for row in differing],
    )


RULE = Rule(
    id="LTS-009",
    name="indikator-antar-tabel",
    severity="galat",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: target indikator kinerja sama di semua tabel dokumen",
    title=Text("Angka indikator berbeda antar tabel", "Figures of an indicator differ between tables"),
    message=Text(
        '{measure} "{indicator}"{year} di sini "{value}", di {place} "{expected}".',
        'The {measure} of "{indicator}"{year} is "{value}" here, "{expected}" in {place}.',
    ),
    suggestion=Text("{hint}", "{hint}"),
    explanation="Indikator yang sama untuk tahun yang sama hanya punya satu target, satu realisasi, dan satu capaian. "
    "Indikator dicocokkan menurut namanya. Dalam LKIP dibandingkan Tujuan-Sasaran, IKU, PK, Capaian, Capaian-IKU, "
    "Akumulasi-Renstra, Pembanding, dan Efisiensi: yang dilaporkan adalah sel yang berbeda dari angka terbanyak (bila sama "
    "banyak, dari tabel Capaian). Sel yang sudah dilaporkan aturan lain ditunda.",
    check=check,
    columns=_columns,
    waits=("figure", "target", "SAT-004", "STR-010", "STR-012"),
    waits_reckoned=("TUR-004", "LTS-009"),
    causes=(
        CauseKind(
            remedy=Text("Samakan angkanya di semua tabel.", "Make the figure the same in all tables."),
            keeps_formulas=True,
        ),
        CauseKind(
            "renstra",
            Text(
                "Target berbeda antara tabel tujuan dan tabel kinerja",
                "Targets differ between the tables of goals and of performance",
            ),
            _AGREE_WITH_RENSTRA,
            keeps_formulas=True,
        ),
    ),
    bad=Example((Put("T-C.30", 13, "7", "80"),), finds="Tujuan-Sasaran!E12 Tujuan-Sasaran!E13"),
    good=Example((Put("T-C.30", 13, "7", "75.8"),)),
)
