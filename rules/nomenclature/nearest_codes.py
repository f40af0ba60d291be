"""The codes that an unknown one may have meant."""

from __future__ import annotations

from rules.nomenclature.reference import Nomenclature, generic, own
from rules.values.codes import bidang_of, level_of
from rules.values.names import similarity

_LIKELY = 60.0
"""From this likeness on (0-100) a name tells more about what was meant than the digits of the code."""


def nearest_codes(reference: Nomenclature, code: str, name: str = "", limit: int = 3) -> list[tuple[str, str]]:
    """Codes at hand that an unknown code may have meant, best first, with their names.

    They stand under the same parent, or the nearest one above that exists. A name like an official one
    decides; otherwise it is the digits.
    """
    from rapidfuzz.distance import OSA

    listed, bidang = generic(code), bidang_of(code)
    pool = list(reference.candidates(code)) or [
        x for x in reference.names if level_of(x) == level_of(code) and reference.lists(x)
    ]
    digits = {known: OSA.distance(listed, known) for known in pool}
    likeness = {known: round(similarity(name, reference.names[known])) if name else 0 for known in pool}
    by_code = sorted(pool, key=lambda known: (digits[known], -likeness[known], known))
    by_name = sorted(pool, key=lambda known: (-likeness[known], digits[known], known))
    ranked = by_name if by_name and likeness[by_name[0]] >= _LIKELY else by_code
    other = by_code if ranked is by_name else by_name
    # The best of either kind is always among those offered.
    offered = list(dict.fromkeys([*ranked[: max(1, limit - 1)], *other[:1], *ranked]))[:limit]
    return [(own(known, bidang), reference.names[known]) for known in offered]
