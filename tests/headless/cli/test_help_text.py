"""The help of every command in Indonesian, and what the commands say for planners."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from headless.cli.app import _asked_for, _mount_commands, app
from headless.cli.help_text import with_indonesian_help
from headless.reports.errors import PageToTerminalError
from headless.reports.formats import FORMATS
from headless.reports.outputs import plan_outputs
from rules.nomenclature import decrees, nomenclature
from rules.schema.pack import pack_for
from tests.conftest import Run
from tests.places import EXAMPLES, ROOT
from workbook_templates.template.guide_texts import GUIDES
from workbook_templates.template.office_codes import identity_of, told_of, unknown_bidang, unread_bidang

ENGLISH = ("Usage:", "Options:", "Arguments:", "Commands:", "Show this", "[required]", "[default", "OPTIONS", "COMMAND")


def _helps(command: Any, parent: Any = None) -> Iterator[tuple[str, str]]:
    context = command.make_context(command.name, ["--help"], parent, resilient_parsing=True)
    yield context.command_path, command.get_help(context)
    for below in getattr(command, "commands", {}).values():
        yield from _helps(below, context)


def test_every_command_is_explained_in_indonesian() -> None:
    _mount_commands()
    told = dict(_helps(with_indonesian_help(typer.main.get_command(app))))
    assert len(told) > 20
    for name, text in told.items():
        assert text.startswith("Pemakaian: "), name
        assert [word for word in ENGLISH if word in text] == [], name
        assert re.findall(r"<[^>|]*>|\d<=x|env var|\.\.\.\}\.\.\.|\[\[", text) == [], (
            f"types and marks of the library: {name}"
        )


def test_a_command_that_need_not_be_named_is_explained_without_its_name() -> None:
    """`renja rules JML-004` is `renja rules show JML-004`, and so are its options."""
    told = dict(_helps(with_indonesian_help(typer.main.get_command(app))))
    options = re.compile(r"^  (-\S+|\[\S+)", re.MULTILINE)
    assert set(options.findall(told["renja rules show"])) <= set(options.findall(told["renja rules"]))
    assert "--urutan" in told["renja rules"]


def _commands() -> dict[str, Any]:
    """Every command by its path (`renja rules new`)."""
    _mount_commands()
    found: dict[str, Any] = {}

    def walk(command: Any, path: str) -> None:
        found[path] = command
        for name, below in getattr(command, "commands", {}).items():
            walk(below, f"{path} {name}")

    walk(typer.main.get_command(app), "renja")
    return found


def test_decrees_of_examples_can_be_chosen() -> None:
    """An example that is copied works: codes of its decree ship."""
    ids = {decree.id for decree in decrees().values()}
    named = {
        one
        for text in dict(_helps(with_indonesian_help(_commands()["renja"]))).values()
        for one in re.findall(r"contoh ([\w.-]+[\w-])", " ".join(text.split()))
        if one in ids
    }
    assert len(named) > 1
    assert all(any(reference.names for reference in [nomenclature(one)] if reference) for one in named)


@pytest.mark.parametrize("document", GUIDES)
def test_the_steps_of_petunjuk_can_be_done_as_written(document: str) -> None:
    """Buttons stand in the ribbon under the names that the steps say, and commands take the options that they give."""
    ribbon = set(re.findall(r'label="([^"]*)"', (ROOT / "addin" / "vba" / "ribbon.xml").read_text(encoding="utf-8")))
    steps = dict(GUIDES[document].steps)
    told = " ".join(steps.values())
    assert all("Klik" in steps[step] or "klik" in steps[step] for step in ("Periksa", "Mencetak"))
    buttons = re.findall(r"[Kk]lik ([A-Z]\w*(?: ke [A-Z]\w*)?)", told)
    assert set(buttons) <= ribbon
    known, typed = _commands(), re.findall(r"'(renja [^']*)'", told)
    assert len(typed) >= 2
    for words in map(str.split, typed):
        command = known[" ".join(words[:2])]
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words[2:] if word.startswith("-")} <= options, words


def _renja(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "headless.cli", *arguments],
        capture_output=True, text=True, check=False, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_fix_ends_with_one_where_errors_are_left(tmp_path: Path) -> None:
    left = _renja("fix", str(EXAMPLES / "renja-2024-seed.xlsx"), "-o", "seed.xlsx", folder=tmp_path)
    assert left.returncode == 1, left.stderr
    assert "Kesalahan yang tersisa" in left.stdout
    clean = _renja("fix", str(EXAMPLES / "renja-2024-benar.xlsx"), "-o", "benar.xlsx", folder=tmp_path)
    assert clean.returncode == 0, clean.stderr


def test_a_page_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(PageToTerminalError, match=r"-o laporan\.html"):
        plan_outputs([FORMATS["html"]], None, [], [], overwrite=False)
    assert plan_outputs([FORMATS["json"]], None, [], [], overwrite=False).reports == [(FORMATS["json"], None)]
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert plan_outputs([FORMATS["html"]], None, [], [], overwrite=False).reports == [(FORMATS["html"], None)]


def test_a_government_whose_kind_nobody_can_tell_is_said() -> None:
    said = list(told_of(identity_of("Bekasi", "", "1.02", 2024, None)))
    assert "'Kabupaten Bekasi' atau 'Kota Bekasi'" in said[0]
    assert not [x for x in told_of(identity_of("Kota Bekasi", "", "1.02", 2024, None)) if "jenis pemerintah" in x]


@pytest.mark.parametrize("bidang", ["102", "1,02"])
def test_a_bidang_that_is_none_is_said(bidang: str) -> None:
    assert any(f"'{bidang}' tidak terbaca" in x for x in told_of(identity_of("", "", bidang, 2024, None)))


@pytest.mark.parametrize(
    ("bidang", "unread", "unknown"),
    [
        ("1.02; 2.14", [], []),
        ("1.02,1.03", [], []),
        ("2.17 Koperasi, UKM", [], []),
        ("1,03", ["1,03"], []),
        ("1.02; Kesehatan;", ["Kesehatan"], []),
        ("1.02; 1.02.01", ["1.02.01"], []),
        ("1.02; 9.98; 9.99", [], ["9.98", "9.99"]),
    ],
)
def test_bidang_of_a_call_are_codes_that_a_decree_has(bidang: str, unread: list[str], unknown: list[str]) -> None:
    identity = identity_of("Kota Bekasi", "", bidang, 2026, None)
    assert (unread_bidang(bidang), unknown_bidang(identity)) == (unread, unknown)


def test_a_bidang_is_held_against_decrees_of_its_kind_of_government() -> None:
    """Of a provinsi none ships, so nothing is known against its bidang."""
    assert not unknown_bidang(identity_of("Provinsi Jawa Barat", "", "5.07", 2026, None))
    assert unknown_bidang(identity_of("", "", "5.07", 2026, None)) == ["5.07"]


@pytest.mark.parametrize("bidang", ["1,03", "9.99"])
def test_a_template_of_no_bidang_is_refused(renja: Callable[..., Run], tmp_path: Path, bidang: str) -> None:
    run = renja("template", "x.xlsx", "--tahun", 2026, "--bidang", bidang)
    assert (run.status, run.err.count(bidang), len(run.err.splitlines())) == (2, 1, 1)
    assert not list(tmp_path.iterdir())


def test_a_year_without_a_decree_is_said() -> None:
    """What is offered as an example works."""
    (said,) = told_of(identity_of("Kota Bekasi", "", "1.02", 2028, None))
    assert "tahun 2028 belum diketahui" in said
    chosen = said.rpartition("--keputusan ")[2].rstrip(").")
    assert "Menawarkan" in next(told_of(identity_of("Kota Bekasi", "", "1.02", 2028, decrees()[chosen].name)))


def test_a_call_builds_only_the_commands_behind_the_door_it_goes_through() -> None:
    _mount_commands()
    whole: Any = typer.main.get_command(app)
    for name, command in whole.commands.items():
        built: Any = typer.main.get_command(_asked_for([name]))
        context = command.make_context(name, ["--help"], resilient_parsing=True)
        assert built.commands[name].get_help(context) == command.get_help(context)
        assert len(built.commands) < 4 or name in {"addin", "loket"}, name
    assert _asked_for([]) is _asked_for(["--help"]) is _asked_for(["validasi"]) is app


def test_codes_are_sought_in_the_decree_of_the_year(renja: Callable[..., Run]) -> None:
    heads = {
        year: renja("nomenclature", "search", "koperasi", "--tahun", year).out.splitlines()[0] for year in (2026, 2027)
    }
    assert len(set(heads.values())) == 2
    assert all(decrees()[str(pack_for(year).decree)].name in head for year, head in heads.items())
    unknown = renja("nomenclature", "search", "koperasi", "--tahun", 2040)
    assert (unknown.status, "tahun 2040 belum diketahui" in unknown.err) == (2, True)
