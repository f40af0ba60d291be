"""The words that rules look for in indicators and targets (`rules/vocabulary/istilah.yaml`), read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from rules.yamlfile import load_yaml

_FILE = Path(__file__).parent.parent / "vocabulary" / "istilah.yaml"


@cache
def _terms() -> dict[str, list[str]]:
    content: Any = load_yaml(_FILE)
    return {str(key): [str(word).casefold() for word in words] for key, words in content.items()}


def terms(kind: str) -> list[str]:
    """Words of one kind (`persentase`, `tanpa_satuan`, `predikat`, …), folded."""
    return _terms()[kind]


@cache
def predicates() -> frozenset[str]:
    """Values of evaluation scales (`BB`, `WTP`, `Baik`), folded."""
    return frozenset(_terms()["predikat"])


_ANYWHERE = ("perubahan", "tak_terbatas")


def says(kind: str, indicator: str) -> bool:
    """Whether an indicator is of a kind by its words: most at the start, `perubahan` and `tak_terbatas` anywhere.

    >>> says("persentase", "IKP.1 Persentase koperasi sehat"), says("perubahan", "Laju inflasi"), says("cacah", "Jumlahan")
    (True, True, False)
    """
    if kind not in _ANYWHERE:
        return _pattern(kind).match(indicator) is not None
    # Looking for plain words first is many times as quick as the pattern, and most indicators hold none of them.
    folded = indicator.casefold()
    return any(word in folded for word in _terms()[kind]) and _pattern(kind).search(indicator) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in _terms()[kind])
    start = r"\b" if kind in _ANYWHERE else r"\s*(?:ik[a-z]*[.\s]?\d*[.)]?\s+)?"
    return re.compile(rf"{start}(?:{words})\b", re.IGNORECASE)
