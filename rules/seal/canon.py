"""The versions of the seal, each with the forms that its content was written in: an old seal is checked in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rules.model.seal_record import FIRST, SECOND, Part
from rules.record import record
from rules.seal import canon_v1, canon_v2
from rules.values.loose_form import loose_form


@record
class Canon:
    """How a version writes a typed value, a formula's result, a formula, and all parts as one text."""

    value: Callable[[Any], str]
    result: Callable[[Any], str]
    formula: Callable[[str], str]
    content: Callable[[Iterable[Part]], str]


CANONS = {
    FIRST: Canon(loose_form, canon_v1.result_form, canon_v1.formula_form, canon_v1.content),
    SECOND: Canon(canon_v2.value_form, canon_v2.result_form, canon_v2.formula_form, canon_v2.content),
}
