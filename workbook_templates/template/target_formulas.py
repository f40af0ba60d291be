"""Native formulas that read a target cell, as :mod:`rules.values.targets` and :mod:`rules.values.separators` do.

Hidden columns beside the table hold the steps: `rapi 7` the plain text without a limit before it, `isi 7` that with the currency
behind the number, `kata 7` its first word without `%`, `nilai 7` its number, `satuan 7` its unit, and for the whole row `sifat`,
what its indicator says of separators. A range or a ratio is no one number, a predicate with a figure none.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.schema.layout import Layout
from workbook_templates.template.geometry import Geometry

STEPS = ("rapi", "isi", "kata", "nilai", "satuan")
CHARACTER = "sifat"
SEVERAL = "?"
"""Stands for the number of a cell that holds more than one: nothing is worked out from it."""
_CHARACTERS = {
    "persen": "daftar_kata_persen", "skala": "daftar_kata_berskala",
    "pecahan": "daftar_kata_berpecahan", "cacah": "daftar_kata_cacah",
}  # fmt: skip
_SIGNS_IN_PLAIN = {
    "_xlfn.UNICHAR(160)": '" "', "CHAR(10)": '" "', '"−"': '"-"', '"Minus "': '"-"', '"minus "': '"-"',
}  # fmt: skip
_SIGNS_OF_A_NUMBER = {'"%"': '""', '"("': '"-"', '")"': '""'}


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    """A text with signs replaced by others, one after another; all are expressions of formulas."""
    for sign, other in signs.items():
        text = f"SUBSTITUTE({text},{sign},{other})"
    return text


def plain_text(typed: str) -> str:
    """A cell's text in one line, a minus as Excel knows it, without what limits it (`≥`, `minimal`)."""
    text = f"TRIM({_replaced(typed, _SIGNS_IN_PLAIN)})"
    limit = f"SUMPRODUCT(MAX((LEFT(LOWER({text}),LEN(daftar_awalan))=daftar_awalan)*LEN(daftar_awalan)))"
    return f"=TRIM(MID({text},1+{limit},255))"


def currency_behind(text: str) -> str:
    """The text with its currency behind the number, as other units stand."""
    rupiah = f'TRIM(MID({text},IF(MID({text},3,1)=".",4,3),255))&" Rupiah"'
    dollars = f'TRIM(MID({text},4,255))&" US$"'
    return f'=IF(LEFT({text},2)="Rp",{rupiah},IF(OR(LEFT({text},3)="US$",LEFT({text},3)="USD"),{dollars},{text}))'


def first_word(text: str) -> str:
    """The first word without `%`; a dash or brackets around a number are a minus."""
    word = _replaced(f'LEFT({text},FIND(" ",{text}&" ")-1)', _SIGNS_OF_A_NUMBER)
    return f'=IF(OR(LEFT({text},1)="–",LEFT({text},1)="—"),"-"&MID({word},2,255),{word})'


def number(typed: str, text: str, word: str, unit: str, character: str) -> str:
    """The number of a target; empty where there is none."""
    behind = f'MID({text}&"  ",FIND(" ",{text}&" ")+1,'
    rest = f'MID({text},FIND(" ",{text}&" "),255)'
    further = "{" + ",".join(f'" {digit}"' for digit in range(10)) + "}"
    # The number of a rate (`per 1.000 Kelahiran Hidup`) belongs to its unit.
    rates = f'SUBSTITUTE(SUBSTITUTE(LOWER({rest}),"per ","per_"),"/ ","/_")'
    several = f"SUMPRODUCT(--ISNUMBER(FIND({further},{rates})))>0"
    two = f'OR(ISNUMBER(FIND({behind}1),"-–—±:~")),SUMPRODUCT(--(LOWER({behind}3))={{"s/d","s.d","sam","hin","+/-"}}))>0,{several})'
    odd = f'SUMPRODUCT(--ISNUMBER(FIND({{":","/","-","–","—","±","~"}},MID({word},2,255))))>0'
    digits = f'ISNUMBER(FIND(LEFT({word},1),"0123456789-+"))'
    # Letters beside the figures would be read as a power, a time or a month of Excel's language.
    figures = f"EXACT(UPPER({word}),LOWER({word}))"
    read = f'IF({figures},IFERROR({_by_separators(word, unit, character)},""),"")'
    one = f'IF({_scaled_behind(text)},"",IF(OR({two},{odd}),"{SEVERAL}",{read}))'
    return f'=IF(ISNUMBER({typed}),{typed},IF({text}="","",IF({digits},{one},"")))'


def _scaled_behind(text: str) -> str:
    """Whether what follows the first word is a word of a scale, and no unit."""
    rest = f'TRIM(MID({text},FIND(" ",{text}&" "),255))'
    bare = f'TRIM(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({rest},"(",""),")",""),"/",""))'
    return f"AND(ISNUMBER(MATCH({bare},daftar_predikat,0)),ISNA(MATCH({rest},satuan_tertulis,0)))"


def is_predicate(tidy: str, text: str) -> str:
    """Whether a cell holds a word of a scale, alone or with its figure before or behind it."""
    before = f'TRIM(LEFT({tidy},MIN(FIND("(",{tidy}&"("),FIND("/",{tidy}&"/"))-1))'
    return f"OR(ISNUMBER(MATCH({before},daftar_predikat,0)),{_scaled_behind(text)})"


def _by_separators(word: str, unit: str, character: str) -> str:
    """A comma starts the decimals, and so does a single dot that cannot group, or may not by unit and indicator."""
    dots, commas = (f'LEN({word})-LEN(SUBSTITUTE({word},"{sign}",""))' for sign in ".,")
    bare = f'SUBSTITUTE({word},"-","")'
    groups = {
        sign: f'LEN({word})-FIND("{sign}",{word})=3,FIND("{sign}",{bare})<=4,LEFT({bare},1)<>"0"' for sign in ".,"
    }
    kind = f'IFERROR(VLOOKUP({unit},satuan_baku,3,FALSE),"")'
    on_scale = f'AND({character}="skala",OR({kind}="nilai",{kind}=""))'
    decimal = f'OR({kind}="desimal",AND({unit}="",{character}="persen"),{on_scale})'
    counted = f'AND({kind}="utuh",{character}<>"skala",{character}<>"pecahan")'
    whole = f'OR({counted},AND({unit}="",{character}="cacah"))'
    only_dots = f"IF({dots}=1,OR({decimal},NOT(AND({groups['.']}))),FALSE)"
    english = f'IF({commas}=1,AND({groups[","]},RIGHT({word},3)<>"000",{whole}),FALSE)'
    with_commas = f'IF({dots}=0,OR({commas}>1,{english}),FIND(",",{word})<FIND(".",{word}))'
    by_dot, by_comma = (f'_xlfn.NUMBERVALUE({word},"{one}","{other}")' for one, other in (".,", ",."))
    return f"IF(IF({commas}=0,{only_dots},{with_commas}),{by_dot},{by_comma})"


def unit_name(typed: str, text: str, beside: str) -> str:
    """The unit by its official spelling; of a number without one, that of the row's own column, if there is one."""
    percent = f'IF(ISNUMBER(FIND("%",LEFT({text},FIND(" ",{text}&" ")))),"%","")'
    unit = f'TRIM({percent}&MID({text},FIND(" ",{text}&" "),255))'
    plain = f'SUBSTITUTE(SUBSTITUTE({unit}," /","/"),"/ ","/")'
    remark = f'TRIM(LEFT({plain},FIND(" (",{plain}&" (")-1))'
    known = (
        f"IFERROR(VLOOKUP({plain},satuan_baku,2,FALSE),IFERROR(VLOOKUP({remark},satuan_baku,2,FALSE),LOWER({remark})))"
    )
    own = f'IF(RIGHT({text},1)="%","%",{known})'
    if not beside:
        return f'=IF(ISNUMBER({typed}),"",{own})'
    named = f"IFERROR(VLOOKUP(TRIM({beside}),satuan_baku,2,FALSE),LOWER(TRIM({beside})))"
    return f'=IF({text}="","",IF(OR(ISNUMBER({typed}),{unit}=""),{named},{own}))'


def indicator_text(layout: Layout, place: Geometry, row: int) -> str:
    """The row's indicator in small letters, without a number before it."""
    text = f"TRIM({place.address(layout.by_role('indikator') or '', row)})"
    return f'LOWER(IF(LOWER(LEFT({text},2))="ik",MID({text},FIND(" ",{text}&" ")+1,255),{text}))'


def begins_with(text: str, words: str) -> str:
    """Whether a text begins with a word of a list."""
    return f"SUMPRODUCT(--(LEFT({text},LEN({words}))={words}))>0"


def indicator_character(layout: Layout, place: Geometry, row: int) -> str:
    """What the row's indicator says of separators: `persen`, `skala`, `pecahan`, `cacah`, or nothing."""
    text, told = indicator_text(layout, place, row), '""'
    for name, words in reversed(_CHARACTERS.items()):
        told = f'IF({begins_with(text, words)},"{name}",{told})'
    return f"={told}"
