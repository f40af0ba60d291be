"""The signs that XML holds none of, in whatever way they are written."""

from __future__ import annotations

import re

# The others would be a class of a million signs, which takes longer to compile than a module to load.
FORBIDDEN_SIGN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """A text without the signs that XML forbids.

    >>> xml_text("a\\x0bb\\ufffe\\n")
    'ab\\n'
    """
    return FORBIDDEN_SIGN.sub("", text)
