"""Importing decrees, maps and lists: every shape, every line accounted for, whole sets in time and memory."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headless.imports.decrees import import_file
from headless.imports.report import Report
from rules.errors import RenjaError
from rules.nomenclature import KABKOTA, PROVINSI, Nomenclature, Store, nomenclature
from rules.nomenclature.code_map import replacements
from rules.nomenclature.entry import stored_lines
from rules.values.fund_names import fund, split_funds
from rules.values.vocabulary import refresh, units
from tests.places import ROOT

NEW, OLD = "sipd-ri-2027", "050-5889-2021"
_SIPD = ["JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN", "TAG",
         "DEFINISI OPERASIONAL", "SUBKEGIATAN SEBELUMNYA"]  # fmt: skip


def workbook(path: Path, *rows: Sequence[Any]) -> Path:
    """Rows as the first sheet of a workbook."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    book.save(path)
    return path


def text_file(path: Path, rows: Sequence[Sequence[Any]], delimiter: str = ",") -> Path:
    """Rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def accounted(report: Report) -> int:
    """Lines of which it is told what became of them."""
    return report.kept + report.headings + sum(map(len, (report.rejected, report.duplicates, report.conflicts)))


def sipd_row(
    kind: str, sub: str, indicator: str = "Jumlah Dokumen", unit: str = "Dokumen", before: str = ""
) -> list[str]:
    """A line of the export under one kegiatan."""
    digit = "1" if kind == "PROV" else "2"
    return [kind, "2.17 URUSAN PEMERINTAHAN BIDANG KOPERASI", "2.17.04 PROGRAM PENILAIAN", f"2.17.04.{digit}.01 Penilaian \nKesehatan ",
            sub, "[null]", indicator, unit, "[null]", "Cakupan:\n- satu\n- dua", before]  # fmt: skip


def test_the_export_as_it_comes(tmp_path: Path, store: Store) -> None:
    rows = [
        sipd_row("KABKOT", "2.17.04.2.01.0001 Pelaksanaan\n\nPenilaian ", before="2.17.04.2.01.0009 Penilaian Lama"),
        sipd_row("PROV", "2.17.04.1.01.0001 Penilaian Provinsi", "[null]", "[null]"),
        sipd_row("KABKOT", "2.17.04.2.01.0001 PELAKSANAAN Penilaian"),
        sipd_row("KABKOT", "2.17.04.2.01.0001 Nama yang Lain"),
        sipd_row("KABKOT", "2.17.04.2.01.01 Kode Keputusan Lain"),
        sipd_row("KABKOT", "2.17.04.2.01.0002"),
        sipd_row("NEGARA", "2.17.04.2.01.0003 Entah"),
    ]
    report = import_file(workbook(tmp_path / "ekspor.xlsx", _SIPD, *rows), store, NEW)
    assert (report.what, report.read, report.kept) == ("sipd", 7, 2)
    assert accounted(report) == report.read
    assert [line.place for line in report.duplicates] == ["Sheet!4"]
    assert [line.place for line in report.conflicts] == ["Sheet!5"]
    why = [(line.place, " ".join(line.reason.split()[:2])) for line in report.rejected]
    assert why == [("Sheet!6", "kode tidak"), ("Sheet!7", "tanpa nama"), ("Sheet!8", "jenis pemda")]
    known = nomenclature(NEW, KABKOTA)
    assert known is not None
    assert known.name("2.17.04.2.01.0001") == "Pelaksanaan Penilaian"
    assert known.name("2.17.04.2.01") == "Penilaian Kesehatan"
    province = nomenclature(NEW, PROVINSI)
    assert province is not None
    assert (province.unit("2.17.04.1.01.0001"), province.indicator("2.17.04.1.01.0001")) == (None, None)
    stored = store.open(NEW)
    assert stored is not None
    entry = next(x for x in stored_lines(stored, definitions=True) if x.kode == "2.17.04.2.01.0001")
    assert (entry.definisi, entry.sebelumnya) == ("Cakupan:\n- satu\n- dua", "2.17.04.2.01.0009 Penilaian Lama")


_HEAD = [["LAMPIRAN KEPUTUSAN MENTERI DALAM NEGERI NOMOR 050-5889 TAHUN 2021"], [],
         ["KODE", None, None, None, None, "NOMENKLATUR URUSAN KABUPATEN/KOTA", "KINERJA", "INDIKATOR", "SATUAN"],
         ["URUSAN", "BIDANG URUSAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN", None, None, None, None],
         ["1", "2", "3", "4", "5", "6", "7", "8", "9"]]  # fmt: skip


@pytest.mark.parametrize("numeric", [False, True], ids=["text", "numbers"])
def test_a_decree_table_with_one_column_per_segment(numeric: bool, tmp_path: Path, store: Store) -> None:
    """Segments stored as numbers have lost their zeros; a kegiatan stored as 2.1 was 2.10."""
    body: list[list[Any]] = [
        ["2", None, None, None, None, "URUSAN WAJIB"],
        ["2", "17", None, None, None, "KOPERASI"],
        ["2", "17", "04", None, None, "PROGRAM PENILAIAN"],
        ["2", "17", "04", "2.10", None, "Penilaian"],
        ["2", "17", "04", "2.10", "06", "Pelaksanaan\nPenilaian", "Terlaksananya", "Jumlah Unit", "Unit"],
        _HEAD[3],
        [None, None, None, None, None, "sambungan tanpa kode"],
    ]
    if numeric:
        body = [[float(x) if isinstance(x, str) and x.replace(".", "").isdigit() else x for x in row] for row in body]
    report = import_file(workbook(tmp_path / "lampiran.xlsx", *_HEAD, *body), store)
    assert (report.what, report.kept, report.headings, len(report.rejected)) == ("segmen", 5, 2, 1)
    assert accounted(report) == report.read == 8
    assert report.rejected[0].reason == "tanpa kode"
    known = nomenclature(OLD, KABKOTA)
    assert known is not None
    assert known.name("2.17.04.2.10.06") == "Pelaksanaan Penilaian"
    assert (known.unit("2.17.04.2.10.06"), known.indicator("2.17.04.2.10.06")) == ("Unit", "Jumlah Unit")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_plain_csv(delimiter: str, tmp_path: Path, store: Store) -> None:
    rows = [
        ["kode", "nama", "satuan"],
        ["2.17.04", "Program", ""],
        ["2.17.04.2.01", "Kegiatan", ""],
        ["2.17.4.2.1.1", "Sub", "Unit"],
    ]
    report = import_file(text_file(tmp_path / "kode.csv", rows, delimiter), store, OLD, KABKOTA)
    assert (report.what, report.kept, accounted(report)) == ("kode", 3, 3)
    known = nomenclature(OLD, KABKOTA)
    assert known is not None
    assert known.unit("2.17.04.2.01.01") == "Unit"


def test_kinds_not_asked_for_are_told_and_other_kinds_stay(tmp_path: Path, store: Store) -> None:
    both = workbook(
        tmp_path / "a.xlsx",
        _SIPD,
        sipd_row("PROV", "2.17.04.1.01.0001 Satu"),
        sipd_row("KABKOT", "2.17.04.2.01.0001 Dua"),
    )
    report = import_file(both, store, NEW, PROVINSI)
    assert (report.kept, [line.text for line in report.rejected]) == (1, ["2.17.04.2.01.0001 Dua"])
    import_file(both, store, NEW, KABKOTA)
    stored = store.open(NEW)
    assert stored is not None
    assert sorted(stored.header.about["counts"]) == [KABKOTA, PROVINSI]
    assert [source["kinds"] for source in stored.header.sources] == [[PROVINSI], [KABKOTA]]


def test_a_part_of_a_decree_never_calls_a_code_unknown(tmp_path: Path, store: Store) -> None:
    rows = [["kode", "nama"], ["1.02.02", "Program"], ["1.02.02.2.01", "Kegiatan"], ["1.02.02.2.01.01", "Sub"]]
    path = text_file(tmp_path / "kode.csv", rows)
    import_file(path, store, OLD, KABKOTA)
    assert _known(OLD).judges("1.02.02.2.01.99")
    import_file(path, store, OLD, KABKOTA, partial=True)
    assert not _known(OLD).judges("1.02.02.2.01.99")


def _known(decree: str) -> Nomenclature:
    found = nomenclature(decree, KABKOTA)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rows", "decree", "said"),
    [
        ([["a", "b"], ["1", "2"]], None, "dicari baris judul"),
        ([["kode", "nama"], ["2.17.04", "Program"]], None, "--keputusan"),
        ([["kode", "nama"], ["2.17.04", "Program"]], "entah", "tidak dikenal; pilihannya"),
        ([["kode", "nama"], ["abc", "Program"]], OLD, "Tidak satu pun baris"),
        ([["kode lama", "kode baru"], ["x", "y"]], None, "peta kode"),
    ],
)
def test_what_cannot_be_imported_says_why(
    rows: list[list[str]], decree: str | None, said: str, tmp_path: Path, store: Store
) -> None:
    with pytest.raises(RenjaError, match=said):
        import_file(text_file(tmp_path / "x.csv", rows), store, decree)
    assert store.names() == []


# ---- whole sets


@pytest.mark.parametrize(
    ("file", "decree", "expected"),
    [
        ("kepmendagri-050-5889-2021_kabkota.csv", None, {KABKOTA: (8, 43, 162, 398, 1974)}),
        ("kepmendagri-900.1.15.5-1317-2023_kabkota.csv", None, {KABKOTA: (10, 45, 188, 729, 3395)}),
        ("sipd-ri_ekspor-subkegiatan_pemutakhiran-2027.xlsx", NEW,
         {PROVINSI: (0, 50, 217, 912, 4031), KABKOTA: (0, 45, 189, 713, 3550)}),
    ],
)  # fmt: skip
def test_whole_sets_are_imported_in_full(
    file: str, decree: str | None, expected: dict[str, tuple[int, ...]], compilations: Path, store: Store
) -> None:
    report = import_file(compilations / file, store, decree)
    assert {kind: tuple(levels.values()) for kind, levels in report.counts.items()} == expected
    assert report.kept == report.read == accounted(report)
    assert (report.rejected, report.conflicts) == ([], [])
    for kind in expected:
        known = nomenclature(report.decree.id if report.decree else "", kind)
        assert known is not None
        assert sum(code.count(".") == 5 for code in known.names) >= expected[kind][4]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
def test_the_full_set_takes_at_most_300_megabytes(compilations: Path, tmp_path: Path) -> None:
    call = (
        "import sys; from pathlib import Path; from headless.imports.decrees import import_file; "
        "from rules.nomenclature import Store; import_file(Path(sys.argv[1]), Store(Path(sys.argv[2])), sys.argv[3]); "
        "print(Path('/proc/self/status').read_text())"
    )
    file = compilations / "sipd-ri_ekspor-subkegiatan_pemutakhiran-2027.xlsx"
    command = [sys.executable, "-c", call, str(file), str(tmp_path / "toko"), NEW]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    # The peak of ru_maxrss would be that of the process that started it, where that was larger.
    peak = re.search(r"VmHWM:\s+(\d+) kB", done.stdout)
    assert peak
    assert int(peak[1]) <= 300_000


def test_the_map_and_the_lists(compilations: Path, store: Store) -> None:
    report = import_file(compilations / "peta-kode-lama-baru.csv", store)
    assert (report.what, report.read, report.kept, accounted(report)) == ("peta", 346, 346, 346)
    assert len(replacements(store)) == 346
    for name, read in (("satuan-resmi.csv", 225), ("satuan-454.xlsx", 453), ("sumber-dana.xlsx", 300)):
        told = import_file(compilations / name, store)
        assert (told.read, accounted(told)) == (read, read), name
    refresh()
    try:
        assert units().official("satuan pendidikan") == "Satuan Pendidikan"
        assert [units().official(x) for x in ("Doumen", "Dokuman")] == ["Dokumen", "Dokumen"]
        assert units().official("MÂ³/Hari") is None
        assert fund("1.1.1.5") == fund("[1.1.1.5] Pajak Rokok") == fund("pajak rokok") == "Pajak Rokok"
        assert fund("1.1.1.5 Pajak Hotel") is None
        assert split_funds("Pajak Rokok dan 1.1.1.6") == ["Pajak Rokok", "1.1.1.6"]
    finally:
        refresh()


# ---- units and funds


def test_imported_units_bring_synonyms_and_never_change_what_is_known(tmp_path: Path, store: Store) -> None:
    rows = [
        ["satuan", "sinonim", "jumlah"],
        ["Gardu Ronda", "GdR|Dok", "900"],
        ["Gardu Rondo", "", "1"],
        ["DOKUMEN", "", "9"],
        ["", "a", ""],
    ]
    report = import_file(text_file(tmp_path / "satuan.csv", rows), store)
    assert (report.kept, len(report.duplicates), len(report.rejected)) == (1, 2, 1)
    assert any('"Dok" tetap berarti Dokumen' in note for note in report.notes)
    refresh()
    assert [units().official(x) for x in ("gdr", "Dok", "GARDU RONDO")] == ["Gardu Ronda", "Dokumen", "Gardu Ronda"]
    refresh()


@pytest.mark.parametrize(
    ("text", "name"),
    [("PAD", "Pendapatan Asli Daerah (PAD)"), ("1.1", "Pendapatan Asli Daerah (PAD)"), ("[1.1] PAD", "Pendapatan Asli Daerah (PAD)"),
     ("1.1 Dana Desa", None), ("9.9.9", None), ("Dana Antah", None)],
)  # fmt: skip
def test_a_source_of_funds_by_name_code_or_both(text: str, name: str | None) -> None:
    refresh()
    assert fund(text) == name
