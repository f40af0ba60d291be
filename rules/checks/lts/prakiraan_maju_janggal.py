"""LTS-007: the forward estimate differs strangely from the plan year."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, Numbers
from rules.comparison.slips import due_by_sum, meant
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.merged_blocks import in_common
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows
from rules.schema.layout import Layout
from rules.values.codes import SUB


def _columns(layout: Layout) -> list[str]:
    forward = layout.by_role("pagu", 1)
    return [forward] if forward and layout.by_role("pagu", 0) else []


_FROM_NOTHING = Text("dari nihil", "from nothing")


def _share(now: int, later: int) -> str:
    return f"{(later - now) / now * 100:+.1f}%".replace(".", ",")


def _far(now: Numbers, later: Numbers, limit: float) -> Mask:
    """Whether amounts differ by more than a share of the first ones."""
    found: Mask = np.abs(later - now).astype(float) > now.astype(float) * limit
    return found


def check(view: View, column: str) -> Judgement:
    """Note sub kegiatan whose pagu n+1 is off pagu n by more than the pack's share, or comes from or goes to nil."""
    present = view.layout.by_role("pagu", 0)
    if present is None:
        return view.left_out({})
    limit = view.session.pack.thresholds["prakiraan_maju"]
    now, later = view.money(present), view.money(column)
    rows = view.coded & (view.levels.level == SUB) & view.has(present) & view.has(column)
    blamed = view.blamed(present, "figure") | view.blamed(column, "figure")
    blamed |= in_common(view, present) | in_common(view, column)
    checked = rows & ~blamed & ~now.none & ~later.none
    bad = checked & _far(now.whole, later.whole, limit)
    # An estimate that the sum over it contradicts may be a slip: that finding stands for both.
    by_sum = due_by_sum(view, column)
    slipped = bad & ~by_sum.none & ~_far(now.whole, by_sum.whole, limit)
    bad &= ~slipped
    slips = meant(view, present)
    pairs = list(zip(now.whole[bad].tolist(), later.whole[bad].tolist(), strict=True))
    return view.judge(
        checked & ~slipped,
        bad,
        deferred=(rows & blamed) | slipped,
        value=[y for _, y in pairs],
        difference=[y - x for x, y in pairs],
        now=[x for x, _ in pairs],
        change=[_share(x, y) if x else _FROM_NOTHING for x, y in pairs],
        rests_on=[[] if slips.none[row] else [view.cell(present, row)] for row in np.flatnonzero(bad).tolist()],
    )


RULE = Rule(
    id="LTS-007",
    name="prakiraan-maju-janggal",
    severity="catatan",
    basis="Permendagri 86/2017: prakiraan maju disusun dari pagu tahun rencana",
    title=Text("Prakiraan maju janggal", "Strange forward estimate"),
    message=Text(
        "Prakiraan maju {key} {value} jauh berbeda dari pagu tahun rencana {now} ({change}).",
        "The forward estimate of {key}, {value}, is far from this year's {now} ({change}).",
    ),
    suggestion=Text("Periksa angkanya, atau jelaskan di kolom catatan.", "Check the figure, or explain in the notes."),
    explanation="Prakiraan maju biasanya sedikit di atas pagu tahun rencana. Selisih di atas ambang paket aturan "
    "(bawaan 50%) patut diperiksa; bisa salah nol.",
    check=check,
    columns=_columns,
    waits=("figure", "NOM-014"),
    causes=(CauseKind(keeps_formulas=True, follows=(Follows(("LTS-002",), "cell"),)),),
    bad=Example(
        tuple(Put("T-C.33", row, "10", value)
              for row, value in ((21, 2_000_000_000), (20, 2_050_000_000), (19, 2_050_000_000), (13, 2_243_000_000),
                                 (12, 2_243_000_000), (23, 2_243_000_000))),
        finds="T-C.33!J21",
    ),
    good=Example((Put("T-C.33", 21, "8", "Prakiraan maju tetap"),)),
)  # fmt: skip
