"""Batches: one verdict for each file whoever judges it; a worker that dies or hangs costs its own file only."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from headless.batch import run as batch
from headless.batch.serving import WorkerBounds
from headless.batch.worker import Work
from headless.batch.worker_pool import Executor, Result, Stack
from headless.reports.json_report import render
from tests.conftest import Run
from tests.support import batch_hooks, hostile
from tests.support.batch_folders import batch_files, by_name

Renja = Callable[..., Run]


def test_lock_files_are_left_aside(files: list[Path]) -> None:
    assert [path.name for path in files] == ["0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx", "4.xlsx", "rusak.xlsx"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_any_number_of_workers_says_the_same(files: list[Path], expected: str, jobs: int) -> None:
    done: list[int] = []
    verdicts = list(batch.judge(files, Work(), batch.Hands(jobs), done.append))
    assert render(verdicts) == expected
    assert sum(done) == len(files)


def test_any_order_says_the_same_of_each_file(files: list[Path], expected: str) -> None:
    turned = list(batch.judge(files[::-1], Work(), batch.Hands(2)))
    assert [verdict.file for verdict in turned] == [str(path) for path in files[::-1]]
    assert render(turned[::-1]) == expected


def test_dead_and_hanging_workers_cost_their_own_file_only(bad_folder: Path) -> None:
    files = batch_files(bad_folder)
    work, bounds = Work(read=batch_hooks.read), WorkerBounds(seconds=5, further=1)
    found = by_name(list(batch.judge(files, work, batch.Hands(2, bounds=bounds))))
    assert len(found) == len(files)
    shut = {name for name, verdict in found.items() if verdict.quarantined}
    assert shut == {"mati.xlsx", "macet.xlsx", "rakus.xlsx", "gagal.xlsx"}
    for name, words in (
        ("mati", "mati mendadak"),
        ("macet", "batas waktu"),
        ("rakus", "memori"),
        ("gagal", "Recursion"),
    ):
        assert found[f"{name}.xlsx"].status == "unreadable"
        assert words in found[f"{name}.xlsx"].reason
    assert found["sekali.xlsx"].status == found["0.xlsx"].status != "unreadable"
    sound = [verdict for name, verdict in found.items() if name[0].isdigit()]
    alone = [Work().judge([Path(verdict.file)])[0] for verdict in sound]
    assert render(sound) == render(alone)


@pytest.mark.parametrize(
    ("name", "words"), [("mati", "status -9"), ("macet", "batas waktu"), ("rakus", "memori"), ("gagal", "Recursion")]
)
def test_file_alone_that_ends_its_worker_is_quarantined(bad_folder: Path, name: str, words: str) -> None:
    hands = batch.Hands(1, bounds=WorkerBounds(seconds=2))
    (found,) = batch.judge([bad_folder / f"{name}.xlsx"], Work(read=batch_hooks.read), hands)
    assert found.quarantined
    assert found.status == "unreadable"
    assert words in found.reason


def test_file_that_eats_memory_bit_by_bit_is_stopped_by_its_bound(bad_folder: Path) -> None:
    greedy = bad_folder / "lahap.xlsx"
    shutil.copy(bad_folder / "0.xlsx", greedy)
    hands = batch.Hands(1, bounds=WorkerBounds(memory=1_200_000_000))
    eater, neighbour = batch.judge([greedy, bad_folder / "0.xlsx"], Work(read=batch_hooks.read), hands)
    assert "memori" in eater.reason
    assert neighbour.status == "invalid"


class Spying:
    """Passes stacks on to an executor, and keeps them."""

    def __init__(self, executor: Executor) -> None:
        self.executor, self.stacks = executor, list[Stack]()

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        self.stacks += stacks
        return self.executor.run(stacks)

    def close(self) -> None:
        self.executor.close()


def stacks_judged(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[list[str]]]:
    """The stacks that are judged from now on, as lists of names."""
    spies: list[Spying] = []
    real = batch.Hands.executor

    def spied(self: batch.Hands, work: Work, files: int) -> Spying:
        spies.append(Spying(real(self, work, files)))
        return spies[-1]

    monkeypatch.setattr(batch.Hands, "executor", spied)
    return lambda: [[path.stem for path in stack] for spy in spies for stack in spy.stacks]


def test_neighbours_of_a_file_that_kills_are_stacked_anew(bad_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [bad_folder / f"{name}.xlsx" for name in ("0", "mati", "1", "2", "3")]
    judged_so = stacks_judged(monkeypatch)
    found = list(batch.judge(files, Work(read=batch_hooks.read), batch.Hands(1)))
    assert judged_so() == [["0", "mati", "1", "2", "3"], ["0", "1", "2", "3"], ["mati"]]
    assert [verdict.quarantined for verdict in found] == [False, True, False, False, False]


def test_stack_that_dies_of_no_file_in_particular_is_judged_in_parts(
    bad_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What kills only when it is judged among others does no harm in a smaller stack."""
    files = [bad_folder / f"{number}.xlsx" for number in range(4)]
    judged_so = stacks_judged(monkeypatch)
    found = list(batch.judge(files, batch_hooks.DiesOfMany(), batch.Hands(1)))
    assert judged_so() == [["0", "1", "2", "3"], ["0", "1"], ["2", "3"]]
    assert render(found) == render([Work().judge([path])[0] for path in files])


@pytest.mark.usefixtures("journals")
def test_command_with_jobs_resume_and_limits(renja: Renja, folder: Path, expected: str) -> None:
    one = renja("validate", folder, "--format", "json", "-o", "satu.json", "--jobs", 2)
    assert one.status == 2
    again = renja("validate", folder, "--format", "json", "--lanjut")
    found, due = json.loads(again.out), json.loads(expected)
    # The lock file that Excel left beside a workbook is named; it is no workbook to be judged.
    assert [Path(skipped["file"]).name for skipped in found["skipped"]] == ["~$0.xlsx"]
    assert found | {"skipped": [], "summary": found["summary"] | {"skipped": 0}} == due
    small = renja("validate", folder / "0.xlsx", folder / "1.xlsx", "--batas", "sel=1", "--jobs", 1)
    assert " ".join(small.out.split()).count("lebih dari 1 sel") == 2


@pytest.mark.usefixtures("journals")
def test_folder_with_files_of_every_kind(
    renja: Renja, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound files and links to them get copies; refused and quarantined ones stand in the page with their reasons."""
    place = tmp_path / "kiriman"
    (place / "x.xlsx").mkdir(parents=True)
    for name in ("baik.xlsx", "mati.xlsx", "~$baik.xlsx", "x.xlsx/dalam.xlsx"):
        shutil.copy(folder / "0.xlsx", place / name)
    (place / "tautan.xlsx").symlink_to("baik.xlsx")
    (place / "kosong.xlsx").touch()
    (place / "bom.xlsx").write_bytes(next(hostile.KINDS["bomb_by_ratio"](tmp_path)).read_bytes())
    sound = (place / "baik.xlsx").read_bytes()
    judge = batch.judge
    monkeypatch.setattr(
        batch, "judge", lambda files, work, *more: judge(files, replace(work, read=batch_hooks.read), *more)
    )
    run = renja("validate", place, "--format", "html,xlsx", "-o", tmp_path / "hasil", "--jobs", 2)
    assert run.status == 2
    assert "Tanpa salinan: 3 buku kerja yang tidak terbaca." in run.out
    copies = sorted(path.name for path in (tmp_path / "hasil-temuan").iterdir())
    assert copies == ["baik-temuan.xlsx", "dalam-temuan.xlsx", "tautan-temuan.xlsx"]
    assert (place / "baik.xlsx").read_bytes() == (place / "tautan.xlsx").read_bytes() == sound
    page = html.unescape((tmp_path / "hasil.html").read_text(encoding="utf-8"))
    told = dict(re.findall(r'TIDAK TERBACA</span> <span class="name">(\w+) .*?class="because">([^<]*)<', page))
    assert {name: reason.split(";")[0].split(", juga")[0] for name, reason in told.items()} == {
        "bom": "'bom.xlsx' tidak dapat dibaca: isinya dimampatkan secara tidak wajar (bom zip)",
        "kosong": "'kosong.xlsx' tidak dapat dibaca: file kosong (0 byte)",
        "mati": "'mati.xlsx' dikarantina: pekerja yang memeriksanya mati mendadak (status -9)",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--batas", "sel=banyak"), "bilangan bulat positif"),
        (("--batas", "warna=3"), "Batas 'warna' tidak ada"),
        (("--jobs", "-1"), "tidak boleh negatif"),
    ],
)
def test_wrong_calls_are_refused(renja: Renja, folder: Path, words: tuple[str, ...], said: str) -> None:
    result = renja("validate", folder, *words)
    assert result.status == 2
    assert said in result.err
    assert result.err.count("\n") == 1
