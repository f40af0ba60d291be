"""A document with a text of its own: tables and figures follow the workbook, everything else stays byte for byte."""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from rules.model.document import Document
from tests.conftest import Run
from tests.places import EXAMPLES
from tests.support.docx_files import replace_part, with_body, write_docx
from workbook_templates.errors import InputAsOutputError
from workbook_templates.printing.document import write_printout
from workbook_templates.printing.errors import NoUtf8TextError
from workbook_templates.printing.refill import refill
from workbook_templates.reader import read_document

TEXT = "word/document.xml"
PLAN = "T-C.33"
TYPED = "Kalimat perencana sendiri, dengan <tanda> & angka 12.345."


@pytest.fixture(scope="module")
def plan() -> Document:
    return read_document(EXAMPLES / "renja-2024-benar.xlsx")


@pytest.fixture
def dearer(plan: Document) -> Document:
    """The same plan with a tenth more money in every amount."""
    made = copy.deepcopy(plan)
    for table in made.tables:
        for values in (
            table.columns[number] for number in ("6", "10") if number in table.columns and table.layout == PLAN
        ):
            values[:] = [value * 11 // 10 if isinstance(value, int | float) else value for value in values]
    return made


@pytest.fixture
def written(plan: Document, tmp_path: Path) -> Path:
    """The printed plan, to which somebody has added a text of their own."""
    path = tmp_path / "naskah.docx"
    write_printout(plan, path)
    document = docx.Document(str(path))
    document.paragraphs[20].insert_paragraph_before(TYPED).runs[0].bold = True
    document.add_table(1, 2).cell(0, 0).text = "tabel sendiri"
    document.save(str(path))
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def without_tables_and_figures(xml: bytes) -> bytes:
    xml = re.sub(rb"<w:tbl[ >].*?</w:tbl>", b"", xml, flags=re.DOTALL)
    return re.sub(rb'(<w:tag w:val="renja-angka:.*?<w:sdtContent>).*?(</w:sdtContent>)', rb"\1\2", xml, flags=re.DOTALL)


def money(path: Path) -> list[object]:
    return next(table for table in read_document(path).tables if table.layout == PLAN).columns["6"]


def test_tables_and_figures_follow_and_all_else_stays(written: Path, dearer: Document, tmp_path: Path) -> None:
    out = tmp_path / "baru.docx"
    told = refill(dearer, written, out)
    before, after = parts(written), parts(out)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [TEXT, "word/charts/chart1.xml"]
    assert before[TEXT] != after[TEXT]
    assert without_tables_and_figures(before[TEXT]) == without_tables_and_figures(after[TEXT])
    assert (len(told.replaced), told.left, told.lost) == (8, [], [])
    assert told.renewed > 0 < told.same
    assert money(out) == next(table for table in dearer.tables if table.layout == PLAN).columns["6"]
    assert TYPED in [line.text for line in docx.Document(str(out)).paragraphs]
    assert "tabel sendiri" in after[TEXT].decode()


def test_a_second_time_nothing_changes(written: Path, dearer: Document, tmp_path: Path) -> None:
    refill(dearer, written, tmp_path / "satu.docx")
    told = refill(dearer, tmp_path / "satu.docx", tmp_path / "dua.docx")
    assert told.renewed == 0
    assert parts(tmp_path / "satu.docx") == parts(tmp_path / "dua.docx")


def test_the_document_itself_is_never_written_over(written: Path, plan: Document) -> None:
    before = written.read_bytes()
    with pytest.raises(InputAsOutputError):
        refill(plan, written, written)
    assert written.read_bytes() == before


def test_a_table_of_another_make_is_found_and_fits_its_page(plan: Document, tmp_path: Path) -> None:
    """An upright A4 page with a table typed in Word, under no caption of ours."""
    made = docx.Document()
    made.sections[0].page_width, made.sections[0].left_margin, made.sections[0].right_margin = Mm(210), Mm(30), Mm(20)
    made.add_paragraph("Rencana kami")
    lines = [
        ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
         "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja",
         "Kebutuhan Dana/Pagu Indikatif"],
        [f"({number})" for number in range(1, 11)],
        ["2.17.01", "Program lama", "Indikator", "Kota", "100%", "5", "PAD", "", "100%", "6"],
        ["TOTAL", "", "", "", "", "5", "", "", "", "6"],
    ]  # fmt: skip
    table = made.add_table(0, 10)
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    made.save(str(tmp_path / "lain.docx"))
    told = refill(plan, tmp_path / "lain.docx", tmp_path / "baru.docx")
    assert told.replaced == ["Tabel 3.3 T-C.33: tabel ke-1 dokumen, 48 baris"]
    assert len(told.left) == 7
    new = docx.Document(str(tmp_path / "baru.docx")).element.body.find(qn("w:tbl"))
    widths = [int(column.get(qn("w:w"))) for column in new.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(160 * 1440 / 25.4, abs=20)
    assert money(tmp_path / "baru.docx") == next(table for table in plan.tables if table.layout == PLAN).columns["6"]


def test_a_blank_form_is_filled(plan: Document, tmp_path: Path) -> None:
    """A table of which only the head stands yet, under no caption."""
    write_printout(plan, tmp_path / "utuh.docx")
    document = docx.Document(str(tmp_path / "utuh.docx"))
    table = next(x for x in document.element.body.iter(qn("w:tbl")) if "Prakiraan Maju" in "".join(x.itertext()))
    for row in list(table.iter(qn("w:tr")))[3:]:
        table.remove(row)
    table.getparent().remove(table.getprevious())
    document.save(str(tmp_path / "kosong.docx"))
    told = refill(plan, tmp_path / "kosong.docx", tmp_path / "baru.docx")
    assert "Tabel 3.3 T-C.33: tabel ke-8 dokumen, 48 baris" in told.replaced
    assert money(tmp_path / "baru.docx") == money(tmp_path / "utuh.docx")


@pytest.mark.parametrize(
    ("caption", "replaced"),
    [
        ("Tabel 3.3 Rumusan Rencana Program dan Kegiatan Perangkat Daerah Tahun 2024 dan Prakiraan Maju Tahun 2025", 1),
        ("Tabel 9 Daftar Hadir Rapat", 0),
    ],
)
def test_a_table_nobody_would_know_is_found_by_its_caption_alone(
    plan: Document, tmp_path: Path, caption: str, replaced: int
) -> None:
    made = docx.Document()
    made.add_paragraph(caption)
    made.add_table(1, 1).cell(0, 0).text = "(tabel menyusul)"
    made.save(str(tmp_path / "lain.docx"))
    told = refill(plan, tmp_path / "lain.docx", tmp_path / "baru.docx")
    assert len(told.replaced) == replaced
    assert len(told.left) == 8 - replaced
    assert ("menyusul" in parts(tmp_path / "baru.docx")[TEXT].decode()) == (not replaced)


def test_a_table_that_goes_on_in_a_second_one_becomes_one(plan: Document, tmp_path: Path) -> None:
    write_printout(plan, tmp_path / "utuh.docx")
    document = docx.Document(str(tmp_path / "utuh.docx"))
    table = next(x for x in document.element.body.iter(qn("w:tbl")) if "Prakiraan Maju" in "".join(x.itertext()))
    rest = copy.deepcopy(table)
    rows = list(table.iter(qn("w:tr")))
    for row in rows[20:]:
        table.remove(row)
    for row in list(rest.iter(qn("w:tr")))[3:20]:
        rest.remove(row)
    table.addnext(rest)
    document.save(str(tmp_path / "pecah.docx"))
    told = refill(plan, tmp_path / "pecah.docx", tmp_path / "baru.docx")
    assert "Tabel 3.3 T-C.33: tabel ke-8, 9 dokumen, 48 baris" in told.replaced
    assert money(tmp_path / "baru.docx") == money(tmp_path / "utuh.docx")
    assert len(list(docx.Document(str(tmp_path / "baru.docx")).element.body.iter(qn("w:tbl")))) == len(
        list(docx.Document(str(tmp_path / "utuh.docx")).element.body.iter(qn("w:tbl")))
    )


def _control(tag: str, inside: str, more: str = "") -> str:
    return f'<w:p><w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>'


def test_figures_keep_their_looks_and_what_cannot_be_renewed_is_told(plan: Document, tmp_path: Path) -> None:
    tag = "renja-angka:rencana:program.n"
    looks = "<w:rPr><w:b/></w:rPr>"
    source = with_body(
        tmp_path / "x.docx",
        _control(tag, f"<w:r>{looks}<w:t>7 (tu</w:t></w:r><w:r><w:t>juh)</w:t></w:r>")
        + _control("renja-angka:rencana:kegiatan.n", "<w:r><w:t>klik</w:t></w:r>", "<w:showingPlcHdr/>")
        + _control("renja-angka:rencana:hilang.n", "<w:r><w:t>99 &amp; lebih</w:t></w:r>")
        + _control("lain", "<w:r><w:t>milik orang</w:t></w:r>"),
    )
    told = refill(plan, source, tmp_path / "baru.docx")
    xml = parts(tmp_path / "baru.docx")[TEXT].decode()
    assert f'<w:r>{looks}<w:t xml:space="preserve">8 (delapan)</w:t></w:r>' in xml
    assert (told.renewed, told.same) == (1, 0)
    assert told.lost == [
        "13 (tiga belas) (kalimat rencana): kotaknya dikosongkan atau diisi paragraf",
        '"99 & lebih" (kalimat rencana): tidak lagi ada dalam buku kerja',
    ]
    assert "milik orang" in xml


def test_a_text_in_another_encoding_is_refused(plan: Document, tmp_path: Path) -> None:
    source = write_docx(tmp_path / "x.docx", ["x"])
    xml = parts(source)[TEXT].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    replace_part(source, TEXT, xml)
    with pytest.raises(NoUtf8TextError):
        refill(plan, source, tmp_path / "baru.docx")
    assert not (tmp_path / "baru.docx").exists()


def test_the_command_says_what_was_replaced_and_what_was_not_found(
    renja: Callable[..., Run], written: Path, tmp_path: Path
) -> None:
    book = EXAMPLES / "renja-2024-seed.xlsx"
    run = renja("cetak", book, "--ke", written, "-o", "baru.docx")
    assert run.status == 0
    assert "Tabel diganti: 8" in run.out
    assert "Tabel 3.3 T-C.33: tabel ke-8 dokumen" in run.out
    assert "tidak lagi ada dalam buku kerja" in run.out
    assert renja("cetak", book, "--ke", written, "-o", written, "--timpa").status == 2


# ---- charts and captions


def test_charts_follow_the_workbook_and_keep_their_looks(written: Path, plan: Document, tmp_path: Path) -> None:
    """The name of a program, signs of XML in it, and the red that somebody chose."""
    chart, out = "word/charts/chart1.xml", tmp_path / "baru.docx"
    replace_part(written, chart, parts(written)[chart].replace(b"2F6DA8", b"FF0000"))
    changed = copy.deepcopy(plan)
    table = next(table for table in changed.tables if table.layout == PLAN)
    at = table.columns["2"].index("Program Pengembangan UMKM")
    table.columns["2"][at] = "Program <Baru> & Lain"
    told = refill(changed, written, out)
    xml = parts(out)[chart].decode()
    assert told.charts.renewed == ["Pagu per program tahun 2024 (juta rupiah)"]
    assert "Program &lt;Baru&gt; &amp; Lain" in xml
    assert "FF0000" in xml
    assert refill(changed, out, tmp_path / "lagi.docx").charts.same == 1


def test_a_chart_with_more_bars_is_higher_unless_somebody_resized_it(written: Path, tmp_path: Path) -> None:
    chart = "word/charts/chart1.xml"
    fewer = re.sub(rb'<c:ptCount val="8"/>', b'<c:ptCount val="3"/>', parts(written)[chart])
    replace_part(written, chart, fewer)
    heights = []
    for height in (b"1872000", b"999"):
        replace_part(written, TEXT, re.sub(rb'cy="\d+"', b'cy="%b"' % height, parts(written)[TEXT]))
        refill(read_document(EXAMPLES / "renja-2024-benar.xlsx"), written, tmp_path / "baru.docx")
        heights += re.findall(rb'cy="(\d+)"', parts(tmp_path / "baru.docx")[TEXT])
    assert heights == [b"3312000", b"999"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"Pagu per program", b"Grafik kami", "bukan grafik cetakan"),
        (b"</c:chart>", b'</c:chart><c:externalData r:id="rId1"/>', "memuat datanya sendiri"),
        (b"</c:ser>", b"</c:ser><c:ser></c:ser>", "bentuknya sudah diubah"),
    ],
)
def test_a_chart_that_is_no_longer_ours_stays_and_is_told(
    written: Path, dearer: Document, tmp_path: Path, old: bytes, new: bytes, why: str
) -> None:
    chart = "word/charts/chart1.xml"
    replace_part(written, chart, parts(written)[chart].replace(old, new))
    told = refill(dearer, written, tmp_path / "baru.docx")
    assert parts(tmp_path / "baru.docx")[chart] == parts(written)[chart]
    (left,) = told.charts.left
    assert why in left


def test_the_document_of_last_year_serves_this_year(plan: Document, tmp_path: Path) -> None:
    """Captions and the titles of charts speak of the new year; a caption in words of one's own stays."""
    last = copy.deepcopy(plan)
    last.identity["tahun"] = replace(last.identity["tahun"], value=2023)
    source, out = tmp_path / "lalu.docx", tmp_path / "baru.docx"
    write_printout(last, source)
    document = docx.Document(str(source))
    *_, own = (x for x in document.paragraphs if x.text.startswith("Tabel 4.1"))
    own.runs[-1].text = " Rencana kami tahun 2023"
    document.save(str(source))
    told = refill(plan, source, out)
    text = "\n".join(line.text for line in docx.Document(str(out)).paragraphs)
    assert "Perangkat Daerah Tahun 2024 dan Prakiraan Maju Tahun 2025" in text
    assert "Rencana kami tahun 2023" in text
    assert len(told.captions) == 6, told.captions
    assert told.charts.renewed == ["Pagu per program tahun 2024 (juta rupiah)"]
    assert 'descr="Pagu per program tahun 2024' in parts(out)[TEXT].decode()
    assert refill(plan, out, tmp_path / "lagi.docx").captions == []


def test_a_document_with_our_styles_does_not_grow(written: Path, plan: Document, tmp_path: Path) -> None:
    refill(plan, written, tmp_path / "baru.docx")
    assert len(parts(tmp_path / "baru.docx")[TEXT]) < 1.02 * len(parts(written)[TEXT])
