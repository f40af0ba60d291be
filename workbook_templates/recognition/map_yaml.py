"""The YAML of a received map as mappings, lists and texts: no aliases, no types, no depth, whatever the file asks for.

PyYAML itself would unfold ten lines of aliases to gigabytes, reckon `1:1:1:…` as one number and lose the process to a
hundred thousand brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from workbook_templates.reading.received import read_received
from workbook_templates.recognition.errors import BrokenMapError

_DEEPEST, _MOST = 8, 200_000
"""How deep mappings and lists may lie in each other, and how many of them and of texts there may be."""
_BLANK = {"", "~", "null"}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NotPlainError(Exception):
    """YAML that a small file written by hand never holds; the text says what."""


def read_yaml(path: Path, most: int) -> Any:
    """What a map of at most so many bytes holds; every scalar is a text, or None where nothing is written.

    Raises :class:`UnreadableError`.
    """
    content = read_received(path, most, "peta tabel")
    try:
        text = content.decode("utf-8-sig")
        if re.search("^%", text, re.MULTILINE):
            raise _NotPlainError("petunjuk '%' tidak diperlukan")
        return _tree(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        where = f"baris {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise BrokenMapError(path, f"{where}tanda baca atau lekuk ke dalamnya salah") from None
    except (UnicodeDecodeError, yaml.YAMLError):
        raise BrokenMapError(path, "isinya bukan teks UTF-8") from None
    except _NotPlainError as error:
        raise BrokenMapError(path, str(error)) from None


def _tree(events: Iterable[Any]) -> Any:
    """The value of the only document; events come one by one, so that nothing is made of what is refused."""
    top: list[Any] = []
    holders: list[Any] = [top]
    keys: list[Any] = [None]
    count = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise _NotPlainError("acuan '*' tidak dipakai; setiap isian ditulis sendiri")
        if isinstance(event, yaml.CollectionEndEvent):
            holders.pop()
            keys.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        count += 1
        if count > _MOST or len(holders) > _DEEPEST:
            raise _NotPlainError(f"lebih dari {_DEEPEST} tingkat atau {_MOST} isian")
        value = _value(event)
        if isinstance(holders[-1], dict) and keys[-1] is None:
            keys[-1] = _key(value, holders[-1])
            continue
        if isinstance(holders[-1], dict):
            holders[-1][keys[-1]] = value
            keys[-1] = None
        else:
            holders[-1].append(value)
        if isinstance(event, yaml.CollectionStartEvent):
            holders.append(value)
            keys.append(None)
    if len(top) > 1:
        raise _NotPlainError("lebih dari satu dokumen")
    return top[0] if top else None


def _value(event: Any) -> Any:
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    return event.value if event.style or event.value.lower() not in _BLANK else None


def _key(value: Any, mapping: dict[str, Any]) -> str:
    if not isinstance(value, str):
        raise _NotPlainError("ada isian tanpa nama")
    if value in mapping:
        raise _NotPlainError(f"isian '{value[:40]}' ada dua kali")
    return value
