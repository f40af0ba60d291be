"""Faults of names, folders and disks on the command line: one clear sentence and status 2, and nothing half written."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from headless.batch.inputs import find_files
from headless.batch.run import validate_files
from rules.engine.example_table_edits import Put
from rules.model.verdict_words import graveness
from rules.registry import all_rules
from tests.conftest import Run
from tests.places import EXAMPLES
from workbook_templates.errors import OutputError
from workbook_templates.safe_writing import written

BENAR = EXAMPLES / "renja-2024-benar.xlsx"
LONG = "x" * 300 + ".xlsx"


Renja = Callable[..., Run]


def left(folder: Path) -> list[str]:
    """Names of what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def refuse(monkeypatch: pytest.MonkeyPatch, number: int, *places: tuple[Any, str]) -> None:
    """Make the system refuse these calls."""

    def refused(*_: Any, **__: Any) -> NoReturn:
        raise OSError(number, os.strerror(number), "x.xlsx")

    for owner, name in places:
        monkeypatch.setattr(owner, name, refused)


# ---- disks and targets


WRITING: list[tuple[object, ...]] = [
    ("compute", BENAR, "-o", "x.xlsx", "--timpa"),
    ("validate", BENAR, "-o", "x.json", "--format", "json"),
    ("validate", BENAR, "-o", "x.txt"),
    ("template", "x.xlsx", "--tahun", 2026, "--timpa"),
]
MEETS_FULL_DISK: dict[object, tuple[Any, str]] = {
    "compute": (zipfile.ZipFile, "writestr"),
    "template": (Path, "write_bytes"),
}
"""By command, what it meets a full disk with: a new workbook is made in memory first."""


def target_of(words: tuple[object, ...], folder: Path) -> Path:
    """The file that a command writes."""
    return next(folder / word for word in words if isinstance(word, str) and word.startswith("x."))


@pytest.mark.parametrize("words", [words for words in WRITING if words[0] in MEETS_FULL_DISK], ids=MEETS_FULL_DISK)
def test_full_disk_keeps_the_old_file(
    renja: Renja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...]
) -> None:
    target = target_of(words, tmp_path)
    target.write_bytes(b"lama")
    refuse(monkeypatch, errno.ENOSPC, MEETS_FULL_DISK[words[0]])
    run = renja(*words)
    assert (run.status, left(tmp_path), target.read_bytes()) == (2, [target.name], b"lama")
    assert run.err.startswith(f"'{target.name}' tidak dapat ditulis: ")
    assert "ruang disk atau jatah Anda penuh" in run.err


@pytest.mark.parametrize("words", WRITING, ids=lambda words: str(words[0]))
@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        (errno.EACCES, [(tempfile, "mkstemp")], "tidak ada izin"),
        (errno.EACCES, [(Path, "replace")], "sedang dibuka program lain"),
        (errno.EROFS, [(tempfile, "mkstemp")], "hanya dapat dibaca"),
    ],
    ids=["no permission", "open elsewhere", "read only"],
)
def test_disk_that_refuses_keeps_the_old_file(
    renja: Renja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...], number: int,
    places: list[tuple[Any, str]], said: str,
) -> None:  # fmt: skip
    target = target_of(words, tmp_path)
    target.write_bytes(b"lama")
    refuse(monkeypatch, number, *places)
    run = renja(*words)
    assert run.status == 2
    assert run.err.startswith(f"'{target.name}' tidak dapat ditulis: ")
    assert said in run.err
    assert os.strerror(number) not in run.err
    assert left(tmp_path) == [target.name]
    assert target.read_bytes() == b"lama"


@pytest.mark.parametrize("words", [WRITING[0], WRITING[1], WRITING[3]], ids=["compute", "validate", "template"])
@pytest.mark.parametrize("most", [3_000, 20_000])
def test_disk_that_is_full_halfway(tmp_path: Path, words: tuple[object, ...], most: int) -> None:
    resource = pytest.importorskip("resource")
    (tmp_path / "tmp").mkdir()
    (tmp_path / "kerja").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "headless.cli", *map(str, words)], capture_output=True, text=True, check=False,
        cwd=tmp_path / "kerja", env=os.environ | {"TMPDIR": str(tmp_path / "tmp"), "PYTHONPATH": str(EXAMPLES.parent)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(f"'{target_of(words, tmp_path).name}' tidak dapat ditulis: ukurannya melewati batas")
    assert done.stderr.count("\n") == 1
    assert left(tmp_path / "kerja") == []


@pytest.mark.parametrize("target", [LONG, "a\0b.xlsx", "tiada/x.xlsx", "."])
def test_target_that_cannot_be(tmp_path: Path, target: str) -> None:
    with pytest.raises(OutputError, match=r"[^.]\.$") as caught, written(tmp_path / target):
        pytest.fail("opened")
    assert "\0" not in str(caught.value)
    assert left(tmp_path) == []


def test_other_errors_pass_through_and_leave_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written(tmp_path / "x.xlsx"):
        raise ZeroDivisionError
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    "words",
    [("template", LONG, "--tahun", 2026), ("compute", BENAR, "-o", LONG), ("validate", BENAR, "-o", LONG)],
    ids=lambda words: str(words[0]),
)
def test_name_of_the_target_too_long(renja: Renja, tmp_path: Path, words: tuple[object, ...]) -> None:
    run = renja(*words)
    assert run.status == 2
    assert "namanya terlalu panjang; pakai nama yang lebih pendek" in run.err
    assert run.err.count("\n") == 1
    assert left(tmp_path) == []


# ---- names in another encoding


@pytest.fixture
def latin(tmp_path: Path) -> str:
    """The name of a workbook saved under a name that is not UTF-8."""
    name = os.fsdecode(b"renja-\xe9.xlsx")
    try:
        shutil.copy(BENAR, tmp_path / name)
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")
    return name


@pytest.mark.parametrize("form", ["text", "json"])
def test_file_name_in_another_encoding(renja: Renja, tmp_path: Path, latin: str, form: str) -> None:
    assert renja("validate", latin, "--format", form, "-o", "laporan").status in {0, 1}
    written = (tmp_path / "laporan").read_text(encoding="utf-8")
    assert "renja-?.xlsx" in written
    shown = renja("validate", latin, "--format", form)
    assert "renja-?.xlsx" in shown.out
    if form == "json":
        assert json.loads(shown.out) == json.loads(written)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_file_name_in_another_encoding_on_a_real_stream(tmp_path: Path, latin: str, form: str, locale: str) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"bukan")
    done = subprocess.run(
        [sys.executable, "-m", "headless.cli", "validate", latin, "rusak.xlsx", "--rinci", "--format", form],
        capture_output=True, check=False, cwd=tmp_path,
        env=os.environ | {"LC_ALL": locale, "PYTHONPATH": str(EXAMPLES.parent)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, b"")
    assert "renja-?.xlsx" in done.stdout.decode()


def test_computing_a_file_with_a_name_in_another_encoding(renja: Renja, tmp_path: Path, latin: str) -> None:
    run = renja("compute", latin, "-o", f"b-{latin}")
    assert (run.status, run.out.splitlines()[0].split(":")[0]) == (0, "b-renja-?.xlsx")
    assert (tmp_path / f"b-{latin}").exists()
    assert renja("compute", latin, "-o", latin, "--timpa").status == 2


# ---- files and folders that cannot be looked at


def deny(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Close a folder, also to a user who may open everything."""

    def closed(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(path: Any = ".", *rest: Any, **more: Any) -> Any:
            inside = isinstance(path, str | Path) and folder in (Path(path), *Path(path).parents)
            if inside and (name == "scandir" or Path(path) != folder):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, *rest, **more)

        return call

    for name in ("stat", "scandir"):
        monkeypatch.setattr(os, name, closed(name))


def test_path_that_cannot_be_looked_at_costs_only_itself(
    renja: Renja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rahasia").mkdir()
    shutil.copy(BENAR, tmp_path / "a.xlsx")
    deny(monkeypatch, tmp_path / "rahasia")
    paths = [LONG, "a.xlsx", tmp_path / "rahasia", tmp_path / "rahasia" / "b.xlsx"]
    run = renja("validate", *paths, "--format", "json", "-o", "hasil.json")
    assert (run.status, run.err) == (2, "")
    assert "Tidak dapat dibaca: 3" in run.out
    books = json.loads((tmp_path / "hasil.json").read_text(encoding="utf-8"))["workbooks"]
    assert [book["status"] == "unreadable" for book in books] == [True, False, True, True]
    assert (
        books[0]["reason"]
        == f"'{LONG}' tidak dapat dibaca: file tidak dapat dibuka (namanya terlalu panjang); periksa izin dan disknya."
    )
    assert books[2]["file"] == str(tmp_path / "rahasia" / "*")
    for book in books[2:]:
        assert book["reason"].endswith(
            " tidak dapat dibaca: file tidak dapat dibuka (tidak ada izin, atau sedang dibuka program lain); periksa izin dan disknya."
        )


def test_closed_folder_below_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        shutil.copy(BENAR, tmp_path / name / "x.XLSX")
    (tmp_path / "a" / "~$x.xlsx").write_bytes(b"kunci")
    (tmp_path / "a" / "catatan.txt").write_bytes(b"")
    (tmp_path / "a" / "lama.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "c" / "folder.xlsx").mkdir()
    (tmp_path / "c" / "putus.xlsx").symlink_to("tiada.xlsx")
    deny(monkeypatch, tmp_path / "b")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path, tmp_path / "a"])]
    assert found == [str(Path(*parts)) for parts in (("a", "lama.xls"), ("a", "x.XLSX"), ("b", "*"), ("c", "x.XLSX"))]


def test_really_closed_folder(tmp_path: Path) -> None:
    (tmp_path / "rahasia").mkdir(mode=0)
    if os.access(tmp_path / "rahasia", os.R_OK):
        pytest.skip("this user may open everything")
    (verdict,) = validate_files(find_files([tmp_path / "rahasia"]), None, "id")
    assert "file tidak dapat dibuka" in verdict.reason


def test_name_with_nul_costs_only_itself() -> None:
    verdicts = list(validate_files(find_files([Path("a\0b.xlsx"), BENAR]), None, "id"))
    assert [verdict.status == "unreadable" for verdict in verdicts] == [True, False]
    assert verdicts[0].reason == "'a␀b.xlsx' tidak dapat dibaca: file tidak ada; periksa nama dan foldernya."


def test_file_without_permission_is_left_to_its_reading(renja: Renja, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert renja("validate", BENAR).status in {0, 1}


# ---- templates and reports


def test_blank_name_of_the_local_government(renja: Renja) -> None:
    assert renja("template", "x.xlsx", "--tahun", 2026, "--pemda", "  ").status == 0


def test_every_finding_stands_in_the_full_text_report(renja: Renja) -> None:
    seed = BENAR.with_name("renja-2024-seed.xlsx")
    full = renja("validate", seed, "--rinci").out
    lines = [line.split()[:3] for line in full.splitlines()]
    findings = json.loads(renja("validate", seed, "--format", "json").out)["workbooks"][0]["findings"]
    assert [f for f in findings if f["cell"] and [f["cell"], graveness(f["severity"]), f["rule"]] not in lines] == []


# ---- the rule book


def test_rule_in_english(renja: Renja) -> None:
    run = renja("rules", "jml-4", "--lang", "en")
    assert run.status == 0
    assert "TOTAL is not the sum of the programs (error)" in run.out
    assert "(The explanation and the basis exist in Indonesian only.)" in run.out
    assert "Wrong example:\n  Bab-IV cell F23 filled with 404.000.000\n" in run.out
    assert "Right example:\n  Bab-IV cell F23 filled with 440.000.000" in run.out
    for word in ("Dasar:", "Contoh", "Temuan", "diisi", "440000000"):
        assert word not in run.out


def test_rule_in_indonesian(renja: Renja) -> None:
    run = renja("rules", "jml-4")
    assert "Contoh yang benar:\n  Bab-IV sel F23 diisi 440.000.000" in run.out
    assert "only" not in run.out


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (Put("T-C.33", 17, "6", "69.04.000"), 'T-C.33 cell F17 filled with "69.04.000"'),
        (Put("T-C.33", 17, "6", 29_999_999.5), "T-C.33 cell F17 filled with 29999999,5"),
        (Put("T-C.33", 13, "1", 2.17), "T-C.33 cell A13 filled with 2,17"),
        (Put("T-C.33", 17, "1", "2|17|1"), 'T-C.33 cell A17 filled with "2 | 17 | 1"'),
        (Put("Bab-IV", 17, "3", None), "Bab-IV cell C17 emptied"),
    ],
)
def test_values_of_examples(edit: Put, text: str) -> None:
    assert edit.describe("en") == text


@pytest.mark.parametrize("rule", list(all_rules()))
def test_every_example_can_be_told_in_english(rule: str) -> None:
    found = all_rules()[rule]
    for edit in (*found.bad.edits, *found.good.edits):
        english, indonesian = edit.describe("en"), edit.describe("id")
        assert english != indonesian
        assert "{" not in english + indonesian
        assert "None" not in english + indonesian
