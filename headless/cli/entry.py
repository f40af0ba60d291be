"""The entry point `renja`: what judging needs begins to load before the call is even read."""

from __future__ import annotations

import atexit
import gc
import os
import sys

_JUDGING = {"validate", "compute", "fix", "seal", "verify", "narrative", "diff", "rekap"}
"""Commands that judge, and so need a child; others start one when it turns out that they do."""
_status: int | None = None


def _warm_up() -> None:
    from headless.batch.helper import forks, start_helper

    if forks():
        start_helper()
    else:
        from headless.batch.child import start_spare

        start_spare()


def _leave() -> None:
    """End at once, after all else that is done at the end: taking down what was loaded takes longer than many a command."""
    if _status is None:
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return  # what was written came to nobody, which the interpreter tells
    os._exit(_status)


def main() -> None:
    """Run the command line."""
    global _status
    atexit.register(_leave)
    # Nothing that is loaded becomes unreachable.
    gc.disable()
    if _JUDGING.intersection(sys.argv[1:2]) and "--help" not in sys.argv and os.environ.get("RENJA_JOBS") != "0":
        _warm_up()
    from headless.cli import app

    gc.freeze()
    gc.enable()
    try:
        app.main()
    except SystemExit as end:
        _status = end.code if isinstance(end.code, int) else None
        raise
