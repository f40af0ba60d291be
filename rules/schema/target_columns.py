"""Tables that set realisations against targets: which columns hold them, and which target is whose."""

from __future__ import annotations

from rules.schema.layout import Layout

_MEASURED = ("realisasi", "proyeksi")


def measures(layout: Layout) -> list[str]:
    """Typed columns with targets, realisations and projections, in order."""
    return [
        number
        for number, column in layout.official.items()
        if column.kind == "target" and column.role in ("target", *_MEASURED) and number not in layout.derived
    ]


def is_measured(layout: Layout) -> bool:
    """Whether the table holds realisations or projections beside its targets."""
    return any(layout.columns[number].role in _MEASURED for number in measures(layout))


def target_of(layout: Layout, column: str) -> str | None:
    """The target a realisation is set against: that of its year, else the first one; None for a target."""
    spec = layout.columns[column]
    if spec.role not in _MEASURED:
        return None
    return layout.by_role("target", spec.year) or layout.by_role("target")


def planned_targets(layout: Layout) -> list[str]:
    """The columns of targets of the planned years, which are in the units of the decree in force."""
    return [
        number
        for number, column in layout.official.items()
        if column.role == "target" and column.kind == "target" and column.year in (0, 1) and layout.totals
    ]
