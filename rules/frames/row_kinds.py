"""What kind of row it is, told by the words in it: the grand total, what stands below the data, or a row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rules.model.document import DATA, MEAN, NOTE, PREDICATE, SUBTOTAL, TOTAL
from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text, is_blank
from rules.values.likeness import SURE, likeness
from rules.values.text import fold

_TOTAL_LABEL = re.compile(
    r"(?:grand\s+)?(?:total|jumlah|t o t a l|j u m l a h)"
    r"(?:\s+(?:keseluruhan|seluruhnya|seluruh|total|pagu|anggaran|program|indikatif|belanja|dana|kebutuhan|biaya|renja|opd|skpd"
    r"|perangkat\s+daerah|(?:tahun\s+)?(?:anggaran\s+)?20\d\d|[(]?rp[.]?[)]?|[(]rupiah[)]|[(][a-z](?:\s*[+]\s*[a-z])+[)]))*\s*:?"
)
"""What people write there; of a part they name the part as well."""
_REMARKS = {"catatan", "penanggung_jawab"}
_SAYS_ANYTHING = re.compile(r"\w")
_FIGURE = re.compile(r"\s*-?\d[\d.,]*\s*%?\s*", re.ASCII)


def kind_of(values: Mapping[str, Any], layout: Layout) -> str:
    """The kind of a row from its cells by official column."""
    if below := below_data(values, layout):
        return below
    label = total_label(layout)
    told = label is not None and says_total(label, *(map(values.get, x) for x in telling_total(layout.id)))
    return TOTAL if told else DATA


def is_label_of_total(text: str, label: str) -> bool:
    """Whether a folded text is the label of a grand total."""
    return text == fold(label) or bool(_TOTAL_LABEL.fullmatch(text))


def says_a_total(text: str) -> bool:
    """Whether a text says a word that labels of grand totals have."""
    said = text.casefold()
    return "total" in said or "jumlah" in said or "t o t a l" in said or "j u m l a h" in said


def total_label(layout: Layout) -> str | None:
    """The label of the row of the grand total that closes a table; None where there is no such row."""
    return layout.totals.label if layout.totals else None


@lru_cache(maxsize=64)
def telling_total(layout_id: str) -> tuple[list[str], list[str]]:
    """The columns in which words tell a row of the grand total, those of remarks apart; what stands beside the table tells nothing."""
    official = {number: spec.role for number, spec in layouts()[layout_id].official.items() if spec.kind != "money"}
    words = [number for number, role in official.items() if role not in _REMARKS]
    return words, [number for number in official if number not in words]


def says_total(label: str, cells: Iterable[Any], remarks: Iterable[Any]) -> bool:
    """Whether some cells hold the label of a grand total and no other text; where all is text, a figure is one in text.

    It may stand among the ``remarks``, too, whose other texts say nothing.
    """
    found = any(
        isinstance(value, str) and says_a_total(value) and is_label_of_total(fold(value), label) for value in remarks
    )
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


_SUBTOTAL = re.compile(r"sub\s*-?\s*(?:total|jumlah)\b.*|(?:jumlah|total)\b.*\w.*", re.IGNORECASE | re.DOTALL)
_MEASURES = {"indikator", "target", "realisasi"}
_MEAN_LABEL = re.compile(r"rata\s*-?\s*rata\b", re.IGNORECASE)
_PREDICATE_LABEL = re.compile(r"predik[ae]t(?:\s+(?:capaian|kinerja|realisasi|anggaran))*\s*:?", re.IGNORECASE)


def below_data(values: Mapping[str, Any], layout: Layout) -> str | None:
    """The kind of a row that is none of the data (its mean, the predicate, a note, the sum of a part), told by its label; None for another."""
    footer = layout.footer
    where, first = next(((x, as_text(value)) for x, value in values.items() if not is_blank(value)), ("", ""))
    if footer is None and not may_be_below(first):
        return None
    if _is_subtotal(values, layout):
        return SUBTOTAL
    if footer is None:
        return None if where and _is_indicator(where, values, layout) else _by_word(first)
    labels = {footer.mean_label: MEAN, footer.predicate_label: PREDICATE, **dict.fromkeys(footer.notes, NOTE)}
    best = max(labels, key=lambda label: likeness(first, label))
    return labels[best] if first and likeness(first, best) >= SURE else None


def _is_indicator(where: str, values: Mapping[str, Any], layout: Layout) -> bool:
    """Whether the words that a row begins with are an indicator (`Rata-rata lama sekolah`), which has a target or what came of it."""
    told = (layout.columns[x].role for x, value in values.items() if not is_blank(value))
    return layout.columns[where].role == "indikator" and not {"target", "realisasi"}.isdisjoint(told)


def _by_word(first: str) -> str | None:
    """Whether a label is that of a mean or a predicate."""
    if _MEAN_LABEL.match(first):
        return MEAN
    return PREDICATE if _PREDICATE_LABEL.fullmatch(first.strip()) else None


def may_be_below(first: str) -> bool:
    """Whether a text may be the label of a row that is none of the data, by its first letters."""
    return first.lstrip()[:4].casefold() in {"rata", "pred"} or may_be_subtotal(first)


def may_be_subtotal(first: str) -> bool:
    """Whether a text may be the label of the sum of a part, by its first letters."""
    return first.lstrip()[:3].casefold() in {"jum", "tot", "sub"}


def _is_subtotal(values: Mapping[str, Any], layout: Layout) -> bool:
    """Whether a row of a plan is what a program, or another part, comes to: no row of the plan, and not the grand total."""
    if layout.totals is None or layout.hierarchy not in {"kode", "uraian"}:
        return False
    told = [(layout.columns[number].role, value) for number, value in values.items() if not is_blank(value)]
    role, first = told[0] if told else ("", None)
    return (
        first.__class__ is str
        and may_be_subtotal(first)
        and role in {"no", "kode", "uraian"}
        and _SUBTOTAL.fullmatch(first.strip()) is not None
        and not is_label_of_total(fold(first), layout.totals.label)
        and _MEASURES.isdisjoint(role for role, _ in told)
        and any(layout.columns[number].kind == "money" for number, value in values.items() if not is_blank(value))
    )
