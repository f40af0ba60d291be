"""The reference of codes and names that ships, also held against a compilation of the decree."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from rules.nomenclature import Nomenclature as Reference
from rules.nomenclature import decrees, generic, nomenclature, own
from rules.nomenclature.nearest_codes import nearest_codes
from rules.values.codes import level_of, parent_of, read_code
from rules.values.names import normalise
from tests.places import ROOT

DECREE = "050-5889-2021"


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
