"""ANG-005: money without target, or target without money."""

from __future__ import annotations

from rules.comparison.stated_sums import misled
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.codes import PROGRAM
from rules.values.money import format_rupiah


def _pairs(layout: Layout) -> list[tuple[str, str]]:
    """Target and pagu columns of the same plan year."""
    years = {column.year for column in layout.columns.values() if column.role == "pagu" and column.year is not None}
    found = [(layout.by_role("target", year), layout.by_role("pagu", year)) for year in sorted(years)]
    return [(target, pagu) for target, pagu in found if target and pagu]


def check(view: View, column: str) -> Judgement:
    """Blame the nil one of the pair; an empty cell is STR-010's, an unreadable one ANG-001's."""
    target_column, pagu_column = next(pair for pair in _pairs(view.layout) if column in pair)
    target, money = view.target(target_column), view.money(pagu_column)
    both = view.has(target_column) & view.has(pagu_column)
    rows = view.coded & (view.levels.level >= PROGRAM) & both
    known = view.known_amount(pagu_column)
    has_money = known & (money.whole > 0)
    has_target, nihil = target.kind.among("nilai", "rentang", "rasio", "predikat"), target.kind.among("nihil")
    stated = rows & known & (has_target | nihil)
    nothing = ~money.none & (money.whole == 0)
    odd = stated & ((has_money & nihil) if column == target_column else (has_target & nothing & ~(target.value == 0)))
    # A sum that is wrong itself may be of nothing, or of something.
    deferred = odd & (misled(view, pagu_column, "NOM-010", "NOM-011") | view.blamed(pagu_column, "sum"))
    checked, bad = stated & ~deferred, odd & ~deferred
    if column == target_column:
        cause, amounts = "tanpa target", [format_rupiah(int(amount)) for amount in money.whole[bad]]
        problem = [Text(f"Ada pagu {x} tanpa target.", f"There is money ({x}) without a target.") for x in amounts]
    else:
        cause, texts = "tanpa pagu", view.text(target_column)[bad]
        problem = [Text(f'Ada target "{x}" tanpa pagu.', f'There is a target "{x}" without money.') for x in texts]
    return view.judge(checked, bad, deferred=deferred, value=view.cells(column), problem=problem, cause=cause)


RULE = Rule(
    id="ANG-005",
    name="pagu-target",
    severity="peringatan",
    basis="Permendagri 86/2017: pagu indikatif menyertai target kinerja",
    title=Text("Pagu tanpa target, atau target tanpa pagu", "Money without target, or target without money"),
    message=Text("{problem}", "{problem}"),
    suggestion=Text(
        "Isi target dan pagunya untuk tahun yang sama, atau jelaskan di kolom catatan.",
        "Fill in both target and money for the year, or explain in the notes.",
    ),
    explanation="Uang tanpa target tidak dapat dipertanggungjawabkan; target tanpa uang perlu dijelaskan. Berlaku juga "
    "untuk prakiraan maju.",
    check=check,
    columns=lambda layout: [column for pair in _pairs(layout) for column in pair],
    waits=("sum", "NOM-010", "NOM-011"),
    causes=(
        CauseKind(
            "tanpa target",
            Text("Pagu tanpa target", "Money without target"),
            Text(
                "Isi targetnya untuk tahun yang sama, atau jelaskan di kolom catatan.",
                "Fill in the target of that year, or explain in the notes.",
            ),
        ),
        CauseKind(
            "tanpa pagu",
            Text("Target tanpa pagu", "Target without money"),
            Text(
                "Isi pagunya untuk tahun yang sama, atau jelaskan di kolom catatan.",
                "Fill in the money of that year, or explain in the notes.",
            ),
        ),
    ),
    bad=Example((Put("T-C.33", 21, "9", "-"),), finds="T-C.33!I21"),
    good=Example((Put("T-C.33", 21, "9", "70 Unit Usaha"),)),
)
