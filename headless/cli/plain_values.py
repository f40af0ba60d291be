"""Values of a call that are understood without the library's own way, which loads pydantic: longer than it takes to read the call.

What is not plainly a text, a whole number, a choice or a path without conditions is left to the library, and so is every
fault: only it says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

_ASKS_FOR_MORE = ("exists", "readable", "writable", "resolve_path", "allow_dash", "parser", "path_type")
_WHOLE = re.compile("[0-9]{1,9}")


class _LeftToLibraryError(Exception):
    """A value is left to the library."""


def with_plain_values(command: Any) -> Any:
    """A command of the library that does without its conversions where it can, and all below it."""
    for parameter in command.params:
        _convert_plainly(parameter)
    # The option `--help` is made anew when it is asked for.
    made = command.get_help_option
    command.get_help_option = lambda ctx: _convert_plainly(made(ctx))
    for below in getattr(command, "commands", {}).values():
        with_plain_values(below)
    return command


def _convert_plainly(parameter: Any) -> Any:
    # Older releases of the library convert otherwise, at no such cost.
    thorough = getattr(parameter, "get_runtime_param", None)
    if thorough and not isinstance(thorough, partial):
        parameter.get_runtime_param = partial(_PlainFirst, thorough)
    return parameter


class _PlainFirst:
    """Stands for the library's conversion of a parameter, which ``thorough`` gives."""

    def __init__(self, thorough: Callable[[], Any]) -> None:
        self._thorough = thorough

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value that a command is given."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        told = param.type_descriptor
        try:
            return _plain(value, told.annotation, told.parameter_info)
        except _LeftToLibraryError:
            return self._thorough().coerce(value, param=param, ctx=ctx)


def _plain(value: Any, kind: Any, asked: Any) -> Any:
    if get_origin(kind) is list and isinstance(value, list | tuple):
        return [_plain(one, get_args(kind)[0], asked) for one in value]
    if isinstance(kind, type) and issubclass(kind, Enum) and isinstance(value, kind):
        return value
    if not isinstance(value, str) or not _is_unicode(value):
        raise _LeftToLibraryError
    if kind is str:
        return value
    if kind is int and _WHOLE.fullmatch(value) and asked.min is asked.max is None:
        return int(value)
    unconditional = asked.file_okay and asked.dir_okay and not any(getattr(asked, name) for name in _ASKS_FOR_MORE)
    if kind is Path and unconditional:
        return Path(value)
    raise _LeftToLibraryError


def _is_unicode(text: str) -> bool:
    """Whether a text holds no bytes of another encoding."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
