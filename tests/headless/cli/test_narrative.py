"""`renja narrative` end to end: a real Renja's sentences in Word against its workbook, and the rules on texts."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from headless.cli.app import app
from headless.narrative import check_narrative
from rules.engine.example_table_edits import Put
from rules.errors import RenjaError
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.docx_files import write_docx

DATA = EXAMPLES / "data" / "naskah"
SEED, TWIN = EXAMPLES / "renja-2024-seed.xlsx", EXAMPLES / "renja-2024-benar.xlsx"


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def renja(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_docx(tmp_path_factory.mktemp("naskah") / "renja.docx", lines("renja-2024.txt"))


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["narrative", *map(str, arguments)])
    if isinstance(result.exception, RenjaError):
        return result.exception.status, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_a_text_of_another_office_has_not_passed(renja: Path, tmp_path: Path) -> None:
    """Whatever figures agree: it nowhere names the office whose workbook it is held against."""
    book = openpyxl.load_workbook(TWIN)
    place = next(cell for row in book["Identitas"] for cell in row if "Koperasi" in str(cell.value))
    place.value = "Dinas Kelautan dan Perikanan"
    book.save(tmp_path / "lain.xlsx")
    own, other = (check_narrative(renja, [path]).verdict for path in (TWIN, tmp_path / "lain.xlsx"))
    assert own.state != "incomplete"
    assert other.state in {"incomplete", "invalid"}
    assert "tidak menyebut Dinas Kelautan dan Perikanan" in other.unchecked[0].reason


def test_the_real_renja(renja: Path) -> None:
    """The terbilang of Bab IV, and its total, which is that of Tabel 3.3 and not of Tabel 4.1 below it; no more."""
    status, out = run(renja, "--workbook", SEED, "--format", "json")
    assert status == 1
    told = json.loads(out)["narratives"][0]
    findings = [(f["rule"], f["table"], f["key"], f["value"], f["expected"]) for f in told["findings"]]
    words = (
        "sebelas miliar tujuh ratus enam puluh tiga juta delapan ratus sepuluh ribu empat ratus delapan puluh delapan"
    )
    assert findings == [
        ("ANG-007", "naskah", findings[0][2], findings[0][3], words),
        ("DOK-007", "naskah", findings[0][2], 11_763_810_488, 12_611_751_484),
    ]
    assert '"puluh" (kata ke-10) seharusnya "ratus"' in told["findings"][0]["message"]
    assert "tabel Bab-IV memuat Rp 12.611.751.484 (Bab-IV!J53)" in told["findings"][1]["message"]
    assert "sama dengan pagu seluruhnya tahun 2024 (T-C.33!J56)" in told["findings"][1]["message"]
    assert list(told["paragraphs"]) == [findings[0][2]]
    assert told["paragraphs"][findings[0][2]].startswith("Adapun total pendanaannya")
    assert [(rule["rule"], rule["status"]) for rule in told["rules"]] == [("ANG-007", "ran"), ("DOK-007", "ran")]


LKIP = EXAMPLES / "lkip-2024-seed.xlsx"


@pytest.mark.skipif(not LKIP.exists(), reason="contoh LKIP belum dibangun")
def test_the_real_lkip(tmp_path: Path) -> None:
    """Every sentence of a real LKIP that disagrees with its tables, by figure and by what the tables hold."""
    checked = check_narrative(write_docx(tmp_path / "lkip.docx", lines("lkip-2024.txt")), [LKIP])
    found = [(f.rule, f.value, f.expected) for f in checked.verdict.findings]
    assert found == [
        ("DOK-007", 1.04, 1.05),
        ("DOK-007", 1, 1.01),
        ("DOK-007", 100, 101),
        ("DOK-007", 0.2, 0.3),
        ("DOK-007", 752_916_800, 824_166_800),
        ("DOK-007", 80.55, 88.1712),
        ("DOK-007", 3, 2),
        ("DOK-007", 98.46, 92.6115),
        ("DOK-007", 108.58, 103.15),
    ]
    assert checked.count("cocok") == 69


def test_every_figure_is_accounted_for(renja: Path) -> None:
    checked = check_narrative(renja, [SEED])
    counts = [checked.count(status) for status in ("cocok", "beda", "tidak dinilai")]
    assert sum(counts) == len(checked.judged)
    assert counts[:2] == [20, 1]
    assert all(one.reason for one in checked.judged if one.status == "tidak dinilai")
    dok = next(outcome for outcome in checked.verdict.rules if outcome.rule == "DOK-007")
    assert (dok.checked, dok.reason.split(":")[0]) == (21, f"{counts[2]} angka tidak dinilai")


def test_text_report_names_paragraph_findings_and_what_was_left(renja: Path, tmp_path: Path) -> None:
    status, out = run(renja, "--workbook", SEED, "-o", tmp_path / "laporan.txt")
    report = (tmp_path / "laporan.txt").read_text(encoding="utf-8")
    assert (status, out) == (1, f"Ditulis: {tmp_path / 'laporan.txt'}\n")
    assert "BELUM LULUS: 2 kesalahan" in report
    assert "“Adapun total pendanaannya" in report
    assert "Angka yang tidak dinilai:" in report
    assert "batas, bukan angka pasti" in report


def test_a_sound_narrative_passes(tmp_path: Path) -> None:
    text = [
        "Pagu Program Penilaian Kesehatan KSP/USP Koperasi Tahun 2024 sebesar Rp 200.000.000,- (dua ratus juta rupiah)."
    ]
    status, out = run(write_docx(tmp_path / "a.docx", text), "--workbook", TWIN, "--lang", "en")
    assert status == 0
    assert "PASSED: no findings" in out


def test_several_workbooks_and_the_narratives_own_first(tmp_path: Path) -> None:
    text = ["Rencana Kerja (Renja) Tahun 2024. Total pagu tahun 2024 sebesar Rp 11.763.810.488."]
    status, out = run(write_docx(tmp_path / "a.docx", text), "--workbook", SEED, "--workbook", TWIN, "--format", "json")
    assert json.loads(out)["narratives"][0]["workbooks"] == [str(SEED), str(TWIN)]
    assert status == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.pdf", "simpan sebagai .docx"), ("tidak-ada.docx", "file tidak ada"), ("b.docx", "bukan naskah Word")],
)
def test_unreadable_narratives_end_with_status_2(
    tmp_path: Path, name: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from headless.cli import app

    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "b.docx").write_bytes(b"teks")
    monkeypatch.setattr("sys.argv", ["renja", "narrative", str(tmp_path / name), "--workbook", str(SEED)])
    with pytest.raises(SystemExit) as ended:
        app.main()
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_reports_never_replace_an_input(renja: Path) -> None:
    before = renja.read_bytes()
    status, said = run(renja, "--workbook", SEED, "-o", renja)
    assert (status, "file masukan" in said) == (2, True)
    assert renja.read_bytes() == before


def test_without_a_narrative_the_rules_say_so() -> None:
    document = sound_document()
    document.references = type(document.references)()
    outcomes = {outcome.rule: outcome for outcome in validate(document).rules}
    assert (outcomes["DOK-007"].status, outcomes["DOK-007"].reason) == (
        "skipped",
        "naskah tidak diberikan (renja narrative)",
    )
    assert "naskah tidak diberikan" in outcomes["ANG-007"].reason


def test_words_in_cells_are_judged_too() -> None:
    """Nomenclature names hold `1 (Satu)`; a cell that says otherwise is found in its own place, also without a narrative."""
    wrong = Put("T-C.33", 17, "8", "Rp 30.000.000,- (tiga puluh ribu rupiah)")
    document = example_document((wrong,))
    document.references = type(document.references)()
    found = validate(document, only=["ANG-007"]).findings
    assert [(f.rule, f.table, f.cell) for f in found] == [("ANG-007", "T-C.33", "H17")]
    assert '"ribu" (kata ke-3) seharusnya "juta"' in found[0].message


def test_findings_stand_in_the_order_of_the_narrative() -> None:
    from rules.narrative.paragraphs import Narrative

    text = "\n".join(["Rp 5.000 (enam ribu rupiah)"] * 12)
    document = sound_document()
    document.references = type(document.references)(narrative=Narrative.of_text(text))
    keys = [finding.key for finding in validate(document, only=["ANG-007"]).findings]
    assert keys == [f"paragraf {number}" for number in range(1, 13)]


def test_a_text_without_figures_has_not_passed(tmp_path: Path) -> None:
    empty = write_docx(tmp_path / "kosong.docx", ["Halo"])
    status, out = run(empty, "--workbook", TWIN)
    assert status == 0
    assert "BELUM LENGKAP DIPERIKSA" in out
    assert "tidak memuat angka" in out
    assert json.loads(run(empty, "--workbook", TWIN, "--format", "json")[1])["narratives"][0]["complete"] is False


def test_pairs_are_counted_in_the_text_and_told_as_what_was_checked(tmp_path: Path) -> None:
    """The workbook's own cells hold pairs too; they are not the text's."""
    only_words = write_docx(tmp_path / "kata.docx", ["Dana desa Rp 5.000,- (lima ribu rupiah) untuk 3 (tiga) orang."])
    status, out = run(only_words, "--workbook", TWIN)
    assert status == 0
    assert "2 pasang angka dan terbilang diperiksa." in out
    assert "Yang diperiksa hanya terbilangnya" in out
    status, out = run(write_docx(tmp_path / "lain.docx", ["Tidak ada angka di sini."]), "--workbook", TWIN)
    assert "0 pasang angka dan terbilang diperiksa." in out
    assert "naskah ini tidak memuat angka yang juga ada di tabel" in out
