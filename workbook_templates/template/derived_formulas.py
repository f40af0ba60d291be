"""Native formulas of derived columns: the layout's arithmetic over numbers read out of targets with units.

A target such as `448 Orang/Bulan` is text. Hidden columns beside the table read it, row by row (see
:mod:`workbook_templates.template.target_formulas`); and for each derived column `cocok 10` says whether the units of its
operands agree.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from rules.schema.arithmetic import Expression
from rules.schema.layout import TYPES, Layout
from rules.schema.pack import Pack
from workbook_templates.template import target_formulas
from workbook_templates.template.block_formulas import block_helpers, group_row, word_figure
from workbook_templates.template.geometry import POSITION, Geometry

_PREDICATE = TYPES[-1]
Cell = Callable[[str], str]
"""Address of a helper (`nilai 7`) in the row at hand."""


def _targets(layout: Layout, columns: set[str]) -> list[str]:
    return [number for number in layout.columns if number in columns and layout.columns[number].kind == "target"]


def _read(layout: Layout) -> list[str]:
    """Target columns whose cells are read: all of a table in which something is derived from targets."""
    derived = any(_targets(layout, layout.sources(column)) for column in layout.derived)
    return layout.of_kind("target") if derived or layout.by_role("jenis") else []


def helper_names(layout: Layout) -> list[str]:
    """The helper columns of a layout, in order."""
    columns = _read(layout)
    read = [target_formulas.CHARACTER] * bool(columns)
    read += [f"{what} {number}" for number in columns for what in target_formulas.STEPS]
    agree = [f"cocok {column}" for column in layout.derived if _targets(layout, set(layout.base(column)))]
    by_name = any(spec.role == "kode" for spec in layout.extras.values())
    return read + agree + block_helpers(layout) + [POSITION] * by_name


def helper_formula(layout: Layout, place: Geometry, pack: Pack, name: str, row: int) -> str:
    """The native formula of a helper in a row."""

    def cell(helper: str) -> str:
        return place.helper_address(helper, row)

    what, _, number = name.partition(" ")
    if what == "induk":
        return group_row(place, row)
    if what == "angka":
        return word_figure(layout, place, pack, number, row)
    if what == "cocok":
        return _agreement(_targets(layout, set(layout.base(number))), cell)
    if what == target_formulas.CHARACTER:
        return target_formulas.indicator_character(layout, place, row)
    typed = place.address(number, row)
    tidy, text, word, unit = (cell(f"{step} {number}") for step in ("rapi", "isi", "kata", "satuan"))
    match what:
        case "rapi":
            return target_formulas.plain_text(typed)
        case "isi":
            return target_formulas.currency_behind(tidy)
        case "kata":
            return target_formulas.first_word(text)
        case "nilai":
            return target_formulas.number(typed, text, word, unit, cell(target_formulas.CHARACTER))
    beside = layout.by_role("satuan")
    return target_formulas.unit_name(typed, text, place.address(beside, row) if beside else "")


def _agreement(columns: list[str], cell: Cell) -> str:
    """Whether all targets that are filled are in one unit; a bare number fits a percentage, nought fits any unit."""
    pairs = []
    for one, other in combinations(columns, 2):
        a, b = cell(f"satuan {one}"), cell(f"satuan {other}")
        values = [cell(f"nilai {x}") for x in (one, other)]
        empty = ",".join(f'{value}="{none}"' for value in values for none in ("", target_formulas.SEVERAL))
        bare = ",".join(f'AND({unit}="",N({value})=0)' for unit, value in zip((a, b), values, strict=True))
        pairs.append(f'OR({empty},{a}={b},{a}&{b}="%",{bare})')
    return f"=AND({','.join(pairs)})" if pairs else "=TRUE"


def type_formula(layout: Layout, place: Geometry, row: int) -> str:
    """The native guess at a row's type of indicator, as :func:`rules.frames.indicators.types` guesses."""
    typed = [number for number in _read(layout) if number not in layout.derived]
    text = f"TRIM({place.address(layout.by_role('indikator') or '', row)})"
    plain = target_formulas.indicator_text(layout, place, row)
    is_predicate = ",".join(
        target_formulas.is_predicate(*(place.helper_address(f"{step} {number}", row) for step in ("rapi", "isi")))
        for number in typed
    )
    is_percent = ",".join(f'{place.helper_address(f"satuan {number}", row)}="%"' for number in typed)
    percent, state = (
        target_formulas.begins_with(plain, words) for words in ("daftar_kata_persen", "daftar_kata_nilai")
    )
    return (
        f'=IF(OR({is_predicate}),"predikat",IF(OR({is_percent},{percent}),"persentase",'
        f'IF({state},"nilai akhir",IF({text}="","","positif"))))'
    )


def derived_formula(layout: Layout, place: Geometry, pack: Pack, column: str, row: int) -> str:
    """The native formula of a derived cell, by the row's type of indicator."""

    def cell(number: str) -> str:
        is_target = layout.columns[number].kind == "target"
        return place.helper_address(f"nilai {number}", row) if is_target else place.address(number, row)

    def native(expression: Expression | None, name: str) -> str:
        if expression is None:
            return '""'
        if name == _PREDICATE and expression.last_of:
            return _last_word([place.address(number, row) for number in expression.last_of])
        reckoned = expression.expanded(pack.bodies).excel(cell)[1:]
        rests_on = {base for x in expression.columns for base in (layout.base(x) if x in layout.derived else [x])}
        rests_on = {base for x in expression.columns for base in (layout.base(x) if x in layout.derived else [x])}
        several = ",".join(f'{cell(x)}="{target_formulas.SEVERAL}"' for x in _targets(layout, rests_on))
        return f'IF(OR({several}),"",{reckoned})' if several else reckoned

    derivation, kind = layout.derived[column], layout.by_role("jenis")
    body = native(derivation.common, "")
    served: dict[str, list[str]] = {}
    for name, expression in derivation.by_type.items():
        served.setdefault(native(expression, name), []).append(name)
    for formula, names in served.items():
        asked = ",".join(f'{place.address(kind or "", row)}="{name}"' for name in names)
        body = f"IF(OR({asked}),{formula},{body})"
    if not _targets(layout, set(layout.base(column))):
        return f"={body}"
    return f'=IF({place.helper_address(f"cocok {column}", row)},{body},"")'


def _last_word(addresses: list[str]) -> str:
    body = '""'
    for address in addresses:
        body = f'IF(AND({address}<>"",ISNA(MATCH(LEFT({address},255),daftar_nihil,0))),{address},{body})'
    return body
