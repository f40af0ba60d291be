"""The address of a PostgreSQL database as Django wants it told."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from loket.errors import DatabaseAddressError

SQLITE = "loket.sqlite3"
_PATIENCE = 20
"""Seconds that one writer waits for another."""


def database(address: str, folder: Path) -> dict[str, Any]:
    """The settings of Django's default database; an empty address is SQLite in the counter's folder.

    Raises :class:`DatabaseAddressError`, which does not repeat the address, for that may hold a password.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / SQLITE,
            "OPTIONS": {
                "timeout": _PATIENCE,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    try:
        parts = urlsplit(address)
        port = parts.port or 5432
    except ValueError:
        raise DatabaseAddressError from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise DatabaseAddressError
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": _PATIENCE, **options},
    }
