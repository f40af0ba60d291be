"""Judging codes, names, indicators and units against imported decrees."""

from __future__ import annotations

from copy import deepcopy

import pytest

from bench.nomenclature import measure
from rules.comparison.nomenclature import missing_reference
from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Insert, Put
from rules.engine.example_workbook_edits import Identify
from rules.engine.findings import finding_of
from rules.engine.session import Session
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.model.finding import Finding
from rules.nomenclature import KABKOTA, PROVINSI, Entry, Store
from rules.nomenclature.code_map import Replacement
from rules.nomenclature.entry import save_decree
from rules.registry import all_rules
from rules.schema.pack import pack_for
from rules.validation import validate

CODE_RULES = ("NOM-001", "NOM-002", "NOM-003", "NOM-008", "NOM-009", "NOM-012", "NOM-014", "SAT-002", "SAT-003")
OLD, NEW = "050-5889-2021", "900.1.15.5-1317-2023"
_SUB = "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota"


def entries(kind: str = KABKOTA, digits: int = 2) -> list[Entry]:
    """The codes and names of the sound plan as a decree, with official indicators and units."""
    found = {}
    table = next(table for table in sound_document().tables if table.layout == "T-C.33")
    for code, name, indicator, target in zip(*(table.columns[x] for x in "1235"), strict=True):
        if not code or not code[0].isdigit():
            continue
        listed = f"X.XX.01{code[7:]}" if code.startswith("2.17.01") else code
        is_sub = listed.count(".") == 5
        if is_sub:
            listed = f"{listed[:-2]}{listed[-2:].zfill(digits)}"
        unit = target.split(" ", 1)[1] if is_sub else ""
        found[listed] = Entry(kind, listed, name, "", indicator if is_sub else "", unit)
    return list(found.values())


def install(store: Store, decree: str, lines: list[Entry]) -> None:
    """A decree in the store."""
    save_decree(store, decree, {"counts": {}}, lines)


def found(rule: str, *edits: Edit) -> list[Finding]:
    """What one rule finds in the sound document after edits; the others run only where it asks them."""
    document = example_document(edits)
    session, chosen = Session([document], pack_for(document.year), list(all_rules().values())), all_rules()[rule]
    findings = []
    for view in session.views.values():
        for column in session.columns_of(chosen, view):
            judgement = session.judge(rule, view, column)
            assert judgement is not None, session.crashes
            findings += [
                finding_of(session, view, chosen, column, row, "id")[1] for row in judgement.faults.rows.tolist()
            ]
    return findings


def both(row: int, column: str, value: object) -> tuple[Edit, Edit]:
    """The same edit in T-C.33 and Bab-IV."""
    return Put("T-C.33", row, column, value), Put("Bab-IV", row, column, value)


def test_the_sound_document_stays_sound_under_an_imported_decree(store: Store) -> None:
    install(store, OLD, entries())
    assert {rule: found(rule) for rule in CODE_RULES} == {rule: [] for rule in CODE_RULES}


def test_an_unknown_code_is_offered_by_code_and_by_name(store: Store) -> None:
    install(store, OLD, [*entries(), Entry(KABKOTA, "2.17.04.2.01.13", "Pembinaan Auditor Koperasi")])
    by_name = found("NOM-002", *both(22, "1", "2.17.04.2.01.03"))
    assert {x.expected for x in by_name} == {"2.17.04.2.01.02"}
    by_code = found("NOM-002", *both(22, "1", "2.17.04.2.01.23"), *both(22, "2", "Sesuatu yang Lain Sekali"))
    assert by_code[0].expected == "2.17.04.2.01.13"
    assert "Yang terdekat: 2.17.04.2.01.13 Pembinaan Auditor" in by_code[0].suggestion


@pytest.mark.parametrize("bidang", ["2.17", "1.03", "5.01"])
def test_penunjang_codes_match_every_bidang(bidang: str, store: Store) -> None:
    lines = [
        *entries(),
        Entry(KABKOTA, "1.03", "PU"),
        Entry(KABKOTA, "1.03.02", "P"),
        Entry(KABKOTA, "5.01", "B"),
        Entry(KABKOTA, "5.01.02", "P"),
    ]
    install(store, OLD, lines)
    code = f"{bidang}.01.2.06.77"
    unknown = found("NOM-002", Identify("bidang_urusan", f"2.17; {bidang}"), *both(17, "1", code))
    assert [x.value for x in unknown] == [code, code]
    assert unknown[0].expected == f"{bidang}.01.2.06.05"
    known = found("NOM-002", Identify("bidang_urusan", f"2.17; {bidang}"), *both(17, "1", f"{bidang}.01.2.06.05"))
    assert known == []


def test_a_code_of_another_decree_is_mapped(store: Store) -> None:
    """By the map; it speaks of another sub kegiatan where the names differ, and then the name decides."""
    install(store, OLD, entries())
    install(store, NEW, [*entries(digits=4), Entry(KABKOTA, "2.17.04.2.01.0031", "Apresiasi Kesehatan Koperasi")])
    edits = (*both(22, "1", "2.17.04.2.01.31"), *both(22, "2", "Apresiasi Kesehatan Koperasi"))
    assert {x.expected for x in found("NOM-008", *edits)} == {None}
    line = Replacement("kabkota", "2.17.04.2.01.0002", _SUB, "2.17.04.2.01.0031", "Apresiasi Kesehatan Koperasi")
    store.save("peta", "peta", {}, *[[[cell] for cell in line]])
    mapped = found("NOM-008", *edits)
    assert {(x.value, x.expected) for x in mapped} == {("2.17.04.2.01.31", "2.17.04.2.01.02")}
    assert mapped[0].suggestion.startswith("Pakai 2.17.04.2.01.02 ")
    assert found("NOM-002", *edits) == []


def test_four_digits_under_a_decree_of_two_are_the_other_decrees(store: Store) -> None:
    install(store, OLD, entries())
    edits = both(22, "1", "2.17.04.2.01.0002")
    assert len(found("NOM-001", *edits)) == 2
    install(store, NEW, entries(digits=4))
    assert [x.expected for x in found("NOM-008", *edits)] == ["2.17.04.2.01.02"] * 2
    assert found("NOM-001", *edits) == []


def test_a_whole_table_of_another_decree_is_onefinding_of(store: Store) -> None:
    install(store, OLD, entries())
    more = [Entry(KABKOTA, f"2.17.04.2.01.{n:04}", f"Pembinaan Tahap {n} Koperasi") for n in range(30, 37)]
    install(store, NEW, [*entries(digits=4), *more])
    row = {"3": "Jumlah", "4": "Kota Bekasi", "5": "-", "6": 0, "7": "-", "9": "-", "10": 0}
    edits = tuple(Insert("T-C.33", 22, {**row, "1": x.kode, "2": x.nama}) for x in reversed(more))
    whole = [x for x in found("NOM-008", *edits) if x.table == "T-C.33"]
    assert [(x.cell, x.expected) for x in whole] == [("A23", None)]
    assert "7 dari 11 sub kegiatan" in whole[0].suggestion
    assert "Identitas" in whole[0].suggestion


def test_a_kegiatan_only_the_other_kind_has(store: Store) -> None:
    """Special regions have segments of their own; the decree's lists tell for which kind they are."""
    install(
        store,
        OLD,
        [*entries(), Entry(PROVINSI, "2.17.04.3.01", "Kegiatan Khusus"), Entry(PROVINSI, "2.17.04.3.01.01", "Sub")],
    )
    edits = tuple(x for row, code in ((20, "2.17.04.3.01"), (21, "2.17.04.3.01.01")) for x in both(row, "1", code))
    assert [x.cell for x in found("NOM-009", *edits)] == ["A20", "A20"]
    assert "provinsi" in found("NOM-009", *edits)[0].message
    install(
        store,
        OLD,
        [*entries(), Entry(KABKOTA, "2.17.04.3.01", "Kegiatan Khusus"), Entry(KABKOTA, "2.17.04.3.01.01", "Sub")],
    )
    assert found("NOM-009", *edits) == []


def test_the_own_kegiatan_of_the_kind_is_offered(store: Store) -> None:
    install(store, OLD, entries())
    offered = found("NOM-009", *both(20, "1", "2.17.04.1.01"))
    assert "2.17.04.2.01 Penilaian Kesehatan Koperasi Simpan Pinjam" in offered[0].suggestion


def test_a_provinsi_is_not_judged_by_the_list_of_kabupaten(store: Store) -> None:
    install(store, OLD, entries())
    document = example_document((Identify("jenis_pemda", "provinsi"),))
    view = Session([document], pack_for(2024), []).tables["T-C.33"]
    assert "nomenklatur provinsi bidang 2.17" in missing_reference(view)[0].reason.id
    assert found("NOM-002", Identify("jenis_pemda", "provinsi"), *both(22, "1", "2.17.04.2.01.99")) == []


def test_the_official_indicator_may_stand_in_a_continuation_line(store: Store) -> None:
    install(store, OLD, entries())
    official = "Jumlah Koperasi yang Menerima Penghargaan"
    wrong = both(22, "3", "Jumlah Penghargaan")
    assert [x.expected for x in found("NOM-012", *wrong)] == [official] * 2
    below = tuple(
        Insert(table, 22, {"3": official.upper(), "5": "5 Unit Usaha", "9": "5 Unit Usaha"})
        for table in ("T-C.33", "Bab-IV")
    )
    assert found("NOM-012", *wrong, *below) == []


def test_an_official_unit_is_known_whatever_the_vocabulary_holds(store: Store) -> None:
    lines = [x._replace(satuan="Gelar Karya") if x.kode.endswith("04.2.01.02") else x for x in entries()]
    install(store, OLD, lines)
    edits = (Put("T-C.33", 22, "5", "5 gelar karya"),)
    assert [x for x in found("SAT-002", *edits) if x.cell == "E22"] == []
    assert {x.expected for x in found("SAT-003", *edits)} == {"Gelar Karya"}
    assert "T-C.33!E22" not in {f"{x.table}!{x.cell}" for x in found("SAT-003", *edits)}


@pytest.mark.parametrize(
    ("text", "year", "decree"), [("Kepmendagri 900.1.15.5-1317/2023", 2024, NEW), ("", 2024, OLD), ("", 2025, NEW)]
)
def test_the_decree_follows_identitas_else_the_year(text: str, year: int, decree: str, store: Store) -> None:
    lines = [
        x._replace(nama="NAMA LAIN") if x.kode == "2.17.04" else x for x in entries(digits=2 if decree == OLD else 4)
    ]
    install(store, decree, lines)
    edits = (Identify("keputusan", text or None), Identify("tahun", year))
    assert [x.expected for x in found("NOM-003", *edits) if x.table == "T-C.33"] == ["NAMA LAIN"]


def test_code_rules_are_numbered_without_gaps() -> None:
    ids = [rule for rule in all_rules() if rule.startswith("NOM-")]
    assert sorted(ids) == [f"NOM-{number:03}" for number in range(1, len(ids) + 1)]


def test_judging_a_thousand_stacked_workbooks(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """A tenth of what the bench measures: every wrong code, name, unit and indicator is told."""
    told = measure(100)
    assert told["baris"] == 12_000
    assert told["temuan"] > 1_000


def test_one_table_in_two_sheets_is_one_fault_that_names_both() -> None:
    document = sound_document()
    copy = deepcopy(next(table for table in document.tables if table.layout == "T-C.33"))
    copy.sheet = "Salinan"
    document.tables.append(copy)
    verdict = validate(document)
    (finding,) = [x for x in verdict.findings if x.severity == "galat"]
    assert (finding.rule, finding.sheet, finding.cause) == ("NOM-006", "Salinan", "tabel-ganda")
    assert "'T-C.33' dan 'Salinan'" in finding.message
    (cause,) = [cause for cause in verdict.causes if cause.severity == "galat"]
    assert cause.sentence == "Satu tabel ada dua kali"


def test_a_few_codes_in_another_sheet_are_told_one_by_one() -> None:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "T-C.33")
    part = deepcopy(table)
    part.sheet = "Lanjutan"
    kept = [at for at, code in enumerate(table.columns["1"]) if str(code).count(".") == 5][:2]
    part.rows, part.kinds = ([values[at] for at in kept] for values in (part.rows, part.kinds))
    part.columns = {number: [values[at] for at in kept] for number, values in part.columns.items()}
    document.tables.append(part)
    told = [x for x in validate(document).findings if x.rule == "NOM-006"]
    assert [(x.sheet, x.cause) for x in told] == [("Lanjutan", "")] * 2
    assert f"T-C.33!A{table.rows[kept[0]]}" in told[0].message


def test_program_01_as_decrees_list_it_is_not_out_of_order_above_the_codes_of_a_bidang() -> None:
    table = next(table for table in sound_document().tables if table.layout == "T-C.33")
    penunjang = [
        (row, code)
        for row, code in zip(table.rows, table.columns["1"], strict=True)
        if code and code.startswith("2.17.01")
    ]
    edits = [Put("T-C.33", row, "1", code.replace("2.17", "X.XX", 1)) for row, code in penunjang]
    assert len(edits) > 1
    assert found("NOM-013", *edits) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2.17.04.", "memuat spasi atau titik yang berlebih"),
        ("2. 17. 04", "memuat spasi atau titik yang berlebih"),
        ("2 17 04", "kehilangan nol atau titik"),
        ("2.17.4", "kehilangan nol atau titik"),
    ],
)
def test_what_is_said_of_a_code_is_what_is_wrong_with_it(typed: str, said: str) -> None:
    table = next(table for table in sound_document().tables if table.layout == "T-C.33")
    at = table.rows[table.columns["1"].index("2.17.04")]
    (finding,) = found("NOM-010", Put("T-C.33", at, "1", typed))
    assert said in finding.message
