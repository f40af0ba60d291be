"""Layouts: what they state of a table; a broken file says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.errors import BrokenRuleFileError, BrokenYamlError, NoMappingError, RulebookError
from rules.schema.arithmetic import Expression
from rules.schema.column import number_of
from rules.schema.layout import FOLDER as LAYOUTS
from rules.schema.layout import TYPES, Derivation, document_layouts, layouts, load_layout

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


@pytest.mark.parametrize("year", [2020, 2021, 2040, None])
def test_layouts_in_force_for_a_year_stand_in_order(year: int | None) -> None:
    found = document_layouts("renja", year)
    assert found
    assert [layout.order for layout in found] == sorted(layout.order for layout in found)
