"""What is right: official layouts, nomenclature, checks and derivations over DataFrames.

This package knows no files and no Excel. Its public face:

* :func:`validate` / :func:`validate_many` – judge documents, get verdicts
* :func:`compute` – every derived column and total of a document
* :class:`Document`, :class:`Table` – the official tables as typed
* :class:`Finding`, :class:`Verdict` – what the rules say
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rules.calculation.compute import compute
    from rules.model.document import Document, Table
    from rules.model.finding import Finding, Verdict
    from rules.validation import validate, validate_many

__version__ = "0.1.0"

__all__ = ["Document", "Finding", "Table", "Verdict", "compute", "validate", "validate_many"]

_HOME = {
    "Document": "rules.model.document",
    "Table": "rules.model.document",
    "Finding": "rules.model.finding",
    "Verdict": "rules.model.finding",
    "compute": "rules.calculation.compute",
    "validate": "rules.validation",
    "validate_many": "rules.validation",
}


def __getattr__(name: str) -> Any:
    # pandas and pandera take half a second to import; a call that needs neither does not wait for them.
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(name)
