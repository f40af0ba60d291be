"""`renja rules`: the rule book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headless.cli.common import Lang, fail

if TYPE_CHECKING:
    pass

app = typer.Typer()


@app.command()
def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Satu aturan dengan contohnya.")] = None,
    lang: Annotated[Lang, typer.Option(help="Bahasa.")] = Lang.id,
) -> None:
    """Buku aturan: daftar semua aturan, atau satu aturan dengan penjelasan dan contohnya."""
    from rules.examples.rulebook import describe_rule, list_rules
    from rules.registry import find_rule

    if rule_id is None:
        typer.echo(list_rules(lang.value))
        return
    rule = find_rule(rule_id)
    if rule is None:
        fail(f"Aturan '{rule_id}' tidak ada; lihat daftarnya dengan 'renja rules'.")
    typer.echo(describe_rule(rule, lang.value))
