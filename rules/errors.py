"""Errors of the rule book's own data files, worded so that their author can mend them."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError


class RulebookError(Exception):
    """A layout, pack or decree file is broken: says which file, which key and why."""

    def __init__(self, file: Path | str, key: str, reason: str) -> None:
        self.file, self.key, self.reason = str(file), key, reason
        super().__init__(f"{Path(file).name}: {key}: {reason}" if key else f"{Path(file).name}: {reason}")

    @classmethod
    def from_validation(cls, file: Path | str, error: ValidationError) -> RulebookError:
        """The first complaint of a schema about a file, with the path of the key."""
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        return cls(file, key, first["msg"].removeprefix("Value error, "))


class StoreError(RulebookError):
    """Imported data that are damaged, or written by a newer version: says which file and what to do."""
