"""Packs of rules for a year: what they inherit and change; a broken file says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.errors import RulebookError
from rules.nomenclature import decrees
from rules.schema.pack import FOLDER as PACKS
from rules.schema.pack import load_pack, names, pack_for, severity

DECREE = "050-5889-2021"


def write_packs(folder: Path, packs: dict[str, str]) -> None:
    """Pack files by name."""
    for name, content in packs.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")


def test_a_pack_inherits_what_it_does_not_change(tmp_path: Path) -> None:
    kakek = "decree: 90-2019\nthresholds: {judul: 70, kemiripan_nama: 90}\nseverities: {JML-001: catatan}\n"
    off = "inactive: {NOM-012: {reason: indikator belum ada, date: 2025-01-31}}\n"
    ayah = f"inherits: kakek\ndecree: {DECREE}\nthresholds: {{judul: 80}}\n{off}"
    anak = "inherits: ayah\nseverities: {JML-001: galat, SAT-001: peringatan}\n"
    write_packs(tmp_path, {"kakek": kakek, "ayah": ayah, "anak": anak, "kosong": ""})
    pack = load_pack("anak", tmp_path)
    assert (pack.name, pack.decree) == ("anak", DECREE)
    assert pack.thresholds == {"judul": 80, "kemiripan_nama": 90}
    assert pack.severities == {"JML-001": "galat", "SAT-001": "peringatan"}
    assert pack.inactive["NOM-012"].date.isoformat() == "2025-01-31"
    assert (severity(pack, "JML-001", "catatan"), severity(pack, "NOM-001", "catatan")) == ("galat", "catatan")
    assert load_pack("kakek", tmp_path).severities == {"JML-001": "catatan"}  # the heir leaves it as it was
    assert load_pack("kosong", tmp_path).model_dump(exclude={"name"}) == {
        "decree": None, "thresholds": {}, "severities": {}, "inactive": {}, "formulas": {}, "scales": {}, "iku": {},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ("inherits: uji", "uji.yaml: inherits: pewarisan berputar: uji → uji"),
        ("inherits: putar", "uji.yaml: inherits: pewarisan berputar: uji → putar → uji"),
        ("inherits: entah", "Paket aturan 'entah' tidak ada; yang ada: putar, uji."),
        ("severities: {JML-001: parah}", "uji.yaml: severities.JML-001: Input should be 'galat', 'peringatan'"),
        ("thresholds: {judul: tinggi}", "uji.yaml: thresholds.judul: "),
        ("inactive: {JML-001: {date: 2025-01-31}}", "uji.yaml: inactive.JML-001.reason: "),  # off without a reason
        ("inactive: {JML-001: {reason: tunda}}", "uji.yaml: inactive.JML-001.date: "),
        ("ambang: {judul: 70}", "uji.yaml: ambang: "),
        ("- thresholds", "uji.yaml: isi file harus berupa daftar kunci dan nilai"),
        ("thresholds: {", "uji.yaml: tidak dapat dibaca: "),
        ("thresholds: [70]", "uji.yaml: thresholds: "),
        ("severities: galat", "uji.yaml: severities: "),
        ("inactive: {A: {reason: x, date: 2025-02-30}}", "uji.yaml: tidak dapat dibaca: "),  # no such day
        ("decree: 90-2019\ndecree: 050-5889-2021", "uji.yaml: tidak dapat dibaca: kunci 'decree' ada dua kali"),
        ("formulas: {serapan: target / 2.0}", "uji.yaml: formulas.serapan: yang dikenal capaian_negatif"),
        ("formulas: {capaian_negatif: target / luas}", "uji.yaml: formulas: fungsi 'luas' tidak dikenal"),
        ("formulas: [capaian_negatif]", "uji.yaml: formulas: "),
        ("scales: {kinerja: {bounds: {Tinggi: banyak}}}", "uji.yaml: scales.kinerja.bounds.Tinggi: "),
        ("scales: {kinerja: {Tinggi: 90}}", "uji.yaml: scales.kinerja.bounds: "),
    ],
)
def test_a_broken_pack_names_file_key_and_reason(tmp_path: Path, content: str, start: str) -> None:
    write_packs(tmp_path, {"uji": content, "putar": "inherits: uji"})
    with pytest.raises(RulebookError) as caught:
        load_pack("uji", tmp_path)
    assert str(caught.value).startswith(start)


@pytest.mark.parametrize("name", ["x" * 300, "tiada", "../packs/dasar", ""])
def test_an_unknown_pack_is_refused_with_those_at_hand(name: str) -> None:
    with pytest.raises(RulebookError, match=r"tidak ada; yang ada: 2021, .*dasar"):
        load_pack(name)


@pytest.mark.parametrize("name", names())
def test_a_shipped_pack_loads_and_its_decree_exists(name: str) -> None:
    pack = load_pack(name)
    assert (pack.decree is None) != name.isdecimal()  # every plan year has its decree, what is for any year none
    assert pack.decree is None or pack.decree in decrees()
    assert set(pack.thresholds) == {"prakiraan_maju", "kemiripan_nama", "judul", "keyakinan_tabel"}
    assert set(pack.bodies) == {"capaian_negatif", "efisiensi"}
    assert set(pack.scales) == {"kinerja", "akip", "efisiensi"}
    assert {"pertumbuhan", "rasio", "bagian", "cacah", "nilai AKIP"} <= set(pack.iku)


@pytest.mark.parametrize(
    ("scale", "figure", "word"),
    [
        ("kinerja", 120, "Sangat Tinggi"), ("kinerja", 91, "Sangat Tinggi"), ("kinerja", 90.99, "Tinggi"),
        ("kinerja", 76, "Tinggi"), ("kinerja", 66, "Sedang"), ("kinerja", 65.5, "Rendah"), ("kinerja", 51, "Rendah"),
        ("kinerja", 50.99, "Sangat Rendah"), ("kinerja", 0, "Sangat Rendah"), ("kinerja", -5, "Sangat Rendah"),
        ("akip", 90, "A"), ("akip", 90.01, "AA"), ("akip", 80, "BB"), ("akip", 60.01, "B"), ("akip", 0, "D"),
    ],
)  # fmt: skip
def test_words_for_figures(scale: str, figure: float, word: str) -> None:
    assert load_pack("2024").scales[scale].word(figure) == word


def test_a_pack_may_give_another_formula_or_scale(tmp_path: Path) -> None:
    own = "inherits: dasar\nformulas: {capaian_negatif: target / realisasi * 100}\n"
    own += "scales: {kinerja: {bounds: {Baik: 80, Kurang: 0}}}\n"
    write_packs(tmp_path, {"uji": own, "dasar": (PACKS / "dasar.yaml").read_text(encoding="utf-8")})
    pack = load_pack("uji", tmp_path)
    assert pack.bodies["capaian_negatif"].divisors == ("realisasi",)
    assert (pack.scales["kinerja"].word(79), pack.scales["akip"].word(79)) == ("Kurang", "BB")


@pytest.mark.parametrize(("year", "name"), [(2024, "2024"), (2019, "dasar"), (None, "dasar")])
def test_pack_of_a_plan_year(year: int | None, name: str) -> None:
    assert (PACKS / f"{name}.yaml").exists()
    assert pack_for(year).name == name
