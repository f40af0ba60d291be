"""The command line as its users meet it: exit statuses, the JSON contract, one clear sentence for bad input."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from headless.reports.first_screen import LINES
from rules import __version__
from rules.calculation.compute import compute
from rules.engine.family import FAMILIES
from rules.model.verdict_words import counted
from rules.registry import rules_by_family
from tests.support.example_workbooks import verdict
from tests.support.golden import kept
from workbook_templates.reader import read_document

WORKBOOK_KEYS = [
    "file", "status", "document", "year", "government", "office", "stage", "printed", "pack", "findings", "causes", "rules", "changes",
    "tables", "notes", "complete", "unchecked", "optional",
]  # fmt: skip
CAUSE_KEYS = [
    "id", "rules", "severity", "sentence", "remedy", "fixable", "click", "count", "effects", "cells", "findings", "roots",
    "example",
]  # fmt: skip
CHANGE_KEYS = ["table", "sheet", "cell", "key", "name", "what", "before", "after", "difference"]
FINDING_KEYS = [
    "rule", "severity", "table", "sheet", "cell", "column", "key", "value", "expected", "difference", "message",
    "suggestion", "fix",
]  # fmt: skip


def _said(workbook: Path) -> str:
    """The counts in the verdict line of an example, from what it is known for."""
    counts = Counter(row[1] for row in kept(workbook.stem))
    return ", ".join(counted(counts[x], x) for x in ("galat", "peringatan", "catatan") if counts[x])


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_runs_as_a_program(benar: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "headless.cli", "validate", benar], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"LULUS: {_said(benar)}" in done.stdout


def test_version(renja) -> None:  # type: ignore[no-untyped-def]
    assert renja("--version") == (0, f"renja {__version__}\n", "")


def test_text_report_of_the_real_plan(renja, seed: Path) -> None:  # type: ignore[no-untyped-def]
    run = renja("validate", seed)
    assert run.status == 1
    assert f"BELUM LULUS: {_said(seed)}" in run.out
    assert len(run.out.splitlines()) <= LINES
    found = verdict(seed.stem)
    fixes, causes = sum(x.fix is not None for x in found.findings), sum(x.fixable for x in found.causes)
    assert f"* Sekali klik: renja fix membetulkan {fixes} sel dari {causes} sebab." in run.out
    flat = " ".join(renja("validate", seed, "--rinci").out.split())
    assert "J53 kesalahan JML-004 Baris TOTAL tertulis 12.611.751.484, seharusnya 12.611.751.848" in flat
    rules = flat.partition("Aturan yang tidak dijalankan: ")[2]
    assert re.search(r"JML-003(, \w+-\d+)*: tidak ada sel yang perlu diperiksa", rules)
    assert rules.count("tidak ada sel yang perlu diperiksa") == 1, "all rules of one reason stand in one line"
    assert re.search(r"TUR-002 \(\d+\)(, \w+-\d+ \(\d+\))*: sel tertunda: bergantung pada", rules)


def test_json_contract(renja, seed: Path, benar: Path) -> None:  # type: ignore[no-untyped-def]
    run = renja("validate", seed, benar, "--format", "json")
    report = json.loads(run.out)
    assert list(report) == ["version", "workbooks", "skipped", "same_content", "summary"]
    assert report["version"] == 1
    first, second = report["workbooks"]
    assert list(first) == WORKBOOK_KEYS
    assert {tuple(finding) for finding in first["findings"]} == {tuple(FINDING_KEYS)}
    assert {tuple(cause) for cause in first["causes"]} == {tuple(CAUSE_KEYS)}
    assert sorted(at for cause in first["causes"] for at in cause["findings"]) == list(range(len(first["findings"])))
    assert len(first["causes"]) <= 30
    assert {tuple(rule) for rule in first["rules"]} == {("rule", "status", "checked", "reason")}
    assert {tuple(change) for change in first["changes"]} == {tuple(CHANGE_KEYS)}
    assert (first["status"], second["status"]) == ("invalid", "valid")
    assert (first["document"], first["year"], first["pack"]) == ("renja", 2024, "2024")
    assert report["summary"] == {
        "workbooks": 2, "valid": 1, "invalid": 1, "unreadable": 0, "incomplete": 0, "skipped": 0,
        **Counter(row[1] for path in (seed, benar) for row in kept(path.stem)),
    }  # fmt: skip
    total = next(finding for finding in first["findings"] if finding["rule"] == "JML-004")
    assert (total["cell"], total["value"], total["expected"], total["difference"]) == (
        "J53",
        12611751484,
        12611751848,
        -364,
    )
    assert run.status == 1


def test_folder_skips_lock_files_and_takes_the_highest_status(renja, benar: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "diterima" / "dinas"
    folder.mkdir(parents=True)
    shutil.copy(benar, folder / "a.xlsx")
    (folder / "~$a.xlsx").write_bytes(b"kunci")
    assert renja("validate", tmp_path / "diterima").status == 0
    (folder / "b.xlsx").write_bytes(b"bukan")
    run = renja("validate", tmp_path / "diterima", "--format", "json")
    report = json.loads(run.out)
    assert [book["status"] for book in report["workbooks"]] == ["valid", "unreadable"]
    assert "bukan buku kerja Excel" in report["workbooks"][1]["reason"]
    assert run.status == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_report_goes_to_a_file_but_never_over_an_input(renja, benar: Path, tmp_path: Path, form: str) -> None:  # type: ignore[no-untyped-def]
    told = renja("validate", benar, "--format", form, "-o", "hasil.out").out
    assert told.startswith(f"{benar}: LULUS: {_said(benar)}")
    assert told.count("\n") == 1
    assert "LTS-007" in (tmp_path / "hasil.out").read_text(encoding="utf-8")
    copy = Path(shutil.copy(benar, tmp_path / "a.xlsx"))
    run = renja("validate", copy, "-o", copy)
    assert run.status == 2
    assert "file masukan" in run.err
    assert _hash(copy) == _hash(benar)


def test_the_terminal_tells_the_verdict_of_a_copy_too(renja, seed: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    told = renja("validate", seed, "--format", "xlsx", "-o", "temuan.xlsx").out.splitlines()
    assert told[0].startswith(f"{seed}: BELUM LULUS: {_said(seed)}")
    assert told[1].startswith("  Belum diperiksa: ")
    assert told[-1] == "Ditulis: temuan.xlsx"


def test_english(renja, seed: Path) -> None:  # type: ignore[no-untyped-def]
    run = renja("validate", seed, "--lang", "en", "--rinci")
    assert "NOT PASSED" in run.out
    assert "Digits look transposed" in " ".join(run.out.split())


def test_template_then_validate(renja, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = renja(
        "template", "t.xlsx", "--tahun", 2024, "--bidang", "2.17", "--pemda", "Kota Bekasi", "--opd", "Dinas X"
    )
    assert made.status == 0
    before = _hash(tmp_path / "t.xlsx")
    again = renja("template", "t.xlsx", "--tahun", 2025)
    assert again.status == 2
    assert "sudah ada" in again.err
    assert _hash(tmp_path / "t.xlsx") == before
    assert renja("template", "t.xlsx", "--tahun", 2025, "--timpa").status == 0
    assert renja("validate", "t.xlsx").status == 1


def test_compute_never_touches_its_input(renja, benar: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    copy = Path(shutil.copy(benar, tmp_path / "a.xlsx"))
    run = renja("compute", copy, "-o", "b.xlsx")
    assert run.status == 0
    again = sum(cell.state == "refreshed" for cell in compute(read_document(copy)))
    assert f"{again} rumus dihitung ulang" in run.out
    assert _hash(copy) == _hash(benar)
    assert renja("compute", copy, "-o", copy, "--timpa").status == 2
    assert _hash(copy) == _hash(benar)


def test_rule_book(renja) -> None:  # type: ignore[no-untyped-def]
    listed = [block.splitlines() for block in renja("rules").out.split("\n\n")]
    assert [family.split()[0] for family, *_ in listed] == list(FAMILIES)
    assert [[line.split()[0] for line in lines] for _, *lines in listed] == [
        [rule.id for rule in rules] for rules in rules_by_family().values()
    ]
    assert renja("rules", "--urutan").out.startswith("Giliran 1\n")
    one = renja("rules", "jml-4").out
    assert "seharusnya 440.000.000" in one
    assert "Permendagri 86/2017" in one


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("validate", "tiada.xlsx"), "file tidak ada"),
        (("validate", "."), "Tidak ada buku kerja"),
        (("validate", "x.xlsx", "--pack", "1999"), "Paket aturan '1999' tidak ada"),
        (("rules", "FOO-1"), "tidak ada"),
        (("template", "t.xlsx", "--tahun", 2024, "--dokumen", "rkpd"), "tidak ada"),
        (("template", "t.xlsx", "--tahun", 2024, "--layout", "T-C.99"), "Bab-IV-SIPD"),
        (("template", "t.pdf", "--tahun", 2024), ".xlsx"),
        (("template", "tiada/t.xlsx", "--tahun", 2024), "tidak ada"),
        (("compute", "tiada.xlsx", "-o", "b.xlsx"), "file tidak ada"),
        (("validate",), "PATH"),
        (("hitung",), "hitung"),
    ],
)
def test_wrong_calls_end_with_one_sentence_and_status_2(renja, words: tuple[object, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    run = renja(*words)
    assert run.status == 2
    assert said in " ".join((run.out + run.err).split())


def test_nothing_in_a_folder_vanishes(renja, benar: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Every file is judged, unreadable, or named with the reason; in every report, in its language."""
    folder = tmp_path / "diterima"
    (folder / "dalam").mkdir(parents=True)
    shutil.copy(benar, folder / "a.xlsx")
    skipped = {
        "surat.pdf": "PDF; minta .docx atau .xlsx asalnya",
        "foto.jpg": "bukan buku kerja",
        "~$a.xlsx": "kunci Excel, buku kerjanya sedang dibuka",
        ".DS_Store": "file tersembunyi",
        "._a.xlsx": "file tersembunyi",
        "plafon.csv": "tidak memuat tabel resmi Renja atau LKIP",
    }
    for name in skipped:
        (folder / "dalam" / name).write_text("kode;plafon\n2.17;1\n")
    (folder / "putus.xlsx").symlink_to(folder / "tidak-ada.xlsx")
    (folder / "tautan").symlink_to(folder / "dalam")
    skipped |= {"putus.xlsx": "tautan putus atau bukan file biasa", "tautan": "tautan ke folder, tidak diikuti"}

    run = renja("validate", folder, "--format", "json,html,sarif,junit", "-o", "hasil", "--jobs", "0")
    report = json.loads(Path("hasil.json").read_text())
    assert (run.status, [Path(x["file"]).name for x in report["workbooks"]]) == (0, ["a.xlsx"])
    assert {Path(x["file"]).name: x["reason"] for x in report["skipped"]} == skipped
    assert report["summary"]["skipped"] == len(skipped)
    told = " ".join(run.out.split())
    for name, reason in skipped.items():
        assert reason in told, name
        for text in (run.out, *(Path(f"hasil.{x}").read_text() for x in ("html", "junit.xml"))):
            assert name in text
        assert reason in Path("hasil.sarif").read_text()
    english = renja("validate", folder, "--lang", "en", "--jobs", "0").out
    assert "Not judged: 8 files" in english
    assert "no workbook: foto.jpg" in english

    alone = renja("validate", folder / "dalam" / "plafon.csv", "--jobs", "0")
    assert (alone.status, "tidak memuat satu pun tabel resmi" in " ".join(alone.out.split())) == (2, True)
    none = renja("validate", folder / "dalam", "--jobs", "0")
    assert none.status == 2
    assert "plafon.csv" in none.out
