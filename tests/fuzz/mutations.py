"""What is done to bytes: pieces cut, doubled, swapped, moved, numbers and tags that are others, bits turned over."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Dice = random.Random
_NUMBERS = (b"0", b"-1", b"1", b"99999", b"1048577", b"4000000000", b"1e308", b"NaN", b"\xc2\xb2", b"9" * 40, b"")
_TEXTS = (b"\x1b[31m", "\u202e".encode(), "\u200b".encode(), b";", b"\r", b"=SUM({1;2})", b"#REF!", b"<", b"&", b"&#0;", b"&x;", b"]]>", b"<!--", b"<![CDATA[", b"<?x", b"\x00", b"\xff", b"\xef\xbb\xbf", b"'", b'"',
          b"<!DOCTYPE a>", b"=cmd|'/C calc'!A0", b"[1]L!A1", b"x" * 40_000)  # fmt: skip
_ATTRIBUTES = (b' r="', b' s="', b' t="', b' hidden="1"', b" r='A1'", b' ref="', b' si="', b' table:number-columns-repeated="9"',
               b' office:value-type="float"', b' w:val="0"', b' xml:space="preserve"', b' mc:Ignorable="r"')  # fmt: skip


def _span(dice: Dice, data: bytes, most: int = 200) -> tuple[int, int]:
    start = dice.randrange(len(data) + 1)
    return start, min(len(data), start + dice.randrange(1, most))


def cut(dice: Dice, data: bytes) -> bytes:
    """A piece is missing."""
    start, end = _span(dice, data)
    return data[:start] + data[end:]


def doubled(dice: Dice, data: bytes) -> bytes:
    """A piece stands there twice or often."""
    start, end = _span(dice, data)
    return data[:start] + data[start:end] * dice.choice((2, 3, 500)) + data[end:]


def swapped(dice: Dice, data: bytes) -> bytes:
    """Two pieces have changed places."""
    (a, b), (c, d) = sorted((_span(dice, data, 60), _span(dice, data, 60)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def flipped(dice: Dice, data: bytes) -> bytes:
    """Some bits are turned over."""
    spoilt = bytearray(data)
    for _ in range(dice.choice((1, 2, 8))):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def moved(dice: Dice, data: bytes) -> bytes:
    """A tag with its content stands inside of, or behind, another one."""
    tags = list(re.finditer(rb"<(\w[\w:]*)[^<>]*?(?:/>|>[^<>]*</\1>)", data))
    if len(tags) < 2:
        return data
    tag, other = dice.choice(tags), dice.choice(tags)
    return (
        data
        if tag.start() >= other.start()
        else data[: tag.start()] + data[tag.end() : other.end()] + tag[0] + data[other.end() :]
    )


def number_changed(dice: Dice, data: bytes) -> bytes:
    """A number is another one."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    place = dice.choice(found)
    return data[: place.start()] + dice.choice(_NUMBERS) + data[place.end() :]


def text_put_in(dice: Dice, data: bytes) -> bytes:
    """Something stands where it should not."""
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice(_TEXTS) + data[at:]


def attribute_put_in(dice: Dice, data: bytes) -> bytes:
    """A tag has one attribute more."""
    found = list(re.finditer(rb"<[a-z]\w*", data))
    if not found:
        return data
    at = dice.choice(found).end()
    return data[:at] + dice.choice(_ATTRIBUTES) + data[at:]


def tag_renamed(dice: Dice, data: bytes) -> bytes:
    """An element has the name of another one."""
    found = list(re.finditer(rb"</?([a-zA-Z]\w*)", data))
    if len(found) < 2:
        return data
    place, other = dice.choice(found), dice.choice(found)
    return data[: place.start(1)] + other[1] + data[place.end(1) :]


# ---- what leaves the XML whole

_CONTENTS = (b"", b"0", b"-1", b"1", b"12.5", b"1e3", b"5%", b"50,5%", b"1.000.000", b"Rp 5", b"2.17.01", b"x", b"=1+1", b"#REF!", b"TRUE",
             b"-", b" ", b"\xc2\xa0", b"&#13;&#10;", b"_x0041_", b"\xe2\x80\xae1", b"(5)", b"2024", b"TOTAL", b"Program", b"1" * 20,
             b"1/1/1", b"PAD; DAU", b"x" * 3_000, b"100 %", b"7 Orang", b"Kode", b"(1)", b"1)")  # fmt: skip
_VALUES = (b"", b"0", b"1", b"2", b"9", b"-1", b"A1", b"A2", b"C5", b"XFD1", b"A1:B2", b"s", b"str", b"n", b"b", b"e", b"shared", b"true", b"rId1",
           b"rId2", b"styles.xml", b"x", b"percentage", b"float", b"string", b"restart", b"preserve", b"1e3")  # fmt: skip
_EXTRAS = (b' xmlns:zz="urn:zz" zz:r="A1"', b' xmlns:zz="urn:zz" zz:id="rId2"', b' hidden="1"', b' xml:space="preserve"',
           b' xmlns:zz="urn:zz" zz:t="s"')  # fmt: skip
_REMARKS = (b"<!-- x -->", b"<?x y?>", b'<zz:v xmlns:zz="urn:zz">5</zz:v>', b"<![CDATA[5]]>")
_LEAF = re.compile(rb"<(\w[\w:]*)(?=[\s/>])[^<>]*?(?:/>|>[^<>]*</\1>)")
_ROW = re.compile(rb"<((?:table:table-)?row|w:tr)[ >].*?</\1>", re.DOTALL)


def _replaced(
    dice: Dice, data: bytes, pattern: re.Pattern[bytes] | bytes, new: Callable[[re.Match[bytes]], bytes]
) -> bytes:
    """One of the places of a pattern replaced."""
    found = list(re.finditer(pattern, data))
    if not found:
        return data
    place = dice.choice(found)
    return data[: place.start()] + new(place) + data[place.end() :]


def content_changed(dice: Dice, data: bytes) -> bytes:
    """A text between tags is another one."""
    return _replaced(dice, data, rb"(?<=>)[^<>]+(?=</)", lambda _: dice.choice(_CONTENTS))


def value_changed(dice: Dice, data: bytes) -> bytes:
    """An attribute has another value."""
    return _replaced(dice, data, rb'(?<==")[^"<>]*(?=")', lambda _: dice.choice(_VALUES))


def attribute_gone(dice: Dice, data: bytes) -> bytes:
    """A tag has one attribute less."""
    return _replaced(dice, data, rb' [\w:]+="[^"<>]*"', lambda _: b"")


def attribute_more(dice: Dice, data: bytes) -> bytes:
    """A tag has one attribute more, mostly of a foreign namespace."""
    return _replaced(dice, data, rb"(?<=<)\w[\w:]*(?=[\s>])", lambda tag: tag[0] + dice.choice(_EXTRAS))


def remark_put_in(dice: Dice, data: bytes) -> bytes:
    """A comment, an instruction, a section or a foreign element stands between two tags or in a text."""
    return _replaced(dice, data, rb"(?<=[>\w])(?=</?[a-z])", lambda _: dice.choice(_REMARKS))


def leaf_gone(dice: Dice, data: bytes) -> bytes:
    """An element is missing, or stands there twice."""
    return _replaced(dice, data, _LEAF, lambda leaf: leaf[0] * dice.choice((0, 0, 2)))


def row_gone(dice: Dice, data: bytes) -> bytes:
    """A row is missing, or stands there twice or often."""
    return _replaced(dice, data, _ROW, lambda row: row[0] * dice.choice((0, 2, 40)))


CRUDE: tuple[Callable[[Dice, bytes], bytes], ...] = (
    cut, doubled, swapped, flipped, moved, number_changed, text_put_in, attribute_put_in, tag_renamed,
)  # fmt: skip
GENTLE: tuple[Callable[[Dice, bytes], bytes], ...] = (
    content_changed, content_changed, content_changed, value_changed, attribute_gone, attribute_more, remark_put_in, leaf_gone, row_gone,
    number_changed, moved,
)  # fmt: skip
"""Those that leave XML whole, so that more files are read than refused."""
