"""The minutes of a verification: what they say, whoever gives them, and how the document is made."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Mm

from headless.papers.known_minutes import is_minutes
from headless.papers.minutes import write_minutes
from headless.papers.model import Minutes, MinutesFacts, Recommendation, Signatory
from headless.papers.told_verdict import minutes_of, told
from headless.tasks.minutes import written_minutes
from rules.examples.sound_renja import sound_document
from rules.model.document import Field
from rules.model.finding import Figures, Verdict
from rules.validation import validate
from tests.conftest import Run
from tests.places import EXAMPLES
from tests.support.example_workbooks import verdict
from workbook_templates.reading.limits import DEFAULT_LIMITS

Renja = Callable[..., Run]
SEED = EXAMPLES / "renja-2024-seed.xlsx"
DAY = date(2026, 11, 30)


def some(office: str, **more: object) -> Minutes:
    facts: dict[str, object] = {"government": "Kota Bekasi", "office": office, "document": "Rencana Kerja (Renja)"}
    facts |= {"year": 2024, "stage": "rancangan", "version": "2", "date": DAY}
    return Minutes(**facts | more)  # type: ignore[arg-type]


def texts(path: Path) -> list[str]:
    """Every paragraph of a document's body, those of cells too, in order."""
    body = docx.Document(str(path)).element.body
    return ["".join(words.text or "" for words in line.iter("{*}t")) for line in body.iter("{*}p")]


def test_says_whose_document_what_is_to_be_done_and_who_signs(tmp_path: Path) -> None:
    out = tmp_path / "ba.docx"
    asked = [
        Recommendation("T-C.33!E10:E16", "Tulis satuannya.", ["SAT-001"], "kesalahan"),
        Recommendation("", "Lengkapi."),
    ]
    one = some(
        "Dinas Contoh", recommendations=asked, remarks=["Sudah dijelaskan lisan."], verdict="BELUM LULUS",
        signatories=[Signatory("Kepala Bidang", "Nama Lengkap", "1970"), Signatory("Sekretaris"), Signatory("Saksi", "Ani")],
    )  # fmt: skip
    write_minutes([one], out)
    said = texts(out)
    assert "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam (30-11-2026)" in " ".join(said)
    at = said.index("T-C.33!E10:E16")
    assert said[at - 1 : at + 3] == ["1", "T-C.33!E10:E16", "Tulis satuannya. (kesalahan, SAT-001)", ""]
    for text in (
        "Dinas Contoh",
        "rancangan",
        "BELUM LULUS",
        "Sudah dijelaskan lisan.",
        "NIP 1970",
        "Sekretaris",
        "Ani",
    ):
        assert text in said, text
    assert sum(set(line) == {"."} for line in said) == 1, "the line of the one name that is not known"


def test_without_remarks_lines_are_left_and_without_recommendations_it_says_so(tmp_path: Path) -> None:
    write_minutes([some("Dinas Contoh")], tmp_path / "ba.docx")
    said = texts(tmp_path / "ba.docx")
    assert "Tidak ada rekomendasi." in said
    assert len([line for line in said if len(line) > 100 and set(line) == {"."}]) == 5


def test_each_begins_a_page_of_f4(tmp_path: Path) -> None:
    write_minutes([some("Satu"), some("Dua"), some("Tiga")], tmp_path / "ba.docx")
    document = docx.Document(str(tmp_path / "ba.docx"))
    assert len(list(document.element.body.iter("{*}pageBreakBefore"))) == 2
    page = document.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (215, 330)
    rows = list(document.element.body.iter("{*}tr"))
    assert rows
    assert all(row.find(".//{*}cantSplit") is not None for row in rows)


def test_what_no_xml_may_hold_costs_no_document(tmp_path: Path) -> None:
    write_minutes([some("Dinas\x00 <Contoh> & \ud800Lain")], tmp_path / "ba.docx")
    assert "Dinas <Contoh> & Lain" in texts(tmp_path / "ba.docx")


def test_every_cause_is_a_recommendation_with_its_cells() -> None:
    judged = verdict(SEED.stem)
    made = minutes_of(told(judged), MinutesFacts(DAY, version="2"))
    assert [one.place for one in made.recommendations] == [cause.cells for cause in judged.causes]
    assert (made.office, made.government, made.stage) == (
        judged.figures.office,
        judged.figures.region,
        judged.figures.stage,
    )
    assert made.verdict == "BELUM LULUS"
    assert made.version == "2"


def test_an_office_that_only_titles_name_is_named_and_marked() -> None:
    document = sound_document()
    del document.identity["perangkat_daerah"], document.identity["pemda"]
    document.printed = {"perangkat_daerah": Field("DINAS A", "T-C.33", "A3")}
    one = told(validate(document))
    assert (one.office, one.government, one.printed) == ("DINAS A", None, ["office"])
    assert minutes_of(one, MinutesFacts(DAY)).office == "DINAS A (menurut judul tabel)"
    assert minutes_of(one, MinutesFacts(DAY, office="Dinas A")).office == "Dinas A"


def test_several_minutes_of_one_office_are_told_by_their_files(tmp_path: Path) -> None:
    figures = [Figures(name) for name in ("Dinas A", "DINAS A", "Dinas B")]
    verdicts = [Verdict(f"{at}.xlsx", "valid", figures=one) for at, one in enumerate(figures)]
    lines = written_minutes(verdicts, [], MinutesFacts(DAY), tmp_path / "ba.docx", DEFAULT_LIMITS).lines
    assert [line.partition(":")[0].strip() for line in lines[1:]] == ["Dinas A, 0.xlsx", "DINAS A, 1.xlsx", "Dinas B"]


def test_a_file_that_cannot_be_read_has_minutes_that_say_why() -> None:
    made = minutes_of(told(Verdict("dari/Dinas A.xlsx", "unreadable", reason="'x' kosong.")), MinutesFacts(DAY))
    assert (made.office, made.verdict) == ("Dinas A", "TIDAK TERBACA")
    assert [(one.place, one.text) for one in made.recommendations] == [("Dinas A.xlsx", "'x' kosong.")]


def test_from_a_report_and_from_the_workbook_alike(renja: Renja, tmp_path: Path) -> None:
    assert renja("validate", SEED, "--format", "json", "-o", "putusan.json").status == 1
    first = renja("berita-acara", "putusan.json", "-o", "a.docx", "--tanggal", "2026-11-30")
    second = renja("berita-acara", SEED, "-o", "b.docx", "--tanggal", "30-11-2026")
    assert (first.status, second.status) == (1, 1)
    assert first.out.replace("a.docx", "b.docx") == second.out
    assert texts(tmp_path / "a.docx") == texts(tmp_path / "b.docx")


def test_a_folder_gets_one_document_each_and_nothing_is_replaced(renja: Renja, tmp_path: Path) -> None:
    folder = tmp_path / "kembali"
    folder.mkdir()
    words = ("berita-acara", SEED, EXAMPLES / "lkip-2024-seed.xlsx", "-o", folder)
    renja(*words)
    names = {"berita-acara-renja-2024-seed.docx", "berita-acara-lkip-2024-seed.docx"}
    assert {path.name for path in folder.iterdir()} == names
    renja(*words)
    assert len(list(folder.iterdir())) == 4


def test_a_folder_is_read_as_validate_reads_it(renja: Renja, tmp_path: Path) -> None:
    """Lists and texts count if they hold official tables; the minutes of an earlier run are written anew, not judged."""
    folder = tmp_path / "diterima"
    folder.mkdir()
    with (folder / "daftar.csv").open("w", encoding="utf-8", newline="") as file:
        rows = openpyxl.load_workbook(EXAMPLES / "renja-2024-benar.xlsx", read_only=True)["T-C.33"].values
        csv.writer(file, delimiter=";").writerows(rows)
    (folder / "surat.csv").write_text("Yth. Kepala Dinas;\n", encoding="utf-8")
    assert renja("validate", folder, "--format", "json", "-o", "putusan.json").status in {0, 1}
    judged = [one["file"] for one in json.loads(Path("putusan.json").read_text(encoding="utf-8"))["workbooks"]]
    for _ in range(2):
        run = renja("berita-acara", folder, "-o", folder / "ba.docx", "--opd", "Dinas Contoh", "--timpa")
        assert [line.split(":")[0] for line in run.out.splitlines()] == ["Ditulis", "  Dinas Contoh"], run.err
    assert judged == [str(folder / "daftar.csv")]
    assert not is_minutes(folder / "surat.csv")


def test_a_folder_that_is_not_there_yet_is_made(renja: Renja, tmp_path: Path) -> None:
    run = renja("berita-acara", SEED, "-o", f"{tmp_path / 'kembali'}/")
    assert (run.status, run.err) == (1, "")
    assert [path.name for path in (tmp_path / "kembali").iterdir()] == ["berita-acara-renja-2024-seed.docx"]
    far = renja("berita-acara", SEED, "-o", tmp_path / "tiada" / "kembali")
    assert (far.status, f"Folder '{tmp_path / 'tiada'}' tidak ada" in far.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [("{}", "bukan putusan"), ("[", "bukan putusan"), ('{"workbooks": [{"file": 1}]}', "bukan putusan")],
)
def test_what_is_no_verdict_is_refused(renja: Renja, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    run = renja("berita-acara", "x.json", "-o", "x.docx")
    assert (run.status, said in run.err) == (2, True)
    assert not (tmp_path / "x.docx").exists()


def test_options_that_cannot_be_meant(renja: Renja, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"workbooks": []}), encoding="utf-8")
    assert "Penanda tangan" in renja("berita-acara", "x.json", "-o", "x.docx", "--penanda-tangan", "a;b;c;d").err
    assert "--opd berlaku untuk satu" in renja("berita-acara", "x.json", SEED, "-o", "x.docx", "--opd", "A").err
    assert "harus berakhiran .docx" in renja("berita-acara", "x.json", "-o", "x.xlsx").err


def test_a_file_that_is_not_there_has_no_minutes(renja: Callable[..., Run], tmp_path: Path) -> None:
    run = renja("berita-acara", "tidak-ada.xlsx", "-o", "ba.docx")
    assert (run.status, run.out, "file tidak ada" in run.err) == (2, "", True)
    assert not list(tmp_path.iterdir())
