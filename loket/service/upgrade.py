"""Bringing the database to this version's form, with a back-up first."""

from __future__ import annotations

from loket.configuration import Configuration


def migrate(configuration: Configuration) -> None:
    """Apply what is due."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
