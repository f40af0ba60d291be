"""From one decree to another: what is certain, probable and open, and a real workbook rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from headless.cli.app import app
from rules.nomenclature import KABKOTA, Entry, Nomenclature, Store, decrees
from rules.nomenclature.code_map import CodeMap
from rules.nomenclature.entry import save_decree
from rules.nomenclature.migration import CERTAIN, OPEN, PROBABLE, Migration
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook

OLD, NEW = "050-5889-2021", "900.1.15.5-1317-2023"
_OLD = [
    Entry(KABKOTA, "2.17", "BIDANG KOPERASI"),
    Entry(KABKOTA, "2.17.04", "PROGRAM PENILAIAN"),
    Entry(KABKOTA, "2.17.04.2.01", "Penilaian Kesehatan"),
    Entry(KABKOTA, "2.17.04.2.01.01", "Pelaksanaan Penilaian Kesehatan Koperasi"),
    Entry(KABKOTA, "2.17.04.2.01.02", "Penghargaan Kesehatan Koperasi"),
    Entry(KABKOTA, "2.17.04.2.01.03", "Pembinaan Koperasi Syariah"),
    Entry(KABKOTA, "2.17.04.2.01.04", "Sosialisasi Aturan Simpan Pinjam"),
    Entry(KABKOTA, "2.17.04.2.01.05", "Pencetakan Sertifikat"),
    Entry(KABKOTA, "X.XX.01.2.06.05", "Penyediaan Barang Cetakan"),
]
_NEW = [
    *_OLD[:3],
    Entry(KABKOTA, "2.17.04.2.01.0001", "Pelaksanaan Penilaian Kesehatan KOPERASI"),
    Entry(KABKOTA, "2.17.04.2.01.0012", "Penghargaan Kesehatan Koperasi"),
    Entry(KABKOTA, "2.17.04.2.01.0003", "Pembinaan Koperasi Syariah dan Konvensional"),
    Entry(KABKOTA, "2.17.04.2.01.0005", "Pemeriksaan Lapangan"),
    Entry(KABKOTA, "2.17.04.2.01.0020", "Pengawasan Lembaga Keuangan Mikro"),
    Entry(KABKOTA, "X.XX.01.2.06.0005", "Penyediaan Barang Cetakan"),
]


def migration(*pairs: tuple[str, str, str, str]) -> Migration:
    """From the old decree to the new one with a map."""
    old, new = (Nomenclature.of_entries(decrees()[x], lines) for x, lines in ((OLD, _OLD), (NEW, _NEW)))
    return Migration(old, new, CodeMap.of(pairs))


@pytest.mark.parametrize(
    ("code", "name", "new", "certainty"),
    [
        ("2.17.04.2.01.01", "", "2.17.04.2.01.0001", CERTAIN),  # the same, in four digits
        ("2.17.04.2.01.02", "", "2.17.04.2.01.0012", CERTAIN),  # the name has another code now
        ("2.17.04.2.01.03", "", "2.17.04.2.01.0003", PROBABLE),  # the name has grown
        ("2.17.04.2.01.04", "", "2.17.04.2.01.0020", CERTAIN),  # the map says so
        ("2.17.04.2.01.05", "", None, OPEN),  # the number means something else now
        ("2.17.01.2.06.05", "", "2.17.01.2.06.0005", CERTAIN),  # penunjang, in the office's own bidang
        ("2.17.04", "PROGRAM PENILAIAN", "2.17.04", CERTAIN),
        ("2.17.04.2.01.01", "Pencetakan Sertifikat", "2.17.04.2.01.0001", PROBABLE),  # code and name disagree
        ("2.17.99.2.01.01", "Entah Apa", None, OPEN),
    ],
)
def test_certain_probable_and_open(code: str, name: str, new: str | None, certainty: str) -> None:
    mapped = (
        "2.17.04.2.01.04",
        "Sosialisasi Aturan Simpan Pinjam",
        "2.17.04.2.01.0020",
        "Pengawasan Lembaga Keuangan Mikro",
    )
    proposal = migration(mapped).of(code, name)
    assert (proposal.code, proposal.certainty) == (new, certainty)
    assert proposal.reason


def test_a_map_is_followed_over_several_decrees_but_not_for_another_name() -> None:
    steps = [("2.17.04.2.01.04", "", "2.17.04.2.01.0040", ""), ("2.17.04.2.01.0040", "", "2.17.04.2.01.0020", "")]
    assert migration(*steps).of("2.17.04.2.01.04").code == "2.17.04.2.01.0020"
    other = ("2.17.04.2.01.04", "Pameran Kerajinan Tangan", "2.17.04.2.01.0020", "Pengawasan")
    assert migration(other).of("2.17.04.2.01.04").certainty == OPEN


def test_a_split_code_is_only_probable() -> None:
    split = [("2.17.04.2.01.04", "", f"2.17.04.2.01.{to}", "") for to in ("0020", "0003")]
    assert migration(*split).of("2.17.04.2.01.04").certainty == PROBABLE


def test_the_map_is_read_backwards_to_an_older_decree() -> None:
    old, new = (Nomenclature.of_entries(decrees()[x], lines) for x, lines in ((OLD, _OLD), (NEW, _NEW)))
    pairs = [("2.17.04.2.01.04", "", "2.17.04.2.01.0020", "")]
    assert Migration(new, old, CodeMap.of(pairs)).of("2.17.04.2.01.0020").code == "2.17.04.2.01.04"


# ---- a workbook


def _real(seed: Path, store: Store) -> None:
    """A new decree made from the real plan: four digits, one code moved, one unit and one indicator changed."""
    lines = {}
    for row in (
        row
        for table in read_document(seed).tables
        if table.layout == "Bab-IV"
        for row in zip(*(table.columns[x] for x in "123"), strict=True)
    ):
        from rules.values.codes import read_code

        code = read_code(row[0]).official
        if not code or code.count(".") == 1:
            continue
        listed = f"X.XX.01{code[7:]}" if code.startswith("2.17.01") else code
        if listed.count(".") == 5:
            last = "0077" if listed.endswith("06.05") else listed[-2:].zfill(4)
            lines[listed] = Entry(KABKOTA, f"{listed[:-2]}{last}", row[1], "", row[2] or "", "")
        else:
            lines[listed] = Entry(KABKOTA, listed, row[1])
    lines["X.XX.01.2.06.05"] = lines["X.XX.01.2.06.05"]._replace(indikator="Jumlah Cetakan", satuan="Lembar")
    save_decree(store, NEW, {"counts": {}}, list(lines.values()))


def test_the_real_plan_is_rewritten(seed: Path, store: Store, tmp_path: Path) -> None:
    _real(seed, store)
    out = tmp_path / "baru.xlsx"
    done = CliRunner().invoke(app, ["nomenclature", "migrate", str(seed), "--ke", NEW, "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "kode pasti, diubah" in done.output
    after = read_document(out)
    assert after.text("keputusan") == decrees()[NEW].name
    plan = next(table for table in after.tables if table.layout == "Bab-IV")
    before = next(table for table in read_document(seed).tables if table.layout == "Bab-IV")
    at = next(i for i, code in enumerate(before.columns["1"]) if code == "2|17|01|206|05")
    assert plan.columns["1"][at] == "2|17|01|2.06|0077"
    assert plan.columns["3"][at] == "Jumlah Cetakan"
    assert plan.columns["5"][at].split()[1] == "Lembar"
    assert [plan.columns["6"], plan.rows] == [before.columns["6"], before.rows]  # money and rows stay
    sheets = {grid.name: grid.rows for grid in read_workbook(out)}
    listed = [row for row in sheets["Migrasi"][1:] if row[0] == "Bab-IV"]
    assert {row[6] for row in listed} <= {CERTAIN, PROBABLE, OPEN}
    assert next(row for row in listed if row[2] == "2.17.01.2.06.05")[4] == "2.17.01.2.06.0077"
    unsure = [row for row in listed if row[6] != CERTAIN]
    assert all(not row[8] for row in unsure)


@pytest.mark.parametrize(
    ("call", "said"),
    [(["--ke", "entah", "-o", "x.xlsx"], "tidak dikenal"), (["--ke", OLD, "-o", "x.xlsx"], "sudah mengikuti"),
     (["--ke", "90-2019", "-o", "x.xlsx"], "belum diimpor"), (["--ke", NEW, "-o", "x.csv"], "berakhiran .xlsx")],
)  # fmt: skip
def test_what_cannot_be_migrated_says_why(
    call: list[str], said: str, seed: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["nomenclature", "migrate", str(seed), *call])
    assert done.exit_code != 0
    assert said in done.output + str(done.exception)
    assert list(tmp_path.glob("*.xlsx")) == []
