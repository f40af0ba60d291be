"""The workbook: its sheets, its views, its names, the order in which it was calculated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.excel_repair.of_formulas import faults as formula_faults
from tests.support.excel_repair.opened import MAIN, REL, Fault, Opened, number_of
from tests.support.excel_repair.order import BOOK, misplaced

_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_REFERENCE = re.compile(r"[A-Za-z]{1,3}[1-9]\d*|[RrCc](?:\d+)?|[Rr]\d*[Cc]\d*")
_HIDDEN = frozenset({"hidden", "veryHidden"})


def faults(package: Opened) -> Iterator[Fault]:
    """Faults of the workbook part and the calculation chain."""
    yield from misplaced(package.book, BOOK, package.book_part)
    yield from _sheets(package)
    yield from _views(package)
    yield from _names(package)
    yield from _chain(package)


def _sheets(package: Opened) -> Iterator[Fault]:
    listed = list(package.book.iter(f"{MAIN}sheet"))
    related = package.relations.get(package.book_part, {})
    for element in listed:
        name = element.get("name", "")
        bad = not 1 <= len(name) <= 31 or re.search(r"[\[\]:*?/\\]", name) or "'" in (name[:1], name[-1:])
        if bad or name.lower() == "history":
            yield Fault("sheet name", name)
        if element.get(f"{REL}id") not in related:
            yield Fault("sheet without relation", name)
    for key, kind in (
        ("name", "sheet name twice"),
        ("sheetId", "sheet number twice"),
        (f"{REL}id", "sheet part twice"),
    ):
        counts = Counter(element.get(key, "").lower() for element in listed)
        yield from (Fault(kind, value) for value, count in counts.items() if count > 1)
    if all(element.get("state") in _HIDDEN for element in listed):
        yield Fault("no sheet shown", package.book_part)


def _views(package: Opened) -> Iterator[Fault]:
    listed = list(package.book.iter(f"{MAIN}sheet"))
    for view in package.book.iter(f"{MAIN}workbookView"):
        for key in ("activeTab", "firstSheet"):
            at = number_of(view.get(key))
            if not 0 <= at < len(listed):
                yield Fault("tab out of range", f"{key} {view.get(key)}")
            elif key == "activeTab" and listed[at].get("state") in _HIDDEN:
                yield Fault("hidden tab in front", str(at))


def _names(package: Opened) -> Iterator[Fault]:
    listed = sum(1 for _ in package.book.iter(f"{MAIN}sheet"))
    seen: Counter[tuple[str, str | None]] = Counter()
    for element in package.book.iter(f"{MAIN}definedName"):
        name, scope = element.get("name", ""), element.get("localSheetId")
        seen[name.lower(), scope] += 1
        if not name.startswith("_xlnm.") and (
            not _NAME.fullmatch(name) or _REFERENCE.fullmatch(name) or len(name) > 255
        ):
            yield Fault("name", name)
        if scope is not None and not 0 <= number_of(scope) < listed:
            yield Fault("name of no sheet", name)
        if not (element.text or "").strip():
            yield Fault("name without reference", name)
        yield from formula_faults(element.text or "", f"name {name}", package)
    yield from (Fault("name twice", f"{key}") for key, count in seen.items() if count > 1)


def _chain(package: Opened) -> Iterator[Fault]:
    """An entry for a cell without formula makes Excel drop the chain, and say so."""
    chain = package.one("calcChain")
    if chain is None:
        return
    formulas = {
        (sheet.number, str(cell.get("r")))
        for sheet in package.sheets
        for cell in sheet.root.iter(f"{MAIN}c")
        if cell.find(f"{MAIN}f") is not None
    }
    number = ""
    for entry in chain:
        number = entry.get("i", number)
        if (number, str(entry.get("r"))) not in formulas:
            yield Fault("chain of no formula", f"{number}!{entry.get('r')}")
