"""What nobody sees in a text is told and taken out, whatever Unicode calls it."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from rules.values.invisible import as_seen, is_plain, sign_name, unseen_in, with_signs_named

DRAWN = {*range(0x600, 0x606), 0x6DD, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440),
         *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)}  # fmt: skip
"""Of category Cf, but seen: they are drawn around or between other signs."""


def test_all_of_unicode() -> None:
    """All format characters but those that are drawn, all controls but line ends, and all blanks but the plain one."""
    signs = {code: unicodedata.category(chr(code)) for code in range(sys.maxunicode + 1)}
    due = {chr(code) for code, kind in signs.items() if kind in {"Cf", "Cc", "Zs", "Zl", "Zp"} and code not in DRAWN}
    due -= {" ", "\n", "\r"}
    assert [sign for sign in due if as_seen(f"a{sign}b") == f"a{sign}b"] == []
    letters = [chr(code) for code, kind in signs.items() if kind in {"Lu", "Ll", "Nd", "Po", "Pd", "Sc", "Sm"}]
    assert is_plain(letters)
    assert as_seen("".join(letters)) == "".join(letters)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\u200b2.17\u2060.01\ufeff", "2.17.01"),
        ("Ko\xadperasi", "Koperasi"),
        ("\u20682\u2069", "2"),
        ("7\u2009132\u202f442\u3000", "7 132 442"),
        ("2.17.\xa001", "2.17.01"),
        ("160\u2009.000", "160.000"),
        ("Dinas\tPangan", "Dinas Pangan"),
        ("satu\x0bdua\x0ctiga\x85empat\u2028lima\u2029enam", "satu\ndua\ntiga\nempat\nlima\nenam"),
        ("dua\nbaris\r\nbiasa – 5 m²", "dua\nbaris\r\nbiasa – 5 m²"),
        ("\u200b\ufeff", ""),
    ],
)
def test_texts(text: str, seen: str) -> None:
    """Signs without a width vanish, blanks and line breaks become plain ones; what is seen stays."""
    assert as_seen(text) == seen
    assert is_plain([text]) == (text == seen) == (unseen_in(text) == [])


def test_names() -> None:
    """A character is told by an Indonesian name and its number."""
    assert sign_name("\u200e") == "tanda arah kiri-ke-kanan (U+200E)"
    assert sign_name("\x01") == "karakter kendali (U+0001)"
    assert with_signs_named("a\xa0b") == "a‹U+00A0›b"
