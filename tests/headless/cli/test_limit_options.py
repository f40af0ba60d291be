"""`--batas` is heeded by every command that reads a received file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import EXAMPLES, Run

SEED, RIGHT, REPORT = (EXAMPLES / f"{name}.xlsx" for name in ("renja-2024-seed", "renja-2024-benar", "lkip-2024-benar"))
CALLS: dict[str, tuple[object, ...]] = {
    "validate": ("validate", SEED),
    "validate-against": ("validate", REPORT, "--renja", SEED),
    "map": ("validate", SEED, "--buat-peta", "peta.yaml"),
    "compute": ("compute", SEED, "-o", "x.xlsx"),
    "fix": ("fix", SEED, "-o", "x.xlsx"),
    "seal": ("seal", SEED, "-o", "x.xlsx"),
    "verify": ("verify", SEED),
    "narrative": ("narrative", "naskah.docx", "--workbook", SEED),
    "diff": ("diff", SEED, RIGHT),
    "recap": ("rekap", SEED, "-o", "x.xlsx"),
    "clean": ("template", "x.xlsx", "--dari", SEED),
    "renew": ("template", "x.xlsx", "--dokumen", "lkip", "--dari", SEED, "--perbarui", REPORT),
    "migrate": ("nomenclature", "migrate", SEED, "--ke", "900.1-861-2026", "-o", "x.xlsx"),
}


@pytest.mark.parametrize("words", CALLS.values(), ids=CALLS)
def test_limit_of_a_call_refuses_the_file(renja: Callable[..., Run], tmp_path: Path, words: tuple[object, ...]) -> None:
    if words[0] == "narrative":
        import docx

        text = docx.Document()
        text.add_paragraph("Renja Dinas Contoh Tahun 2024.")
        text.save(str(tmp_path / "naskah.docx"))
    refused = renja(*words, "--batas", "sel=9")
    assert refused.status == 2
    assert "lebih dari 9 sel" in " ".join((refused.out + refused.err).split())
    assert not (tmp_path / "x.xlsx").exists() or words[0] == "rekap"


@pytest.mark.parametrize(
    "words",
    [
        ("validate", SEED, "--plafon", "daftar.xlsx"),
        ("rekap", SEED, "-o", "x.xlsx", "--daftar-pd", "daftar.xlsx"),
        (
            "nomenclature",
            "import",
            "daftar.xlsx",
            "--keputusan",
            "050-5889-2021",
            "--jenis",
            "kabkota",
            "--store",
            "data",
        ),
    ],
    ids=["ceilings", "offices", "import"],
)
def test_limit_of_a_call_refuses_the_list_that_it_names(
    renja: Callable[..., Run], tmp_path: Path, words: tuple[object, ...]
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["kode", "nama", "plafon", "perangkat daerah"])
    book.active.append(["2.17.01", "Program", 1, "Dinas Contoh"])
    book.active.cell(2, 90).value = "jauh"
    book.save(tmp_path / "daftar.xlsx")
    assert renja(*words).status < 2
    refused = renja(*words, "--batas", "kolom=80", *(["--timpa"] if words[0] == "rekap" else []))
    assert refused.status == 2
    assert "'daftar.xlsx'" in refused.out + refused.err
    assert "CL2" in refused.out + refused.err
