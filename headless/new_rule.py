"""The beginnings of a new rule: its file in the family's folder with an example to write, and its page in the reference."""

from __future__ import annotations

import re
from pathlib import Path

from headless.errors import NoExampleTableError, NoSourceTreeError, RuleFormError, RuleTakenError, UnknownFamilyError
from rules.engine.family import FAMILIES, family_of
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.registry import RETIRED, all_rules
from rules.schema.layout import layouts

_ID, _NAME = re.compile(r"[A-Z]{3}-(?!000)[0-9]{3}"), re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FILE = '''"""{id}: ISI: what is wrong, in one line."""

from __future__ import annotations

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """ISI: Blame which cells, and which are left alone."""
    judged = view.data & view.has(column)
    bad = np.zeros(len(judged), dtype=bool)
    return view.judge(judged, bad, value=view.cells(column))


RULE = Rule(
    id="{id}",
    name="{name}",
    severity="{severity}",
    basis="ISI: peraturan dan tabelnya",
    title=Text("ISI: kesalahannya, singkat", "ISI: the fault, in short"),
    message=Text("ISI: apa yang ditemukan ({{value}}) dan apa yang diharapkan.", "ISI: what was found and expected."),
    suggestion=Text("ISI: apa yang harus dilakukan perencana.", "ISI: what the planner should do."),
    explanation="ISI: apa yang salah dan mengapa itu penting, apa yang tidak dihitung salah.",
    check=check,
    columns=of_kind("text"),
    bad=Example((Put("{table}", {row}, "{column}", "ISI: nilai yang salah"),), finds="{table}!{cell}"),
    good=Example((Put("{table}", {row}, "{column}", "ISI: nilai yang benar"),)),
)
'''
_PAGE = """# {id} {name}

Aturan ini belum ditulis. `make docs` mengganti halaman ini setelah {path} selesai diisi.
"""


def next_free(family: str) -> str:
    """The id after the last one that a family ever had."""
    numbers = [int(x.partition("-")[2]) for x in (*all_rules(), *RETIRED, *RETIRED.values()) if family_of(x) == family]
    return f"{family}-{max(numbers, default=0) + 1:03}"


def new_rule(root: Path, rule_id: str, name: str, severity: str, table: str) -> list[Path]:
    """Write the files a new rule begins with below the source tree ``root``; their paths.

    Its examples stand in the sound rows of ``table``. Raises a :class:`NewRuleError`, and then writes nothing.
    """
    _refuse(rule_id, name)
    rule = root / "rules" / "checks" / FAMILIES[family_of(rule_id)].folder / f"{name.replace('-', '_')}.py"
    page = root / "docs" / "aturan" / f"{rule_id}.md"
    if not rule.parent.is_dir() or not page.parent.is_dir():
        raise NoSourceTreeError(root)
    words = {"id": rule_id, "name": name, "severity": severity, "path": rule.relative_to(root)} | _place(table)
    for path, text in ((rule, _FILE), (page, _PAGE)):
        path.write_text(text.format(**words), encoding="utf-8")
    return [rule, page]


def _place(layout_id: str) -> dict[str, object]:
    """Where the examples of a new rule stand: the last column of words in the first row of a sound table."""
    tables = {table.layout: table for table in (*sound_document().tables, *sound_report().tables)}
    if layout_id not in tables:
        raise NoExampleTableError(layout_id, list(tables))
    column, row = layouts()[layout_id].of_kind("text")[-1], tables[layout_id].rows[0]
    cell = f"{tables[layout_id].letters[column]}{row}"
    return {"table": layout_id, "row": row, "column": column, "cell": cell}


def _refuse(rule_id: str, name: str) -> None:
    """Raise what speaks against a rule of this id and name."""
    if not _ID.fullmatch(rule_id):
        raise RuleFormError(
            rule_id,
            "id aturan berupa tiga huruf besar, tanda hubung, dan tiga angka, atau keluarganya saja, seperti STR",
        )
    if family_of(rule_id) not in FAMILIES:
        raise UnknownFamilyError(family_of(rule_id), list(FAMILIES))
    if not _NAME.fullmatch(name):
        raise RuleFormError(name, "nama aturan berupa huruf kecil, angka, dan tanda hubung, seperti nama-aturan")
    taken = RETIRED | {rule.name: rule.id for rule in all_rules().values()} | {x: x for x in all_rules()}
    for given in (rule_id, name):
        if given in taken:
            raise RuleTakenError(given, taken[given])
