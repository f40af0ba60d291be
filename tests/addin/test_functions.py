"""Worksheet functions through xlwings' own converters: single values, rows, columns, blocks, blanks and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rules.examples.sound_renja import sound_document
from rules.values.names import normalise
from rules.values.terbilang import amount_of
from tests.support.excel_engine import blank
from tests.support.windows_xlwings import caller_of, xlwings_udfs

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call() -> Iterator[Call]:
    """Calls a function with arguments as Excel hands them over."""
    with xlwings_udfs() as (_, functions):
        yield caller_of(functions)


COLUMN = [[90.0], [None], ["448 Orang"]]


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        # one value
        ("CAPAIAN", (90.0, 100.0), [[90.0]]),
        ("CAPAIAN", (5.0, 4.0, "negatif"), [[75.0]]),
        ("TINGKAT_REALISASI", (3.0, 4.0), [[75.0]]),
        ("SERAPAN", (9_249_646_988.0, 9_249_646_988.0), [[100.0]]),
        ("TERBILANG", (1250.0,), [["seribu dua ratus lima puluh"]]),
        ("TERBILANG", (1250.0, "rupiah"), [["seribu dua ratus lima puluh rupiah"]]),
        ("RUPIAH", (12_611_751_848.0,), [["Rp12.611.751.848"]]),
        ("RUPIAH", ("-1.050,50",), [["-Rp1.050,50"]]),
        ("PREDIKAT_AKIP", (80.0,), [["BB"]]),
        ("PREDIKAT_AKIP", (80.01,), [["A"]]),
        ("KATEGORI_CAPAIAN", (91.0,), [["Sangat Tinggi"]]),
        ("EFISIENSI", (100.0, 90.0), [["efisien"]]),
        ("EFISIENSI", (90.0, 90.0), [["tidak efisien"]]),
        ("SATUAN_KODE", ("2.17.01.2.02.01", "050-5889-2021"), [["Orang/bulan"]]),
        # a column, a row, a block; one row or column is repeated
        ("CAPAIAN", (COLUMN, [[100.0], [1.0], ["400 orang"]]), [[90.0], [""], [112.0]]),
        ("CAPAIAN", ([[90.0, 45.0]], 90.0), [[100.0, 50.0]]),
        ("SERAPAN", ([[1.0, 2.0]], [[4.0], [8.0]]), [[25.0, 50.0], [12.5, 25.0]]),
        ("CAPAIAN", ([[5.0], [5.0]], [[4.0], [4.0]], [["positif"], ["negatif"]]), [[125.0], [75.0]]),
        ("JUMLAH_ANAK", ([["2.17.08"], ["2.17.08.2.01"]],
                         [["2.17.08"], ["2.17.08.2.01"], ["2.17.08.2.01.01"], ["2.17.08.2.01.0002"], ["TOTAL"]],
                         [[9.0], [7.0], [2.0], ["Rp 3"], [None]]), [[7.0], [5.0]]),
        # blanks
        ("CAPAIAN", (None, 4.0), [[""]]),
        ("TERBILANG", ([[None, ""]],), [["", ""]]),
        ("NAMA_KODE", (None,), [[""]]),
        # what cannot be reckoned is said in words
        ("CAPAIAN", (1.0, 0.0), [["Target nol: tidak dapat dibagi"]]),
        ("CAPAIAN", ("5 Orang", "4 Unit"), [["Satuan berbeda: Orang dan Unit"]]),
        ("CAPAIAN", ("BB", 4.0), [["Realisasi 'BB' bukan angka"]]),
        ("CAPAIAN", (1.0, 2.0, "entah"), [["Jenis 'entah' tidak dikenal: positif atau negatif"]]),
        ("CAPAIAN", ([[1.0], [2.0]], [[1.0], [2.0], [3.0]]), [["Ukuran rentang berbeda: 2×1 dan 3×1"]]),
        ("SERAPAN", ("69.04.000", 5.0), [["Realisasi '69.04.000' bukan jumlah uang"]]),
        ("SERAPAN", (-2146826281, 5.0), [["Sel acuan berisi #DIV/0!"]]),
        ("PREDIKAT_AKIP", (120.0,), [["Nilai 120 di luar 0 sampai 100"]]),
        ("TERBILANG", (1e15,), [["Angka terlalu besar untuk dibilang"]]),
        ("CEK_KODE", (2.17,), [["Kode 2.17 terketik sebagai angka: format selnya sebagai teks, lalu ketik ulang"]]),
        ("CEK_KODE", ("xx",), [["'xx' bukan bentuk kode"]]),
        ("CEK_KODE", ("2.17", "entah"), [["Keputusan 'entah' tidak dikenal"]]),
        ("NAMA_KODE", ("9.99", "050-5889-2021"),
         [["Kode 9.99 tidak dapat dinilai: bidangnya belum diimpor untuk Kepmendagri 050-5889/2021"]]),
        ("JUMLAH_ANAK", ("2.17", [["2.17"]], [[1.0, 2.0]]), [["Ukuran rentang berbeda: 1 kode dan 2 nilai"]]),
    ],
)  # fmt: skip
def test_function(call: Call, name: str, arguments: tuple[Any, ...], result: Any) -> None:
    found = call(name, *arguments)
    assert found == [[pytest.approx(x) if isinstance(x, float) else x for x in row] for row in result]


def test_ranges_are_read_as_excel_gives_them(call: Call) -> None:
    sheet = blank().sheets[0]
    sheet["A1"].value = [[90.0, "'2.17.08"], [None, "'2.17.8"]]
    sheet.impl.values["A2"].value = "#REF!"
    assert call("CAPAIAN", sheet["A1:A2"], 100.0) == [[90.0], ["Sel acuan berisi #REF!"]]
    assert call("CEK_KODE", sheet["B1:B2"], "050-5889-2021") == [["Benar"], ["Tulis 2.17.08"]]


def test_codes_are_those_of_the_nomenclature(call: Call) -> None:
    plan = next(table for table in sound_document().tables if table.layout == "T-C.33")
    rows = [
        (code, name) for code, name in zip(plan.columns["1"], plan.columns["2"], strict=True) if str(code)[0].isdigit()
    ]
    codes, official = zip(*rows, strict=True)
    checked = call("CEK_KODE", [[code] for code in codes], "050-5889-2021")
    assert {row[0] for row in checked} == {"Benar"}
    names = call("NAMA_KODE", [list(codes)], "050-5889-2021")[0]
    assert [normalise(x) for x in names] == [normalise(x) for x in official]
    unknown = call("CEK_KODE", "2.17.04.2.01.03", "050-5889-2021")[0][0]
    assert unknown.startswith(
        "Kode 2.17.04.2.01.03 tidak ada dalam Kepmendagri 050-5889/2021; yang terdekat 2.17.04.2.01.01"
    )
    assert call("INDIKATOR_KODE", "2.17", "050-5889-2021")[0][0].startswith("Indikator kode 2.17 tidak ada")


def test_children_add_up_to_the_rupiah(call: Call) -> None:
    amounts = [[0.1], [0.2], [9_007_199_254_740_991.0]]
    codes = [[f"2.17.08.2.01.0{n}"] for n in range(1, 4)]
    assert call("JUMLAH_ANAK", "2.17.08.2.01", codes, amounts) == [[9007199254740991.3]]
    assert amount_of(call("TERBILANG", 11_763_810_488.0)[0][0]) == 11_763_810_488


def test_a_fault_of_the_program_is_a_text_in_the_cell(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("rusak")

    monkeypatch.setattr("rules.values.targets.read_target", broken)
    assert call("CAPAIAN", 1.0, 2.0) == [["Gagal: RuntimeError: rusak"]]
