"""What all worker processes need: loaded once, in the process they are forked from."""

from __future__ import annotations

import gc

import pandera.pandas  # noqa: F401
import rapidfuzz.process  # noqa: F401

import rules.engine  # noqa: F401
import workbook_templates.reader  # noqa: F401
from rules.registry import all_rules
from rules.schema.layout import layouts

layouts()
all_rules()
# What is loaded stays: no worker need look through it for what can be thrown away, and so copy its pages.
gc.freeze()
