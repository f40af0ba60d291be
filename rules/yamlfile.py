"""Reading the rule book's YAML files strictly: a mapping at the top, no key twice, faults worded for their author.

What was parsed is kept beside the file, as Python keeps byte code, with the text it was parsed from: another text is parsed
anew, and where nothing can be written each reading parses. So no command loads a parser, let alone parses, but the first.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from rules.atomic_file import replacing
from rules.errors import BrokenYamlError, NoMappingError

_FORM = 1
"""Of what is kept: counts up when the same text is to be parsed otherwise."""


@cache
def _loader() -> Any:
    """A safe loader that refuses a key given twice, where YAML would silently keep the last."""
    import yaml

    # The loader written in C, which PyYAML's wheels carry, reads the same ten times as fast.
    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(safe):  # type: ignore[misc]
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            seen = set()
            for key_node, _ in node.value:
                key = self.construct_object(key_node, deep=True)
                if key in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"kunci '{key}' ada dua kali", key_node.start_mark
                    )
                seen.add(key)
            found: dict[Any, Any] = super().construct_mapping(node, deep)
            return found

    return Loader


def _parsed(written: bytes) -> Any:
    """What a text holds; raises ValueError and TypeError."""
    import yaml

    try:
        return yaml.load(written.decode("utf-8"), _loader())
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def load_yaml(path: Path) -> Any:
    """What a YAML file of our own holds; raises OSError, ValueError and TypeError."""
    written, kept = path.read_bytes(), path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"
    with suppress(OSError, EOFError, ValueError, TypeError):
        form, text, content = marshal.loads(kept.read_bytes())
        if (form, text) == (_FORM, written):
            return content
    content = _parsed(written)
    # Dates have no place in what is kept, nor have readers of a folder that is not theirs.
    with suppress(OSError, ValueError):
        if not sys.dont_write_bytecode:
            told = marshal.dumps((_FORM, written, content))
            kept.parent.mkdir(exist_ok=True)
            with replacing(kept) as partial:
                partial.write_bytes(told)
    return content


def load_mapping(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; raises :class:`RulebookError`."""
    try:
        content = load_yaml(path)
    except (OSError, ValueError, TypeError) as error:
        raise BrokenYamlError(path, " ".join(str(error).split())) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise NoMappingError(path)
    return content
