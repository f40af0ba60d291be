"""Batches: one verdict for each file whoever judges it; a worker that dies or hangs costs its own file only."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from headless.batch import run as batch
from headless.batch.journal import Journal, settings_hash
from headless.batch.serving import WorkerBounds
from headless.batch.worker import Work
from headless.batch.worker_pool import Executor, Result, Stack
from headless.reports.json_report import render
from rules.model.finding import Verdict
from tests.conftest import Run
from tests.support import batch_hooks, hostile
from tests.support.hostile import base, of_long_sheets

Renja = Callable[..., Run]
WORK = Work()


def workbook(path: Path, *, office: str = "Dinas Contoh", amount: int = 1) -> Path:
    """A small workbook that is quickly judged: a plan of one row."""
    parts = base.parts_of()
    row = f"2.17.01\tProgram\tIndikator\tKota\t1%\t{amount}\tPAD\t-\t1%\t1"
    only = b'<sheets><sheet name="T-C.33" sheetId="1" r:id="' + base.PLAN_ID + b'"/></sheets>'
    start, stop = parts[base.BOOK].index(b"<sheets>"), parts[base.BOOK].index(b"</sheets>") + len(b"</sheets>")
    parts[base.BOOK] = parts[base.BOOK][:start] + only + parts[base.BOOK][stop:]
    names = parts[base.BOOK]
    if b"<definedNames>" in names:
        begin, end = names.index(b"<definedNames>"), names.index(b"</definedNames>") + len(b"</definedNames>")
        parts[base.BOOK] = names[:begin] + names[end:]
    parts[base.SHEET] = of_long_sheets.rows_of(office, of_long_sheets.HEAD, of_long_sheets.NUMBERS, row)
    return base.write(path, parts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six workbooks, one of them broken, and a lock file."""
    place = tmp_path_factory.mktemp("diterima")
    for number in range(5):
        workbook(place / f"{number}.xlsx", amount=number + 1)
    (place / "rusak.xlsx").write_bytes(b"PK rusak")
    (place / "~$0.xlsx").write_bytes(b"kunci")
    return place


@pytest.fixture(scope="module")
def files(folder: Path) -> list[Path]:
    """The workbooks of the folder."""
    return batch_files(folder)


def batch_files(folder: Path) -> list[Path]:
    """What a call with the folder judges."""
    from headless.batch.inputs import find_files

    return find_files([folder])


@pytest.fixture(scope="module")
def expected(files: list[Path]) -> str:
    """The report of the files judged one by one in this process."""
    return render([Work().judge([path])[0] for path in files])


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


def by_name(verdicts: list[Verdict]) -> dict[str, Verdict]:
    """Verdicts by the names of their files."""
    return {Path(verdict.file).name: verdict for verdict in verdicts}


@pytest.fixture
def bad_folder(folder: Path, tmp_path: Path) -> Path:
    """The folder with files whose reading kills, hangs, starves and fails, and one that kills only once."""
    place = tmp_path / "buruk"
    shutil.copytree(folder, place)
    for name in ("mati", "macet", "rakus", "gagal", "sekali"):
        shutil.copy(folder / "0.xlsx", place / f"{name}.xlsx")
    return place


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


# ---- the journal


@pytest.fixture
def journals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of journals of its own."""
    monkeypatch.setenv("RENJA_JURNAL", str(tmp_path / "jurnal"))
    return tmp_path / "jurnal"


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
    workbook(place / "1.xlsx", amount=99)
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


# ---- the command


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


# ---- a cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """The address of a local cluster of two workers, and a function that tells their processes."""
    dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
        distributed.Client(made, set_as_default=False) as client,
    ):
        yield made.scheduler_address, lambda: list(client.run(os.getpid).values())


def test_cluster_says_the_same(cluster: tuple[str, object], files: list[Path], expected: str) -> None:
    assert render(list(batch.judge(files, Work(), batch.Hands(2, cluster[0])))) == expected


def test_cluster_survives_a_worker_that_is_killed_in_the_middle(
    cluster: tuple[str, Callable[[], list[int]]], files: list[Path], expected: str
) -> None:
    address, processes = cluster
    victim = processes()[0]

    def kill() -> None:
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    slow = Work(read=batch_hooks.read_slowly)
    assert render(list(batch.judge(files, slow, batch.Hands(2, address)))) == expected
    assert victim not in processes()


def test_file_that_kills_workers_of_a_cluster_is_quarantined(cluster: tuple[str, object], bad_folder: Path) -> None:
    (found,) = batch.judge([bad_folder / "mati.xlsx"], Work(read=batch_hooks.read), batch.Hands(2, cluster[0]))
    assert found.quarantined
    assert "mati mendadak" in found.reason


def test_hanging_worker_of_a_cluster_is_restarted(cluster: tuple[str, object], bad_folder: Path) -> None:
    hands = batch.Hands(1, cluster[0], WorkerBounds(seconds=1, further=0))
    (found,) = batch.judge([bad_folder / "macet.xlsx"], Work(read=batch_hooks.read), hands)
    assert found.quarantined
    assert "batas waktu" in found.reason


def test_scheduler_that_is_not_there(renja: Renja, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("headless.batch.cluster._PATIENCE", "1s")
    result = renja("validate", folder, "--scheduler", "tcp://127.0.0.1:9")
    assert result.status == 2
    assert "tidak dapat dihubungi" in result.err
