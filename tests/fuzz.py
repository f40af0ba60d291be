"""Mutated workbooks, read and judged in child processes under limits: each must be read or refused, and none may crash.

Run: ``make fuzz`` (10,000 workbooks, or as many as named; ends earlier when its time is over). Every mutation follows
from its number, so that ``python -m tests.fuzz --only 1234`` makes one of them again and keeps it.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.support import hostile

Dice = random.Random
_PARTS = (hostile.BOOK, hostile.RELS, hostile.STYLES, hostile.STRINGS, hostile.SHEET)
_NUMBERS = (b"0", b"-1", b"1", b"99999", b"1048577", b"4000000000", b"1e308", b"NaN", b"\xc2\xb2", b"9" * 40, b"")
_TEXTS = (b"<", b"&", b"&#0;", b"&x;", b"]]>", b"<!--", b"<![CDATA[", b"<?x", b"\x00", b"\xff", b"\xef\xbb\xbf", b"'", b'"',
          b"<!DOCTYPE a>", b"=cmd|'/C calc'!A0", b"[1]L!A1", b"x" * 40_000)  # fmt: skip
_ATTRIBUTES = (b' r="', b' s="', b' t="', b' hidden="1"', b" r='A1'", b' ref="', b' si="')


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


MUTATIONS: tuple[Callable[[Dice, bytes], bytes], ...] = (
    cut, doubled, swapped, flipped, number_changed, text_put_in, attribute_put_in, tag_renamed,
)  # fmt: skip


def mutated(number: int, folder: Path) -> Path:
    """The workbook of a number."""
    dice = random.Random(number)
    path = folder / f"{number}.xlsx"
    if dice.random() < 0.15:
        # The file itself, its zip directory included.
        content = hostile.SOUND.read_bytes()
        for _ in range(dice.choice((1, 1, 3))):
            content = dice.choice((cut, flipped, swapped))(dice, content)
        path.write_bytes(content)
        return path
    parts = hostile.parts_of()
    for _ in range(dice.choice((1, 1, 2, 5))):
        name = dice.choice(_PARTS) if dice.random() < 0.9 else dice.choice(list(parts))
        if dice.random() < 0.03:
            parts.pop(name, None)
        elif parts.get(name):
            parts[name] = dice.choice(MUTATIONS)(dice, parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def main() -> int:
    """Read the mutations; returns 1 if any crashed, hung or took too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--minutes", type=float, default=120.0)
    options.add_argument("--only", type=int)
    given = options.parse_args()
    if given.only is not None:
        print(mutated(given.only, Path.cwd()))
        return 0
    tally: collections.Counter[str] = collections.Counter()
    reasons: collections.Counter[str] = collections.Counter()
    bad: list[str] = []
    reader, start = hostile.Reader(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.first, given.first + given.count):
            if time.monotonic() - start > given.minutes * 60:
                break
            path = mutated(number, Path(folder))
            outcome, text = reader.read(path)
            path.unlink()
            tally[outcome] += 1
            if outcome == "refused":
                reasons[re.sub(r"\d+|'[^']*'|\([^)]*\)", "…", text)[:90]] += 1
            else:
                bad += [f"{number}: {outcome} {text}"] if outcome != "read" else []
            if sum(tally.values()) % 500 == 0:
                print(dict(tally), f"{time.monotonic() - start:.0f} s", *bad[-3:], flush=True)
    reader.close()
    print(dict(tally))
    for reason, count in reasons.most_common(20):
        print(f"{count:>6}  {reason}")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
