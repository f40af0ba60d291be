"""The run: files by number, the tally, and what went wrong."""

from __future__ import annotations

import argparse
import collections
import re
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.files import mutated
from tests.fuzz.worker import Worker

BAD = ("crashed", "over", "different")


def main() -> int:
    """Take the files through; returns 1 if any crashed, took too much, or gave a copy that is judged otherwise."""
    options = argparse.ArgumentParser(description="Mutated files, taken through the whole product.")
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
    worker, start = Worker(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.first, given.first + given.count):
            if time.monotonic() - start > given.minutes * 60:
                break
            path = mutated(number, Path(folder))
            outcome = worker.take(path)
            path.unlink()
            tally["tried"] += 1
            tally[outcome.kind] += 1
            tally[f"{path.suffix} {outcome.kind}"] += 1
            if outcome.kind in BAD:
                print(f"{number}{path.suffix}: {outcome.kind} {outcome.reason}", flush=True)
            else:
                told = [outcome.reason] * (outcome.kind == "refused") + outcome.refused_copies
                reasons.update(re.sub(r"\d+|'[^']*'|\([^)]*\)", "…", text)[:100] for text in told)
            if tally["tried"] % 200 == 0:
                print(_told(tally), f"{time.monotonic() - start:.0f} s", flush=True)
    worker.close()
    for reason, count in reasons.most_common(60):
        print(f"{count:>6}  {reason}")
    print(*(f"{kind}: {count}" for kind, count in sorted(tally.items())), sep="\n")
    print(_told(tally), f"{time.monotonic() - start:.0f} s")
    return 1 if any(tally[kind] for kind in BAD) else 0


def _told(tally: collections.Counter[str]) -> str:
    return ", ".join(f"{kind} {tally[kind]}" for kind in ("tried", "read", "refused", *BAD))


if __name__ == "__main__":
    sys.exit(main())
