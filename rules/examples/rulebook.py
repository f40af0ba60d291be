"""The rule book as text: the list, and one rule with its examples run on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from rules.engine.edits import Edit, Example
from rules.engine.rule import Rule
from rules.examples.build import example_document
from rules.model.bilingual import Text
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.values.cells import SPLIT, as_text, column_letter
from rules.values.money import format_rupiah, read_money

_WORDS = {
    "id": {
        "galat": "galat", "peringatan": "peringatan", "catatan": "catatan", "note": "", "basis": "Dasar",
        "bad": "Contoh yang salah", "found": "Temuannya", "good": "Contoh yang benar",
    },
    "en": {
        "galat": "galat: error", "peringatan": "peringatan: warning", "catatan": "catatan: note",
        "note": "(The explanation and the basis exist in Indonesian only.)", "basis": "Basis",
        "bad": "Wrong example", "found": "What is found", "good": "Right example",
    },
}  # fmt: skip
_EDITS = {
    "Put": Text("{table} sel {cell} diisi {value}", "{table} cell {cell} filled with {value}"),
    "Put nothing": Text("{table} sel {cell} dikosongkan", "{table} cell {cell} emptied"),
    "Uncalculated": Text("{table} sel {cell} berisi rumus {formula} tanpa nilai", "{table} cell {cell} holds the formula {formula} without a value"),
    "Calculated": Text("{table} sel {cell} berisi rumus {formula} dengan nilai tersimpan {value}", "{table} cell {cell} holds the formula {formula} with the stored value {value}"),
    "Remove": Text("{table} baris {row} dihapus", "{table} row {row} deleted"),
    "Insert": Text("{table} sesudah baris {after} disisipkan {name}", "{table} after row {after} inserted {name}"),
    "Drop": Text("tabel {table} dihapus", "table {table} deleted"),
    "Retitle": Text("{table} judul kolom {column} menjadi {value}", "{table} heading of column {column} changed to {value}"),
    "Retitle nothing": Text("{table} kolom {column} dihapus", "{table} column {column} deleted"),
    "Heads": Text("{table} judul tabel menjadi {value}", "{table} title of the table changed to {value}"),
    "Shift": Text("{table} isi baris {row} bergeser {by} kolom", "{table} cells of row {row} shifted by {by} columns"),
    "Guessed": Text("{table} hanya diduga (kemiripan {certainty})", "{table} is only guessed (likeness {certainty})"),
    "Unread": Text("{table} ditempel sebagai baris teks", "{table} pasted as lines of text"),
    "Identify": Text("Identitas {field} diisi {value}", "Identitas {field} filled with {value}"),
    "Identify nothing": Text("Identitas {field} dikosongkan", "Identitas {field} emptied"),
    "Sealed": Text("Buku kerja disegel menurut paket {pack}", "Workbook sealed under the pack {pack}"),
    "Holds": Text("Buku kerja memuat {what}: {told}", "Workbook holds {what}: {told}"),
    "Hides": Text("{table} sebagian disembunyikan", "{table} hidden in part"),
    "Leaves": Text("{table}: {count} sel di luar tabel diisi angka ({cells})", "{table}: {count} cells outside the table filled with figures ({cells})"),
    "Given": Text("Diberikan {given}", "Given {given}"),
    "Tells": Text("Naskah berbunyi {value}", "The narrative reads {value}"),
}  # fmt: skip
"""What is said of an edit, by the name of its kind; for some, another sentence where the value is None."""
_GIVEN = {
    "ceilings": Text("plafon", "ceiling"),
    "foreseen": Text("prakiraan maju tahun lalu", "forward estimate of last year"),
    "planned_pagu": Text("pagu dalam Renja", "money in the Renja of"),
    "planned_targets": Text("target dalam Renja", "target in the Renja of"),
    "reported": Text("LKIP tahun lalu:", "last year's LKIP:"),
    "reported_money": Text("LKIP tahun lalu:", "last year's LKIP:"),
}


def list_rules(lang: str = "id") -> str:
    """One line a rule: id, severity, name, title."""
    return "\n".join(
        f"{rule.id}  {rule.severity:<11}{rule.name:<24}{rule.title.get(lang)}" for rule in all_rules().values()
    )


def findings_of(examples: Sequence[Example], lang: str = "id") -> list[list[str]]:
    """What validation finds in each example, as `rule table cell: message`."""
    from rules.validation import validate_many

    verdicts = validate_many([example_document(example.edits) for example in examples], lang=lang)
    return [[f"{f.rule} {f.table}{f' {f.cell}'.rstrip()}: {f.message}" for f in v.findings] for v in verdicts]


def _shown(value: Any, table: str = "", column: str = "") -> str:
    """A typed value as reports print it: texts in quotes, whole amounts with their thousands grouped."""
    if isinstance(value, str):
        return f'"{value.replace(SPLIT, " | ")}"'
    spec = layouts()[table].columns.get(column) if table in layouts() else None
    if spec and spec.kind == "money" and isinstance(value, int | float) and not value * 10**spec.decimals % 1:
        return format_rupiah(read_money(value, spec.decimals).amount or 0, spec.decimals)
    return as_text(value).replace(".", ",")


def describe_edit(edit: Edit, lang: str = "id") -> str:
    """An edit of an example in the planner's words."""
    told: dict[str, Any] = {field.name: getattr(edit, field.name) for field in fields(edit)}
    table, column, values = told.get("table", ""), told.get("column", ""), told.get("values", {})
    value = told.get("value", told.get("text", ""))
    said = _EDITS[f"{type(edit).__name__}{' nothing' if value is None else ''}"]
    if "row" in told and column:
        told["cell"] = f"{column_letter(list(layouts()[table].columns).index(column) + 1)}{told['row']}"
    given = [(_GIVEN[name].get(lang), *pair) for name in _GIVEN for pair in told.get(name, ())]
    amounts = [format_rupiah(line[-1]) if isinstance(line[-1], int) else str(line[-1]) for line in given]
    return said.get(lang).format_map(
        told
        | {
            "pack": told.get("pack") or "tahunnya",
            "value": _shown(value, table, column),
            "name": " ".join(filter(None, (as_text(values.get(number)) for number in ("1", "2")))),
            "given": "; ".join(
                " ".join([*filter(None, line[:-1]), amount]) for line, amount in zip(given, amounts, strict=True)
            ),
        }
    )


def describe_rule(rule: Rule, lang: str = "id") -> str:
    """A rule in full: what it finds, why, by which regulation, what to do, and its examples."""
    words = _WORDS[lang]
    lines = [
        f"{rule.id} {rule.name}",
        f"{rule.title.get(lang)} ({words[rule.severity]})",
        "",
        *([words["note"]] if words["note"] else []),
        rule.explanation,
        "",
        f"{words['basis']}: {rule.basis}",
        "",
        f"{words['bad']}:",
        *(f"  {describe_edit(edit, lang)}" for edit in rule.bad.edits),
        f"{words['found']}:",
        *(f"  {line}" for line in findings_of([rule.bad], lang)[0]),
        f"{words['good']}:",
        *(f"  {describe_edit(edit, lang)}" for edit in rule.good.edits),
    ]
    return "\n".join(lines)
