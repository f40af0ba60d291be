"""Write the reference pages from the rules and layouts: ``docs/aturan`` (a page a rule), ``docs/tabel``.

Run ``make docs``. A rule or layout that lacks something fails here, not in the reader's hands.
"""

from __future__ import annotations

import sys
from pathlib import Path

from headless.rulebook import findings_of
from rules.examples import describe
from rules.layout import Layout, layouts
from rules.registry import all_rules
from rules.rule import Rule

HERE = Path(__file__).parent


def rule_page(rule: Rule, findings: list[str]) -> str:
    """One rule as a page, with what its bad example yields."""
    wrong = "\n".join(f"- {describe(edit)}" for edit in rule.bad.edits)
    right = "\n".join(f"- {describe(edit)}" for edit in rule.good.edits)
    found = "\n".join(f"- {line}" for line in findings)
    assert found, f"{rule.id}: contoh salahnya tidak menghasilkan temuan"
    return (
        f"# {rule.id} {rule.name}\n\n{rule.title.id}. Tingkat bawaan: **{rule.severity}**.\n\n"
        f"{rule.explanation}\n\nDasar: {rule.basis}.\n\n"
        f"## Contoh yang salah\n\n{wrong}\n\nTemuannya:\n\n{found}\n\n## Contoh yang benar\n\n{right}\n"
    )


def rule_index(rules: dict[str, Rule]) -> str:
    """The list of all rules."""
    lines = [
        f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.title.id} | {rule.severity} |" for rule in rules.values()
    ]
    return "# Buku aturan\n\n| Id | Nama | Menemukan | Tingkat |\n|---|---|---|---|\n" + "\n".join(lines) + "\n"


def _rules_of(layout: Layout) -> list[Rule]:
    return [rule for rule in all_rules().values() if rule.subject != "baris" or rule.columns(layout)]


def table_page(layout: Layout) -> str:
    """One official table as a page: columns, arithmetic, rules."""
    lines = [f"# {layout.id}", "", " ".join(layout.title) + ".", "", f"Sumber: {layout.source}."]
    if layout.seed_title:
        lines.append(f"Dalam dokumen biasanya: {layout.seed_title}.")
    if layout.fields:
        lines += ["", "| Isian | Wajib | Pilihan atau petunjuk |", "|---|---|---|"]
        for spec in layout.fields.values():
            lines.append(
                f"| {spec.label} | {'ya' if spec.required else 'tidak'} | {', '.join(spec.choices) or spec.hint} |"
            )
        return "\n".join(lines) + "\n"
    lines += ["", "| Kolom | Judul | Kelompok | Isi | Wajib |", "|---|---|---|---|---|"]
    for number, column in layout.columns.items():
        lines.append(f"| {number} | {column.heading} | {column.group} | {column.kind} | {column.required or '-'} |")
    lines += ["", "## Hitungan", ""]
    lines += [f"- Kolom {column} = {expression.text}" for column, expression in layout.derived.items()]
    if layout.totals:
        named = " dan ".join(layout.totals.columns)
        lines.append(f"- Kolom {named}: induk = jumlah anak langsungnya; {layout.totals.label} = jumlah program")
    if not layout.derived and not layout.totals:
        lines.append("- tidak ada")
    lines += ["", "## Aturan", ""]
    lines += [f"- [{rule.id}](../aturan/{rule.id}.md) {rule.title.id}" for rule in _rules_of(layout)]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """All generated pages by path below ``docs``."""
    rules = all_rules()
    findings = findings_of([rule.bad for rule in rules.values()])
    found = {
        f"aturan/{rule.id}.md": rule_page(rule, lines) for rule, lines in zip(rules.values(), findings, strict=True)
    }
    found["aturan/README.md"] = rule_index(rules)
    found |= {f"tabel/{layout.id}.md": table_page(layout) for layout in layouts().values()}
    return found


def main(folder: Path = HERE) -> None:
    """Write every page, and remove pages that no longer have a rule or layout."""
    wanted = pages()
    for name in ("aturan", "tabel"):
        (folder / name).mkdir(exist_ok=True)
        for old in (folder / name).glob("*.md"):
            if f"{name}/{old.name}" not in wanted:
                old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
