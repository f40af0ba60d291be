"""What ships of the decrees: whole lists of codes, and texts that two sources state alike."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from rules.examples.sound_renja import sound_document
from rules.import_store import Store
from rules.model.document import Document
from rules.model.verdict_words import optional_line
from rules.nomenclature import KABKOTA, Entry, decrees, nomenclature, own, shipped
from rules.nomenclature.entry import save_decree
from rules.nomenclature.nearest_codes import nearest_codes
from rules.nomenclature.shipped import FOLDER, facts, facts_of, read_as, shipped_bidang
from rules.nomenclature.shipping import build, confirmed
from rules.validation import validate
from rules.values.codes import bidang_of, level_of, parent_of, read_code

WHOLE = [x.id for x in decrees().values() if x.codes == "all"]
HEAD = ("kode", "nama", "indikator", "satuan", "keputusan", "sumber_nama", "sumber_indikator", "sumber_satuan")


@pytest.fixture(autouse=True)
def _nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path / "store"))


def test_every_bidang_ships_in_its_own_section() -> None:
    assert len(shipped_bidang()) == 46
    for bidang in shipped_bidang():
        assert facts_of(bidang)
        assert {bidang_of(fact.kode) or "" for fact in facts_of(bidang)} == {bidang}
    assert (FOLDER / "kabkota.rnj").stat().st_size < 400_000


def test_codes_are_whole_and_names_of_two_sources() -> None:
    everything = list(facts())
    assert len(everything) == len({fact.kode for fact in everything})
    named = [fact for fact in everything if fact.nama]
    assert (len(everything), len(named)) == (7_246, 6_534)
    assert all(fact.decrees for fact in everything)


@pytest.mark.parametrize("decree_id", WHOLE)
def test_an_unknown_sibling_of_any_code_is_known_not_to_exist(decree_id: str) -> None:
    """One digit more than the highest sibling: told of every parent, in every bidang, penunjang too."""
    reference = nomenclature(decree_id, "kabkota")
    assert reference is not None
    for code in reference.names:
        if level_of(code) < 3 or parent_of(code) is None:
            continue
        above, _, last = code.rpartition(".")
        stranger = next(
            x for n in range(int(last) + 1, 10 ** len(last)) if (x := f"{above}.{n:0{len(last)}}") not in reference
        )
        assert reference.judges(stranger), stranger
        assert reference.name(stranger) is None
        assert stranger not in [found for found, _ in nearest_codes(reference, stranger, "", 1)]


@pytest.mark.parametrize("decree_id", decrees())
def test_codes_are_written_in_the_width_of_their_decree(decree_id: str) -> None:
    reference, decree = shipped(decree_id), decrees()[decree_id]
    assert (reference is None) == (decree.codes == "none" and read_as(decree) is None)
    for code in reference.names if reference else ():
        assert read_code(own(code, "1.02"), decree.sub_digits).official == own(code, "1.02"), code


@pytest.mark.parametrize(
    ("decree_id", "stand_in"),
    [
        ("90-2019", None),  # two digits: names of other decrees are no evidence
        ("050-5889-2021", None),
        ("900.1.15.5-3406-2024", None),
        ("900.1-2850-2025", "900.1.15.5-3406-2024"),
        ("900.1-861-2026", "sipd-ri-2027"),
    ],
)
def test_names_come_from_the_nearest_list_where_a_decree_is_not_known_whole(
    decree_id: str, stand_in: str | None
) -> None:
    found = read_as(decrees()[decree_id])
    assert (found.id if found else None) == stand_in
    reference = shipped(decree_id)
    if stand_in:
        assert reference is not None
        assert (
            reference.name("1.02.02") == "PROGRAM PEMENUHAN UPAYA KESEHATAN PERORANGAN DAN UPAYA KESEHATAN MASYARAKAT"
        )
        assert not reference.judges("1.02.99"), "whether a code exists is not known"


def test_nothing_ships_for_provinsi() -> None:
    assert shipped("900.1.15.5-3406-2024", "provinsi") is None


def _table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def test_a_text_of_one_source_is_left_out_and_its_code_is_not() -> None:
    row = dict(zip(HEAD, ("1.01.02", "Satu", "Dua", "Unit", WHOLE[0], "1", "2", "1"), strict=True))
    ((code, name, indicator, unit, digits),) = confirmed([row])
    assert (code, name, indicator, unit) == ("1.01.02", "", "Dua", "")
    assert [list(decrees())[int(digit)] for digit in digits] == [WHOLE[0]]


def test_a_document_counts_as_one_source_more() -> None:
    name = "PROGRAM PENGEMBANGAN UMKM"
    row = dict(zip(HEAD, ("2.17.08", name, "", "", WHOLE[0], "1", "", ""), strict=True))
    assert confirmed([row])[0][1] == name
    assert confirmed([row | {"nama": "PROGRAM LAIN"}])[0][1] == ""


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = _table(
        tmp_path / "tabel.csv",
        ("1.01.02", "Satu", "", "", WHOLE[0], "2", "", ""),
        ("1.02.02", "Dua", "", "", WHOLE[0], "3", "", ""),
    )
    once, again = build(table, tmp_path / "a"), build(table, tmp_path / "b")
    assert once.read_bytes() == again.read_bytes()
    stored = Store(tmp_path / "a").open("kabkota")
    assert stored is not None
    assert stored.header.about["bidang"] == ["1.01", "1.02"]


def test_what_ships_is_what_its_table_says(compilations: Path, tmp_path: Path) -> None:
    """Where the table is at hand, building gives the bytes that ship."""
    built = build(compilations / "gabungan-kabkota.csv", tmp_path)
    assert built.read_bytes() == Store(FOLDER).path("kabkota").read_bytes()


def test_a_reference_says_what_is_not_known_of_its_list() -> None:
    whole, part = shipped("900.1.15.5-3406-2024"), shipped("900.1-2850-2025")
    assert whole is not None
    assert part is not None
    assert whole.scope() == whole.scope(["1.02.02"]) == ""
    assert part.scope() == part.scope(["1.02.02"]) != ""
    assert "nama dibaca menurut Kepmendagri 900.1.15.5-3406/2024" in part.scope()
    assert part.borrowed
    assert all(part.name(code) == whole.name(code) for code in part.borrowed)
    assert not any(part.judges(code) for code in part.borrowed), "that they are of the decree is not known"
    assert all(part.judges(code) for code in part.names if code not in part.borrowed)


def test_what_is_imported_comes_before_what_ships_row_by_row(store: Store) -> None:
    lines = [Entry(KABKOTA, "1.02.02", "PROGRAM LAIN"), Entry(KABKOTA, "1.02.02.2.01", "Kegiatan Lain")]
    save_decree(store, WHOLE[0], {"partial": True, "counts": {}}, lines)
    reference = nomenclature(WHOLE[0], KABKOTA, store)
    assert reference is not None
    assert reference.name("1.02.02") == "PROGRAM LAIN"
    assert reference.name("1.02.03"), "a part leaves the rest as it ships"
    assert reference.judges("1.02.99")
    save_decree(store, WHOLE[0], {"counts": {}}, lines)
    reference = nomenclature(WHOLE[0], KABKOTA, store)
    assert reference is not None
    assert reference.name("1.02.03") is None, "a whole list leaves nothing of its bidang to others"
    assert reference.name("1.01.02"), "bidang it does not list stay as they ship"


def test_a_verdict_says_by_which_decree_texts_were_read() -> None:
    """And that it could not tell of a code that stands in that list alone; the command to mend it is named."""
    reference = nomenclature("900.1-2850-2025", KABKOTA)
    assert reference is not None
    certain = next(x for x in reference.names if bidang_of(x) == "2.17" and level_of(x) == 4 and reference.judges(x))
    unsure = next(x for x in reference.borrowed if bidang_of(x) == "2.17" and level_of(x) == 4)
    for code, complete in ((certain, True), (unsure, False)):
        verdict = validate(_renamed("Kepmendagri 900.1-2850/2025", code, str(reference.name(code))))
        said = optional_line(verdict)
        assert said.index("dibaca menurut Kepmendagri 900.1.15.5-3406/2024") < said.index("plafon")
        assert "renja nomenclature import FILE --keputusan 900.1-2850-2025" in said
        assert "NOM-003, NOM-012, SAT-003" in said
        assert complete == all("NOM-002" not in one.rules for one in verdict.unchecked)
    verdict = validate(_renamed("Kepmendagri 900.1.15.5-3406/2024", certain, str(reference.name(certain))))
    assert "dibaca menurut" not in optional_line(verdict)


def _renamed(decree: str, code: str, name: str) -> Document:
    """The sound plan under a decree, with one sub kegiatan alone, of a code."""
    document = sound_document()
    document.references = type(document.references)()
    document.identity["keputusan"] = replace(document.identity["keputusan"], value=decree)
    document.tables = [table for table in document.tables if table.layout == "T-C.33"]
    for table in document.tables:
        table.rows, table.kinds = table.rows[-2:], table.kinds[-2:]
        table.columns = {number: values[-2:] for number, values in table.columns.items()}
        table.columns["1"][0], table.columns["2"][0] = code, name
    return document
