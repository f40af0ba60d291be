"""What a workbook holds beside cells: links to the outside and content that acts (macros, controls, embedded objects)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

import numpy as np

from rules.model.bilingual import Text
from rules.model.document import ACTIVE, LINK, Foreign
from workbook_templates.reading.active_kinds import DATA_CONNECTIONS, DDE_LINKS, EMBEDDED_OBJECTS
from workbook_templates.reading.excel.package_parts import Parts
from workbook_templates.reading.excel.sheet_formulas import FormulasInXml
from workbook_templates.reading.guarded_xml import elements

_ACTIVE_PARTS: tuple[tuple[str, Text], ...] = (
    (r"(^|/)vbaproject\.bin$|(^|/)vbadata\.xml$", Text("makro VBA", "VBA macros")),
    (r"(^|/)macrosheets/|(^|/)intlmacrosheets/", Text("makro Excel 4", "Excel 4 macros")),
    (r"(^|/)activex/", Text("kontrol ActiveX", "ActiveX controls")),
    (r"(^|/)embeddings/", EMBEDDED_OBJECTS),
    (r"(^|/)connections\.xml$|(^|/)querytables/", DATA_CONNECTIONS),
    (r"(^|/)model/item\.data$|(^|/)customdata/", Text("model data", "a data model")),
    (
        r"(^|/)webextensions/|(^|/)customui/",
        Text("ekstensi web atau menu buatan", "web extensions or menus of its own"),
    ),
)
_KINDS = [(re.compile(pattern), what) for pattern, what in _ACTIVE_PARTS]
_ANY_KIND = re.compile("|".join(pattern for pattern, _ in _ACTIVE_PARTS))
_OUTER = "externallinks/"
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_OUTSIDE = re.compile(r"(?<![\w\]])\[\d+\]|\[[^\[\]\n]+\.\w{3,4}\]|^=?'(?:[a-z]+:|\\\\)", re.IGNORECASE)
_ACTS = re.compile(r"(?<=[\w.])\|(?:'[^']*'|\w+)!|\b(?:RTD|WEBSERVICE|CALL|EXEC|REGISTER(?:\.ID)?)\s*\(", re.IGNORECASE)
_PATH = re.compile(rb"(?:'|&apos;)(?:[a-z\x80-\xff]+:|[a-z\x80-\xff]{60}|\\\\)", re.IGNORECASE)
"""A formula, as spelled in the XML, that may begin with a path."""
_ACTING = Text(
    "rumus yang menjalankan program atau mengambil data luar (DDE)",
    "a formula that runs a program or fetches data from outside (DDE)",
)
_POINTING = Text("rumus yang menunjuk buku kerja lain", "a formula that points to another workbook")
_WORDS = ("RTD", "WEBSERVICE", "CALL", "EXEC", "REGISTER")
_MOST = 200
_BLOCK, _MANY = 1 << 20, 2_000
"""Bytes that are looked at in one go, and words in them that are looked at one by one."""
_FAR = 80
"""Bytes before a bracket in which its word is looked for where white space comes between."""


_REMEMBERED = 4_096
_HARMLESS: set[bytes] = set()
"""Formulas that were looked at before, as :attr:`FormulasInXml.shapes` spells them."""
_ENDS = tuple(sorted({word[-4:].rjust(4) for word in (*_WORDS, "REGISTER.ID")}))


def _pairs(ends: Iterable[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which two signs, as a little-endian number, may be such an end in capitals or not; a blank stands for any sign."""
    table = np.zeros((256, 256), bool)  # by the second sign and the first
    for first, second in ends:
        either = [[ord(sign.upper()), ord(sign.lower())] if sign != " " else range(256) for sign in (second, first)]
        table[np.ix_(*either)] = True
    table[128:] = table[:, 128:] = True  # other alphabets
    return table.ravel()


_CAPITALS = tuple(end.strip() for end in _ENDS)
_FIRST, _SECOND = _pairs((a, b) for a, b, _, _ in map(tuple, _ENDS)), _pairs((c, d) for _, _, c, d in map(tuple, _ENDS))
_BLANK = np.array([sign <= 32 or sign > 127 for sign in range(256)])
_SECOND |= np.repeat(_BLANK, 256)


def _may_reach_out(text: str) -> bool:
    """Whether a text has any sign or word of a formula that reaches outside; much faster than looking for the formula."""
    if "[" in text or "|" in text:
        return True
    upper = text.upper()
    return any(word in upper for word in _WORDS)


def _formula_kind(text: str) -> tuple[str, Text] | None:
    """What is foreign in a formula (kind and words), its texts in quotes set aside."""
    if not _may_reach_out(text):
        return None
    bare = _TEXT.sub('""', text)
    if _ACTS.search(bare):
        return ACTIVE, _ACTING
    return (LINK, _POINTING) if _OUTSIDE.search(bare) else None


def _are_harmless(shapes: Set[bytes]) -> bool:
    """Whether surely none of the formulas spelled so reaches outside; most workbooks have those of their template."""
    fresh = shapes - _HARMLESS
    if any(map(_PATH.match, fresh)) or not _none_reaches_out(fresh):
        return False
    if len(_HARMLESS) + len(fresh) > _REMEMBERED:
        _HARMLESS.clear()
    if len(fresh) <= _REMEMBERED:
        _HARMLESS.update(fresh)
    return True


def _none_reaches_out(texts: Iterable[bytes]) -> bool:
    """Whether surely no formula, as spelled in the XML, has any sign or word of one that reaches outside.

    Words stand before a bracket, so that their last letters are looked for there.
    """
    # The equals sign keeps them apart: a formula may well begin with a bracket.
    joined = b"=".join((b"====", *texts))
    if b"[" in joined or b"|" in joined or (b"#" in joined and b"&#" in joined):
        return False
    data = np.frombuffer(joined, np.uint8)
    return all(_none_acts(joined, data[start : start + _BLOCK], start) for start in range(0, len(data), _BLOCK - 4))


def _none_acts(joined: bytes, data: Any, start: int) -> bool:
    """Whether surely no word that acts stands before a bracket in a block that begins at ``start``."""
    found = np.flatnonzero(data == ord("("))
    found = found[found >= 4]
    found = found[_SECOND.take(_pair(data, found - 2))]
    found = found[_FIRST.take(_pair(data, found - 4)) | _BLANK.take(data.take(found - 1))]
    if len(found) > _MANY:
        return False
    for bracket in (found + start).tolist():
        word = joined[max(0, bracket - _FAR) : bracket].decode("utf-8", "replace").rstrip().upper()
        if len(word) < 4 or word.endswith(_CAPITALS):
            return False
    return True


def _pair(data: Any, at: Any) -> Any:
    """Two signs at each place as a little-endian number."""
    return data.take(at) | data.take(at + 1).astype(np.uint16) << 8


def in_formulas(sheet: str, formulas: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int, Foreign]]:
    """(row, column, what) of the formulas of a sheet that reach outside."""
    if isinstance(formulas, FormulasInXml):
        if _are_harmless(formulas.shapes):
            return
    elif not _may_reach_out("\n".join(formulas.values())):
        return
    for (row, column), text in formulas.items():
        if found := _formula_kind(text):
            yield row, column, Foreign(*found, sheet=sheet, told=text[:120])


def in_names(names: Iterable[tuple[str, str]]) -> Iterator[Foreign]:
    """The defined names (name, formula) that reach outside."""
    for name, text in names:
        if found := _formula_kind(text):
            what = Text(
                found[1].id.replace("rumus", f"nama '{name}'", 1),
                found[1].en.replace("a formula", f"the name '{name}'", 1),
            )
            yield Foreign(found[0], what, told=text[:120])


def read_for_links(names: Iterable[str]) -> list[str]:
    """Of the parts of a workbook those that are read for what they point to."""
    return [name for name in names if name.lower().endswith(".rels") or _OUTER in name.lower()]


def in_parts(parts: Parts) -> Iterator[Foreign]:
    """What the parts of a workbook tell: active parts by their names, relationships to the outside, DDE links."""
    told: set[tuple[Text, str]] = set()
    for name in parts.entries:
        for found in _in_part(name, parts):
            # Many parts of one kind are one fact, and so are many relationships to one place.
            if (key := (found.what, found.told if found.kind == LINK else "")) not in told and len(told) < _MOST:
                told.add(key)
                yield found


def _in_part(name: str, parts: Parts) -> Iterator[Foreign]:
    lower = name.lower()
    if lower.endswith(".rels"):
        yield from _outward(name, parts)
        return
    if _OUTER in lower and lower.endswith(".xml") and _elements(name, parts, "ddeLink"):
        yield Foreign(ACTIVE, DDE_LINKS, told=posixpath.basename(name))
    for pattern, what in _KINDS if _ANY_KIND.search(lower) else ():
        if pattern.search(lower):
            yield Foreign(ACTIVE, what, told=name[:120])
            return


def _outward(name: str, parts: Parts) -> Iterator[Foreign]:
    """Relationships to the outside that programs follow without being asked."""
    if b"xternal" not in (xml := parts.read(name)) and b"&" not in xml and b"\0" not in xml:
        return  # parsing every one would cost more than reading the sheets of a small workbook
    for attributes in _elements(name, parts, "Relationship"):
        kind = attributes.get("Type", "").rpartition("/")[2]
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            what = Text(f"tautan ke luar ({kind[:40]})", f"links to the outside ({kind[:40]})")
            yield Foreign(LINK, what, told=attributes.get("Target", "")[:120])


def _elements(name: str, parts: Parts, wanted: str) -> list[dict[str, str]]:
    """The attributes of all elements of a local name, wherever they stand: rather one too many."""
    xml = parts.read(name)
    with parts.readable(f"bagian {name}"):
        return [attributes for _, attributes in elements(xml, wanted)]
