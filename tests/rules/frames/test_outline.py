"""Rows of tables without codes find their place: by number, by official name, by a code beside them, or as a guess."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.frames.outline import CodeNames, OutlineEntry, Standing, outline
from rules.model.document import Document
from rules.validation import validate
from rules.values.codes import KEGIATAN, PROGRAM, SUB, level_of
from rules.values.names import level_above_programs

PLAN = [
    ("2.17.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota"),
    ("2.17.01.2.06", "Administrasi Umum Perangkat Daerah"),
    ("2.17.01.2.06.05", "Penyediaan Barang Cetakan dan Penggandaan"),
    ("2.17.01.2.06.09", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD"),
    ("2.17.05", "Program Pendidikan dan Latihan Perkoperasian"),
    ("2.17.05.2.01", "Pendidikan dan Latihan Perkoperasian Bagi Koperasi"),
    ("2.17.05.2.01.01", "Pendidikan dan Latihan Perkoperasian Bagi Koperasi"),
    ("2.17.06", "Program Pemberdayaan Koperasi"),
    ("2.17.06.2.01", "Administrasi Umum Koperasi"),
    ("2.17.06.2.01.05", "Penyediaan Barang Cetakan dan Penggandaan"),
]
NUMBERS = ("I", "1", "", "", "II", "1", "", "III", "1", "")
CODES, NAMES = [code for code, _ in PLAN], [name for _, name in PLAN]


def standings(
    *rows: tuple[str, str], names: list[tuple[str, str]] = PLAN, codes: dict[int, str] | None = None
) -> list[Standing]:
    """Where rows of (number, name) stand; ``codes`` stand beside some of them."""
    entries = [OutlineEntry(number, (codes or {}).get(at, ""), name) for at, (number, name) in enumerate(rows)]
    return outline(entries, CodeNames(names, 90), 2)


def levels(*rows: tuple[str, str], names: list[tuple[str, str]] = PLAN) -> list[int]:
    """The levels of rows of (number, name)."""
    return [standing.level for standing in standings(*rows, names=names)]


# ---- by number and by name


def test_numbers_and_names_tell_every_row() -> None:
    found = standings(*zip(NUMBERS, NAMES, strict=True))
    assert [standing.official for standing in found] == CODES
    assert [standing.level for standing in found] == [level_of(code) for code in CODES]
    assert not any(standing.guessed for standing in found)


def test_names_alone_tell_every_row() -> None:
    """Also a kegiatan whose only sub kegiatan bears its name, and one name in two programs."""
    assert [standing.official for standing in standings(*(("", name) for name in NAMES))] == CODES


def test_numbers_alone_tell_programs_and_kegiatan() -> None:
    found = standings(*((number, f"Nama {at}") for at, number in enumerate(NUMBERS)), names=[])
    assert [standing.level for standing in found] == [level_of(code) for code in CODES]
    assert [standing.guessed for standing in found] == [level_of(code) == SUB for code in CODES]
    assert {standing.official for standing in found} == {None}


@pytest.mark.parametrize("roman", ["I", "IV", "XII", "XL", "I.", "IV)"])
@pytest.mark.parametrize("arabic", ["1", "12", "1.", "3)"])
def test_spellings_of_numbers(roman: str, arabic: str) -> None:
    assert levels((roman, "Anu"), (arabic, "Anu"), (roman, "Anu"), names=[]) == [PROGRAM, KEGIATAN, PROGRAM]


@pytest.mark.parametrize(
    "name",
    [
        "PENYEDIAAN  BARANG CETAKAN DAN PENGGANDAAN",
        "Penyedian Barang Cetakan dan Pengandaan",
        "Penyediaan Barang Cetakan & Penggandaan",
        "Penyediaan Barang Cetakan dan Penggandaan ",
    ],
)
def test_names_with_slips_are_still_found(name: str) -> None:
    rows = list(zip(NUMBERS, NAMES, strict=True))
    rows[2] = ("", name)
    found = standings(*rows)
    assert (found[2].official, found[2].level, found[2].guessed) == ("2.17.01.2.06.05", SUB, False)


def test_a_name_is_looked_for_under_its_own_program_and_level() -> None:
    rows = [("III", NAMES[7]), ("1", NAMES[8]), ("", NAMES[2]), ("2", NAMES[2])]
    found = standings(*rows)
    assert [standing.official for standing in found] == ["2.17.06", "2.17.06.2.01", "2.17.06.2.01.05", None]
    assert found[3].level == KEGIATAN, "its number says so, whatever its name is elsewhere"


def test_the_same_name_twice_is_a_kegiatan_and_its_sub_kegiatan() -> None:
    twins = [("II", NAMES[4]), ("", NAMES[5]), ("", NAMES[6]), ("", NAMES[6])]
    assert [standing.official for standing in standings(*twins)] == [*CODES[4:7], CODES[6]]
    numbered = [("II", NAMES[4]), ("1", NAMES[5]), ("", NAMES[6])]
    assert [standing.official for standing in standings(*numbered)] == CODES[4:7]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR", 0),
        ("Urusan Pemerintahan Bidang Koperasi, Usaha Kecil, dan Menengah", 1),
        ("BIDANG URUSAN KOPERASI", 1),
        ("Program yang Belum Ada", PROGRAM),
        ("Programa Radio", SUB),
    ],
)
def test_words_tell_higher_rows(name: str, level: int) -> None:
    assert levels(("1", "Kegiatan"), ("", name), names=[])[1] == level


@pytest.mark.parametrize("step", [1, 3])
def test_numbers_that_only_count_the_rows_tell_no_level(step: int) -> None:
    rows = [(str(1 + step * at), name) for at, name in enumerate(NAMES)]
    assert [standing.official for standing in standings(*rows)] == CODES


def test_rows_without_number_and_name_stand_nowhere_and_change_nothing() -> None:
    rows = list(zip(NUMBERS, NAMES, strict=True))
    spaced = [row for one in rows for row in (one, ("", ""))]
    found = standings(*spaced)
    assert found[::2] == standings(*rows)
    assert set(found[1::2]) == {Standing(-1)}


# ---- by a code in the table


def test_codes_in_place_of_numbers() -> None:
    found = standings(*((code, f"Nama {at}") for at, code in enumerate(CODES)), names=[])
    assert [(standing.level, standing.official) for standing in found] == [(level_of(code), code) for code in CODES]


def test_a_code_beside_the_row_goes_before_number_and_name() -> None:
    found = standings(("I", NAMES[0]), ("1", NAMES[1]), ("", NAMES[2]), codes={2: "2.17.01.2.06.09"})
    assert found[2] == Standing(SUB, "2.17.01.2.06.09")


@pytest.mark.parametrize("beside", ["", "?", "-", "tidak ada"])
def test_what_is_no_code_beside_the_row_tells_nothing(beside: str) -> None:
    rows = [("I", NAMES[0]), ("1", NAMES[1]), ("", NAMES[2])]
    assert standings(*rows, codes={2: beside}) == standings(*rows)


@pytest.mark.parametrize(
    "numbers", [("1.1", "1.1.1", "1.1.2"), ("I.1", "I.1.a", "I.1.b"), ("1.1.", "1.1.1.", "1.1.2.")]
)
def test_numbers_with_dots_are_no_codes(numbers: tuple[str, ...]) -> None:
    """An outline numbered 1.1, 1.1.1 names no urusan or bidang; the names tell its rows."""
    found = standings(("I", NAMES[0]), *zip(numbers, NAMES[1:4], strict=True))
    assert [standing.official for standing in found] == CODES[:4]


# ---- what is only guessed


def test_unknown_names_are_guessed_from_the_row_above() -> None:
    found = standings(("I", NAMES[0]), ("", "Anu"), ("", "Apa"), ("", NAMES[3]), ("", "Entah"))
    assert [standing.level for standing in found] == [PROGRAM, KEGIATAN, SUB, SUB, SUB]
    assert [standing.guessed for standing in found] == [False, True, True, False, True]
    assert [standing.official for standing in found[1:3]] == [None, None]


def _unknown(row: int) -> tuple[Put, ...]:
    return Put("T-C.31", row, "2", "Kegiatan Baru Tanpa Nama Resmi"), Put(
        "T-C.31", row, "7", "Kegiatan Baru Tanpa Nama Resmi"
    )


@pytest.mark.parametrize(
    ("edits", "rules", "waits"),
    [
        ((), [], False),  # its amounts tell what it is
        ((Put("T-C.31", 14, "11", 1_900_000_000),), ["JML-001"], False),  # the other column of money still tells
        ((Put("T-C.31", 12, "11", 1_900_000_000),), ["JML-002"], False),
        ((Put("T-C.31", 18, "11", 2_500_000_000),), ["JML-001"], False),  # another program is judged as ever
        ((Put("T-C.31", 15, "11", "30.00.000"),), ["ANG-001"], True),
    ],
)
def test_sums_over_a_guess_are_put_off_not_blamed(edits: tuple[Put, ...], rules: list[str], waits: bool) -> None:
    verdict = validate(example_document((*_unknown(15), *edits)))
    assert [finding.rule for finding in verdict.findings] == rules
    outcome = next(outcome for outcome in verdict.rules if outcome.rule == "JML-001")
    assert ("tertunda" in outcome.reason) == waits


def renumbered(document: Document, numbers: dict[int, str]) -> Document:
    """The sound document with other numbers in the evaluation (E.81)."""
    table = next(table for table in document.tables if table.layout == "E.81-16")
    for row, number in numbers.items():
        table.columns["1"][table.rows.index(row)] = number
    return document


def test_an_evaluation_with_codes_in_place_of_numbers_is_judged_alike() -> None:
    codes = dict(zip((12, 14, 15, 16, 17, 18, 19, 20), ("2.17.01", "2.17.01.2.06", "2.17.01.2.06.05", "2.17.01.2.06.09",
                 "2.17.04", "2.17.04.2.01", "2.17.04.2.01.01", "2.17.04.2.01.02"), strict=True))  # fmt: skip
    assert validate(renumbered(example_document(()), codes)).findings == []
    off = renumbered(example_document((Put("E.81-16", 18, "5Rp", 1),)), codes)
    found = [(f.rule, f.cell, f.key) for f in validate(off).findings if f.rule.startswith("JML")]
    assert found == [("JML-001", "F18", "2.17.04.2.01")]


# ---- any plan


def _plan(draw: Any) -> list[tuple[str, str, str]]:
    """(number, code, name) of a plan of up to three programs; all names differ."""
    rows: list[tuple[str, str, str]] = []
    for program, kegiatan_count in enumerate(draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)), 1):
        code = f"2.17.{program:02}"
        rows.append(("I" * program, code, ""))
        for kegiatan in range(1, kegiatan_count + 1):
            rows.append((str(kegiatan), f"{code}.2.{kegiatan:02}", ""))
            subs = draw(st.integers(0, 3))
            rows += [("", f"{code}.2.{kegiatan:02}.{sub:02}", "") for sub in range(1, subs + 1)]
    # A word such as kecamatan is an office, which stands above programs.
    words = st.text(string.ascii_lowercase, min_size=6, max_size=20).filter(lambda x: level_above_programs(x) is None)
    names = draw(st.lists(words, min_size=len(rows), max_size=len(rows), unique=True))
    return [
        (number, code, f"Program {name}" if level_of(code) == PROGRAM else name)
        for (number, code, _), name in zip(rows, names, strict=True)
    ]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_any_plan_is_told_by_its_numbers_or_by_its_names(data: st.DataObject) -> None:
    plan = _plan(data.draw)
    known = [(code, name) for _, code, name in plan]
    by_number = standings(*((number, name) for number, _, name in plan), names=[])
    assert [standing.level for standing in by_number] == [level_of(code) for _, code, _ in plan]
    numbered = data.draw(st.booleans())
    by_name = standings(*((number if numbered else "", name) for number, _, name in plan), names=known)
    assert [standing.official for standing in by_name] == [code for _, code, _ in plan]


# ---- names that say more, or less, than they seem


def test_a_name_only_like_that_of_the_row_above_is_its_own() -> None:
    kegiatan = ("2.17.06.2.02", "Pengelolaan Koperasi Tingkat Daerah Kabupaten/Kota")
    rows = [("", NAMES[7]), ("", kegiatan[1]), ("", "Pengelolaan Koperasi di Tingkat Daerah Kabupaten/Kota")]
    found = standings(*rows, names=[*PLAN, kegiatan])
    assert [(x.level, x.official, x.guessed) for x in found[1:]] == [(KEGIATAN, kegiatan[0], False), (SUB, None, True)]


@pytest.mark.parametrize("signs", [("I.", "1.", "a."), ("A.", "1.", "a)"), ("1", "1.1", "1.1.1"), ("I.", "A.", "1.")])
def test_numbers_before_the_names_tell_levels(signs: tuple[str, str, str]) -> None:
    rows = [("", f"{sign} Nama {at}") for at, sign in enumerate(signs)]
    assert [(x.level, x.guessed) for x in standings(*rows, names=[])] == [(2, False), (3, False), (4, False)]


def test_of_a_bidang_and_its_office_one_adds_up_programs() -> None:
    above = ["URUSAN PEMERINTAHAN WAJIB", "URUSAN PEMERINTAHAN BIDANG KOPERASI", "DINAS KOPERASI"]
    assert levels(*(("", name) for name in (*above, NAMES[0]))) == [0, -1, 1, 2]


@pytest.mark.parametrize("signs", [("1", "a", "1)"), ("1.", "a.", "a)"), ("A", "1", "(1)")])
def test_signs_in_brackets_number_a_level_of_their_own(signs: tuple[str, str, str]) -> None:
    order = (0, 1, 2, 2, 1, 2)
    assert levels(*((signs[at], f"Nama {at}") for at in order), names=[]) == [2 + at for at in order]


def test_words_for_levels_may_be_abbreviated() -> None:
    rows = [
        ("", "Prog. Layanan"),
        ("", "Keg. Koordinasi"),
        ("", "Sub Keg. Rapat"),
        ("", "Keg. Prasarana"),
        ("", "SUBKEG. Jalan"),
    ]
    assert levels(*rows, names=[]) == [2, 3, 4, 3, 4]
