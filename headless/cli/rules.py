"""`renja rules`: the rule book, and the beginnings of a new rule."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from headless.cli.common import Lang
from headless.cli.errors import UnknownRuleError
from workbook_templates.console import tell


class _BookGroup(TyperGroup):
    """The rule book is shown unless a command is named: `renja rules JML-004` is `renja rules show JML-004`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = args and args[0] in {*self.commands, *self.get_help_option_names(ctx)}
        return super().parse_args(ctx, args if named else ["show", *args])

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """How the command that is not named is called."""
        pieces: list[str] = self.commands["show"].collect_usage_pieces(ctx)
        return pieces

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """What the command that is not named takes, and the commands."""
        self.commands["show"].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


class Severity(StrEnum):
    """How grave a finding is."""

    galat = "galat"
    peringatan = "peringatan"
    catatan = "catatan"


app = typer.Typer()
book = typer.Typer(
    cls=_BookGroup, help="Buku aturan: 'renja rules' semua aturan, 'renja rules ID' satu aturan.", rich_markup_mode=None
)
app.add_typer(book, name="rules")


@book.command()
def show(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Satu aturan dengan contohnya.")] = None,
    order: Annotated[
        bool, typer.Option("--urutan", help="Urutan penilaian: aturan mana menunggu temuan aturan mana.")
    ] = False,
    lang: Annotated[Lang, typer.Option(help="Bahasa.")] = Lang.id,
) -> None:
    """Daftar semua aturan, atau satu aturan dengan penjelasan dan contohnya."""
    from rules.examples.judging_order import list_order
    from rules.examples.rulebook import describe_rule, list_rules
    from rules.registry import find_rule

    if rule_id is None:
        tell(*(list_order(lang.value) if order else list_rules(lang.value)).split("\n"))
        return
    rule = find_rule(rule_id)
    if rule is None:
        raise UnknownRuleError(rule_id)
    tell(*describe_rule(rule, lang.value).split("\n"))


@book.command()
def new(
    rule_id: Annotated[
        str,
        typer.Argument(
            metavar="KELUARGA", help="Keluarganya, contoh STR (nomor berikutnya yang bebas), atau id lengkap."
        ),
    ],
    name: Annotated[str, typer.Option(metavar="NAMA", help="Nama aturan menurut kesalahannya, contoh nama-aturan.")],
    severity: Annotated[Severity, typer.Option(help="Tingkat bawaan temuannya.")] = Severity.peringatan,
    table: Annotated[
        str, typer.Option(metavar="TABEL", help="Tabel tempat contohnya berdiri; bawaannya tabel rencana.")
    ] = "",
) -> None:
    """Untuk pengembang: rintis berkas aturan baru, contohnya, dan halamannya."""
    import rules
    from headless.new_rule import new_rule, next_free
    from rules.engine.family import FAMILIES
    from rules.examples.rulebook import UNFILLED
    from rules.schema.layout import player

    root = Path(rules.__file__).parents[1]
    rule_id = next_free(rule_id) if rule_id in FAMILIES else rule_id
    written = new_rule(root, rule_id, name, severity.value, table or player("renja", "rencana").id)
    tell(f"Aturan {rule_id} dirintis:")
    for path in written:
        tell(f"  {path.relative_to(root)}")
    tell(
        f"Isi semua yang bertanda '{UNFILLED}' dan fungsi check, lalu 'make docs' dan "
        f"'python -m pytest tests/rules/test_rulebook.py -k {rule_id}'."
    )
