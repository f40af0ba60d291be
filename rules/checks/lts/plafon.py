"""LTS-008: money above the ceiling given for the office or a program."""

from __future__ import annotations

from collections.abc import Callable

from rules.arrays import Mask, only
from rules.calculation.sums import families
from rules.comparison.amounts import given, judge_given
from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Given
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.readings import Wholes
from rules.frames.tree import top_level
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.references import Ceilings, References
from rules.schema.layout import Layout


def _columns(layout: Layout) -> list[str]:
    column = layout.by_role("pagu", 0)
    return [column] if layout.group and column else []


def _ceiling(view: View) -> Callable[[Ceilings, int], int | None]:
    """The ceiling of a row, None for none: by code, and for the office at TOTAL (else the first row)."""
    docs, top, codes = view.docs.tolist(), top_level(view), only(view.levels.official, view.coded)
    last = {doc: row for row, doc in enumerate(docs)}
    has_total = set(view.docs[view.total].tolist())

    def of(ceilings: Ceilings, row: int) -> int | None:
        doc = docs[row]
        whole = view.total[row] if doc in has_total else (top[row] and row == last[doc])
        return ceilings.amounts.get("" if whole else codes[row]) if whole or codes[row] else None

    return of


def check(view: View, column: str) -> Judgement:
    """Blame amounts above their ceiling, at the row the ceiling names."""
    ceiling = _ceiling(view)
    within = view.blamed(column, "sum") & _within_once_mended(view, column, ceiling)
    return judge_given(view, column, _given, ceiling, above=True, blamed=within)


def _given(held: References) -> tuple[Ceilings | None, Text]:
    return held.ceilings, held.no_ceilings


def _within_once_mended(view: View, column: str, ceiling: Callable[[Ceilings, int], int | None]) -> Mask:
    """Sums that keep to their ceiling once they are the sums of their details."""
    held, _ = given(view, _given)
    allowed = [ceiling(held[doc], row) if doc in held else None for row, doc in enumerate(view.docs.tolist())]
    amounts = Wholes.of(allowed)
    found: Mask = ~amounts.none & (families(view).add(view.money(column).whole) <= amounts.whole)
    return found


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
    waits=("figure", "sum"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Given(ceilings=(("2.17.04", 200_000_000),)),), finds="T-C.33!F19 Bab-IV!F19"),
    good=Example((Given(ceilings=(("", 440_000_000),)),)),
)
