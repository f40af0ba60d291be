"""The command line `renja`: templates, validation, computing, the rule book.

Exit status: 0 no galat, 1 at least one galat, 2 a file could not be read or the call is wrong.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from headless.cli import (
    compute,
    diff,
    minutes,
    narrative,
    nomenclature,
    printout,
    recap,
    rules,
    seal,
    template,
    validate,
)
from headless.cli.help_text import with_indonesian_help
from headless.cli.usage import WrongCall, wrong_call
from rules import __version__
from rules.errors import RenjaError
from workbook_templates.console import tell

app = typer.Typer(
    name="renja",
    help="Periksa dan hitung buku kerja Renja dan LKIP perangkat daerah.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for door in (validate, compute, rules, template, narrative, seal, diff, recap, minutes, printout):
    app.add_typer(door.app)
app.add_typer(nomenclature.app, name="nomenclature")


def _tell_version(wanted: bool) -> None:
    if wanted:
        tell(f"renja {__version__}")
        raise typer.Exit


@app.callback()
def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Sebutkan versinya, lalu selesai.")
    ] = False,
) -> None:
    # Its text is that of the application; typer asks for a function to hang the option on.
    pass


def _mount_commands() -> None:
    """Offer the commands that other packages bring along (entry points of the group `renja.commands`)."""
    from importlib.metadata import entry_points

    taken = {group.name for group in app.registered_groups}
    for command in entry_points(group="renja.commands"):
        if command.name not in taken:
            app.add_typer(command.load(), name=command.name)


def main() -> None:
    """Entry point: errors of files and data end as one sentence and status 2, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        _mount_commands()
        command = with_indonesian_help(typer.main.get_command(app))
        status = command.main(prog_name="renja", standalone_mode=False)
    except WrongCall as error:
        tell(*wrong_call(error).splitlines(), err=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        tell("Dibatalkan.", err=True)
        sys.exit(1)
    except RenjaError as error:
        tell(str(error), err=True)
        sys.exit(error.status)
    except OSError as error:
        from workbook_templates.safe_writing import reason

        what = f"'{error.filename}'" if error.filename else "File"
        tell(f"{what} tidak dapat ditulis atau dibaca: {reason(error)}.", err=True)
        sys.exit(2)
    sys.exit(status or 0)
