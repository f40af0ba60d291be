"""How much more time four times as long a text takes: what counting calls does not see, the work of regular expressions.

Run: ``python bench/longer_texts.py``. Prints every reader, narrative and table with the text that grows worst: linear work is 4,
quadratic 16. Processor time of this thread with the collector paused, the least of three runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from rules.engine.gc_pause import collector_paused
from tests.support.longer_texts import (
    FRAMES,
    LONGEST,
    PLACES,
    READERS,
    SEEDS,
    SENTENCES,
    TABLES,
    WORDS,
    judged,
    narrative,
    repeated,
)

RUNS = 3
LEAST = 0.001
"""Seconds below which a text is read too fast for its time to say anything."""
_ONCE = count()


def seconds(work: Callable[[], object]) -> float:
    """The least processor time that some work takes."""
    spent = []
    for _ in range(RUNS):
        start = time.thread_time()
        work()
        spent.append(time.thread_time() - start)
    return min(spent)


def growth(short: Callable[[], object], long: Callable[[], object]) -> float:
    """How many times the time of a text one takes that is four times as long."""
    return seconds(long) / max(seconds(short), LEAST)


def of_reader(name: str) -> tuple[float, str]:
    """The worst growth of what reads one text, and what the text says over and over."""

    def read(seed: str, signs: int, frame: tuple[str, str]) -> Callable[[], object]:
        # No text is read twice, so that nothing is remembered of it.
        return lambda: READERS[name](f"{repeated(seed, signs, frame)}{next(_ONCE)}")

    return max(
        (growth(read(seed, LONGEST // 4, frame), read(seed, LONGEST, frame)), repr(seed))
        for seed, frame in product(SEEDS, FRAMES)
    )


def main() -> None:
    """Print the worst growth of each."""
    for name in READERS:
        print(f"{name:<40} {'{:5.1f}  {}'.format(*of_reader(name))}")
    for said in SENTENCES:
        print(f"{'narrative':<40} {growth(narrative(said, 300), narrative(said, 1_200)):5.1f}  {said!r}")
    for name, place, word in product(TABLES, PLACES, WORDS):
        times = growth(judged(name, place, word, 250), judged(name, place, word, 1_000))
        print(f"{f'{place} of {name}':<40} {times:5.1f}  {word!r}")


if __name__ == "__main__":
    with collector_paused():
        main()
