"""The entry point `renja`: what judging needs begins to load before the call is even read."""

from __future__ import annotations

import os
import sys

_JUDGING = {"validate", "compute", "fix", "seal", "verify", "narrative", "diff", "rekap"}
"""Commands that judge, and so need a child; others start one when it turns out that they do."""


def _warm_up() -> None:
    from headless.batch.helper import forks, start_helper

    if forks():
        start_helper()
    else:
        from headless.batch.child import start_spare

        start_spare()


def main() -> None:
    """Run the command line."""
    if _JUDGING.intersection(sys.argv[1:2]) and "--help" not in sys.argv and os.environ.get("RENJA_JOBS") != "0":
        _warm_up()
    from headless.cli import app

    app.main()
