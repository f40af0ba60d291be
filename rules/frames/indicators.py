"""What rules ask of a row's indicator: its text, its type, and whether a target is a percentage."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

import numpy as np

from rules.arrays import Cells, Mask, among, as_cells
from rules.frames.distinct import Distinct
from rules.frames.memo import once
from rules.frames.readings import bare
from rules.frames.view import View
from rules.schema.layout import MEASURES, TYPES
from rules.values import terms
from rules.values.misspelling import is_misspelled
from rules.values.names import similarity
from rules.values.targets import first_unit
from rules.values.text import fold, plain_heading
from rules.values.vocabulary import units

COMMON, NEGATIVE, PERCENTAGE, STATE, PREDICATE = TYPES
_DASHES = frozenset("-–•")
_TARGETS = ("target", "realisasi", "proyeksi")
_INDICATOR_OF = {"target_program": "indikator_program", "target_kegiatan": "indikator_kegiatan"}
"""The role of the indicator for targets that are not those of the row's own."""


def indicators(view: View, column: str = "") -> Cells:
    """The row's indicator as text, or that which a column's targets belong to; empty where the table has no such column."""
    role = _INDICATOR_OF.get(view.layout.columns[column].role, "indikator") if column else "indikator"
    return _bare(view, view.column_of(role))


@once
def _bare(view: View, number: str) -> Cells:
    """A column of indicators, without the dashes that list them."""
    said = view.text(number)
    return as_cells([bare(text) for text in said]) if any(text[:1] in _DASHES for text in said) else said


def unread(view: View, column: str) -> Mask:
    """Rows whose indicator, that of a column's targets, or unit cannot be read or was left out: what it measures is not known."""
    named = view.column_of(_INDICATOR_OF.get(view.layout.columns[column].role, "indikator"))
    found = np.zeros(len(view.frame), dtype=bool)
    for told in (named, view.column_of("satuan")):
        if told in view.columns:
            found |= view.errors(told) | view.uncalculated(told) | view.blamed(told, "STR-010")
    return found


_NUMBERED = re.compile(r"(?:(?:\d{1,2}|[a-z])\s*[.)]|ik[a-z]{0,2}[. ]*\d+(?:\.\d+)*[.)]?)\s+(?=\D)", re.IGNORECASE)


@lru_cache(maxsize=16384)
def indicator_key(text: str) -> str:
    """The form in which an indicator's name is the same in two tables: without a number before it, case and spacing.

    >>> indicator_key("1. Persentase  Volume Usaha") == indicator_key("IKP.1 persentase volume usaha")
    True
    """
    return fold(_NUMBERED.sub("", text.strip(), count=1))


@once
def measures_said(view: View) -> Cells:
    """What each row of a table with a row a measure states: `target`, `realisasi`, or what else it says, folded."""
    said = Distinct(list(view.text(view.column_of("ukuran"))))
    return said.each(_measure)


@lru_cache(maxsize=1024)
def _measure(text: str) -> str:
    """The measure that a row's words name, also misspelled, numbered or with a year.

    >>> _measure("1. Target"), _measure("Realisas 2024"), _measure("Capaian (%)")
    ('target', 'realisasi', 'capaian (%)')
    """
    plain = plain_heading(_NUMBERED.sub("", text.strip(), count=1))
    known = [measure for measure in map(fold, MEASURES) if is_misspelled(plain, measure)]
    return known[0] if known else fold(text)


def find_indicator(name: str, among: Collection[str], limit: float) -> str | None:
    """The key in another document that an indicator's name stands for: the same, else the most alike from ``limit`` on.

    What it measures (its first word, such as Persentase or Jumlah) must be the same.
    """
    key = indicator_key(name)
    if key in among:
        return key
    first = key.split(" ", 1)[0]
    near = [(similarity(key, other), other) for other in among if other.split(" ", 1)[0] == first]
    best = max(near, default=(0.0, ""))
    return best[1] if best[0] >= limit else None


@once
def _distinct(view: View, column: str) -> Distinct:
    return Distinct(indicators(view, column).tolist())


@once
def _says(view: View, kind: str, column: str) -> Mask:
    return _distinct(view, column).test(lambda text: terms.says(kind, text))


def says(view: View, kind: str, column: str = "") -> Mask:
    """Rows whose indicator, or that of a column's targets, is of one kind by its words (see :func:`rules.values.terms.says`)."""
    # Nearly all columns have the row's own.
    own = not column or view.layout.columns[column].role not in _INDICATOR_OF
    return _says(view, kind, "" if own else column)


def in_percent(view: View, column: str) -> Mask:
    """Whether a target is given in percent, however the unit is spelled."""
    return unit_names(view, column).among("%")


def in_scores(view: View, column: str) -> Mask:
    """Whether a target is given on a scale: in Indeks, Nilai, Skor and the like."""
    names = unit_names(view, column)
    return names.among(*(name for name in names.values if units().kind(name) == "nilai"))


def contradicted(view: View, column: str) -> Mask:
    """Targets of 'Persentase …' in something else than percent, and of 'Jumlah …' in percent."""
    percent, named = in_percent(view, column), ~view.target(column).unit.among("")
    found: Mask = named & ((says(view, "persentase", column) & ~percent) | (says(view, "cacah", column) & percent))
    return found


@once
def unit_names(view: View, column: str) -> Distinct:
    """Units of a target column, each by the official spelling it certainly stands for; empty for a bare number.

    Of several targets in one cell it is the unit of the first.
    """
    written = view.target(column).unit
    return written.told([unit_name(first_unit(unit)) for unit in written.values])


def unit_name(unit: str) -> str:
    """A unit by the official spelling it certainly stands for, else as written."""
    return (units().meant(unit) or fold(unit)) if unit else ""


@lru_cache(maxsize=16384)
def type_of_text(indicator: str) -> str:
    """The type an indicator's first word tells, whatever stands in its targets.

    >>> type_of_text("IKP.1 Persentase Layanan"), type_of_text("Nilai AKIP"), type_of_text("Jumlah Laporan")
    ('persentase', 'nilai akhir', 'positif')
    """
    plain = " ".join(indicator.split()).casefold()
    if plain.startswith("ik"):
        plain = plain.partition(" ")[2]
    if plain.startswith(tuple(terms.terms("persentase"))):
        return PERCENTAGE
    return STATE if plain.startswith(tuple(terms.terms("tanpa_satuan"))) else COMMON


@once
def types(view: View) -> Cells:
    """Each row's type of indicator: the one chosen beside the table, else told by its targets and its words."""
    found = as_cells([type_of_text(text) for text in indicators(view)])
    for number, column in view.layout.official.items():
        if column.kind == "target" and column.role in _TARGETS:
            found[in_percent(view, number)] = PERCENTAGE
    for number, column in view.layout.official.items():
        if column.kind == "target" and column.role in _TARGETS:
            found[view.target(number).kind.among("predikat")] = PREDICATE
    chosen = view.layout.by_role("jenis")
    if chosen:
        stated = as_cells([text.casefold() for text in view.text(chosen)])
        found = np.where(among(stated, *TYPES), stated, found)
    return found
