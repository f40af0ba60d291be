"""The templates of the HTML pages: how they are filled, and where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rules.values.terminal_safe import with_turns_shown

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def environment(**filters: Callable[..., str]) -> Environment:
    """The templates with further filters; every value is escaped, and one that is missing is an error.

    Marks of direction are shown as signs: names of files come from others.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        finalize=_as_it_is,
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= filters
    return made


def _as_it_is(value: Any) -> Any:
    # What is marked as safe was shown as it is when it was made.
    return with_turns_shown(value) if type(value) is str else value
