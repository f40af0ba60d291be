"""The texts that cells share: those written plainly are cut out of the XML, the others parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import ClassVar
from xml.parsers import expat

from rules.record import record
from rules.values.footnotes import as_raised
from workbook_templates.reading.excel.cell_text import as_shown, is_plain_text, unescaped
from workbook_templates.reading.guarded_xml import ForbiddenXmlError
from workbook_templates.reading.limit_errors import ManyTextsError
from workbook_templates.reading.part_stream import Attributes, PartStream
from workbook_templates.sheet_facts import struck_part

RICH_TEXT = {
    "r": {"rPr", "t"}, "rPr": {"strike", "vertAlign"}, "strike": (), "vertAlign": (), "rPh": {"t"}, "phoneticPr": (), "t": (),
}  # fmt: skip
"""What stands in a text: runs with their formats, and reading aids, which are no part of it."""
OF_TEXT = {"t", "r", "rPh", "phoneticPr"}
_HEAD = re.compile(
    r"\ufeff?\s*(?:<\?xml version=\"1\.0\"[^>]*\?>\s*)?<sst xmlns=\"(?:http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"
    r"|http://purl\.oclc\.org/ooxml/spreadsheetml/main)\"(?: (?:count|uniqueCount)=\"[0-9]*\")*>"
)
_ENCODING = re.compile(r"""encoding=["'](?!utf-?8["'])""", re.IGNORECASE)
_BEGIN, _END = "<si><t>", "</t></si>"
_KEPT = '<t xml:space="preserve">'
"""Outer white space of shared texts is shown anyway."""
Runs = Sequence[tuple[str, bool | None]]
"""The pieces of a text, and whether each is struck out; None where it is if its cell is."""


@record
class Texts:
    """Texts in order, and the runs of those whose runs have formats of their own, by their number."""

    values: Sequence[str] = ()
    runs: Mapping[int, Runs] = field(default_factory=dict)


def strikes(attributes: Attributes) -> bool:
    """Whether the element `strike` of a font says yes."""
    return attributes.get("val") not in {"0", "false"}


def struck_of(runs: Runs, *, cell: bool) -> str | None:
    """What of the text of a cell is struck out, as :func:`struck_part` says it; ``cell`` is whether the cell is by its style."""
    return struck_part([(text, cell if struck is None else struck) for text, struck in runs])


class RichText(PartStream):
    """Puts together the text of an element that holds texts, runs and reading aids."""

    texts: ClassVar = {"t"}

    def __init__(self) -> None:
        super().__init__()
        self._runs: list[tuple[str, bool | None]] = []
        self._struck: bool | None = None
        self._raised = False

    def opens_r(self, _: Attributes) -> None:
        self._struck, self._raised = None, False

    def opens_rpr(self, _: Attributes) -> None:
        self._struck = False

    def opens_strike(self, attributes: Attributes) -> None:
        self._struck = strikes(attributes)

    def opens_vertalign(self, attributes: Attributes) -> None:
        self._raised = attributes.get("val") == "superscript"

    def closes_t(self, text: str) -> None:
        if self.path[-1] != "rPh":
            of_run, shown = self.path[-1] == "r", as_shown(text)
            self._runs.append(
                (as_raised(shown) if of_run and self._raised else shown, self._struck if of_run else None)
            )

    def taken(self) -> tuple[str, Runs]:
        """The text put together since the last time, and its runs; none where no format of theirs is told."""
        runs, self._runs = self._runs, []
        return "".join([text for text, _ in runs]), runs if any(struck is not None for _, struck in runs) else ()


class _Strings(RichText):
    content: ClassVar = RICH_TEXT | {"": {"sst"}, "sst": {"si", "extLst"}, "si": OF_TEXT}
    loose: ClassVar = {"rPr"}
    elsewhere: ClassVar = {"strike", "vertAlign"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.runs: dict[int, Runs] = {}

    def closes_si(self, _: str) -> None:
        text, runs = self.taken()
        if runs:
            self.runs[len(self.found)] = runs
        self.found.append(text)


def shared_strings(xml: bytes, most: int) -> Texts:
    """The shared texts in order. Raises ExpatError, :class:`ForbiddenXmlError` also for more than there is room for."""
    flooded = ForbiddenXmlError(lambda path, _: ManyTextsError(path, most))
    if xml.count(b"<si") + xml.count(b":si") > most:
        raise flooded
    found = plain_strings(xml)
    if found is None:
        found = parsed_strings(xml)
    if len(found.values) > most:
        raise flooded
    return found


def parsed_strings(xml: bytes) -> Texts:
    """The shared texts by parsing all of the part."""
    stream = _Strings()
    stream.read(xml)
    return Texts(stream.found, stream.runs)


def plain_strings(xml: bytes) -> Texts | None:
    """The shared texts where they are surely nothing but texts, and runs that are parsed apart; else None."""
    # What ends a section of raw text may not stand in a text.
    if not is_plain_text(xml) or b"]]" in xml:
        return None
    text = xml.decode()
    head = _HEAD.match(text)
    body = text.rstrip()
    if not head or _ENCODING.search(head[0]) or not body.endswith("</sst>"):
        return None
    body = body[head.end() : -6]
    body = body.replace(_KEPT, "<t>")
    found = body[len(_BEGIN) : -len(_END)].split(_END + _BEGIN)
    if body.startswith(_BEGIN) and body.endswith(_END) and body.count("<") == 4 * len(found):
        shown = _shown(found)
        return None if shown is None else Texts(shown)
    if "<!" in body or "<?" in body:
        return None
    items = body.split("</si>")
    return None if items.pop().strip() else _with_runs(items, head[0])


def _shown(texts: list[str]) -> list[str] | None:
    """Plain texts as they are shown; None if one has references without a name."""
    for at, text in enumerate(texts):
        if "&" in text or "_x" in text:
            plain = unescaped(text)
            if plain is None:
                return None
            texts[at] = as_shown(plain)
    return texts


def _with_runs(items: Sequence[str], head: str) -> Texts | None:
    """Plain texts as above, and others, which are put together by the parser."""
    is_plain = [f"{item}</si>".endswith(_END) and item.startswith(_BEGIN) and item.count("<") == 3 for item in items]
    plain = _shown([item[len(_BEGIN) : -len("</t>")] for item, own in zip(items, is_plain, strict=True) if own])
    others = "".join(f"{item}</si>" for item, own in zip(items, is_plain, strict=True) if not own)
    try:
        runs = parsed_strings(f"{head}{others}</sst>".encode())
    except (expat.ExpatError, ForbiddenXmlError):
        return None  # what is wrong, and where, the whole part tells
    if plain is None or len(runs.values) + len(plain) != len(items):
        return None
    one, other = iter(plain), iter(runs.values)
    places = [at for at, own in enumerate(is_plain) if not own]
    texts = [next(one) if own else next(other) for own in is_plain]
    return Texts(texts, {places[at]: told for at, told in runs.runs.items()})
