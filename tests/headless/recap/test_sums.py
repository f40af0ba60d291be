"""`renja rekap`: every rupiah once, who is missing, what is planned twice."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from headless.batch.run import Hands, judged
from headless.recap.model import SKIPPED, OfficePlan, Recap, bidang_of, program_of
from headless.recap.office_list import read_offices
from headless.recap.page import render_recap
from headless.recap.senders import assign_senders
from headless.recap.sums import NO_FUND, fund_of, judge_offices, sum_up
from headless.tasks.recaps import written_recap
from headless.tasks.seals import sealed
from rules.model.references import Ceilings
from rules.schema.layout import layouts
from rules.validation import validate
from tests.support.batch_hooks import DyingOffices
from tests.support.helpers import save, sound_grids
from tests.support.helpers import table_rows as sound_rows
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

Call = Callable[..., tuple[int, str, str]]
KOPERASI, DAGANG = "Dinas Koperasi, Usaha Kecil dan Menengah", "Dinas Perdagangan"


def plan(path: Path, office: str, rows: list[dict[str, Any]], year: int = 2024, stage: str = "") -> Path:
    """A workbook with one plan, built from the template."""
    identity = {"pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": office, "bidang_urusan": "2.17",
                "tahun": year, "tahap": stage}  # fmt: skip
    build_template(path, Template("renja", identity, rows={"T-C.33": rows}))
    return path


def row(code: str, amount: object = None, fund: str | None = None, name: str = "Nama") -> dict[str, Any]:
    return {"1": code, "2": f"{name} {code}", "6": amount, "7": fund}


def sums(recap: Recap, group: Callable[[Any], str]) -> dict[str, int]:
    return {key: sum(amounts.values()) for key, amounts in recap.by(group).items()}


def cells(path: Path, sheet: str) -> list[list[Any]]:
    """Stored values of a sheet, as programs see them that do not calculate."""
    rows: list[list[Any]] = (
        CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    )
    return rows


TWO = [
    [row("2.17.01"), row("2.17.01.2.06"), row("2.17.01.2.06.05", 30_000_000, "PAD"),
     row("2.17.01.2.06.09", 12_611_751_848, "PAD; DAU"), row("2.17.04"), row("2.17.04.2.01"),
     row("2.17.04.2.01.01", 7, None)],
    [row("2.17.01"), row("2.17.01.2.06"), row("2.17.01.2.06.05", 1, "Pendapatan Asli Daerah (PAD)"), row("3.30.02"),
     row("3.30.02.2.01"), row("3.30.02.2.01.01", 9_007_199_254, "DAU dan PAD")],
]  # fmt: skip
TOTALS = [12_641_751_855, 9_007_199_255]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plans of two offices, built once."""
    made = tmp_path_factory.mktemp("rencana")
    plan(made / "a.xlsx", KOPERASI, TWO[0])
    plan(made / "b.xlsx", DAGANG, TWO[1])
    return made


@pytest.fixture
def folder(plans: Path, tmp_path: Path) -> Path:
    """A folder with the plans of two offices."""
    return Path(shutil.copytree(plans, tmp_path / "diterima"))


def test_totals_are_the_sum_of_offices(folder: Path) -> None:
    recap = sum_up(judge_offices(sorted(folder.iterdir())))
    assert [(office.name, office.total) for office in recap.counted] == [(KOPERASI, TOTALS[0]), (DAGANG, TOTALS[1])]
    assert sums(recap, program_of) == {"2.17.01": 12_641_751_849, "2.17.04": 7, "3.30.02": 9_007_199_254}
    assert sums(recap, bidang_of) == {"2.17": 12_641_751_856, "3.30": 9_007_199_254}
    found = sums(recap, lambda line: line.fund)
    both = next(key for key in found if key.startswith("gabungan"))
    assert found == {both: 12_611_751_848 + 9_007_199_254, "Pendapatan Asli Daerah (PAD)": 30_000_001, NO_FUND: 7}
    assert [(x.code, x.amounts) for x in recap.shared] == [("2.17.01.2.06.05", {KOPERASI: 30_000_000, DAGANG: 1})]


def test_who_is_named_by_titles_or_by_a_file_alone_is_marked() -> None:
    offices = [
        OfficePlan("a.xlsx", "Dinas A", year=2024, printed=True),
        OfficePlan("b.xlsx", "b", year=2024, unnamed=True),
    ]
    page = render_recap(Recap(2024, [*offices, OfficePlan("c.xlsx", "Dinas C", year=2024)]))
    assert "Dinas A <small>(menurut judul tabel)</small>" in page
    assert "<td>b <small>(menurut nama file)</small>" in page
    assert "<td>Dinas C</td>" in page


def test_columns_of_the_page_that_say_nothing_are_left_out() -> None:
    for office, told in (OfficePlan("a.xlsx", "A", written=0), False), (OfficePlan("a.xlsx", "A", written=7), True):
        assert (">Selisih<" in render_recap(Recap(2024, [office]))) == told
    page = render_recap(Recap(2024, [OfficePlan("a.xlsx", "A", uncoded=5, unread=1)]))
    assert page.count(">Berpagu tanpa kode<") == page.count(">Pagu tak terbaca<") == 1


def test_a_recap_of_no_plan_replaces_nothing(tmp_path: Path) -> None:
    """Unless it tells who has yet to send one."""
    out, other = tmp_path / "rekap.xlsx", OfficePlan("teks.csv", state=SKIPPED, reason="tidak memuat tabel resmi")
    late = OfficePlan("lalu.xlsx", KOPERASI, year=2024)
    for offices, year, said in ([other], None, "rencana yang"), ([late], 2030, "rencana tahun 2030 yang"):
        told = written_recap(offices, out, year, None)
        assert (told.status, out.exists()) == (2, False)
        assert f"Tidak ada {said} dapat dijumlahkan" in told.faults[-1]
    assert written_recap([other], out, 2024, [KOPERASI]).status == 0
    assert out.exists()


def test_a_plan_in_thousands_counts_in_rupiah(tmp_path: Path) -> None:
    """Its totals are those of the same plan in rupiah, and so is what a ceiling is held against."""
    rupiah, thousands = sound_rows("T-C.33"), sound_rows("T-C.33")
    for cells in thousands:
        cells[:] = [x // 1000 if isinstance(x, int) and x >= 1000 else x for x in cells]
    thousands[2][0] = f"{thousands[2][0]} (dalam ribuan rupiah)"
    paths = [
        save(tmp_path / f"{at}.xlsx", sound_grids({"T-C.33": rows})) for at, rows in enumerate((rupiah, thousands))
    ]
    one, other = ([office.total for office in sum_up(judge_offices([path])).counted] for path in paths)
    assert one == other == [440_000_000]
    documents = [read_document(path) for path in paths]
    for document in documents:
        document.references = replace(document.references, ceilings=Ceilings({"": 439_999_000}, "plafon.xlsx"))
    found = [[(x.cell, x.key) for x in validate(x).findings if x.rule == "LTS-008"] for x in documents]
    assert found[0] == found[1] != []


def test_workbook_holds_native_sums_with_their_values(folder: Path, renja: Call, tmp_path: Path) -> None:
    status, out, _ = renja("rekap", folder, "-o", "rekap.xlsx")
    assert "jumlah pagu 21.648.951.110" in out
    assert status in {0, 1}
    total = sum(TOTALS)
    book = openpyxl.load_workbook("rekap.xlsx")
    assert book.sheetnames == [
        "Ringkasan",
        "Per program",
        "Per bidang",
        "Per sumber dana",
        "Perangkat daerah",
        "Kode ganda",
    ]
    for sheet, column in (("Per program", 2), ("Per bidang", 2), ("Per sumber dana", 1)):
        last = cells(Path("rekap.xlsx"), sheet)[-1]
        assert (last[0], last[column : column + 3]) == ("TOTAL", [total, *TOTALS])
        assert str(book[sheet].cell(book[sheet].max_row, column + 1).value).startswith("=SUM(")
    summary = cells(Path("rekap.xlsx"), "Ringkasan")
    agreed = [line for line in summary if line[2] in {"ya", "TIDAK"}]
    assert [(line[1], line[2]) for line in agreed] == [(total, "ya")] * 4


@pytest.mark.libreoffice
def test_totals_follow_what_is_changed(
    folder: Path, renja: Call, tmp_path: Path, recalculate: Callable[..., Any]
) -> None:
    """One more rupiah in one office reaches every total of its sheet, and the summary says that they part."""
    renja("rekap", folder, "-o", "rekap.xlsx")
    sheets = recalculate(tmp_path / "rekap.xlsx", ["put", "Per program", "D4", 30_000_001])
    before = cells(tmp_path / "rekap.xlsx", "Per program")[3][3]
    after = sheets["Per program"][-1]
    assert after[2] == sum(TOTALS) - before + 30_000_001
    assert [line[2] for line in sheets["Ringkasan"] if line[2] in {"ya", "TIDAK"}].count("TIDAK") == 1


def test_what_is_not_counted_is_told(tmp_path: Path, renja: Call, folder: Path) -> None:
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    os.utime(plan(folder / "c.xlsx", KOPERASI.upper(), TWO[1]), (1_000_000, 1_000_000))
    plan(folder / "d.xlsx", "Dinas Kesehatan", TWO[1], year=2025)
    status, out, err = renja("rekap", folder, "-o", "rekap.xlsx")
    assert status == 2
    assert "2 rencana tahun 2024" in out
    for name, why in (("rusak.xlsx", "tidak terbaca"), ("c.xlsx", "lebih dari sekali"), ("d.xlsx", "tahun lain")):
        assert any(name in line and why in line for line in err.splitlines()), name
    listed = cells(Path("rekap.xlsx"), "Perangkat daerah")
    assert {"rusak.xlsx", "c.xlsx", "d.xlsx"} <= {line[10] for line in listed if len(line) > 10}
    assert listed[-1][3] == sum(TOTALS)


def test_amounts_that_cannot_be_counted_are_told(tmp_path: Path) -> None:
    """A typed parent, an unreadable amount and an amount without code: none is added, the last two are told."""
    layout = layouts()["T-C.33"]
    body = sound_rows("T-C.33")
    first = next(at for at, line in enumerate(body) if line and line[0] == "2.17.01.2.06.05")
    money = list(layout.official).index("6")
    body[first][money] = "69.04.000"
    body[first + 1][0] = "Rapat"
    recap = sum_up(judge_offices([save(tmp_path / "a.xlsx", sound_grids({"T-C.33": body}))]))
    office = recap.counted[0]
    assert (office.total, office.unread, office.uncoded, office.written) == (250_000_000, 1, 160_000_000, 440_000_000)


def test_who_is_missing(folder: Path, renja: Call, tmp_path: Path) -> None:
    with (tmp_path / "pd.csv").open("w", newline="") as file:
        rows = [("No", "Perangkat Daerah"), (1, KOPERASI.upper()), (2, "Dinas Perdaganggan"), (3, "Dinas Kesehatan")]
        csv.writer(file).writerows(rows)
    _, out, _ = renja("rekap", folder, "-o", "rekap.xlsx", "--daftar-pd", "pd.csv")
    assert "Belum mengirim (1): Dinas Kesehatan" in out
    assert ["Dinas Kesehatan", "belum mengirim"] in [line[:2] for line in cells(Path("rekap.xlsx"), "Perangkat daerah")]
    (tmp_path / "pd.txt").write_text(f"{KOPERASI}\n")
    recap = sum_up(judge_offices(sorted(folder.iterdir())), listed=read_offices(tmp_path / "pd.txt"))
    assert (recap.missing, recap.unlisted) == ([], [DAGANG])
    (tmp_path / "salah.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableError, match="perangkat daerah"):
        read_offices(tmp_path / "salah.csv")


def test_a_file_of_a_neighbour_is_not_that_of_an_office_of_the_list() -> None:
    offices = [OfficePlan("a.xlsx", "Kecamatan Medan Barat"), OfficePlan("b.xlsx", "Kecamatan Medan Belawn")]
    assign_senders(offices, ["Kecamatan Medan Baru", "Kecamatan Medan Belawan"])
    assert [office.listed for office in offices] == ["", "Kecamatan Medan Belawan"]


def test_names_with_commas_in_a_list_of_one_column(tmp_path: Path) -> None:
    """Whether or not in quotes; a list of several columns is parted."""
    path = tmp_path / "pd.csv"
    path.write_text(f'Daftar, 2024\nPerangkat Daerah\n{KOPERASI}\n"Dinas Pangan, Tani"\nDinas Kesehatan\n')
    assert read_offices(path) == [KOPERASI, "Dinas Pangan, Tani", "Dinas Kesehatan"]
    path.write_text(f'Perangkat Daerah,No\n"{KOPERASI}",1\nDinas Kesehatan,2\n')
    assert read_offices(path) == [KOPERASI, "Dinas Kesehatan"]


def test_newest_file_of_an_office_counts(folder: Path) -> None:
    """By stage, then by a seal that holds, then by when it was saved; the others are named with the one that counts."""

    def told() -> dict[str, tuple[str, str]]:
        recap = sum_up(judge_offices(sorted(folder.iterdir())))
        return {Path(office.file).name: (office.state, office.reason) for office in recap.offices}

    plan(folder / "b2.xlsx", DAGANG, TWO[1])
    os.utime(folder / "b.xlsx", (1_000_000, 1_000_000))
    assert told()["b.xlsx"] == ("dikirim lebih dari sekali", "yang dihitung 'b2.xlsx', disimpan lebih akhir")
    sealed(folder / "b.xlsx", folder / "b1.xlsx", None, "", None, DEFAULT_LIMITS)
    (folder / "b.xlsx").unlink()
    os.utime(folder / "b1.xlsx", (1_000_000, 1_000_000))
    assert told()["b2.xlsx"] == ("dikirim lebih dari sekali", "yang dihitung 'b1.xlsx', yang bersegel")
    plan(folder / "b3.xlsx", DAGANG, TWO[1], stage="rancangan akhir")
    os.utime(folder / "b3.xlsx", (1_000_000, 1_000_000))
    found = told()
    assert found["b3.xlsx"] == ("diterima", "")
    assert {found[name] for name in ("b1.xlsx", "b2.xlsx")} == {
        ("dikirim lebih dari sekali", "yang dihitung 'b3.xlsx', tahapnya lebih lanjut (rancangan akhir)")
    }


def test_of_files_saved_at_once_the_one_with_the_fewest_errors_counts(folder: Path) -> None:
    """A copied or unpacked folder says nothing of which is newer."""
    wrong = [cells | {"6": None} if cells["1"].count(".") == 5 else cells for cells in TWO[0]]
    plan(folder / "a2.xlsx", KOPERASI, wrong)
    for name, saved in (("a.xlsx", 1_000_000), ("a2.xlsx", 1_000_001)):
        os.utime(folder / name, (saved, saved))
    told = {Path(x.file).name: x for x in sum_up(judge_offices(sorted(folder.iterdir()))).offices}
    assert told["a.xlsx"].galat < told["a2.xlsx"].galat
    assert told["a.xlsx"].state == "diterima"
    assert "yang dihitung 'a.xlsx', yang kesalahannya lebih sedikit; keduanya disimpan hampir" in told["a2.xlsx"].reason


def test_the_sum_says_what_of_it_has_not_passed(folder: Path, renja: Call) -> None:
    _, out, _ = renja("rekap", folder, "-o", "rekap.xlsx")
    first, second, *_ = out.splitlines()
    assert first.endswith(
        "2 rencana tahun 2024, jumlah pagu 21.648.951.110; 21.648.951.110 di antaranya dari 2 rencana yang BELUM LULUS"
    )
    assert "BELUM LULUS (2): " in second
    assert KOPERASI in second
    told = next(line for line in cells(Path("rekap.xlsx"), "Ringkasan") if "BELUM LULUS" in str(line[0]))
    assert told[1] == 2
    assert "21.648.951.110 dari jumlah" in str(told[2])
    renja("rekap", folder, "-o", "rekap.html")
    assert "2 rencana yang BELUM LULUS" in Path("rekap.html").read_text(encoding="utf-8")


def test_what_lies_in_the_folder_beside_the_plans_takes_a_line(folder: Path, renja: Call, tmp_path: Path) -> None:
    for number in range(60):
        (folder / f"foto {number:02}.jpg").write_bytes(b"x")
    (tmp_path / "pd.txt").write_text("\n".join(f"Badan {number:02}" for number in range(60)))
    _, out, _ = renja("rekap", folder, "-o", "rekap.xlsx", "--daftar-pd", "pd.txt")
    assert "bukan buku kerja (60): 'foto 00.jpg', " in out
    assert "'foto 09.jpg', dan 50 lainnya" in out
    assert "Belum mengirim (60): Badan 00; " in out
    assert max(map(len, out.splitlines())) < 600


def test_a_plan_sent_again_as_text_counts_once(folder: Path) -> None:
    """Once with the office in its title, once with nothing that names it."""
    head = layouts()["T-C.33"].columns.values()
    rows = [[cell if cell is None else str(cell) for cell in (line.get(number) for number in layouts()["T-C.33"].columns)]
            for line in TWO[0]]  # fmt: skip
    for name, title in (("tc33.csv", f"{KOPERASI.upper()} TAHUN 2024"), ("tanpa-nama.csv", "TAHUN 2024")):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            numbers = [f"({number})" for number in layouts()["T-C.33"].columns]
            csv.writer(file).writerows([[title], [column.heading for column in head], numbers, *rows])
    for name in ("a.xlsx", "tanpa-nama.csv"):
        os.utime(folder / name, (1_000_000, 1_000_000))
    recap = sum_up(judge_offices(sorted(folder.iterdir())))
    assert sum(office.total for office in recap.counted) == sum(TOTALS)
    assert {Path(office.file).name for office in recap.counted} == {"tc33.csv", "b.xlsx"}, "the one saved last"
    reasons = {Path(office.file).name: office.reason for office in recap.offices if office.reason}
    assert reasons.keys() == {"a.xlsx", "tanpa-nama.csv"}
    assert "yang menyebut perangkat daerahnya" in reasons["tanpa-nama.csv"]


def test_who_has_sent_what_cannot_be_read_is_not_missing(folder: Path, renja: Call, tmp_path: Path) -> None:
    (folder / "Dinas_Kesehatan-renja.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "Dinas Sosial").mkdir()
    (folder / "Dinas Sosial" / "renja.pdf").write_bytes(b"%PDF")
    (folder / "scan.xlsb").write_bytes(b"x")
    (folder / "foto.jpg").write_bytes(b"x")
    plan(folder / "lama.xlsx", "Dinas Pariwisata", TWO[0], year=2023)
    names = [KOPERASI, DAGANG, "Dinas Kesehatan", "Dinas Sosial", "Dinas Pariwisata", "Dinas Perhubungan"]
    (tmp_path / "pd.txt").write_text("\n".join(names))
    _, out, err = renja("rekap", folder, "-o", "rekap.xlsx", "--daftar-pd", "pd.txt")
    assert "Belum mengirim (1) (atau salah satu dari 1 file tak terbaca): Dinas Perhubungan" in out
    sent = next(line for line in out.splitlines() if "Mengirim, tetapi tidak terhitung (3)" in line)
    for told in (
        "Dinas Kesehatan ('Dinas_Kesehatan-renja.xls' tidak terbaca)",
        "Dinas Sosial ('renja.pdf' tidak diperiksa)",
        "Dinas Pariwisata ('lama.xlsx' tahun lain)",
    ):
        assert told in sent
    assert "Bukan rencana, bukan buku kerja (1): 'foto.jpg'" in out
    assert "foto.jpg" not in err
    listed = cells(Path("rekap.xlsx"), "Perangkat daerah")
    assert {"foto.jpg", "renja.pdf", "scan.xlsb"} <= {line[10] for line in listed if len(line) > 10}


def test_a_file_with_the_plans_of_several_offices_is_told(tmp_path: Path, renja: Call) -> None:
    """Their sum is right, but stands under one office: the other would be missing without a word."""
    theirs = [[f"RENCANA {DAGANG.upper()}"], *sound_rows("T-C.33")[1:]]
    ours = [[f"RENCANA {KOPERASI.upper()}"], *sound_rows("T-C.33")[1:]]
    (tmp_path / "masuk").mkdir()
    both = save(tmp_path / "masuk" / "a.xlsx", sound_grids({"T-C.33": ours, "T-C.33 (2)": theirs}))
    one = save(tmp_path / "b.xlsx", sound_grids({"T-C.33": ours, "T-C.33 (2)": ours}))
    assert [office.together for office in judge_offices([both, one])] == [(KOPERASI.upper(), DAGANG.upper()), ()]
    told = f"{KOPERASI.upper()}; {DAGANG.upper()}"
    _, out, _ = renja("rekap", "masuk", "-o", "rekap.xlsx")
    assert f"karena dalam satu file: {told} (minta satu file untuk masing-masing)" in out
    assert f"dihitung bersama: {told}" in cells(Path("rekap.xlsx"), "Perangkat daerah")[3][12]
    renja("rekap", "masuk", "-o", "rekap.html")
    assert f"{told}. Minta satu file untuk masing-masing." in Path("rekap.html").read_text()


def test_tables_sent_as_text_are_summed(folder: Path, renja: Call) -> None:
    """A .csv that holds a plan counts; a letter or a list among the plans is named, not refused."""
    (folder / "plafon.csv").write_text("kode;plafon\n2.17.01;5\n")
    status, out, err = renja("rekap", folder, "-o", "rekap.html")
    assert status in {0, 1}
    assert "Bukan rencana, tidak memuat tabel resmi Renja atau LKIP (1): 'plafon.csv'" in out
    assert err == ""


def test_text_of_offices_never_becomes_a_formula_or_markup(tmp_path: Path, renja: Call) -> None:
    evil = '=HYPERLINK("http://x","<b>klik</b>")'
    plan(tmp_path / "a.xlsx", evil, [row("2.17.01"), row("2.17.01.2.06"), row("2.17.01.2.06.05", 5, "@SUM(1)", "=1+1")])
    renja("rekap", "a.xlsx", "-o", "rekap.xlsx")
    made = openpyxl.load_workbook("rekap.xlsx")
    formulas = [c.value for sheet in made for line in sheet.iter_rows() for c in line if c.data_type == "f"]
    assert formulas
    assert all(value.startswith(("=SUM(", "=IF(B", "='P", "=E")) for value in formulas)
    renja("rekap", "a.xlsx", "-o", "rekap.html")
    assert "<b>klik" not in Path("rekap.html").read_text()


def test_html_and_wrong_calls(folder: Path, renja: Call, tmp_path: Path) -> None:
    renja("rekap", folder, "-o", "rekap.html")
    page = Path("rekap.html").read_text()
    assert page.count("21.648.951.110") >= 5
    for words in (
        (folder, "-o", "rekap.html"),
        (folder, "-o", "rekap.pdf"),
        (tmp_path / "kosong", "-o", "a.xlsx"),
        (folder, "-o", "a.xlsx", "--daftar-pd", "tidak-ada.txt"),
    ):
        assert renja("rekap", *words)[0] == 2, words


def test_a_recap_in_the_folder_is_no_plan(folder: Path, renja: Call) -> None:
    first = renja("rekap", folder, "-o", folder / "rekap.xlsx")
    again = renja("rekap", folder, "-o", folder / "rekap.xlsx", "--timpa")
    assert first == again


@pytest.mark.parametrize(
    ("text", "group"),
    [("", NO_FUND), ("-", NO_FUND), ("pad", "Pendapatan Asli Daerah (PAD)"), ("PAD; PAD", "Pendapatan Asli Daerah (PAD)"),
     ("Hibah Bulan", "Hibah Bulan")],
)  # fmt: skip
def test_funds(text: str, group: str) -> None:
    assert fund_of(text) == group


@settings(max_examples=5, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**13), min_size=1, max_size=6), min_size=1, max_size=3))
def test_every_total_is_the_sum_of_offices(tmp_path_factory: pytest.TempPathFactory, amounts: list[list[int]]) -> None:
    folder = tmp_path_factory.mktemp("rekap")
    files = []
    for office, given_amounts in enumerate(amounts):
        rows = [row("2.17.01"), row("2.17.01.2.06")]
        rows += [
            row(f"2.17.01.2.06.{at:02d}", x, ("PAD", "DAU", "PAD; DAU")[at % 3])
            for at, x in enumerate(given_amounts, 1)
        ]
        files.append(plan(folder / f"{office}.xlsx", f"Dinas {office}", rows))
    recap = sum_up(judge_offices(files))
    total = sum(map(sum, amounts))
    assert sum(office.total for office in recap.counted) == total
    for group in (program_of, bidang_of, lambda line: line.fund):
        assert sum(sums(recap, group).values()) == total


def test_file_that_kills_its_reader_costs_its_own_plan_only(tmp_path: Path) -> None:
    rows = [row("2.17.01.2.01.01", 100)]
    files = [plan(tmp_path / f"{name}.xlsx", name, rows) for name in ("Dinas A", "mati", "Dinas B")]
    found = dict(judged(files, DyingOffices(None, DEFAULT_LIMITS), Hands(1)))
    recap = sum_up([found[path] for path in files])
    assert [office.name for office in recap.counted] == ["Dinas A", "Dinas B"]
    (refused,) = recap.refused
    assert "dikarantina: pekerja yang memeriksanya mati mendadak (status -9)" in refused.reason


def test_a_plan_without_a_year_is_told_as_that() -> None:
    recap = sum_up([OfficePlan("a.xlsx", "Dinas Kesehatan", year=2024), OfficePlan("b.xlsx", "Dinas Sosial")])
    assert [office.state for office in recap.offices] == ["diterima", "tahun tidak disebut"]
