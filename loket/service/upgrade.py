"""Bringing the database to this version's form, with a back-up of the old one first."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from loket.configuration import Configuration
from loket.errors import NoBackupToolError, OldRegisterError

FOLDER = "cadangan-otomatis"
"""Where the back-ups before upgrades lie, in the counter's folder."""


def due() -> list[str]:
    """The changes of form that the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(configuration: Configuration, *, backed_up: bool = False) -> Path | None:
    """Apply what is due; returns the back-up made before, None where there was nothing to lose or it is ``backed_up`` already.

    Raises :class:`NoBackupToolError` where a PostgreSQL database cannot be backed up from here.
    """
    from django.core.management import call_command

    if not due():
        return None
    saved = _saved(configuration) if _used() and not backed_up else None
    call_command("migrate", interactive=False, verbosity=0)
    return saved


def refuse_old_register() -> None:
    """Raise :class:`OldRegisterError` unless the database has this version's form."""
    if due():
        raise OldRegisterError


def _used() -> bool:
    from django.db import connection

    return "register_account" in connection.introspection.table_names()


def _saved(configuration: Configuration) -> Path:
    """The whole database as it is, in a file."""
    from django.db import connection

    folder = configuration.folder / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    stem = f"{datetime.now():%Y%m%d-%H%M%S}"
    if connection.vendor == "sqlite":
        out = folder / f"{stem}.sqlite3"
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(out)) as copy,
        ):
            source.backup(copy)
        return out
    tool = shutil.which("pg_dump")
    if tool is None:
        raise NoBackupToolError
    out = folder / f"{stem}.dump"
    found = subprocess.run(
        [tool, "--format=custom", f"--file={out}", f"--dbname={configuration.db}"], capture_output=True, check=False
    )
    if found.returncode:
        out.unlink(missing_ok=True)
        raise NoBackupToolError
    return out
