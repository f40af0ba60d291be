"""Short codes that are read aloud: groups of four signs, the last one a check sign.

The signs are Crockford's base 32: no I, L, O and U, so that nothing sounds or looks like 1, 0 or V. The check sign is a
weighted sum in the field of 32 elements: it catches every single wrong sign and every swap of two signs.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
SIGNS, FIRST_SIGNS, _GROUP = 19, 15, 4
"""Signs of a code without its check sign, now and in seals of version 1."""


def base32(digest: bytes, signs: int) -> str:
    """The first signs of a digest, five bits each."""
    number = int.from_bytes(digest, "big") >> (8 * len(digest) - 5 * signs)
    return "".join(ALPHABET[(number >> 5 * at) & 31] for at in reversed(range(signs)))


def _doubled(value: int) -> int:
    """A field element times x, modulo x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 32 else value


def _check_sign(signs: str) -> str:
    total = 0
    for sign in signs:
        total = _doubled(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def phone_code(digest: bytes, signs: int = SIGNS) -> str:
    """The code of a digest of at least 12 bytes.

    >>> phone_code(bytes(range(16)))
    '000G-40R4-0M30-E209-1853'
    """
    told = base32(digest, signs)
    return _in_groups(told + _check_sign(told))


def _in_groups(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def heard(text: str) -> str | None:
    """A code as written down by whoever heard it, in its one form; None if a sign is wrong or missing.

    >>> heard("ooog 4or4 om3o e2oo")
    '000G-40R4-0M30-E200'
    """
    signs = "".join(text.upper().replace("-", " ").split()).translate(_READ_AS)
    if len(signs) - 1 not in {SIGNS, FIRST_SIGNS} or set(signs) - set(ALPHABET) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return _in_groups(signs)
