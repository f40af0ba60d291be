"""The audit trail only grows: the database itself refuses to change or take away a line.

SQLite forgets triggers when a later migration alters the table: one that does makes them anew.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE = """
CREATE TRIGGER register_event_no_{deed} BEFORE {deed} ON register_event
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION register_event_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER register_event_no_{deed} BEFORE {deed} ON register_event
FOR EACH ROW EXECUTE FUNCTION register_event_grows()
"""


def _guard(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    template = _SQLITE
    if schema.connection.vendor == "postgresql":
        schema.execute(_POSTGRESQL_FUNCTION)
        template = _POSTGRESQL
    for deed in ("UPDATE", "DELETE"):
        schema.execute(template.format(deed=deed))


def _unguard(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    of_table = " ON register_event" if schema.connection.vendor == "postgresql" else ""
    for deed in ("UPDATE", "DELETE"):
        schema.execute(f"DROP TRIGGER register_event_no_{deed}{of_table}")
    if of_table:
        schema.execute("DROP FUNCTION register_event_grows()")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("register", "0001_initial"),)
    operations = (migrations.RunPython(_guard, _unguard),)
