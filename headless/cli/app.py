"""The command line `renja`: templates, validation, computing, the rule book.

Exit status: 0 no galat, 1 at least one galat, 2 a file could not be read or the call is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
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
from headless.cli.plain_values import with_plain_values
from headless.cli.usage import WrongCall, wrong_call
from rules import __version__
from rules.errors import RenjaError
from workbook_templates.console import tell

_DOORS = (
    *(door.app for door in (validate, compute, rules, template, narrative, seal, diff, recap, minutes, printout)),
    nomenclature.app,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        tell(f"renja {__version__}")
        raise typer.Exit


def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Sebutkan versinya, lalu selesai.")
    ] = False,
) -> None:
    # Its text is that of the application; typer asks for a function to hang the option on.
    pass


def _offering(doors: Iterable[typer.Typer]) -> typer.Typer:
    offered = typer.Typer(
        name="renja",
        help="Periksa dan hitung buku kerja Renja dan LKIP perangkat daerah.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    offered.callback()(_start)
    for door in doors:
        offered.add_typer(door)
    return offered


app = _offering(_DOORS)


def _names(door: typer.Typer) -> set[str]:
    """The words that a door answers to: its own, or those of what is behind it."""
    if isinstance(door.info.name, str):
        return {door.info.name}
    commands = {command.name or command.callback.__name__ for command in door.registered_commands if command.callback}
    return commands | {str(group.name) for group in door.registered_groups}


def _mount_commands() -> None:
    """Offer the commands that other packages bring along (entry points of the group `renja.commands`)."""
    from importlib.metadata import entry_points

    taken = {group.name for group in app.registered_groups}
    for command in entry_points(group="renja.commands"):
        if command.name not in taken:
            app.add_typer(command.load(), name=command.name)


def _asked_for(words: Sequence[str]) -> typer.Typer:
    """The door that a call goes through, or all of them where it names none of ours: building them takes its time."""
    doors = [door for door in _DOORS if _names(door).intersection(words)]
    if doors:
        return _offering(doors)
    _mount_commands()
    return app


def _language(words: Sequence[str]) -> str:
    """The language in which a call asks for its report, and so is told what is wrong with it."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    return "en" if "--lang=en" in words or ("--lang", "en") in pairs else "id"


def main() -> None:
    """Entry point: errors of files and data end as one sentence and status 2, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        command = with_plain_values(with_indonesian_help(typer.main.get_command(_asked_for(sys.argv[1:2]))))
        status = command.main(prog_name="renja", standalone_mode=False)
    except WrongCall as error:
        tell(*wrong_call(error).splitlines(), err=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        tell("Dibatalkan.", err=True)
        sys.exit(1)
    except RenjaError as error:
        tell(error.told(_language(sys.argv)), err=True)
        sys.exit(error.status)
    except OSError as error:
        from workbook_templates.safe_writing import reason

        what = f"'{error.filename}'" if error.filename else "File"
        tell(f"{what} tidak dapat ditulis atau dibaca: {reason(error)}.", err=True)
        sys.exit(2)
    sys.exit(status or 0)
