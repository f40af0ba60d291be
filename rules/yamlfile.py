"""Reading the rule book's YAML files strictly: a mapping at the top, no key twice, faults worded for their author."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from rules.errors import BrokenYamlError, NoMappingError

# The loader written in C, which PyYAML's wheels carry, reads the same ten times as fast.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"kunci '{key}' ada dua kali", key_node.start_mark)
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


def load_yaml(path: Path) -> Any:
    """What a YAML file of our own holds."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)


def load_mapping(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; raises :class:`RulebookError`."""
    try:
        content = load_yaml(path)
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        raise BrokenYamlError(path, " ".join(str(error).split())) from None
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise NoMappingError(path)
    return content
