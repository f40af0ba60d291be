"""Texts from files as a terminal may show them: what would steer it, or break its lines, is shown as a sign."""

from __future__ import annotations

_TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that change the direction of what follows, so that a text is read other than it is."""
ESCAPED = {code: f"\\u{code:04x}" for code in (0x7F, *range(0x80, 0xA0), 0x2028, 0x2029, *map(ord, _TURNS))}
"""What steers a terminal beyond the control characters that JSON escapes anyway."""
_SIGNS = ESCAPED | {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}

_TURNS_SHOWN = {ord(sign): ESCAPED[ord(sign)] for sign in _TURNS}


def with_turns_shown(text: str) -> str:
    """A text whose marks of direction are shown as signs, so that nothing is read other than it is.

    >>> print(with_turns_shown("renja\\u202excod.xlsx"))
    renja\\u202excod.xlsx
    """
    return text.translate(_TURNS_SHOWN)


def terminal_safe(text: str) -> str:
    """One line of text with its control characters, line breaks and marks of direction as signs.

    >>> print(terminal_safe("a\\x1b[31m\\nb\\x9b\\u202e"))
    a␛[31m␊b\\u009b\\u202e
    """
    return text.translate(_SIGNS)
