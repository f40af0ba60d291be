"""Made-up tables: what stands in the cells of an official column, as hypothesis strategies; for tests and notebooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from rules.nomenclature import KABKOTA, own
from rules.nomenclature.shipped import shipped
from rules.schema.choices import choices_of
from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout
from rules.schema.pack import Pack
from rules.values.vocabulary import units

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_MOST_ROWS, _FIRST_ROW = 12, 7
_BIDANG = "2.17"
_WORDS = (
    "Meningkatnya kualitas layanan",
    "Persentase koperasi sehat",
    "Jumlah laporan yang disusun",
    "Kota Bekasi",
    "Sesuai",
)


def cells(spec: ColumnSpec, pack: Pack) -> SearchStrategy[Any]:
    """What a column may soundly hold: a code of the pack's decree, a value it offers, an amount, a target with its unit, words."""
    from hypothesis import strategies as st

    offered = choices_of(spec.choices, pack)
    if offered:
        return st.sampled_from(offered)
    if spec.kind == "code":
        reference = shipped(pack.decree or "", KABKOTA)
        return st.sampled_from(sorted(own(code, _BIDANG) for code in (reference.names if reference else [_BIDANG])))
    if spec.kind == "money":
        return st.integers(0, 10**11)
    if spec.kind == "percent":
        return st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
    if spec.kind == "target":
        return st.builds("{} {}".format, st.integers(0, 1000), st.sampled_from(list(units().entries)))
    return st.sampled_from(_WORDS)


def of_column(spec: ColumnSpec, pack: Pack) -> Callable[..., SearchStrategy[Any]]:
    """The cells of a column in the form in which pandera asks a check for them; what came before the check stays."""

    def strategy(_dtype: Any, before: SearchStrategy[Any] | None = None, **_: Any) -> SearchStrategy[Any]:
        return cells(spec, pack) if before is None else before

    return strategy


def tables(layout: Layout, pack: Pack, size: int | None = None) -> SearchStrategy[pd.DataFrame]:
    """Frames of a table, of ``size`` rows or up to twelve: sound cells and blank ones, perhaps with a row of the grand total."""
    from hypothesis import strategies as st

    filled = {number: cells(spec, pack) | st.none() for number, spec in layout.columns.items() if not spec.variant}
    closed = st.booleans() if layout.has_total else st.just(value=False)
    least, most = (1, _MOST_ROWS) if size is None else (size, size)

    def frame(rows: list[dict[str, Any]], total: bool) -> pd.DataFrame:
        found = pd.DataFrame(rows, columns=list(filled), dtype=object)
        found.index = pd.RangeIndex(_FIRST_ROW, _FIRST_ROW + len(rows), name="baris")
        if total and layout.totals:
            words = [number for number in filled if layout.columns[number].kind != "money"]
            found.loc[found.index[-1], words] = None
            found.loc[found.index[-1], words[0]] = layout.totals.label
        return found

    return st.builds(frame, st.lists(st.fixed_dictionaries(filled), min_size=least, max_size=most), closed)
