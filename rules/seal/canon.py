"""The versions of the seal, each with the forms that its content was written in: an old seal is checked in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rules.model.seal_record import FIRST, SECOND, Part
from rules.seal import canonical, canonical_first
from rules.values.loose_form import loose_form


@dataclass(frozen=True, slots=True)
class Canon:
    """How a version writes a typed value, a formula's result, a formula, and all parts as one text."""

    value: Callable[[Any], str]
    result: Callable[[Any], str]
    formula: Callable[[str], str]
    content: Callable[[Iterable[Part]], str]


CANONS = {
    FIRST: Canon(loose_form, canonical_first.result_form, canonical_first.formula_form, canonical_first.content),
    SECOND: Canon(canonical.value_form, canonical.result_form, canonical.formula_form, canonical.content),
}
