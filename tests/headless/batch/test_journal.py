"""The journal of a run: what was judged is not judged again, and no line is believed that was tampered with."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from headless.batch import run as batch
from headless.batch.journal import Journal, settings_hash
from headless.batch.worker import Work
from headless.reports.json_report import render
from rules.model.finding import Verdict
from tests.support import batch_hooks
from tests.support.batch_folders import batch_files, small_plan

WORK = Work()


def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really judged from now on, in this process."""
    names: list[str] = []
    real = Work.judge

    def judge(self: Work, files: tuple[Path, ...]) -> list[Verdict]:
        names.extend(path.name for path in files)
        return real(self, files)

    monkeypatch.setattr(Work, "judge", judge)
    monkeypatch.setattr(batch.Hands, "executor", lambda *words: batch.Here(words[1]))
    return names


def run(folder: Path, *, resume: bool, work: Work = WORK) -> str:
    """One run over a folder, as JSON."""
    journal = Journal([folder], settings_hash(work, []), resume=resume)
    return render(list(batch.judge(batch_files(folder), work, batch.Hands(), journal=journal)))


@pytest.mark.usefixtures("journals")
def test_unchanged_files_are_not_judged_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str
) -> None:
    names = judged(monkeypatch)
    assert run(folder, resume=True) == expected
    assert len(names) == 6
    assert run(folder, resume=True) == expected
    assert len(names) == 6
    assert run(folder, resume=False) == expected
    assert len(names) == 12


@pytest.mark.usefixtures("journals")
def test_changed_file_other_name_and_other_settings_are_judged(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(shutil.copytree(folder, tmp_path / "d"))
    names = judged(monkeypatch)
    run(place, resume=True)
    names.clear()
    small_plan(place / "1.xlsx", amount=99)
    (place / "2.xlsx").rename(place / "dua.xlsx")
    run(place, resume=True)
    assert sorted(names) == ["1.xlsx", "dua.xlsx"]
    names.clear()
    run(place, resume=True, work=Work(lang="en"))
    assert len(names) == 6


def test_interrupted_run_goes_on(folder: Path, journals: Path, monkeypatch: pytest.MonkeyPatch, expected: str) -> None:
    run(folder, resume=False)
    (path,) = journals.iterdir()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    # Two files were done when the machine stopped in the middle of writing the third.
    path.write_text("".join(lines[:3]) + lines[3][:100], encoding="utf-8")
    names = judged(monkeypatch)
    assert run(folder, resume=True) == expected
    assert len(names) == 4


def test_line_that_was_tampered_with_is_not_believed(
    folder: Path, journals: Path, monkeypatch: pytest.MonkeyPatch, expected: str
) -> None:
    run(folder, resume=False)
    (path,) = journals.iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace('"invalid"', '"valid"', 1), encoding="utf-8")
    names = judged(monkeypatch)
    assert run(folder, resume=True) == expected
    assert len(names) == 1


@pytest.mark.parametrize(
    "body", ['{"status":"baik"}', '{"status":[]}', "[]", "[" * 100_000], ids=["status", "type", "list", "deep"]
)
def test_line_that_is_no_verdict_is_passed_over(
    folder: Path, journals: Path, monkeypatch: pytest.MonkeyPatch, expected: str, body: str
) -> None:
    run(folder, resume=False)
    (path,) = journals.iterdir()
    settings, line, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    forged = Journal._line(line.split(" ")[0], body)
    path.write_text("".join([settings, forged, *rest]), encoding="utf-8")
    names = judged(monkeypatch)
    assert run(folder, resume=True) == expected
    assert len(names) == 1


def test_a_file_written_while_it_is_judged_is_not_noted(
    folder: Path, journals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(shutil.copytree(folder, tmp_path / "diterima"))
    real, target = Work.judge, batch_files(place)[0]

    def judge(self: Work, files: Sequence[Path]) -> list[Verdict]:
        if target in files:
            target.write_bytes(target.read_bytes() + b"\0")
        return real(self, files)

    monkeypatch.setattr(Work, "judge", judge)
    monkeypatch.setattr(batch.Hands, "executor", lambda *words: batch.Here(words[1]))
    run(place, resume=False)
    (path,) = journals.iterdir()
    noted = path.read_text(encoding="utf-8").splitlines()[1:]
    assert len(noted) == len(batch_files(place)) - 1


@pytest.mark.usefixtures("journals")
def test_quarantined_file_is_tried_again(bad_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in batch_files(bad_folder):
        if path.stem not in {"0", "gagal"}:
            path.unlink()
    names = judged(monkeypatch)
    work = Work(read=batch_hooks.read)
    assert '"quarantined": true' in run(bad_folder, resume=True, work=work)
    names.clear()
    run(bad_folder, resume=True, work=work)
    assert set(names) == {"gagal.xlsx"}


def test_folder_that_cannot_hold_a_journal_costs_only_the_journal(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("RENJA_JURNAL", str(tmp_path / "file"))
    judged(monkeypatch)
    assert run(folder, resume=True) == expected
