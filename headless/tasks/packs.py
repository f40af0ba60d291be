"""The rule pack that a call names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.schema.pack import Pack


def pack_named(name: str | None) -> Pack | None:
    """The pack of a name; None leaves it to the plan year. Raises :class:`RulebookError`."""
    if not name:
        return None
    from rules.schema.pack import load_pack

    return load_pack(name)
