"""JSON as all reports write it: readable, and with nothing in it that a terminal would act on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rules.values.terminal_safe import ESCAPED


def json_text(body: Mapping[str, Any], indent: int = 2) -> str:
    """One JSON object; what could steer a terminal is escaped, which leaves the content as it is."""
    return json.dumps(body, ensure_ascii=False, indent=indent).translate(ESCAPED)
