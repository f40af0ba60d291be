"""What all children need: loaded once, in the helper they are forked from."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import signal

_MODULES = (
    "pandas",
    "pandera.pandas",
    "pandera.backends.pandas.register",
    "pandera.accessors.pandas_accessor",
    "rapidfuzz.process",
    "platformdirs",
    "rules.validation",
    "rules.registry",
    "rules.schema.evaluation",
    "workbook_templates.reader",
    "workbook_templates.template.block_formulas",
    "headless.batch.serving",
    "headless.batch.worker",
)


def _load() -> None:
    """Load the modules, with nobody looking for unreachable objects meanwhile; a helper whose asker has gone ends."""
    asker = os.getppid()
    gc.disable()
    for name in _MODULES:
        if os.getppid() != asker:
            os._exit(0)
        importlib.import_module(name)
    from rules.registry import all_rules
    from rules.schema.layout import layouts

    layouts()
    all_rules()
    # What is loaded stays: no child need look through it for what can be thrown away, and so copy its pages.
    gc.freeze()
    gc.enable()


# Ctrl-C is for the process that asked, which ends its children; forked ones inherit this.
signal.signal(signal.SIGINT, signal.SIG_IGN)
# Threads of a library of linear algebra, of which nothing is used here, would not survive a fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
_load()
# Taking down what was loaded, piece by piece, takes longer than ending.
atexit.register(os._exit, 0)
