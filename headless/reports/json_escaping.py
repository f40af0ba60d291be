"""JSON as all reports write it: readable, and with nothing in it that a terminal would act on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any

from rules.values.terminal_safe import ESCAPED

_plain = json.JSONEncoder(ensure_ascii=False).encode


def json_text(body: Mapping[str, Any], indent: int = 2) -> str:
    """One JSON object; what could steer a terminal is escaped, which leaves the content as it is."""
    return _indented(body, "\n", " " * indent).translate(ESCAPED)


def json_pieces(body: Mapping[str, Any], indent: int = 2) -> Iterator[str]:
    """The same, piece by piece: of a list that an iterator stands for, each entry is written before the next is asked for."""
    step = " " * indent
    line = f"\n{step}"
    opening = "{"
    for key, value in body.items():
        yield f"{opening}{line}{encode_basestring(key)}: "
        opening = ","
        if not isinstance(value, Iterator):
            yield _indented(value, line, step).translate(ESCAPED)
            continue
        begun = "["
        for held in value:
            yield f"{begun}{line}{step}{_indented(held, line + step, step)}".translate(ESCAPED)
            begun = ","
        yield f"{line}]" if begun == "," else "[]"
    yield "\n}"


def _indented(value: Any, line: str, step: str) -> str:
    """What `json.dumps` writes with an indent, in a third of its time; ``line`` begins a line of what holds the value."""
    if isinstance(value, str):
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    if value is None:
        return "null"
    inner = line + step
    if isinstance(value, dict):
        members = [f"{encode_basestring(key)}: {_indented(held, inner, step)}" for key, held in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}" if members else "{}"
    if isinstance(value, list | tuple):
        listed = [_indented(held, inner, step) for held in value]
        return f"[{inner}{f',{inner}'.join(listed)}{line}]" if listed else "[]"
    return _plain(value)
