"""Annotated copies: the sender's workbook stays intact, findings are marked, noted and listed, nothing is a formula."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from headless.batch.run import validate_files
from rules.model.finding import Finding, Outcome, Verdict
from rules.model.verdict_words import graveness
from tests.conftest import Recalculate, missing
from tests.places import EXAMPLES
from tests.support import hostile
from tests.support.excel_repair import faults
from tests.support.packages import parts
from workbook_templates.copies.annotate import annotate
from workbook_templates.copies.findings_sheet import NOT_FOR_SUBMISSION
from workbook_templates.errors import InputAsOutputError, OtherKindOfCopyError, UnreadableError
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.template.style import SEVERITY_FILL

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "\t=1",
    "=cmd|' /C calc'!A0",
)


def finding(
    cell: str, severity: str = "galat", sheet: str = "Rencana", message: str = "Jumlahnya salah.", **more: Any
) -> Finding:
    told = {"table": "T-C.33", "column": "6", "key": "2.17.01", "value": None, "expected": None, "difference": None,
            "suggestion": "Hitung ulang.", "fix": None} | more  # fmt: skip
    return Finding(rule="JML-001", severity=severity, sheet=sheet, cell=cell, message=message, **told)


def verdict(*findings: Finding) -> Verdict:
    rules = [Outcome("JML-001", "ran", 3), Outcome("LTS-008", "skipped", 0, "plafon tidak diberikan")]
    return Verdict("uji.xlsx", "invalid", "renja", 2024, "2024", list(findings), rules)


def judged(path: Path) -> Verdict:
    return next(iter(validate_files([path], None, "id")))


@pytest.fixture(scope="module")
def seed_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Verdict]:
    source = EXAMPLES / "renja-2024-seed.xlsx"
    target = tmp_path_factory.mktemp("salinan") / "renja-2024-seed-temuan.xlsx"
    found = judged(source)
    annotate(source, target, found)
    return source, target, found


def _cells(xml: bytes, *, results: bool = True) -> dict[str, tuple[Any, ...]]:
    """Everything of every cell but its format; without ``results`` nothing of what formulas store."""
    root = etree.fromstring(xml)
    found: dict[str, tuple[Any, ...]] = {}
    for cell in root.iter(f"{MAIN}c"):
        inside = [(etree.QName(x).localname, dict(x.attrib), x.text) for x in cell.iter() if x is not cell]
        told = results or not inside or inside[0][0] != "f"
        found[cell.get("r")] = (cell.get("t"), *inside) if told else (None, inside[0])
    return found


def _frame(xml: bytes) -> list[bytes]:
    """Everything of a sheet but its rows, what was there before."""
    root = etree.fromstring(xml)
    for view in root.iter(f"{MAIN}sheetView"):
        view.attrib.pop("tabSelected", None)
    return [
        etree.tostring(x, method="c14n") for x in root if etree.QName(x).localname not in ("sheetData", "legacyDrawing")
    ]


def test_every_part_is_intact(seed_copy: tuple[Path, Path, Verdict]) -> None:
    """Untouched parts are equal byte for byte; touched sheets keep every value, formula, rule and width."""
    source, target, _ = seed_copy
    before, after = parts(source), parts(target)
    touched = {name for name in before if before[name] != after[name]}
    sheets = {name for name in touched if name.startswith("xl/worksheets/sheet")}
    assert touched - sheets == {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"}
    assert {
        "xl/sharedStrings.xml",
        "xl/charts/chart1.xml",
        "xl/drawings/drawing1.xml",
        "xl/theme/theme1.xml",
    } <= before.keys() - touched
    summary_sheet, findings_sheet = "xl/worksheets/sheet3.xml", "xl/worksheets/sheet12.xml"
    for name in sheets - {findings_sheet}:
        # Ringkasan counts the findings that the copy lists.
        old, new = (_cells(x[name], results=name != summary_sheet) for x in (before, after))
        assert {place: value for place, value in new.items() if place in old} == old
        assert all(len(value) == 1 for place, value in new.items() if place not in old), (
            "a cell made for its format has a value"
        )
        assert _frame(before[name]) == _frame(after[name])
    formats = [etree.fromstring(x["xl/styles.xml"]) for x in (before, after)]
    for kind in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
        known = [[etree.tostring(y, method="c14n") for y in root.find(f"{MAIN}{kind}")] for root in formats]
        assert known[1][: len(known[0])] == known[0], f"the numbers of {kind} moved"
    assert faults(source) == faults(target) == []


def test_names_and_sheets_of_the_workbook_stay(seed_copy: tuple[Path, Path, Verdict]) -> None:
    source, target, _ = seed_copy
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
    assert before.sheetnames == after.sheetnames
    assert {name: x.value for name, x in before.defined_names.items()} == {
        name: x.value for name, x in after.defined_names.items()
    }
    assert all(before[name].print_title_rows == after[name].print_title_rows for name in before.sheetnames)
    assert after.active.title == "Temuan"
    assert sum(sheet.sheet_view.tabSelected or False for sheet in after) == 1


def test_findings_are_printed_whole(seed_copy: tuple[Path, Path, Verdict]) -> None:
    """The Temuan sheet of a template is kept out of print; that of a copy, which nobody hands in, is what is printed of it."""
    source, target, _ = seed_copy
    before, after = (openpyxl.load_workbook(path)["Temuan"] for path in (source, target))
    assert (before.print_area, after.print_area) == ("'Temuan'!$B$1", "")
    assert after.sheet_properties.pageSetUpPr.fitToPage
    assert (after.page_setup.orientation, after.page_setup.fitToHeight) == ("landscape", 0)


def test_copy_is_judged_as_its_source(seed_copy: tuple[Path, Path, Verdict]) -> None:
    _, target, found = seed_copy
    again = judged(target)
    assert [x.as_json() for x in again.findings] == [x.as_json() for x in found.findings]
    assert [x.as_json() for x in again.rules] == [x.as_json() for x in found.rules]


def _look(cell: Any) -> str:
    """A cell's format without its fill."""
    return repr((cell.font, cell.border, cell.alignment, cell.number_format, cell.protection))


def test_blamed_cells_and_only_they_are_marked_and_noted(seed_copy: tuple[Path, Path, Verdict]) -> None:
    source, target, found = seed_copy
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
    blamed: dict[tuple[str, str], list[Finding]] = {}
    for x in found.findings:
        blamed.setdefault((x.sheet, x.cell), []).append(x)
    assert len(blamed) > 200
    marked = set()
    for sheet in (x for x in after if x.title != "Temuan"):
        for row in sheet.iter_rows():
            for cell in row:
                same = before[sheet.title][cell.coordinate]
                assert _look(cell) == _look(same)
                if cell.comment is None:
                    assert repr(cell.fill) == repr(same.fill)
                else:
                    marked.add((sheet.title, cell.coordinate))
    assert marked == set(blamed)
    total = after["Bab-IV"]["J53"]
    assert total.fill.fgColor.rgb == "FF" + SEVERITY_FILL["galat"].lstrip("#")
    assert "KESALAHAN JML-004" in total.comment.text
    assert "12.611.751.848" in total.comment.text
    several = next(place for place, listed in blamed.items() if len({x.severity for x in listed}) > 1)
    assert after[several[0]][several[1]].comment.text.startswith(("KESALAHAN", "PERINGATAN"))


def test_findings_are_listed_with_links(seed_copy: tuple[Path, Path, Verdict]) -> None:
    _, target, found = seed_copy
    sheet = openpyxl.load_workbook(target)["Temuan"]
    assert NOT_FOR_SUBMISSION in sheet["A2"].value
    assert f"{found.count('galat')} kesalahan" in sheet["A3"].value
    listed = [
        (row[0].value, row[1].value, row[2].value)
        for row in sheet.iter_rows(min_row=6, max_row=5 + len(found.causes) + len(found.findings))
    ]
    causes, lines = listed[: len(found.causes)], listed[len(found.causes) :]
    assert causes == [
        (
            f"{x.count} sel" + (f", dan {x.effects} sel akibatnya" if x.effects else ""),
            f"sebab ({graveness(x.severity)})",
            ", ".join(x.rules),
        )
        for x in found.causes
    ]
    by_cause = [found.findings[at] for x in found.causes for at in x.findings]
    assert lines == [(f"{x.sheet}!{x.cell}", x.severity, x.rule) for x in by_cause]
    total = next(row for row in sheet.iter_rows(min_row=6) if row[0].value == "Bab-IV!J53")
    assert [cell.value for cell in total[6:9]] == [12611751484, 12611751848, -364]
    assert total[0].hyperlink.location == "'Bab-IV'!J53"
    assert sheet.auto_filter.ref == f"A5:M{5 + len(found.causes) + len(found.findings)}"
    assert any(row[2].value == "LTS-008" and row[1].value == "tidak dijalankan" for row in sheet.iter_rows(min_row=300))


def _foreign(path: Path) -> Path:
    """A sender's workbook with notes, a chart, formats by column and row, merged cells and a Temuan sheet of its own."""
    book = xlsxwriter.Workbook(path)
    sheet, other, own = (book.add_worksheet(name) for name in ("Rencana", "Lampiran 'A' 1", "Temuan"))
    red, pale = (
        book.add_format({"font_color": "red", "num_format": "0.00"}),
        book.add_format({"bg_color": "#EEFFEE", "italic": True}),
    )
    sheet.set_column("H:H", 12, red)
    sheet.set_row(20, 30, pale)
    for row in range(12):
        sheet.write_row(row, 0, [f"2.17.{row:02}", row * 1000, row / 7])
    sheet.write_formula("B13", "=SUM(B1:B12)", red, 66_000)
    sheet.write_formula("C13", '=IF(B13>0,"cukup","kurang")', None, "cukup")
    sheet.merge_range("D2:F4", "gabung", pale)
    sheet.write_comment("A1", "Catatan pengirim", {"author": "Pengirim"})
    sheet.write_comment("A2", "Tetap di sini", {"author": "Pengirim"})
    other.write_comment("C3", "Di lembar lain")
    other.write("A1", "isi")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Rencana!$B$1:$B$12"})
    sheet.insert_chart("J2", chart)
    sheet.conditional_format("B1:B12", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("G1", {"validate": "list", "source": ["a", "b"]})
    book.define_name("pagu", "=Rencana!$B$1:$B$12")
    own.write("A1", "Temuan auditor tahun lalu")
    book.close()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item1.xml", "<pengirim/>")
    return path


def test_workbook_with_notes_and_a_temuan_sheet_of_its_own(tmp_path: Path) -> None:
    source, target = _foreign(tmp_path / "asal.xlsx"), tmp_path / "asal-temuan.xlsx"
    found = verdict(
        finding("A1"), finding("B13", "peringatan"), finding("E3"), finding("H9"), finding("C21"), finding("XY900"),
        finding("C3", sheet="Lampiran 'A' 1"), finding("", sheet="Rencana"), finding("A1", sheet="Tidak Ada"),
    )  # fmt: skip
    annotate(source, target, found)
    assert faults(target) == faults(source)
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(target)
    assert after.sheetnames == [*before.sheetnames, "Temuan renja"]
    assert after["Temuan"]["A1"].value == "Temuan auditor tahun lalu"
    assert after.active.title == "Temuan renja"
    sheet = after["Rencana"]
    assert sheet["A1"].comment.text.startswith("Catatan pengirim")
    assert "KESALAHAN JML-001: Jumlahnya salah." in sheet["A1"].comment.text
    assert sheet["A2"].comment.text == "Tetap di sini"
    assert repr(sheet["A2"].fill) == repr(before["Rencana"]["A2"].fill)
    assert "JML-001" in after["Lampiran 'A' 1"]["C3"].comment.text
    assert (sheet["B13"].value, sheet["B13"].font.color.rgb) == ("=SUM(B1:B12)", "FFFF0000")
    assert openpyxl.load_workbook(target, data_only=True)["Rencana"]["B13"].value == 66_000
    assert "JML-001" in sheet["D2"].comment.text, "a note inside a merged block stands on its first cell"
    assert (sheet["H9"].number_format, sheet["H9"].font.color.rgb) == ("0.00", "FFFF0000"), "the column's format"
    assert sheet["C21"].font.italic, "the row's format"
    assert sheet["XY900"].fill.fgColor.rgb.endswith(SEVERITY_FILL["galat"].lstrip("#"))
    kept = [
        name
        for name, data in parts(source).items()
        if name.startswith(("xl/charts", "xl/drawings/drawing", "customXml", "xl/theme"))
    ]
    assert len(kept) >= 4
    assert all(parts(source)[name] == parts(target)[name] for name in kept)
    links = [x["location"] for x in _links(target)]
    assert "'Lampiran ''A'' 1'!C3" in links
    assert not any("Tidak Ada" in link for link in links), "no sheet of this name is there to lead to"


def _links(path: Path) -> list[dict[str, str]]:
    name = sorted(x for x in parts(path) if x.startswith("xl/worksheets/sheet"))[-1]
    return [dict(x.attrib) for x in etree.fromstring(parts(path)[name]).iter(f"{MAIN}hyperlink")]


def test_discussion_threads_are_left_alone(tmp_path: Path) -> None:
    """Excel keeps a note beside a threaded comment and drops the file's thread if that note says something else."""
    source, target = _foreign(tmp_path / "asal.xlsx"), tmp_path / "salinan.xlsx"
    content = parts(source)
    name = next(x for x in content if x.endswith("comments1.xml"))
    content[name] = content[name].replace(b"<author>Pengirim</author>", b"<author>tc={0F2A}</author>")
    with zipfile.ZipFile(source, "w") as archive:
        for part, data in content.items():
            archive.writestr(part, data)
    annotate(source, target, verdict(finding("A1"), finding("A5")))
    sheet = openpyxl.load_workbook(target)["Rencana"]
    assert sheet["A1"].comment.text == "Catatan pengirim"
    assert "JML-001" in sheet["A5"].comment.text


def test_annotating_again_replaces_what_was_said(tmp_path: Path) -> None:
    source, first, second = _foreign(tmp_path / "asal.xlsx"), tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"
    annotate(source, first, verdict(finding("A5"), finding("A6", message="Lama.")))
    annotate(first, second, verdict(finding("A5"), finding("A6", message="Baru.")))
    book = openpyxl.load_workbook(second)
    assert (
        book.sheetnames == ["Rencana", "Lampiran 'A' 1", "Temuan", "Temuan renja", "Temuan renja 2"]
        or book.sheetnames[-1] == "Temuan renja"
    )
    sheet = book["Rencana"]
    assert sheet["A5"].comment.text.count("JML-001") == 1
    assert ("Baru." in sheet["A6"].comment.text, "Lama." in sheet["A6"].comment.text) == (True, False)
    assert faults(second) == []


@pytest.mark.libreoffice
def test_texts_of_the_input_never_become_formulas(tmp_path: Path, recalculate: Recalculate) -> None:
    source, target = _foreign(tmp_path / "asal.xlsx"), tmp_path / "salinan.xlsx"
    fields = ("message", "value", "expected", "key", "suggestion", "fix", "table", "column")
    annotate(source, target, verdict(*(finding("A5", **dict.fromkeys(fields, text)) for text in DANGEROUS)))
    sheet = openpyxl.load_workbook(target)["Temuan renja"]
    for text, row in zip(DANGEROUS, sheet.iter_rows(min_row=6), strict=False):
        cells = [cell for cell in row if cell.value == text]
        assert len(cells) == len(fields)
        assert all(cell.data_type != "f" and cell.quotePrefix for cell in cells)
    assert not list(etree.fromstring(parts(target)["xl/worksheets/sheet4.xml"]).iter(f"{MAIN}f"))
    shown = recalculate(target)["Temuan renja"][5:]
    assert [(row[6], row[9]) for row in shown[: len(DANGEROUS)]] == [(text, text) for text in DANGEROUS]


@pytest.mark.libreoffice
def test_libreoffice_opens_copies_without_loss(
    seed_copy: tuple[Path, Path, Verdict], tmp_path: Path, recalculate: Recalculate
) -> None:
    """Every value and note is there, and the charts and the paper come out as before."""
    office = shutil.which("soffice")
    if office is None:
        missing("libreoffice", "LibreOffice is not on this machine")
        return
    source, target, found = seed_copy
    before, after = recalculate(source), recalculate(target)
    assert list(before) == list(after)
    assert all(before[name] == after[name] for name in before if name not in ("Temuan", "Ringkasan"))
    first = found.findings[found.causes[0].findings[0]]
    assert after["Temuan"][5 + len(found.causes)][0] == f"{first.sheet}!{first.cell}"
    assert "BELUM LULUS" in {cell for row in after["Ringkasan"] for cell in row}, "sheets that count findings follow"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    for form in ("xlsx:Calc MS Excel 2007 XML", "pdf"):
        command = [
            office,
            "--headless",
            profile,
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path / "hasil"),
            str(target),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    again = openpyxl.load_workbook(tmp_path / "hasil" / target.name)
    noted = {
        (sheet.title, cell.coordinate) for sheet in again for row in sheet.iter_rows() for cell in row if cell.comment
    }
    assert noted == {(x.sheet, x.cell) for x in found.findings}
    assert len(again["Ringkasan"]._charts) == len(openpyxl.load_workbook(source)["Ringkasan"]._charts) == 2
    assert (tmp_path / "hasil" / f"{target.stem}.pdf").stat().st_size > 50_000


def test_refusals(tmp_path: Path) -> None:
    source = _foreign(tmp_path / "asal.xlsx")
    content = source.read_bytes()
    with pytest.raises(InputAsOutputError):
        annotate(source, source, verdict(finding("A5")))
    with pytest.raises(OtherKindOfCopyError):
        annotate(source, tmp_path / "salinan.xlsm", verdict(finding("A5")))
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan")
    with pytest.raises(UnreadableError, match="bukan buku kerja"):
        annotate(tmp_path / "rusak.xlsx", tmp_path / "salinan.xlsx", verdict())
    assert source.read_bytes() == content
    assert sorted(x.name for x in tmp_path.iterdir()) == ["asal.xlsx", "rusak.xlsx"]


def _words(seed: int) -> str:
    pick = random.Random(seed)
    return " ".join(str(pick.random()) for _ in range(150))


def test_odd_texts_and_very_many_notes(tmp_path: Path) -> None:
    """Characters XML forbids are left out, and more notes than one block of shapes holds have numbers of their own."""
    source, target = _foreign(tmp_path / "asal.xlsx"), tmp_path / "salinan.xlsx"
    many = [finding(f"P{row}", message="a\x00\x0bb\ud800 <&>'\"" + _words(row)) for row in range(1, 1_500)]
    annotate(source, target, verdict(*many))
    assert faults(target) == []
    sheet = openpyxl.load_workbook(target)["Rencana"]
    assert sheet["P1499"].comment.text.startswith("KESALAHAN JML-001: ab <&>'\"")
    assert len(sheet["P1"].comment.text) < 2_100
    assert len([row for row in sheet["P"] if row.comment]) == 1_499
    assert read_workbook(target)


def test_strict_workbook(tmp_path: Path) -> None:
    """In a strict workbook the new parts and relationships are of the strict kind as well."""
    source, target = _foreign(tmp_path / "asal.xlsx"), tmp_path / "salinan.xlsx"
    pairs = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    content = parts(source)
    with zipfile.ZipFile(source, "w") as archive:
        for name, data in content.items():
            for old, new in pairs:
                data = data.replace(old, new)
            archive.writestr(name, data)
    annotate(source, target, verdict(finding("A5"), finding("A1")))
    added = parts(target).keys() - parts(source).keys()
    assert added == {"xl/worksheets/sheet4.xml"}
    assert not any(pairs[0][0] in data for data in parts(target).values())
    assert not any(pairs[1][0] in data for name, data in parts(target).items() if name.endswith(".rels"))
    assert "KESALAHAN JML-001" in parts(target)["xl/comments1.xml"].decode()


def _elsewhere(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The workbook part and its relationships under another name."""
    moved = {"xl/workbook.xml": "xl/buku.xml", hostile.RELS: "xl/_rels/buku.xml.rels"}
    told = {name: xml.replace(b"xl/workbook.xml", b"xl/buku.xml") for name, xml in parts.items()}
    return {moved.get(name, name): xml for name, xml in told.items()}


def test_parts_under_other_names(tmp_path: Path) -> None:
    source = hostile.write(tmp_path / "a.xlsx", _elsewhere(hostile.parts_of(EXAMPLES / "renja-2024-seed.xlsx")))
    verdict = next(validate_files([source], None, "id"))
    annotate(source, tmp_path / "b.xlsx", verdict)
    assert [grid.name for grid in read_workbook(tmp_path / "b.xlsx")] == [grid.name for grid in read_workbook(source)]


def test_formats_that_are_told_of_but_not_there(tmp_path: Path) -> None:
    """The relationship of formats that leads nowhere gives way to that of the formats that the copy needs."""
    parts = hostile.parts_of(EXAMPLES / "renja-2024-seed.xlsx")
    del parts[hostile.STYLES]
    source = hostile.write(tmp_path / "a.xlsx", parts)
    annotate(source, tmp_path / "b.xlsx", judged(source))
    assert [grid.name for grid in read_workbook(tmp_path / "b.xlsx")] == [
        *[grid.name for grid in read_workbook(source)]
    ]
