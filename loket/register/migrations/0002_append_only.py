"""The audit trail only grows: the database itself refuses to change or take away a line."""

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


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = (("register", "0001_initial"),)
    operations = (migrations.RunPython(_guard, migrations.RunPython.noop),)
