"""What is received never steers the terminal, never costs others their report, and is never overwritten."""

from __future__ import annotations

import html
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Run
from tests.places import EXAMPLES

Renja = Callable[..., Run]
BENAR = EXAMPLES / "renja-2024-benar.xlsx"
EVIL = "\x9b31mMerah\u202elanos\nbaris\x7f"
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def replaced(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """A copy of a workbook with a change in one part."""
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert re.search(old, content), (part, old)
                content = re.sub(old, new, content, count=1)
            after.writestr(entry.filename, content)
    return target


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A plan in a file of a hostile name, with hostile texts in cells that are quoted, and in its identity."""
    path = tmp_path / f"rencana{EVIL}.xlsx"
    book = openpyxl.load_workbook(EXAMPLES / "renja-2024-seed.xlsx")
    book["Identitas"]["B3"] = f"Dinas {EVIL}"
    sheet: Any = book["T-C.33"]
    for row in range(10, 16):
        for column in (6, 7, 9, 12):
            if isinstance(sheet.cell(row, column).value, str):
                sheet.cell(row, column).value = f"{sheet.cell(row, column).value}{EVIL}"
    book.save(path)
    return path


def calls() -> list[tuple[str, tuple[object, ...]]]:
    """Every command that tells of a workbook, with `EVIL` for the hostile one."""
    return [
        ("text", ("validate", "EVIL", "--rinci")),
        ("json", ("validate", "EVIL", "--format", "json")),
        ("sarif", ("validate", "EVIL", "--format", "sarif")),
        ("copies", ("validate", "EVIL", "--format", "xlsx,html", "-o", "EVIL-hasil")),
        ("no file", ("validate", f"tiada{EVIL}.xlsx")),
        ("batch", ("validate", "EVIL", BENAR)),
        ("taken", ("compute", "EVIL", "-o", "EVIL", "--timpa")),
        ("compute", ("compute", "EVIL", "-o", "EVIL-hitung.xlsx")),
        ("fix", ("fix", "EVIL", "-o", "EVIL-baik.xlsx")),
        ("diff", ("diff", BENAR, "EVIL")),
        ("diff json", ("diff", "EVIL", BENAR, "--format", "json")),
        ("seal", ("seal", "EVIL", "-o", "EVIL-segel.xlsx")),
        ("no seal", ("verify", "EVIL")),
        ("template", ("template", "EVIL-bersih.xlsx", "--dari", "EVIL")),
        ("report", ("template", "EVIL-lkip.xlsx", "--dokumen", "lkip", "--dari", "EVIL")),
        ("recap", ("rekap", ".", "-o", "EVIL-rekap.xlsx")),
        ("map", ("validate", "EVIL", "--buat-peta", "EVIL.yaml")),
        ("rule", ("rules", f"X{EVIL}")),
        ("code", ("nomenclature", "show", f"2.17{EVIL}")),
        ("pack", ("validate", "EVIL", "--pack", f"p{EVIL}")),
    ]


@pytest.mark.parametrize(("words"), [words for _, words in calls()], ids=[name for name, _ in calls()])
def test_nothing_received_steers_the_terminal(renja: Renja, evil: Path, words: tuple[object, ...]) -> None:
    run = renja(*(str(word).replace("EVIL", evil.stem if word != "EVIL" else evil.name) for word in words))
    assert run.status in {0, 1, 2}
    # SARIF names files by address, the others as text.
    assert any(name in run.out + run.err for name in ("\\u009b31mMerah\\u202elanos", "%C2%9B31mMerah%E2%80%AElanos"))
    assert STEERS.findall(run.out + run.err) == []


def test_a_verified_seal_tells_nothing_raw(renja: Renja, evil: Path) -> None:
    assert renja("seal", evil.name, "-o", "segel.xlsx").status == 1
    shown = renja("verify", "segel.xlsx").out
    assert ("UTUH" in shown, STEERS.findall(shown)) == (True, [])
    assert STEERS.findall(renja("verify", "segel.xlsx", "--format", "json").out) == []


# ---- one bad file costs only itself


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", rb'sheetId="\d+"', b'sheetId="1e9"'),
        ("xl/workbook.xml", rb'sheetId="\d+"', b'sheetId="4294967295"'),
    ],
)
def test_numbers_that_are_none_cost_no_copy(renja: Renja, tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    (tmp_path / "kiriman").mkdir()
    shutil.copy(BENAR, tmp_path / "kiriman" / "baik.xlsx")
    replaced(BENAR, tmp_path / "kiriman" / "ganjil.xlsx", part, old, new)
    run = renja("validate", "kiriman", "--format", "xlsx,html", "-o", "hasil")
    assert (tmp_path / "hasil.html").exists()
    assert (tmp_path / "hasil-temuan" / "baik-temuan.xlsx").exists()
    assert run.status == 0, run.err
    assert (tmp_path / "hasil-temuan" / "ganjil-temuan.xlsx").exists()


def test_a_number_format_that_is_none_is_refused_and_costs_only_itself(renja: Renja, tmp_path: Path) -> None:
    (tmp_path / "kiriman").mkdir()
    shutil.copy(BENAR, tmp_path / "kiriman" / "baik.xlsx")
    odd = tmp_path / "kiriman" / "ganjil.xlsx"
    replaced(BENAR, odd, "xl/styles.xml", rb'<numFmt numFmtId="\d+"', b'<numFmt numFmtId="A1"')
    run = renja("validate", "kiriman", "--format", "xlsx,html", "-o", "hasil")
    assert run.status == 2
    assert "format angka bernomor 'A1'" in html.unescape((tmp_path / "hasil.html").read_text(encoding="utf-8"))
    assert [path.name for path in (tmp_path / "hasil-temuan").iterdir()] == ["baik-temuan.xlsx"]


def test_a_copy_that_fails_costs_only_itself(renja: Renja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbook_templates.copies import annotate

    real = annotate.annotate

    def failing(source: Path, *rest: Any) -> None:
        if source.stem == "ganjil":
            raise ZeroDivisionError
        real(source, *rest)

    monkeypatch.setattr(annotate, "annotate", failing)
    (tmp_path / "kiriman").mkdir()
    for name in ("baik", "ganjil"):
        shutil.copy(BENAR, tmp_path / "kiriman" / f"{name}.xlsx")
    run = renja("validate", "kiriman", "--format", "xlsx", "-o", "hasil")
    assert (run.status, run.err) == (
        2, "Salinan 'ganjil.xlsx' gagal dibuat (ZeroDivisionError); buka di Excel, simpan, lalu ulangi.\n",
    )  # fmt: skip
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["baik-temuan.xlsx"]


def test_a_name_in_another_encoding_gets_its_copy(renja: Renja, tmp_path: Path) -> None:
    name = os.fsdecode(b"renja-\xe9.xlsx")
    (tmp_path / "kiriman").mkdir()
    try:
        shutil.copy(BENAR, tmp_path / "kiriman" / name)
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")
    shutil.copy(BENAR, tmp_path / "kiriman" / f"{'x' * 200}.xlsx")
    run = renja("validate", "kiriman", "--format", "xlsx,text", "-o", "hasil")
    assert (run.status, run.err) == (0, "")
    assert os.fsdecode(b"renja-\xe9-temuan.xlsx") in os.listdir(tmp_path / "hasil-temuan")
    assert len(os.listdir(tmp_path / "hasil-temuan")) == 2


# ---- what is read is never written


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder of files that a run may read, and a link to each."""
    for name in ("rencana.xlsx", "lalu.xlsx", "renja.xlsx"):
        shutil.copy(BENAR, tmp_path / name)
    shutil.copy(EXAMPLES / "lkip-2024-benar.xlsx", tmp_path / "lkip.xlsx")
    (tmp_path / "plafon.csv").write_text("kode;plafon\n2.17.04;1000\n", encoding="utf-8")
    (tmp_path / "daftar.xlsx").write_bytes(b"")
    (tmp_path / "peta.yaml").write_text("tabel: []\n", encoding="utf-8")
    (tmp_path / "kunci.xlsx").write_text("-----", encoding="utf-8")
    (tmp_path / "kiriman").mkdir()
    shutil.copy(BENAR, tmp_path / "kiriman" / "a.xlsx")
    shutil.copy(BENAR, tmp_path / "kiriman" / "b.xlsx")
    for path in list(tmp_path.iterdir()):
        (tmp_path / f"tautan-{path.name}").symlink_to(path)
    return tmp_path


VALIDATE = ("validate", "rencana.xlsx")
ONTO = [
    (*VALIDATE, "-o", "rencana.xlsx"),
    (*VALIDATE, "--plafon", "plafon.csv", "-o", "plafon.csv"),
    (*VALIDATE, "--plafon", "plafon.csv", "-o", "tautan-plafon.csv"),
    (*VALIDATE, "--tahun-lalu", "lalu.xlsx", "-o", "kiriman/../lalu.xlsx"),
    (*VALIDATE, "--tahun-lalu", "kiriman", "-o", "kiriman/a.xlsx"),
    (*VALIDATE, "--renja", "tautan-renja.xlsx", "-o", "renja.xlsx"),
    (*VALIDATE, "--peta", "peta.yaml", "-o", "peta.yaml"),
    (*VALIDATE, "--peta", "peta.yaml", "--buat-peta", "peta.yaml"),
    (*VALIDATE, "--plafon", "plafon.csv", "--buat-peta", "plafon.csv"),
    (*VALIDATE, "--tahun-lalu", "lalu.xlsx", "--format", "xlsx", "-o", "lalu.xlsx"),
    ("validate", "kiriman", "--format", "json", "-o", "kiriman/b.xlsx"),
    ("compute", "rencana.xlsx", "-o", "tautan-rencana.xlsx"),
    ("fix", "rencana.xlsx", "-o", "kiriman/../rencana.xlsx"),
    ("seal", "rencana.xlsx", "-o", "rencana.xlsx"),
    ("seal", "rencana.xlsx", "--kunci-privat", "kunci.xlsx", "-o", "tautan-kunci.xlsx"),
    ("diff", "rencana.xlsx", "lalu.xlsx", "-o", "lalu.xlsx"),
    ("rekap", "kiriman", "-o", "kiriman/a.xlsx"),
    ("rekap", "kiriman", "--daftar-pd", "daftar.xlsx", "-o", "daftar.xlsx"),
    ("template", "renja.xlsx", "--dokumen", "lkip", "--dari", "renja.xlsx"),
    ("template", "lkip.xlsx", "--dokumen", "lkip", "--dari", "renja.xlsx", "--perbarui", "lkip.xlsx"),
    ("nomenclature", "migrate", "rencana.xlsx", "--ke", "900.1-861-2026", "-o", "rencana.xlsx"),
]


@pytest.mark.parametrize("words", ONTO, ids=" ".join)
def test_what_a_run_reads_it_never_writes(renja: Renja, inputs: Path, words: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in inputs.rglob("*") if path.is_file()}
    run = renja(*words, "--timpa")
    assert (run.status, "adalah file masukan" in run.err, len(run.err.splitlines())) == (2, True, 1), run.err
    assert {path: path.read_bytes() for path in inputs.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "rencana.xlsx", "--format", "json", "-o", "pipa.json"),
        ("compute", "rencana.xlsx", "-o", "pipa.xlsx", "--timpa"),
        ("template", "pipa.xlsx", "--tahun", "2026", "--timpa"),
        ("diff", "rencana.xlsx", "lalu.xlsx", "-o", "pipa.txt"),
        ("rekap", "kiriman", "-o", "pipa.xlsx", "--timpa"),
        ("validate", "rencana.xlsx", "--buat-peta", "pipa.xlsx", "--timpa"),
    ],
    ids=lambda words: words[0],
)
def test_nothing_is_written_onto_a_pipe(renja: Renja, inputs: Path, words: tuple[str, ...]) -> None:
    pipe = next(word for word in words if word.startswith("pipa."))
    os.mkfifo(inputs / pipe)
    run = renja(*words)
    assert (run.status, run.err) == (2, f"'{pipe}' bukan file biasa; sebutkan nama file keluarannya.\n")
    assert (inputs / pipe).is_fifo()


def test_an_earlier_recap_in_the_folder_may_be_made_anew(renja: Renja, inputs: Path) -> None:
    assert renja("rekap", "kiriman", "-o", "kiriman/rekap.xlsx").status in {0, 1, 2}
    again = renja("rekap", "kiriman", "-o", "kiriman/rekap.xlsx", "--timpa")
    assert "1 rencana" in again.out
    assert "rekap.xlsx (" not in again.err
