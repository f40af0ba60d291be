"""The rule book's own data: layouts, packs, decrees, reference and vocabularies; broken files say what is wrong."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from rules.errors import BrokenRuleFileError, BrokenYamlError, NoMappingError, RulebookError
from rules.nomenclature import Nomenclature as Reference
from rules.nomenclature import decrees, find_decree, generic, nomenclature, own
from rules.nomenclature.nearest_codes import nearest_codes
from rules.schema.arithmetic import Expression
from rules.schema.column import number_of
from rules.schema.layout import FOLDER as LAYOUTS
from rules.schema.layout import TYPES, Derivation, document_layouts, layouts, load_layout
from rules.schema.pack import FOLDER as PACKS
from rules.schema.pack import load_pack, names, pack_for, severity
from rules.values.codes import level_of, parent_of, read_code
from rules.values.names import normalise
from tests.places import ROOT

DECREE = "050-5889-2021"


# ---- layouts

SOUND = """
id: Uji
document: renja
order: 1
source: contoh
title: [UJI]
columns:
  1: {heading: Kode, role: kode, kind: code}
  2: {heading: Uraian, role: uraian}
  3: {heading: Pagu, role: pagu, kind: money}
  4: {heading: Realisasi, role: realisasi, kind: money}
  5: {heading: Persen, role: realisasi, kind: percent}
derived: {5: 4 / 3 * 100}
totals: {columns: ["3", "4"]}
"""
COLUMN_2 = "  2: {heading: Uraian, role: uraian}\n"


def test_the_sound_layout_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "uji.yaml"
    file.write_text(SOUND, encoding="utf-8")
    layout = load_layout(file)
    assert list(layout.columns) == ["1", "2", "3", "4", "5"]
    assert layout.derived["5"] == Derivation(Expression.parse("4 / 3 * 100"), {})
    assert (layout.by_role("pagu"), layout.by_role("lokasi"), layout.of_kind("money", "percent")) == (
        "3", None, ["3", "4", "5"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("source:", "sumber: x\nsource:", "sumber", "Extra inputs"),  # an unknown key
        ("role: uraian", "role: uraian, lebar: 9", "columns.2.lebar", "Extra inputs"),
        ("source: contoh\n", "", "source", "required"),
        ("renja", "dpa", "document", "'renja' or 'lkip'"),
        ("order: 1", "order: satu", "order", "integer"),
        ("role: uraian", "role: cerita", "columns.2.role", "Input should be"),
        ("role: uraian", "role: uraian, width: 0", "columns.2.width", "greater than 0"),
        ("role: kode, kind: code", "role: kode", "columns.1", "harus bersama"),
        (COLUMN_2, "", "columns", "berurutan mulai dari 1"),  # a gap in the numbers
        (COLUMN_2, COLUMN_2.replace("2:", "dua:"), "columns", "berurutan mulai dari 1"),
        ("5: 4 / 3", "5: 4 / 9", "derived.5", "kolom 9 tidak ada"),  # reads a column that is not there
        ("5: 4 / 3", "6: 4 / 3", "derived.6", "kolom 6 tidak ada"),
        ("4 / 3 * 100", "4 / 3 *", "derived", "berakhir sebelum lengkap"),
        ("4 / 3 * 100", "__import__('os')", "derived", "tanda '_' tidak dikenal"),
        ("4 / 3 * 100", "{positif: 4 / 3}", "derived.5", "isian umum: pilihannya umum, positif"),  # what else holds?
        ("4 / 3 * 100", "{umum: 4 / 3, rata-rata: 4}", "derived.5", "isian rata-rata: pilihannya umum, positif"),
        ("4 / 3 * 100", "{umum: '', negatif: 4}", "derived.5", "'umum' kosong"),
        ("4 / 3 * 100", "{umum: 4 / 3, negatif: 4 / 9}", "derived.5", "kolom 9 tidak ada"),
        ("{5: 4 / 3 * 100}", "[4 / 3 * 100]", "derived", "nomor kolom dan rumus"),
        ('["3", "4"]', '["2"]', "totals", "kolom 2 bukan kolom uang"),  # totals over a text column
        ('["3", "4"]', '["7"]', "totals", "kolom 7 bukan kolom uang"),
        ("role: kode, kind: code", "role: uraian", "totals", "perlu kolom dengan role 'kode'"),
        ("order: 1", "order: 1\nhierarchy: jenjang", "hierarchy", "'kode', 'uraian', 'datar' or 'kelompok'"),
        ("  5:", "  6:", "columns", "berurutan mulai dari 1"),
        ("  5:", "  5X:", "columns", "berurutan mulai dari 1"),
        ("title:", "fields: {a: {label: A}}\ntitle:", "", "isi salah satu: 'columns'"),
        ("id: Uji", "id: [", "", "tidak dapat dibaca"),  # not YAML
        ("id: Uji", "id: \x07", "", "tidak dapat dibaca"),  # a sign YAML forbids
        ("id: Uji", "id: !!python/name:os.system", "", "tidak dapat dibaca"),
        (SOUND, "- id: Uji\n- document: renja\n", "", "daftar kunci dan nilai"),  # a list instead of a mapping
        (SOUND, "Uji", "", "daftar kunci dan nilai"),
        (SOUND, "", "", "daftar kunci dan nilai"),
        ("order: 1", "order: 1\nsince: 2021-02-30", "", "tidak dapat dibaca"),  # no such day
        ("4 / 3 * 100", "5 + 3", "derived.5", "kolom 5 dihitung dari dirinya sendiri"),
        ("4 / 3 * 100", "100", "derived", "tidak memakai satu kolom pun"),
        ("columns:", "columns:\n  1: {heading: No, role: uraian}", "", "kunci '1' ada dua kali"),
        ("{5: 4", "{4: 5 + 3, 5: 4", "derived", "4"),  # columns that read each other
    ],
)  # fmt: skip
def test_a_broken_layout_names_file_key_and_reason(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    assert old in SOUND
    file = tmp_path / "rusak.yaml"
    file.write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_layout(file)
    text = str(caught.value)
    assert text.startswith(f"rusak.yaml: {key}")
    assert reason in text
    assert isinstance(caught.value, BrokenYamlError | BrokenRuleFileError | NoMappingError)
    assert caught.value.file == file


def test_a_layout_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "biner.yaml").write_bytes(b"id: \xff\xfe")
    for name in ("biner.yaml", "tiada.yaml"):
        with pytest.raises(RulebookError, match=rf"{name}: tidak dapat dibaca"):
            load_layout(tmp_path / name)


def test_shipped_layouts_load_under_their_own_ids() -> None:
    assert {load_layout(path).id for path in LAYOUTS.glob("*.yaml")} == set(layouts())
    assert len(layouts()) == len(list(LAYOUTS.glob("*.yaml")))


SPLIT_UP = """
id: Uji
document: renja
order: 1
source: contoh
title: [UJI]
hierarchy: uraian
columns:
  1: {heading: Uraian, role: uraian}
  2K: {heading: K, role: target, kind: target, group: Target}
  2Rp: {heading: Rp, role: pagu, kind: money, group: Target}
  3K: {heading: K, role: realisasi, kind: target, group: Realisasi}
  3Rp: {heading: Rp, role: realisasi_dana, kind: money, group: Realisasi}
  4K: {heading: K, role: capaian, kind: percent, group: Capaian}
  4Rp: {heading: Rp, role: serapan, kind: percent, group: Capaian}
  jenis: {heading: Jenis, role: jenis, extra: true}
derived:
  4: {umum: 3 / 2 * 100, negatif: "capaian_negatif(3, 2)", predikat: ""}
totals: {columns: [2Rp, 3Rp]}
"""


def test_arithmetic_of_columns_split_into_figure_and_money(tmp_path: Path) -> None:
    """Only the figure has types; the money beside it is always reckoned alike."""
    (tmp_path / "uji.yaml").write_text(SPLIT_UP, encoding="utf-8")
    layout = load_layout(tmp_path / "uji.yaml")
    assert [number_of(number) for number in layout.official] == ["1", "2", "2", "3", "3", "4", "4"]
    assert (list(layout.extras), layout.by_role("jenis")) == (["jenis"], "jenis")
    figure, money = layout.derived["4K"], layout.derived["4Rp"]
    assert (figure.common.columns, money.common.columns) == (("3K", "2K"), ("3Rp", "2Rp"))
    negative = figure.of("negatif")
    assert negative is not None
    assert negative.columns == ("3K", "2K")
    assert (figure.of("predikat"), figure.of("persentase")) == (None, figure.common)
    assert {money.of(kind) for kind in TYPES} == {money.common}
    assert (layout.adds_up("4Rp"), layout.adds_up("4K")) == (True, False)


def test_columns_a_figure_rests_on() -> None:
    layout = layouts()["T-C.29"]
    assert layout.sources("11") == {"10", "4", "5", "7", "9"}
    assert layout.base("11") == ["4", "5", "7", "9"]
    quarters = layouts()["E.81-16"]
    assert quarters.base("15K") == ["5K", "6K", "8K", "9K", "10K", "11K"]
    assert (quarters.adds_up("15Rp"), quarters.adds_up("12Rp"), quarters.adds_up("15K")) == (True, True, False)


@pytest.mark.parametrize("layout_id", layouts())
def test_a_shipped_layout_states_its_source_and_fills_a_place(layout_id: str) -> None:
    layout = layouts()[layout_id]
    assert layout.source
    assert layout.title
    assert layout.until is None or layout.since <= layout.until
    defaults = [other.id for other in layouts().values() if other.place == layout.place and other.default]
    assert len(defaults) == 1  # of the forms that fill one place exactly one is built unasked


@pytest.mark.parametrize(("year", "there"), [(2020, False), (2021, True), (2040, True), (None, True)])
def test_layouts_in_force_for_a_year_stand_in_order(year: int | None, there: bool) -> None:
    found = document_layouts("renja", year)
    assert bool(found) == there
    assert [layout.order for layout in found] == sorted(layout.order for layout in found)


# ---- packs


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


# ---- decrees


@pytest.mark.parametrize(
    ("text", "decree_id"),
    [
        ("Permendagri 90/2019", "90-2019"),
        ("Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019 tentang Klasifikasi", "90-2019"),
        ("Kepmendagri 050-3708 Tahun 2020", "050-3708-2020"),
        ("Kepmendagri 050-5889/2021", DECREE),
        ("KEPUTUSAN MENTERI DALAM NEGERI\nNOMOR 050-5889 TAHUN 2021", DECREE),
        ("050-5889-2021", DECREE),
        ("Kepmendagri No. 900.1.15.5-1317 Tahun 2023", "900.1.15.5-1317-2023"),
        ("900.1.15.5-3406 TAHUN 2024", "900.1.15.5-3406-2024"),
        ("Kepmendagri 900.1-2850/2025", "900.1-2850-2025"),
        ("Kepmendagri 900.1-861 th. 2026", "900.1-861-2026"),
        ("", None),
        ("Kepmendagri 050-5889", None),  # without a year
        ("Kepmendagri 050-5889/2020", None),  # of another year
        ("Kepmendagri 050-58890/2021", None),
        ("Kepmendagri 1050-5889/2021", None),
        ("Permendagri 190/2019", None),
        ("Permendagri 90/20190", None),
        ("Kepmendagri 900.1.15.5-861/2026", None),  # the end of another number
        ("Kepmendagri 050 - 5889 Tahun 2021", DECREE),
        ("Kepmendagri 050–5889 Tahun 2021", DECREE),  # a dash, as word processors make of a hyphen
        ("Melatih 90 orang pada tahun 2019", None),  # a number and a year are no decree yet
        ("Klasifikasi - Permendagri - 90/2019", "90-2019"),
    ],
)
def test_a_decree_is_found_however_it_is_typed(text: str, decree_id: str | None) -> None:
    decree = find_decree(text)
    assert (decree.id if decree else None) == decree_id


@pytest.mark.parametrize("decree_id", decrees())
def test_a_decree_is_found_by_its_own_name_and_id(decree_id: str) -> None:
    decree = decrees()[decree_id]
    assert decree.sub_digits == (4 if decree.year >= 2023 else 2)
    assert find_decree(decree.name) is decree
    assert find_decree(decree.id) is decree


# ---- the reference of codes and names


@pytest.fixture(scope="module")
def reference() -> Reference:
    """The codes that ship with the project."""
    found = nomenclature(DECREE)
    assert found is not None
    return found


def test_only_a_known_decree_with_a_file_has_a_reference(reference: Reference) -> None:
    assert reference.decree is decrees()[DECREE]
    assert nomenclature("90-2019") is None
    assert nomenclature("entah") is None


def test_codes_of_the_reference_are_official_and_have_their_parents(reference: Reference) -> None:
    for code, name in reference.names.items():
        assert read_code(code, reference.decree.sub_digits).official == code
        assert name == " ".join(name.split())
        parent = parent_of(code)
        assert parent in reference.names or parent in {None, "X.XX"}, code


@pytest.mark.parametrize(
    ("code", "listed", "bidang"),
    [
        ("2.17.01", "X.XX.01", "2.17"),
        ("2.17.01.2.06.09", "X.XX.01.2.06.09", "2.17"),
        ("1.03.01.2.01", "X.XX.01.2.01", "1.03"),
        ("X.XX.01", "X.XX.01", None),
        ("2.17.02.2.01", "2.17.02.2.01", "2.17"),  # program 02 is the bidang's own
        ("2.17.02.2.01.01", "2.17.02.2.01.01", "2.17"),  # 01 further down is no program
        ("2.17", "2.17", "2.17"),
        ("2", "2", None),
    ],
)
def test_penunjang_codes_are_listed_once_for_all_bidang(code: str, listed: str, bidang: str | None) -> None:
    assert generic(code) == listed
    assert own(listed, bidang) == code


@pytest.mark.parametrize(
    ("code", "judged", "why"),
    [
        ("2.17.02", True, "it is there"),
        ("2.17.01.2.06.09", True, "penunjang, under the office's own bidang"),
        ("2.17.09", True, "all programs of the bidang are there"),
        ("2.17.03.2.02", True, "all kegiatan of the program are there"),
        ("2.17.03.2.01.03", True, "all sub kegiatan of the kegiatan are there"),
        ("2.17.09.2.01.01", True, "its program certainly does not exist"),
        ("2.17.02.2.09", False, "kegiatan of the program may be missing here"),
        ("2.17.02.2.09.01", False, "its kegiatan may exist"),
        ("2.17.01.2.06.99", False, "sub kegiatan of the kegiatan are missing here"),
        ("2.17.07.2.01.99", False, "sub kegiatan of the kegiatan may be missing here"),
        ("1.03.99", False, "nothing of the bidang is here whole"),
        ("0", False, "an urusan has no parent to ask"),
    ],
)
def test_a_code_is_judged_only_where_its_absence_can_be_known(
    reference: Reference, code: str, judged: bool, why: str
) -> None:
    assert reference.judges(code) == judged, why


def test_names_lead_to_codes_and_back(reference: Reference) -> None:
    assert reference.name("2.17.01.2.06.08") == "Fasilitasi Kunjungan Tamu"
    assert reference.name("2.17.09") is None
    assert reference.codes_named("FASILITASI  kunjungan tamu") == ["X.XX.01.2.06.08"]
    assert reference.codes_named("Fasilitasi Kunjungan") == []
    for code, name in reference.names.items():
        assert not name or code in reference.codes_named(name.upper().replace("KABUPATEN/KOTA", "Kab/Kota"))
    assert [reference.covers(code) for code in ("2.17.09", "1.03.02", "1.99.02")] == [True, True, False]
    assert [reference.lists(code) for code in ("2.17.09", "1.03.02", "1.99.02")] == [True, False, False]


@pytest.mark.parametrize(
    ("code", "name", "first"),
    [
        ("2.17.07.2.01.09", "Pendataan potensi usaha mikro", "2.17.07.2.01.01"),
        ("2.17.01.2.06.99", "Bahan Bacaan dan Peraturan Perundangan", "2.17.01.2.06.06"),  # in the office's own bidang
        ("2.17.11", "Program Pengembangan UMKM", "2.17.08"),
        ("2.17.11.2.01", "Pengembangan Usaha Mikro menjadi Usaha Kecil", "2.17.08.2.01"),  # no siblings: same level
    ],
)
def test_nearest_codes_begin_with_the_likeliest(reference: Reference, code: str, name: str, first: str) -> None:
    offered = nearest_codes(reference, code, name)
    assert offered[0] == (first, reference.name(first))
    assert len(offered) <= 3
    assert {level_of(known_code) for known_code, _ in offered} == {level_of(code)}
    assert nearest_codes(reference, code, name, limit=1) == offered[:1]


# ---- the reference held against a compilation of the decree


@pytest.fixture(scope="module")
def decreed() -> dict[str, str]:
    """Codes and names of the whole decree, where a compilation is at hand."""
    folder = Path(os.environ.get("RENJA_NOMENKLATUR") or ROOT.parent / "shared" / "nomenklatur")
    file = folder / f"kepmendagri-{DECREE}_kabkota.csv"
    if not file.exists():
        pytest.skip(f"no compilation of {DECREE} at hand; RENJA_NOMENKLATUR names its folder")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {row["kode"]: row["nama"] for row in csv.DictReader(lines)}


def test_names_of_the_reference_are_those_of_the_decree(reference: Reference, decreed: dict[str, str]) -> None:
    """Penunjang codes stand under `X.XX`, which the compilation leaves out."""
    codes = [code for code, name in reference.names.items() if name and code in decreed]
    assert len(codes) > 2_000
    different = {
        code: reference.names[code] for code in codes if normalise(reference.names[code]) != normalise(decreed[code])
    }
    assert len(different) <= len(codes) // 200, different


def test_what_is_called_complete_has_all_its_children(reference: Reference, decreed: dict[str, str]) -> None:
    assert reference.complete
    missing = [code for code in decreed if parent_of(code) in reference.complete and code not in reference.names]
    assert missing == []
