"""Write the reference pages from the rules and layouts: ``docs/aturan`` (a page a rule), ``docs/tabel``, ``docs/batas.md``,
``docs/kesalahan.md``, ``docs/tata-letak.md``.

Run ``make docs``. A rule or layout that lacks something fails here, not in the reader's hands.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

from pydantic import BaseModel

from headless.cli.limit_options import SETTINGS
from rules.engine.family import FAMILIES
from rules.engine.rule import Rule
from rules.errors import known_errors
from rules.examples.rulebook import findings_of, gaps
from rules.model.cause import CLICKS, CauseKind
from rules.model.verdict_words import graveness
from rules.registry import all_rules, rules_by_family
from rules.schema.column import ColumnSpec
from rules.schema.layout import Average, FieldSpec, Footer, Layout, Totals, Words, document_layouts, layouts
from rules.schema.layout_words import HIERARCHIES, KEYS, KINDS, PARTS, REQUIRED, ROLES, undescribed
from rules.schema.pack import load_pack
from rules.values.money import format_rupiah

HERE = Path(__file__).parent


def rule_page(rule: Rule, findings: list[str]) -> str:
    """One rule as a page, with what its bad example yields."""
    wrong = "\n".join(f"- {edit.describe()}" for edit in rule.bad.edits)
    right = "\n".join(f"- {edit.describe()}" for edit in rule.good.edits) or "- Dokumen contoh tanpa perubahan"
    found = "\n".join(f"- {line}" for line in findings)
    remedies = "\n".join(map(_remedy, rule.causes, repeat(rule)))
    missing = gaps(rule) if findings else [*gaps(rule), "bad (finds nothing)"]
    if missing:
        raise ValueError(f"{rule.id} is not written yet: {', '.join(missing)}")
    return (
        f"# {rule.id} {rule.name}\n\n{rule.title.id}. Tingkat bawaan: **{graveness(rule.severity)}**.\n\n"
        f"{rule.explanation}\n\nDasar: {rule.basis}.\n\n"
        f"## Cara memperbaiki\n\n{remedies}\n\n"
        f"## Contoh yang salah\n\n{wrong}\n\nTemuannya:\n\n{found}\n\n## Contoh yang benar\n\n{right}\n"
    )


def _remedy(kind: CauseKind, rule: Rule) -> str:
    """One of the causes a rule tells apart, with what mends it."""
    click = " Dibetulkan oleh `renja " + kind.mended + "`." if kind.mended in CLICKS else ""
    return f"- {(kind.title or rule.title).id}: {(kind.remedy or rule.suggestion).id}{click}"


def rule_index() -> str:
    """The list of all rules, by family."""
    lines = ["# Buku aturan"]
    for family, rules in rules_by_family().items():
        title, meaning = FAMILIES[family].title.id, FAMILIES[family].meaning.id
        lines += ["", f"## {family} {title}", "", f"{meaning[0].upper()}{meaning[1:]}.", ""]
        lines += ["| Id | Nama | Menemukan | Tingkat |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.name} | {rule.title.id} | {graveness(rule.severity)} |"
            for rule in rules
        ]
    return "\n".join(lines) + "\n"


def _rules_of(layout: Layout) -> list[Rule]:
    return [rule for rule in all_rules().values() if rule.subject != "baris" or rule.columns(layout)]


def _kind(column: ColumnSpec) -> str:
    return "jumlah" if column.role == "jumlah" else _KINDS[column.kind]


def _required(column: ColumnSpec) -> str:
    return "kolom boleh tidak ada" if column.optional else column.required or "-"


_KINDS = {"text": "teks", "code": "kode", "money": "rupiah", "target": "angka dan satuan", "percent": "persen"}


def _formula(text: str) -> str:
    return text.replace("2.0", "2").replace("*", "×")


def _arithmetic(layout: Layout) -> list[str]:
    lines = []
    for column, derivation in layout.derived.items():
        kinds: dict[str, list[str]] = {}
        for kind, expression in derivation.by_type.items():
            kinds.setdefault(_formula(expression.text) if expression else "tidak dihitung", []).append(kind)
        others = "; ".join(f"{', '.join(names)}: {text}" for text, names in kinds.items())
        lines.append(f"- Kolom {column} = {_formula(derivation.common.text)}" + (f" ({others})" if others else ""))
    if any(derivation.by_type for derivation in layout.derived.values()):
        body = _formula(load_pack("dasar").formulas["capaian_negatif"])
        lines += [
            f"- `capaian_negatif(realisasi, target)` = {body}, kecuali paket aturan menetapkan lain; `akhir(…)` adalah angka "
            "terakhir yang terisi",
            "- Dihitung dari angkanya saja, bila satuannya sama; sel yang kosong, pembagi nol, dan satuan yang berbeda "
            "membiarkan hasilnya kosong",
        ]
    if layout.totals:
        named = ", ".join(layout.totals.columns)
        parents = "" if layout.hierarchy == "datar" else "induk = jumlah anak langsungnya"
        added = "barisnya" if layout.hierarchy == "datar" else "program"
        total = f"{layout.totals.label} = jumlah {added}" if layout.has_total else ""
        lines.append(f"- Kolom {named}: {'; '.join(filter(None, (parents, total)))}")
    lines += [
        f"- Kolom {column} = rata-rata kolom {rule.of} dari baris kolom {rule.by} terisi sampai terisi berikutnya"
        for column, rule in layout.averages.items()
    ]
    lines += [_words(column, rule) for column, rule in layout.words.items()]
    if layout.footer:
        lines.append(
            f"- Di bawah tabel: {layout.footer.mean_label} kolom {', '.join(layout.footer.mean)}, dan predikatnya"
        )
    return lines or ["- tidak ada"]


def _words(column: str, rule: Words) -> str:
    """What a column of words says, by the scale of the base pack."""
    pack = load_pack("dasar")
    scale, sign = pack.scales[rule.scale], ">" if pack.scales[rule.scale].above else "≥"
    bounds = [f"{word} {sign} {bound:g}" for word, bound in list(scale.bounds.items())[:-1]]
    figure = pack.formulas.get(rule.scale, "") if "(" in rule.of else f"kolom {rule.of}"
    return f"- Kolom {column}: {', '.join(bounds)}, selain itu {list(scale.bounds)[-1]}, menurut {figure} (`{rule.of}`)"


def table_page(layout: Layout) -> str:
    """One official table as a page: columns, arithmetic, rules."""
    lines = [f"# {layout.id}", "", " ".join(layout.title) + ".", "", f"Sumber: {layout.source}."]
    if layout.seed_title:
        lines.append(f"Dalam dokumen biasanya: {layout.seed_title}.")
    if layout.fields:
        lines += ["", "| Isian | Wajib | Pilihan atau petunjuk |", "|---|---|---|"]
        for spec in layout.fields.values():
            lines.append(
                f"| {spec.label} | {'ya' if spec.required else 'tidak'} | {', '.join(spec.choices) or spec.hint.replace('{bidang}', '1.02')} |"
            )
        return "\n".join(lines) + "\n"
    lines += ["", "| Kolom | Judul | Kelompok | Isi | Wajib |", "|---|---|---|---|---|"]
    for number, column in layout.official.items():
        over = " / ".join(filter(None, (column.group, column.subgroup)))
        lines.append(f"| {number} | {column.heading} | {over} | {_kind(column)} | {_required(column)} |")
    spanning = [number for number, column in layout.official.items() if column.spans]
    if spanning:
        lines += ["", f"Boleh digabung untuk baris yang berbagi isinya: kolom {', '.join(spanning)}."]
    if layout.extras:
        lines += ["", "Di samping tabel, hanya dalam templat (tidak dicetak dan tidak wajib ada):", ""]
        lines += [f"- **{column.heading}**: {column.hint}" for column in layout.extras.values()]
    lines += ["", "## Hitungan", "", *_arithmetic(layout), "", "## Aturan", ""]
    lines += [f"- [{rule.id}](../aturan/{rule.id}.md) {rule.title.id}" for rule in _rules_of(layout)]
    return "\n".join(lines) + "\n"


def table_index() -> str:
    """The list of all tables, by document."""
    lines = ["# Tabel resmi"]
    for document, name in (("renja", "Renja"), ("lkip", "LKIP")):
        lines += ["", f"## {name}", ""]
        lines += ["| Tabel | Dalam dokumen | Judul | Wajib |", "|---|---|---|---|"]
        for layout in document_layouts(document):
            title = " ".join(line for line in layout.title if "{perangkat_daerah}" not in line) or layout.title[0]
            place, needed = layout.seed_title or "-", "ya" if layout.required and layout.default else "-"
            lines.append(f"| [{layout.id}]({layout.id}.md) | {place} | {title} | {needed} |")
    return "\n".join(lines) + "\n"


def limits_page() -> str:
    """The limits of the preflight and of the workers, with their defaults."""
    lines = [f"| `{name}` | {format_rupiah(x.default)} | {x.meaning} |" for name, x in SETTINGS.items()]
    return (
        "# Batas\n\nFile yang melewati batas tidak dibaca: putusannya TIDAK TERBACA, dan laporan menyebut sebabnya. Menolaknya murah: dari 403 "
        "file jahat\ndan rusak yang ditolak dalam pengujian, hampir semua memerlukan paling lama 0,2 detik prosesor, sembilan (.ods, .csv, .docx) sampai "
        "sekitar\nsatu detik, dengan memori seluruhnya di bawah 200 MB (1 Desember 2026). Batas lain: "
        "`renja validate … --batas sel=800000 --batas waktu=120`.\n\n| Nama | Bawaan | Arti |\n|---|---|---|\n"
        + "\n".join(lines)
        + "\n\nBatas `waktu` dan `memori` berlaku bagi pekerja; pekerja yang melewatinya dihentikan. Filenya diperiksa "
        "sekali lagi sendirian,\nlalu dikarantina. File lain tidak terpengaruh. Setiap perintah yang membaca buku kerja mengenal `--batas`.\n"
    )


_MODELS: dict[type[BaseModel], tuple[str, str]] = {
    Layout: ("Tabel", "Isian berkas."),
    ColumnSpec: ("Kolom", "Isian tiap kolom di bawah `columns`."),
    Totals: ("Jumlah", "Isian `totals`."),
    Average: ("Rata-rata", "Isian tiap kolom di bawah `averages`."),
    Words: ("Kata", "Isian tiap kolom di bawah `words`."),
    Footer: ("Kaki tabel", "Isian `footer`."),
    FieldSpec: ("Isian formulir", "Isian di bawah `fields`."),
}


def layout_page() -> str:
    """Every key, role and part of a layout with what it does; raises :class:`ValueError` for one that is not described."""
    lacking = [*undescribed(), *(model.__name__ for model in KEYS.keys() ^ _MODELS.keys())]
    if lacking:
        raise ValueError(f"layout_words: {', '.join(lacking)}")
    lines = [
        "# Tata letak",
        "",
        "Satu berkas YAML di bawah `rules/layouts` menjelaskan satu tabel resmi: bentuknya, isinya, dan hitungannya. Templat, "
        "pembaca, Hitung, dan aturan mengikutinya.",
    ]
    for model, (heading, meaning) in _MODELS.items():
        lines += ["", f"## {heading}", "", meaning, "", "| Isian | Arti dan akibat |", "|---|---|"]
        lines += [f"| `{name}` | {words} |" for name, words in KEYS[model].items()]
    blamed = {rule.id: set(_blamed_columns(rule)) for rule in all_rules().values() if rule.subject == "baris"}
    official = {(layout.id, number) for layout in layouts().values() for number in layout.official}
    everywhere = [rule for rule, columns in blamed.items() if official <= columns]
    lines += ["", "## Peran kolom", "", f"Di semua kolom tabel: {', '.join(everywhere)}.", ""]
    lines += ["| Peran | Arti dan akibat | Aturan lain | Tabel |", "|---|---|---|---|"]
    for role, words in ROLES.items():
        playing = {(x.id, number) for x in layouts().values() for number in x.columns if x.columns[number].role == role}
        own = [rule for rule, columns in blamed.items() if rule not in everywhere and columns & playing]
        tables = [layout.id for layout in layouts().values() if any(name == layout.id for name, _ in playing)]
        lines.append(f"| `{role}` | {words} | {', '.join(own) or '-'} | {', '.join(tables) or '-'} |")
    lines += ["", "## Peran tabel", "", "| Peran | Arti dan akibat | Tabel |", "|---|---|---|"]
    for part, words in PARTS.items():
        tables = dict.fromkeys(layout.id for layout in layouts().values() if part in layout.plays)
        lines.append(f"| `{part}` | {words} | {', '.join(tables) or '-'} |")
    for heading, choices in (("Jenis isi", KINDS), ("Wajib isi", REQUIRED), ("Susunan baris", HIERARCHIES)):
        lines += ["", f"## {heading}", "", "| Pilihan | Arti |", "|---|---|"]
        lines += [f"| {f'`{choice}`' if choice else '(kosong)'} | {words} |" for choice, words in choices.items()]
    return "\n".join(lines) + "\n"


def _blamed_columns(rule: Rule) -> Iterator[tuple[str, str]]:
    """Every column that a rule of rows may blame, by table and number."""
    return ((layout.id, number) for layout in layouts().values() for number in rule.columns(layout))


_ERRORS = {
    "rules.errors": "Buku aturan dan data impor",
    "rules.engine.errors": "Skema tabel (`renja.schema`)",
    "workbook_templates.errors": "File masukan dan keluaran",
    "workbook_templates.reading.errors": "File yang tidak dapat dibaca",
    "workbook_templates.reading.limit_errors": "File yang melewati batas",
    "workbook_templates.recognition.errors": "Peta tabel (`--peta`)",
    "workbook_templates.ooxml.errors": "Bagian buku kerja yang tidak dapat ditulisi",
    "workbook_templates.copies.errors": "Salinan buku kerja",
    "workbook_templates.references.errors": "Daftar plafon",
    "workbook_templates.printing.errors": "Dokumen yang dicetak",
    "headless.errors": "Perintah dan file yang menyertainya",
    "headless.cli.errors": "Pilihan perintah",
    "headless.papers.errors": "Berita acara",
    "headless.reports.errors": "Laporan",
    "headless.imports.errors": "Impor nomenklatur dan daftar",
    "addin.errors": "Add-in Excel",
    "loket.agency.errors": "Loket: verifikasi",
    "loket.api.errors": "Loket: antarmuka aplikasi",
    "loket.copies.errors": "Loket: salinan",
    "loket.errors": "Loket: setelan, cadangan, peningkatan",
    "loket.intake.errors": "Loket: unggahan",
}
"""What the modules of errors speak of, in the order of the page."""


def errors_page() -> str:
    """All errors by what they speak of, with their sentence; `…` stands for what each case tells."""
    for module in _ERRORS:
        importlib.import_module(module)
    found = known_errors()
    lines = [
        "# Kesalahan",
        "",
        "Yang tidak dapat dikerjakan renja dikatakan dalam satu kalimat: apa, di mana, dan apa yang perlu dilakukan. Status "
        "keluarnya 2.",
        "Dalam pemeriksaan banyak file, file yang tidak dapat dibaca hanya kehilangan laporannya sendiri.",
    ]
    for module, heading in _ERRORS.items():
        lines += ["", f"## {heading}", "", "| Id | Kesalahan | Kalimatnya |", "|---|---|---|"]
        for error in (error for error in found if error.__module__ == module):
            sentence = re.sub(r"\{[^}]*\}", "…", error.opening + error.template)
            lines.append(f"| `{error.id}` | {error.title} | {sentence} |")
    unlisted = ({error.__module__ for error in found} | _error_modules()) - {*_ERRORS}
    if unlisted:
        raise LookupError(f"not listed in _ERRORS: {unlisted}")
    return "\n".join(lines) + "\n"


def _error_modules() -> set[str]:
    """The modules of errors, whether or not anything has loaded them yet."""
    root = HERE.parent
    paths = (
        path
        for package in ("rules", "workbook_templates", "headless", "addin", "loket")
        for path in (root / package).rglob("*errors.py")
    )
    return {".".join(path.relative_to(root).with_suffix("").parts) for path in paths}


def pages() -> dict[str, str]:
    """All generated pages by path below ``docs``."""
    rules = all_rules()
    findings = findings_of([rule.bad for rule in rules.values()])
    found = {
        f"aturan/{rule.id}.md": rule_page(rule, lines) for rule, lines in zip(rules.values(), findings, strict=True)
    }
    found["aturan/README.md"] = rule_index()
    found["batas.md"] = limits_page()
    found["kesalahan.md"] = errors_page()
    found["tata-letak.md"] = layout_page()
    found["tabel/README.md"] = table_index()
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
