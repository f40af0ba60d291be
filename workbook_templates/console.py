"""What the commands say: line by line, with nothing from a file that a terminal would act on."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rules.values.terminal_safe import terminal_safe


def tell(*lines: str, err: bool = False) -> None:
    """Print lines on standard output, or on standard error; a line break inside of one is shown as a sign."""
    stream = sys.stderr if err else sys.stdout
    stream.write("".join(f"{terminal_safe(line)}\n" for line in lines))
    stream.flush()


def tell_report(pieces: Iterable[str], *, styled: bool = False) -> None:
    """Print a report piece by piece; on a terminal nothing in it steers, unless it is ``styled`` and was made so already."""
    guarded = sys.stdout.isatty() and not styled
    for piece in pieces:
        sys.stdout.write("\n".join(map(terminal_safe, piece.split("\n"))) if guarded else piece)
    sys.stdout.flush()
