"""Shapes in which decrees really arrive: each is stored right, or refused with a way out; never stored wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from headless.imports.decrees import import_file
from headless.imports.report import unmangled
from rules.errors import RenjaError
from rules.nomenclature import KABKOTA, PROVINSI, Nomenclature, Store, decrees, nomenclature
from rules.nomenclature.shipped import facts
from rules.values.codes import level_of
from tests.headless.imports.test_decrees import sipd_row, text_file, workbook

WHOLE, PART = "900.1.15.5-1317-2023", "050-5889-2021"
_SIPD = ["JENIS PEMDA", "BIDANG", "PROGRAM", "KEGIATAN", "SUBKEGIATAN", "KINERJA", "INDIKATOR", "SATUAN"]


def known(decree: str, store: Store, kind: str = KABKOTA) -> Nomenclature:
    found = nomenclature(decree, kind, store)
    assert found is not None
    return found


def segments(code: str) -> list[str | None]:
    """A code over five cells: urusan, bidang, program, kegiatan (`2.01`), sub kegiatan."""
    parts = code.split(".")
    cells: list[str | None] = [*parts[:3], ".".join(parts[3:5]) or None, *parts[5:]]
    return cells + [None] * (5 - len(cells))


def whole_bidang(bidang: str) -> list[tuple[str, str]]:
    """Codes and names of a bidang as its decree lists them; names that did not ship are made up."""
    return [(x.kode, x.nama or f"Nama {x.kode}") for x in facts() if WHOLE in x.decrees and x.kode.startswith(bidang)]


@pytest.mark.parametrize(
    "head",
    [
        ["URUSAN/UNSUR", "BIDANG URUSAN/BIDANG UNSUR", "PROGRAM", "KEGIATAN", "SUB KEGIATAN"],
        ["Urusan / Unsur", "Bidang Urusan / Bidang Unsur", "Program", "Kegiatan", "Sub Kegiatan"],
        ["kode_urusan", "kode_bidang_urusan", "kode_program", "kode_kegiatan", "kode_sub_kegiatan"],
        ["Kode Urusan", "Kode Bidang", "Kode Program", "Kode Kegiatan", "Kode Subkegiatan"],
    ],
)
def test_a_segment_to_a_column_under_any_heading(head: list[str], tmp_path: Path, store: Store) -> None:
    lines = whole_bidang("1.06")
    rows = [[*segments(code), name] for code, name in lines]
    report = import_file(workbook(tmp_path / "d.xlsx", [*head, "NOMENKLATUR"], *rows), store, WHOLE, KABKOTA)
    assert (report.kept, report.rejected, report.partial) == (len(lines), [], False)
    reference = known(WHOLE, store)
    assert {code: reference.name(code) for code, _ in lines} == dict(lines)


@pytest.mark.parametrize("whole_codes", [True, False])
def test_code_and_name_of_every_level_in_one_row(whole_codes: bool, tmp_path: Path, store: Store) -> None:
    names = dict(whole_bidang("1.06"))
    levels = ("urusan", "bidang_urusan", "program", "kegiatan", "sub_kegiatan")
    head = [f"{what}_{level}" for level in levels for what in ("kode", "nama")]
    rows = []
    for code in names:
        if level_of(code) == 4:
            parts = code.split(".")
            path = [".".join(parts[:count]) for count in (1, 2, 3, 5, 6)]
            own = path if whole_codes else segments(code)
            rows.append([x for part, step in zip(own, path, strict=True) for x in (part, names.get(step, "URUSAN"))])
    report = import_file(text_file(tmp_path / "d.csv", [head, *rows]), store, WHOLE, KABKOTA)
    assert (report.what, report.kept, report.rejected) == ("berjenjang", len(rows), [])
    reference = known(WHOLE, store)
    assert all(reference.name(code) == name for code, name in names.items())


def test_rows_above_the_kegiatan_follow_the_kind_of_those_below(tmp_path: Path, store: Store) -> None:
    rows = [["kode", "nama"], ["1", "Urusan"], ["1.06", "Bidang"], ["1.06.02", "Program"], ["1.06.02.2.01", "Kegiatan"]]
    report = import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    assert (report.kept, report.rejected) == (4, [])
    both = [*rows, ["1.06.02.1.01", "Kegiatan Provinsi"]]
    report = import_file(text_file(tmp_path / "e.csv", both), Store(tmp_path / "lain"), PART, KABKOTA)
    assert "untuk provinsi" in report.rejected[0].reason


def test_penunjang_under_a_real_bidang_is_listed_once_for_all(tmp_path: Path, store: Store) -> None:
    rows = [
        ["kode", "nama"],
        *([f"{bidang}{rest}", name] for bidang in ("8.01", "2.17") for rest, name in (
            (".01", "PROGRAM PENUNJANG"), (".01.2.06", "Administrasi Umum"), (".01.2.06.04", "Logistik Kami"),
        )),
    ]  # fmt: skip
    report = import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    assert (report.kept, len(report.duplicates)) == (3, 3)
    reference = known(PART, store)
    assert reference.by_comparable["X.XX.01.2.06.0004"] == "X.XX.01.2.06.04"
    assert reference.name("2.17.01.2.06.04") == reference.name("1.02.01.2.06.04") == "Logistik Kami"


@pytest.mark.parametrize("between", [" ", " - ", " – ", ": "])
def test_a_name_that_begins_with_its_code_is_the_name_alone(between: str, tmp_path: Path, store: Store) -> None:
    rows = [["kode", "nama"], ["1.06.02", f"1.06.02{between}PROGRAM SATU"], ["1.06.02.2.01", "1000 Hari Pertama"]]
    import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    reference = known(PART, store)
    assert (reference.name("1.06.02"), reference.name("1.06.02.2.01")) == ("PROGRAM SATU", "1000 Hari Pertama")


def test_a_kegiatan_that_lost_its_last_zero_is_told_by_its_siblings(tmp_path: Path, store: Store) -> None:
    rows = [["kode", "nama"], ["1.06.02.2.01", "Satu"], ["1.06.02.2.1", "Sepuluh"], ["1.06.02.2.1.05", "Sub"]]
    report = import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    reference = known(PART, store)
    assert [reference.name(x) for x in ("1.06.02.2.01", "1.06.02.2.10", "1.06.02.2.10.05")] == [
        "Satu",
        "Sepuluh",
        "Sub",
    ]
    assert any("kehilangan nol" in note for note in report.notes)


@pytest.mark.parametrize(
    ("rows", "bidang"),
    [
        ([["2.1", "Bidang"], ["2.10.02", "Program"]], "2.10"),
        ([["2.1", "Bidang"], ["2.01.02", "Program"]], "2.01"),
        ([["2.1", "Bidang"], ["2.1.2", "Program"]], "2.01"),
        ([["2.1", "URUSAN PEMERINTAHAN BIDANG PERTANAHAN"], ["2.17.02", "Program"]], "2.10"),
        ([["3.3", "URUSAN PEMERINTAHAN BIDANG PERDAGANGAN"]], "3.30"),
    ],
    ids=["kode di bawah 2.10", "kode di bawah 2.01", "angka tunggal semua", "nama", "hanya nama"],
)
def test_a_bidang_of_one_digit_is_told_by_what_is_below_it_or_its_name(
    rows: list[list[str]], bidang: str, tmp_path: Path, store: Store
) -> None:
    import_file(text_file(tmp_path / "d.csv", [["kode", "nama"], *rows]), store, PART, KABKOTA)
    stored = known(PART, store)
    assert stored.name(bidang) == rows[0][1]


def test_a_row_for_both_kinds_is_stored_for_both(tmp_path: Path, store: Store) -> None:
    rows = [["jenis pemda", "kode", "nama"], ["Provinsi/Kabupaten/Kota", "1.06", "BIDANG"],
            ["Provinsi/Kabupaten/Kota", "1.06.02", "PROGRAM KITA"], ["KABUPATEN/KOTA", "1.06.02.2.01", "Kegiatan"]]  # fmt: skip
    report = import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    assert (report.read, report.kept, report.rejected) == (3, 3, [])
    assert known(PART, store, PROVINSI).name("1.06.02") == known(PART, store).name("1.06.02") == "PROGRAM KITA"
    assert known(PART, store, PROVINSI).name("1.06.02.2.01") is None


def test_a_part_of_a_decree_is_not_taken_for_the_whole(tmp_path: Path, store: Store) -> None:
    lines = whole_bidang("1.06")
    kept = lines[: len(lines) // 2]
    report = import_file(text_file(tmp_path / "d.csv", [["kode", "nama"], *kept]), store, WHOLE, KABKOTA)
    assert report.partial
    assert f"memuat {len(kept)} dari {len(lines)} kode" in " ".join(report.notes)
    reference = known(WHOLE, store)
    assert reference.name(lines[-1][0]), "what ships is still known"
    report = import_file(text_file(tmp_path / "e.csv", [["kode", "nama"], *lines]), store, WHOLE, KABKOTA)
    assert not report.partial


@pytest.mark.parametrize(
    ("written", "meant"),
    [("MÂ³", "M³"), ("Unit â€“ dua", "Unit – dua"), ("Ã©tat", "état"), ("Château", "Château"), ("M³", "M³")],
)
def test_letters_read_in_the_wrong_encoding_are_mended(written: str, meant: str, tmp_path: Path, store: Store) -> None:
    assert unmangled(written) == meant
    rows = [
        ["kode", "nama", "satuan"],
        ["1.06.02", "P", ""],
        ["1.06.02.2.01", "K", ""],
        ["1.06.02.2.01.01", "S", written],
    ]
    import_file(text_file(tmp_path / "d.csv", rows), store, PART)
    assert known(PART, store).unit("1.06.02.2.01.01") == meant


@pytest.mark.parametrize("wrap", [lambda rows: rows, lambda rows: {"meta": {"n": 2}, "data": rows}])
def test_json_is_read_as_an_array_of_objects(wrap: Any, tmp_path: Path, store: Store) -> None:
    rows = [{"kode": "1.06.02", "nama": "PROGRAM"}, {"kode": "1.06.02.2.01", "nama": "Kegiatan", "lain": [1]}]
    file = tmp_path / "d.json"
    file.write_text(json.dumps(wrap(rows)), encoding="utf-8")
    assert import_file(file, store, PART).kept == 2
    assert known(PART, store).name("1.06.02.2.01") == "Kegiatan"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("d.sql", "INSERT INTO kode VALUES ('1.06.02');", "cadangan basis data"),
        ("d.json", "[1, 2]", "tidak ada daftar objek"),
        ("d.json", "[" * 100_000, "tidak terbaca sebagai JSON"),
        ("d.csv", "nomor,judul buku,pengarang\n1,a,b\n", "'nomor', 'judul buku', 'pengarang'"),
        ("d.csv", "kode,nama\n1.06.02,P\nabc,x\ndef,y\nghi,z\n", "3 dari 4 baris"),
    ],
)
def test_what_is_refused_is_told_and_nothing_is_stored(
    name: str, content: str, said: str, tmp_path: Path, store: Store
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RenjaError, match=said):
        import_file(file, store, PART, KABKOTA)
    assert store.names() == []


def _export(tmp_path: Path) -> Path:
    rows: Sequence[Sequence[Any]] = [sipd_row("KABKOT", "2.17.04.2.01.0001 Penilaian Kami")[:8]]
    return workbook(tmp_path / "ekspor.xlsx", _SIPD, *rows)


def test_an_export_is_not_the_decree_it_was_once_taken_for(tmp_path: Path, store: Store) -> None:
    report = import_file(_export(tmp_path), store, "900.1-861-2026")
    assert report.decree is decrees()["sipd-ri-2027"]
    assert store.names() == ["sipd-ri-2027"]
    assert "bukan Kepmendagri 900.1-861/2026" in report.notes[0]


def test_an_export_stored_under_its_former_id_is_still_read(tmp_path: Path, store: Store) -> None:
    import_file(_export(tmp_path), store, "sipd-ri-2027")
    stored = store.path("sipd-ri-2027").rename(store.path("900.1-861-2026"))
    assert stored.exists()
    assert known("sipd-ri-2027", store).name("2.17.04.2.01.0001") == "Penilaian Kami"
    assert not known("900.1-861-2026", store).complete, "the decree itself is not known by it"
