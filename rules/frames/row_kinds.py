"""What kind of row it is, told by the words in it: the grand total, what stands below the data, or a row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rules.model.document import DATA, MEAN, NOTE, PREDICATE, TOTAL
from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text, is_blank
from rules.values.likeness import SURE, likeness
from rules.values.text import fold

_TOTAL_LABEL = re.compile(
    r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:keseluruhan|seluruhnya|total|pagu|anggaran|program))*\s*:?"
)
_REMARKS = {"catatan", "penanggung_jawab"}
_SAYS_ANYTHING = re.compile(r"\w")
_FIGURE = re.compile(r"\s*-?\d[\d.,]*\s*%?\s*", re.ASCII)


def kind_of(values: Mapping[str, Any], layout: Layout) -> str:
    """The kind of a row from its cells by official column."""
    if below := below_data(values, layout):
        return below
    label, telling = total_label(layout), telling_total(layout.id)
    told = label is not None and says_total((value for number, value in values.items() if number in telling), label)
    return TOTAL if told else DATA


def is_label_of_total(text: str, label: str) -> bool:
    """Whether a folded text is the label of a grand total."""
    return text == fold(label) or bool(_TOTAL_LABEL.fullmatch(text))


def says_a_total(text: str) -> bool:
    """Whether a text says a word that labels of grand totals have."""
    said = text.casefold()
    return "total" in said or "jumlah" in said


def total_label(layout: Layout) -> str | None:
    """The label of the row of the grand total that closes a table; None where there is no such row."""
    totals = layout.totals
    return totals.label if totals and layout.has_total else None


@lru_cache(maxsize=64)
def telling_total(layout_id: str) -> frozenset[str]:
    """The columns in which words tell a row of the grand total; remarks, and what stands beside the table, tell nothing."""
    official = layouts()[layout_id].official
    told = (number for number, spec in official.items() if spec.kind != "money" and spec.role not in _REMARKS)
    return frozenset(told)


def says_total(cells: Iterable[Any], label: str) -> bool:
    """Whether some cells hold the label of a grand total and no other text; where all is text, a figure is one in text."""
    found = False
    for value in cells:
        if not value or not isinstance(value, str):
            continue
        if says_a_total(value):
            if not is_label_of_total(fold(value), label):
                return False
            found = True
        elif not _FIGURE.fullmatch(value) and (_SAYS_ANYTHING.search(value) or fold(value) not in {"", "-"}):
            return False
    return found


_MEAN_LABEL = re.compile(r"rata\s*-?\s*rata\b", re.IGNORECASE)


def below_data(values: Mapping[str, Any], layout: Layout) -> str | None:
    """The kind of a row below the data (its mean, the predicate, a note), told by its label; None for another."""
    footer = layout.footer
    first = next((as_text(value) for value in values.values() if not is_blank(value)), "")
    if footer is None:
        return MEAN if _MEAN_LABEL.match(first) else None
    labels = {footer.mean_label: MEAN, footer.predicate_label: PREDICATE, **dict.fromkeys(footer.notes, NOTE)}
    best = max(labels, key=lambda label: likeness(first, label))
    return labels[best] if first and likeness(first, best) >= SURE else None
