"""Seals: what survives other programs, what breaks them, what is named, and what a key adds."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Calculated, Drop, Insert, Put, Remove
from rules.engine.example_workbook_edits import Sealed
from rules.examples.build import example_document
from rules.model.seal_record import Seal, SealError
from rules.seal.check import FORMULA, GONE, GONE_TABLE, NEW, RECORD, RESULT, TYPED, check_seal
from rules.validation import validate
from rules.values.phone_code import ALPHABET, heard, phone_code
from tests.conftest import missing
from tests.rules.seal.sealed_copies import found, resaved, sealed_copy
from tests.support.golden import kept
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.recognition.document.seal_sheet import SHEET

Call = Callable[..., tuple[int, str, str]]
GALAT = sum(row[1] == "galat" for row in kept("renja-2024-seed"))
"""Errors that the seed workbook is known for."""


def through_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook after LibreOffice opened and saved it."""
    office = shutil.which("soffice")
    if office is None:
        missing("libreoffice", "LibreOffice is not on this machine")
    folder.mkdir()
    command = [str(office), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(path)]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return folder / path.name


# ---- what survives


@pytest.mark.parametrize("name", ["seed", "benar"])
def test_openpyxl_keeps_the_seal(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    seal = sealed_copy(request.getfixturevalue(name), tmp_path / "a.xlsx")
    document = read_document(resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx"))
    assert document.seal == seal
    check = check_seal(document, seal)
    assert check.holds
    assert bool(check.unstored) == (name == "benar"), "results that were dropped are told"


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["seed", "benar"])
def test_libreoffice_keeps_the_seal(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    seal = sealed_copy(request.getfixturevalue(name), tmp_path / "a.xlsx")
    document = read_document(through_libreoffice(tmp_path / "a.xlsx", tmp_path / "lo"))
    assert document.seal == seal
    check = check_seal(document, seal)
    assert (check.changes, check.unstored) == ([], 0)


@pytest.mark.libreoffice
def test_libreoffice_shows_the_digit_that_openpyxl_changed(benar: Path, tmp_path: Path) -> None:
    """Two programs later the one change is still the only one named, with the sums that follow from it."""
    sealed_copy(benar, tmp_path / "a.xlsx")

    def edit(book: openpyxl.Workbook) -> None:
        cell = book["T-C.33"]["F12"]
        cell.value += 1

    resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", edit)
    changes = found(through_libreoffice(tmp_path / "b.xlsx", tmp_path / "lo"))
    assert [x for x in changes if x[1] != RESULT] == [("T-C.33", TYPED, "F12")]
    assert {("T-C.33", RESULT, f"F{row}") for row in (8, 9, 11)} & set(changes)


def test_formats_widths_and_other_sheets_do_not_count(benar: Path, tmp_path: Path) -> None:
    sealed_copy(benar, tmp_path / "a.xlsx")

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["T-C.33"]
        sheet["F12"].number_format = "0.00"
        sheet.column_dimensions["B"].width = 90
        sheet["B12"].value = f"  {sheet['B12'].value} "
        book.create_sheet("Catatan", 0)["A1"] = "rapat Senin"
        book.move_sheet("T-C.33", -3)

    assert found(resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", edit)) == []


def test_formulas_filled_down_are_read_in_full(benar: Path, tmp_path: Path) -> None:
    """A formula that Excel stores once for a whole column is the same formula written out in every cell."""
    import zipfile

    sealed_copy(benar, tmp_path / "a.xlsx")
    cells = read_document(tmp_path / "a.xlsx")
    table = next(table for table in cells.tables if table.layout == "Anggaran-Realisasi")
    rows = [row for row, column in table.marks.formulas if column == "5"]
    first, rest = rows[0], rows[1:]
    part = _part_of(tmp_path / "a.xlsx", table.sheet)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode() if name == part else old.read(name)
            if isinstance(content, str):
                letter = table.letters["5"]
                for row in rows:
                    text = table.marks.formulas[row, "5"].removeprefix("=").replace("<", "&lt;").replace(">", "&gt;")
                    assert f"<f>{text}</f>" in content
                    kept = text if row == first else ""
                    area = f' ref="{letter}{first}:{letter}{rest[-1]}"' if row == first else ""
                    content = content.replace(f"<f>{text}</f>", f'<f t="shared"{area} si="0">{kept}</f>', 1)
            new.writestr(name, content)
    assert found(tmp_path / "b.xlsx") == []


def _part_of(path: Path, sheet: str) -> str:
    from workbook_templates.reading.preflight import inspect

    return next(part.part for part in inspect(path).sheets if part.name == sheet)


# ---- what breaks it


def test_one_digit_breaks_it_and_is_named(renja: Call, benar: Path, tmp_path: Path) -> None:
    sealed_copy(benar, tmp_path / "a.xlsx")

    def edit(book: openpyxl.Workbook) -> None:
        book["T-C.33"]["F12"].value += 1

    resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", edit)
    assert found(tmp_path / "b.xlsx") == [("T-C.33", TYPED, "F12")]
    status, out, _ = renja("verify", tmp_path / "b.xlsx")
    assert status == 1
    assert out.startswith("BERUBAH sejak disegel")
    assert "SEG-001 T-C.33: isi berubah di sel F12" in out
    status, out, _ = renja("validate", tmp_path / "b.xlsx", "--format", "json")
    book = json.loads(out)["workbooks"][0]
    assert [(x["rule"], x["table"], x["cell"]) for x in book["findings"] if x["rule"].startswith("SEG")] == [
        ("SEG-001", "T-C.33", "F12")
    ]


def test_unsealed_workbooks_are_skipped_with_the_reason(benar: Path) -> None:
    outcomes = {x.rule: x for x in validate(read_document(benar)).rules}
    for rule in ("SEG-001", "SEG-002"):
        assert (outcomes[rule].status, "tidak bersegel" in outcomes[rule].reason) == ("skipped", True)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((Put("T-C.33", 17, "6", 30_000_001),), [("T-C.33", TYPED, "F17")]),
        ((Put("T-C.33", 17, "6", None),), [("T-C.33", TYPED, "F17")]),
        ((Put("T-C.33", 17, "1", "2.17.01.2.06.5"),), [("T-C.33", TYPED, "A17")]),
        ((Remove("T-C.33", 17),), [("T-C.33", GONE, "2.17.01.2.06.05")]),
        ((Insert("T-C.33", 17, {"1": "2.17.01.2.06.06", "2": "Baru", "6": 5}),), [("T-C.33", NEW, "A18")]),
        ((Insert("T-C.33", 17, {"1": "2.17.01.2.06.06", "6": 5}), Put("T-C.33", 12, "6", 1)),
         [("T-C.33", TYPED, "F12"), ("T-C.33", NEW, "A18")]),
        ((Drop("T-C.30"),), [("T-C.30", GONE_TABLE, "")]),
        ((Calculated("T-C.31", 12, "6", "=F15", 190_000_000),), [("T-C.31", FORMULA, "F12")]),
        ((Calculated("T-C.31", 12, "6", "=F14", 190_000_001),), [("T-C.31", RESULT, "F12")]),
        ((Put("T-C.31", 12, "6", 190_000_000),), [("T-C.31", TYPED, "F12")]),
    ],
)  # fmt: skip
def test_what_changed_is_named(edits: tuple[Edit, ...], expected: list[tuple[str, str, str]]) -> None:
    document = example_document((Sealed(), *edits))
    assert document.seal is not None
    changes = check_seal(document, document.seal).changes
    assert [(x.table, x.what, x.cell or x.key) for x in changes] == expected


def test_every_cell_counts() -> None:
    """Whatever single cell of whatever table is changed, exactly that cell is named."""
    document = example_document((Sealed(),))
    assert document.seal is not None
    for table in document.tables:
        for column, values in table.columns.items():
            for at, value in enumerate(values):
                if value is None or (table.rows[at], column) in table.marks.formulas:
                    continue
                values[at] = f"{value}x"
                changes = check_seal(document, document.seal).changes
                assert [(x.table, x.cell) for x in changes] == [
                    (table.layout, f"{table.letters[column]}{table.rows[at]}")
                ]
                values[at] = value
    assert check_seal(document, document.seal).holds


def test_tampered_seal_sheets() -> None:
    document = example_document((Sealed(),))
    assert document.seal is not None
    lines = document.seal.as_lines()
    assert Seal.from_lines(lines) == document.seal
    cut = Seal.from_lines(lines[:-1])
    assert [x.what for x in check_seal(document, cut).changes] == [RECORD, *["baris baru"]]
    for bad in ([], ["{}"], ["[]"], ["x"], [lines[0].replace('"galat": 0', '"galat": "0"')]):
        with pytest.raises(SealError):
            Seal.from_lines(bad)
    better = Seal.from_lines([lines[0].replace('"peringatan": 0', '"peringatan": 1'), *lines[1:]])
    assert better.code != document.seal.code, "another verdict is another code"


def test_unreadable_seal_is_a_finding(benar: Path, tmp_path: Path, renja: Call) -> None:
    sealed_copy(benar, tmp_path / "a.xlsx")

    def edit(book: openpyxl.Workbook) -> None:
        row = next(row for row in book[SHEET].iter_rows() if str(row[0].value).startswith("{"))
        row[0].value = '{"version": 1}'

    resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", edit)
    document = read_document(tmp_path / "b.xlsx")
    assert [(x.rule, x.table) for x in validate(document).findings if x.rule.startswith("SEG")] == [
        ("SEG-001", "Segel")
    ]
    status, _, err = renja("verify", tmp_path / "b.xlsx")
    assert (status, "tidak dapat dibaca" in err) == (2, True)


# ---- the code


@settings(max_examples=50)
@given(st.binary(min_size=32, max_size=32), st.integers(0, 15), st.integers(0, 31), st.data())
def test_codes_that_were_misheard(digest: bytes, at: int, sign: int, data: st.DataObject) -> None:
    code = phone_code(digest)
    assert heard(code) == heard(code.lower().replace("-", " ")) == code
    assert heard(code.replace("0", "o").replace("1", "l")) == code
    signs = list(code.replace("-", ""))
    wrong = [*signs[:at], ALPHABET[sign], *signs[at + 1 :]]
    assert heard("".join(wrong)) == (code if wrong == signs else None)
    other = data.draw(st.integers(0, 15))
    signs[at], signs[other] = signs[other], signs[at]
    swapped = "".join(signs)
    assert heard(swapped) == (code if swapped == code.replace("-", "") else None)


def test_code_read_over_the_phone(renja: Call, benar: Path, tmp_path: Path) -> None:
    seal = sealed_copy(benar, tmp_path / "a.xlsx")
    assert renja("verify", "a.xlsx", "--kode", seal.code.lower().replace("-", " "))[0] == 0
    status, out, _ = renja("verify", "a.xlsx", "--kode", phone_code(bytes(32)))
    assert (status, out.startswith("TIDAK COCOK")) == (1, True)
    status, _, err = renja("verify", "a.xlsx", "--kode", "ABC")
    assert (status, "salah tulis" in err) == (2, True)


# ---- the command line, and keys


def test_seal_and_verify(renja: Call, seed: Path, tmp_path: Path) -> None:
    """A workbook with galat can be sealed, and the seal says so; sealing again replaces the seal."""
    before = seed.read_bytes()
    status, out, _ = renja("seal", seed, "-o", "a.xlsx")
    assert (status, f"BELUM LULUS: {GALAT} kesalahan" in out) == (1, True)
    assert seed.read_bytes() == before
    status, _, err = renja("seal", seed, "-o", "a.xlsx")
    assert (status, "sudah ada" in err) == (2, True)
    assert renja("seal", "a.xlsx", "-o", "b.xlsx")[0] == 1
    assert openpyxl.load_workbook("b.xlsx").sheetnames.count(SHEET) == 1
    status, out, _ = renja("verify", "b.xlsx", "--format", "json")
    told = json.loads(out)
    assert (status, told["status"], told["seal"]["galat"]) == (0, "intact", GALAT)
    status, out, _ = renja("verify", "b.xlsx", "--pack", "dasar")
    assert (status, "SEG-002" in out) == (0, True)


def test_keys(renja: Call, benar: Path, tmp_path: Path) -> None:
    assert renja("kunci", "buat", "kunci")[0] == 0
    assert renja("kunci", "buat", "lain")[0] == 0
    assert (tmp_path / "kunci" / "kunci-privat.pem").stat().st_mode & 0o077 == 0
    status, _, err = renja("kunci", "buat", "kunci")
    assert (status, "sudah ada" in err) == (2, True)
    renja("seal", benar, "-o", "a.xlsx", "--kunci-privat", "kunci/kunci-privat.pem")
    assert renja("verify", "a.xlsx", "--kunci-publik", "kunci/kunci-publik.pem")[0] == 0
    assert "belum diperiksa" in renja("verify", "a.xlsx")[1]
    assert renja("verify", "a.xlsx", "--kunci-publik", "lain/kunci-publik.pem")[0] == 1
    renja("seal", benar, "-o", "b.xlsx")
    assert renja("verify", "b.xlsx", "--kunci-publik", "kunci/kunci-publik.pem")[0] == 1
    for words in (
        ("seal", benar, "-o", "c.xlsx", "--kunci-privat", "tidak-ada.pem"),
        ("seal", benar, "-o", "c.xlsx", "--kunci-privat", "kunci/kunci-publik.pem"),
        ("verify", "a.xlsx", "--kunci-publik", "kunci/kunci-privat.pem"),
    ):
        status, out, err = renja(*words)
        assert (status, out, err.count("\n")) == (2, "", 1), words


def test_a_forged_verdict_fails_the_signature(renja: Call, seed: Path, tmp_path: Path) -> None:
    """Without the private key the record cannot be rewritten: fewer galat is another record."""
    renja("kunci", "buat", "kunci")
    renja("seal", seed, "-o", "a.xlsx", "--kunci-privat", "kunci/kunci-privat.pem")

    def edit(book: openpyxl.Workbook) -> None:
        for row in book[SHEET].iter_rows():
            if str(row[0].value).startswith('{"date"'):
                row[0].value = row[0].value.replace(f'"galat": {GALAT}', '"galat": 0')

    resaved(tmp_path / "a.xlsx", tmp_path / "b.xlsx", edit)
    document = read_document(tmp_path / "b.xlsx")
    assert document.seal is not None
    assert document.seal.galat == 0
    assert renja("verify", "b.xlsx")[0] == 0, "without a key only the code, told otherwise, gives it away"
    status, out, _ = renja("verify", "b.xlsx", "--kunci-publik", "kunci/kunci-publik.pem")
    assert (status, "Tanda tangan" in out) == (1, True)


def test_encrypted_key(renja: Call, benar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "rahasia")
    renja("kunci", "buat", "kunci", "--sandi")
    assert "ENCRYPTED" in Path("kunci/kunci-privat.pem").read_text()
    assert renja("seal", benar, "-o", "a.xlsx", "--kunci-privat", "kunci/kunci-privat.pem")[0] == 0
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: "salah")
    status, _, err = renja("seal", benar, "-o", "b.xlsx", "--kunci-privat", "kunci/kunci-privat.pem")
    assert (status, "kata sandinya salah" in err) == (2, True)


def test_a_sheet_of_that_name_is_not_overwritten(benar: Path, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        book.create_sheet("segel")["A1"] = "stempel dinas"

    resaved(benar, tmp_path / "a.xlsx", edit)
    with pytest.raises(UnreadableError, match="bukan segel"):
        sealed_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")


def test_seal_text_never_becomes_a_formula(benar: Path, tmp_path: Path) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        sheet = book["Identitas"]
        cell = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Dinas Koperasi"))
        cell.value, cell.data_type = '=HYPERLINK("x")&<b>', "s"

    resaved(benar, tmp_path / "a.xlsx", edit)
    sealed_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[SHEET]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert sheet.sheet_state == "visible"
