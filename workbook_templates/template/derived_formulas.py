"""Native formulas of derived columns: the layout's arithmetic over numbers read out of targets with units.

A target such as `448 Orang/Bulan` is text. Hidden columns beside the table read it, row by row, as
:mod:`rules.values.targets` does: `isi 7` its plain text, `kata 7` the first word of it without `%`, `nilai 7` its number,
`satuan 7` its unit; and for each derived column `cocok 10`, whether the units of its operands agree.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from rules.schema.arithmetic import Expression
from rules.schema.layout import TYPES, Layout
from rules.schema.pack import Pack
from workbook_templates.template.block_formulas import block_helpers, group_row, word_figure
from workbook_templates.template.geometry import Geometry

_PREDICATE = TYPES[-1]
_OF_TARGET = ("isi", "kata", "nilai", "satuan")
_NIL = '{"-","–","—","--","nihil","n/a"}'
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
    read = [f"{what} {number}" for number in _read(layout) for what in _OF_TARGET]
    agree = [f"cocok {column}" for column in layout.derived if _targets(layout, set(layout.base(column)))]
    return read + agree + block_helpers(layout)


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
    typed, text, word = place.address(number, row), cell(f"isi {number}"), cell(f"kata {number}")
    if what == "isi":
        return _text(typed)
    if what == "kata":
        return f'=SUBSTITUTE(LEFT({text},FIND(" ",{text}&" ")-1),"%","")'
    if what == "nilai":
        return _number(typed, text, word)
    beside = layout.by_role("satuan")
    return _unit(typed, text, word, place.address(beside, row) if beside else "")


def _text(typed: str) -> str:
    plain = f'TRIM(SUBSTITUTE(SUBSTITUTE({typed},CHAR(160)," "),CHAR(10)," "))'
    return f'=IF(LEFT({plain},2)="Rp",TRIM(MID({plain},IF(MID({plain},3,1)=".",4,3),255))&" Rupiah",{plain})'


def _number(typed: str, text: str, word: str) -> str:
    behind = f'MID({text}&"  ",FIND(" ",{text}&" ")+1,'
    further = "{" + ",".join(f'" {digit}"' for digit in range(10)) + "}"
    several = f'SUMPRODUCT(--ISNUMBER(FIND({further},MID({text},FIND(" ",{text}&" "),255))))>0'
    range_or_more = f'OR(ISNUMBER(FIND({behind}1),"-–—")),LOWER({behind}3))="s/d",{several})'
    dots, commas = (f'LEN({word})-LEN(SUBSTITUTE({word},"{sign}",""))' for sign in ".,")
    # By the convention of rules.values.number: a comma starts the decimals; so does a single dot that cannot group.
    grouped = f'LEN({word})-FIND(".",{word})=3,FIND(".",{word})<=4,LEFT({word},1)<>"0"'
    only_dots = f"IF({dots}=1,NOT(AND({grouped})),FALSE)"
    with_commas = f'IF({dots}=0,{commas}>1,FIND(",",{word})<FIND(".",{word}))'
    by_dot, by_comma = (f'_xlfn.NUMBERVALUE({word},"{one}","{other}")' for one, other in (".,", ",."))
    value = f"IF(IF({commas}=0,{only_dots},{with_commas}),{by_dot},{by_comma})"
    return f'=IF(ISNUMBER({typed}),{typed},IF({text}="","",IF({range_or_more},"",IFERROR({value},""))))'


def _unit(typed: str, text: str, word: str, beside: str) -> str:
    percent = f'IF(FIND(" ",{text}&" ")>LEN({word})+1,"%","")'
    unit = f'TRIM({percent}&MID({text},FIND(" ",{text}&" "),255))'
    plain = f'SUBSTITUTE(SUBSTITUTE({unit}," /","/"),"/ ","/")'
    own = f"IFERROR(VLOOKUP({plain},satuan_baku,2,FALSE),LOWER({plain}))"
    if not beside:
        return f'=IF(ISNUMBER({typed}),"",{own})'
    named = f"IFERROR(VLOOKUP(TRIM({beside}),satuan_baku,2,FALSE),LOWER(TRIM({beside})))"
    return f'=IF({text}="","",IF(OR(ISNUMBER({typed}),{unit}=""),{named},{own}))'


def _agreement(columns: list[str], cell: Cell) -> str:
    """Whether all targets that are filled are in one unit; a bare number fits a percentage, nought fits any unit."""
    pairs = []
    for one, other in combinations(columns, 2):
        a, b = cell(f"satuan {one}"), cell(f"satuan {other}")
        values = [cell(f"nilai {x}") for x in (one, other)]
        empty = ",".join(f'{value}=""' for value in values)
        bare = ",".join(f'AND({unit}="",N({value})=0)' for unit, value in zip((a, b), values, strict=True))
        pairs.append(f'OR({empty},{a}={b},{a}&{b}="%",{bare})')
    return f"=AND({','.join(pairs)})" if pairs else "=TRUE"


def type_formula(layout: Layout, place: Geometry, row: int) -> str:
    """The native guess at a row's type of indicator, as :func:`rules.frames.indicators.types` guesses."""
    typed = [number for number in _read(layout) if number not in layout.derived]
    text = f"TRIM({place.address(layout.by_role('indikator') or '', row)})"
    plain = f'LOWER(IF(LOWER(LEFT({text},2))="ik",MID({text},FIND(" ",{text}&" ")+1,255),{text}))'
    is_predicate = ",".join(f"COUNTIF(daftar_predikat,{place.address(number, row)})>0" for number in typed)
    is_percent = ",".join(f'{place.helper_address(f"satuan {number}", row)}="%"' for number in typed)
    percent, state = (
        f"SUMPRODUCT(--(LEFT({plain},LEN({words}))={words}))>0" for words in ("daftar_kata_persen", "daftar_kata_nilai")
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
        return expression.expanded(pack.bodies).excel(cell)[1:]

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
        body = f'IF(AND({address}<>"",ISNA(MATCH({address},{_NIL},0))),{address},{body})'
    return body
