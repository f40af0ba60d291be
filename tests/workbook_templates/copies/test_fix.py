"""`renja fix`: only safe fixes, in a copy, every cell told; what needs a person is left alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headless.batch.run import validate_files
from headless.cli import app
from rules.model.display import display_of
from rules.model.finding import Verdict
from tests.support.excel_repair import faults
from tests.support.helpers import IDENTITY
from tests.support.packages import parts
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.errors import UnreadableError
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template


def judged(path: Path) -> Verdict:
    return next(iter(validate_files([path], None, "id")))


def plan(path: Path, *rows: dict[str, Any]) -> Path:
    build_template(path, Template("renja", IDENTITY, rows={"T-C.33": list(rows)}))
    return path


def values(path: Path) -> dict[tuple[str, str], Any]:
    """Contents of all cells, formulas as texts."""
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    return {(x.parent.title, x.coordinate): getattr(x.value, "text", x.value) for x in cells if x.value is not None}


def test_the_real_plan(seed: Path, tmp_path: Path) -> None:
    """All safe fixes of the real plan are applied: its split codes stand in one cell, its units are official."""
    before, out = judged(seed), tmp_path / "diperbaiki.xlsx"
    mending = fix_workbook(seed, out)
    told = [x for finding in before.findings for x in (finding, *finding.repeats)]
    offered = {(x.sheet, x.cell) for x in told if x.fix is not None}
    assert {(x.finding.sheet, x.cells[0]) for x in mending.fixed} == offered
    assert mending.left == []
    after = judged(out)
    assert not [x for x in after.findings if x.fix is not None]
    assert (mending.before, mending.after, mending.status) == (len(before.findings), len(after.findings), after.status)
    old, new = values(seed), values(out)
    changed = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    assert changed == {(x.finding.sheet, cell) for x in mending.fixed for cell in x.cells}
    assert [new.get(("T-C.33", f"{x}12")) for x in "ABCDE"] == ["2.17.01.2.01.06", None, None, None, None]
    assert new["T-C.29", "E24"] == "7.044 Buku/Eksemplar"
    assert faults(out) == []
    kept = [name for name in parts(seed) if "chart" in name or "styles" in name or "theme" in name]
    assert all(parts(seed)[name] == parts(out)[name] for name in kept)


def test_fixing_twice_changes_nothing_more(seed: Path, tmp_path: Path) -> None:
    fix_workbook(seed, tmp_path / "satu.xlsx")
    again = fix_workbook(tmp_path / "satu.xlsx", tmp_path / "dua.xlsx")
    assert again.fixed == []
    assert values(tmp_path / "satu.xlsx") == values(tmp_path / "dua.xlsx")


def test_amounts_typed_as_text_become_numbers_and_unsafe_faults_stay(tmp_path: Path) -> None:
    source = plan(
        tmp_path / "asal.xlsx",
        {"1": "2.17.01", "2": "Program"},
        {"1": "2.17.01.2.01", "2": "Kegiatan"},
        {"1": "2.17.01.2.01.01", "2": "Sub", "3": "Jumlah Laporan", "4": "Kota", "5": "3 Dok", "6": "Rp 30.000.000", "7": "DAU"},
        {"1": "2.17.01.2.01.02", "2": "Sub", "3": "Jumlah Laporan", "4": "Kota", "5": "=1+1", "6": "69.04.000", "7": "DAU"},
    )  # fmt: skip
    out = tmp_path / "hasil.xlsx"
    mending = fix_workbook(source, out)
    amount = next(x for x in mending.fixed if x.finding.rule == "ANG-004")
    sheet = openpyxl.load_workbook(out)["T-C.33"]
    assert sheet[amount.cells[0]].value == 30_000_000
    row = sheet[amount.cells[0]].row
    assert sheet[f"E{row}"].value == "3 Dokumen"
    assert (sheet[f"F{row + 1}"].value, sheet[f"E{row + 1}"].value) == ("69.04.000", "=1+1")
    assert sheet[f"E{row + 1}"].data_type != "f"
    assert str(sheet[f"F{row - 1}"].value).startswith("="), "formulas stay"


def test_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seed: Path, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    def renja(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["renja", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    status, out, _ = renja("fix", seed, "-o", "hasil.xlsx")
    assert status == 1, "what is left are errors"
    assert "T-C.33!A12  NOM-010  2 | 17 | 01 | 201 | 06 → 2.17.01.2.01.06 (dikosongkan: B12, C12, D12, E12)" in out
    assert "T-C.29!E24  SAT-002  7.044 Buku/Eks → 7.044 Buku/Eksemplar" in out
    content = (tmp_path / "hasil.xlsx").read_bytes()
    for words, said in (
        (("fix", seed, "-o", "hasil.xlsx"), "sudah ada"),
        (("fix", "hasil.xlsx", "-o", "hasil.xlsx", "--timpa"), "adalah file masukan"),
        (("fix", "tiada.xlsx", "-o", "lain.xlsx"), "file tidak ada"),
        (("fix", seed, "-o", "lain.csv"), "harus berakhiran .xlsx"),
    ):
        status, _, err = renja(*words)
        assert (status, said in err) == (2, True), err
    assert (tmp_path / "hasil.xlsx").read_bytes() == content
    assert [x.name for x in tmp_path.iterdir()] == ["hasil.xlsx"]


def test_workbook_without_tables(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "kosong.xlsx")
    with pytest.raises(UnreadableError, match="tidak memuat teks atau angka"):
        fix_workbook(tmp_path / "kosong.xlsx", tmp_path / "hasil.xlsx")
    assert not (tmp_path / "hasil.xlsx").exists()


def test_amounts_with_cents_keep_their_size(tmp_path: Path) -> None:
    """A column with two decimals holds rupiah like any other: its fix is not in cents."""
    rows: list[dict[str, Any]] = [
        {"1": "1. Tanah", "2": 1, "3": "1.050.000,00"},
        {"1": "2. Peralatan dan Mesin", "2": 2, "3": "1.050.000,55"},
    ]
    years = {"renstra_awal": 2021, "renstra_akhir": 2026}
    build_template(tmp_path / "a.xlsx", Template("lkip", IDENTITY | years, rows={"Aset": rows}))
    mending = fix_workbook(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    fixed = {x.cells[0]: x.finding for x in mending.fixed}
    assert {cell: values(tmp_path / "b.xlsx")["Aset", cell] for cell in fixed} == {"C5": 1050000, "C6": 1050000.55}
    assert [display_of(x, x.fix) for x in fixed.values()] == ["1.050.000,00", "1.050.000,55"]
