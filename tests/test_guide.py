"""README, guides and checklist: true to the ribbon and to the commands, their examples run, pictures and page current."""

from __future__ import annotations

import doctest
import re
import runpy
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import typer

from addin.udf import FUNCTIONS
from addin.xlam import own_source
from headless.cli import app
from headless.reports.formats import FORMATS
from rules.model.cause import Cause
from rules.model.finding import Finding, Verdict
from rules.model.verdict_words import VERDICTS
from tests.places import EXAMPLES, ROOT
from tests.support.excel_repair.planted import PLANTED

DOCS = ROOT / "docs"
README = ROOT / "README.md"


def _blocks(page: Path, language: str = "") -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.M | re.S)


def _calls(text: str) -> Iterator[list[str]]:
    """The calls of `renja` in a block of code."""
    for line in re.findall(r"^ *renja (.*)$", text, re.M):
        yield shlex.split(line, comments=True)


CALLS = [
    (page.name, call) for page in (README, *sorted(DOCS.glob("*.md"))) for x in _blocks(page) for call in _calls(x)
]


def _understood(command: Any, words: list[str]) -> None:
    """Raises an error of use where a command, an option or what an option needs is unknown."""
    context = command.make_context("renja", words)
    if hasattr(command, "resolve_command"):
        left = [*context._protected_args, *context.args]
        if left or not command.invoke_without_command:
            _, inner, rest = command.resolve_command(context, left)
            _understood(inner, rest)


@pytest.mark.parametrize(("page", "call"), CALLS, ids=[f"{page}: {' '.join(call)}" for page, call in CALLS])
def test_commands_told_of_are_there(page: str, call: list[str]) -> None:
    app._mount_commands()
    if call != ["--version"]:
        _understood(typer.main.get_command(app.app), list(call))


def test_every_command_and_format_is_told_of() -> None:
    told = (DOCS / "perintah.md").read_text(encoding="utf-8")
    app._mount_commands()
    names = typer.main.get_command(app.app).commands  # type: ignore[attr-defined]
    assert [name for name in names if f"renja {name}" not in told] == []
    assert [name for name in FORMATS if f"| `{name}`" not in told and f", `{name}` |" not in told] == []


def test_what_json_holds_and_every_verdict_is_told_of() -> None:
    told = (DOCS / "perintah.md").read_text(encoding="utf-8")
    workbook = Verdict("a.xlsx", "unreadable", quarantined=True).as_json()
    cause = Cause("", (), "galat", "", "", "person", 0, 0, "", (), (), 0, money=False).as_json()
    finding = Finding("", "", "", "", "", "", "", None, None, None, "", "", None).as_json()
    assert [name for name in (*workbook, *finding, *cause) if f"`{name}`" not in told] == []
    verdicts = (DOCS / "putusan.md").read_text(encoding="utf-8")
    assert [title.id for title in VERDICTS.values() if f"| {title.id} |" not in verdicts] == []


@pytest.mark.parametrize("page", [README, DOCS / "diuji.md"], ids=["README", "diuji"])
def test_planted_faults_are_as_many_as_told(page: Path) -> None:
    assert f"{len(PLANTED)} planted faults" in page.read_text(encoding="utf-8")


def _expanded(call: list[str], folder: Path) -> list[str]:
    """A call as the shell hands it on."""
    return [
        name
        for word in call
        for name in (sorted(str(x.relative_to(folder)) for x in folder.glob(word)) if "*" in word else [word])
    ]


def test_the_tour_of_the_readme_runs(renja: Callable[..., Any], tmp_path: Path) -> None:
    shutil.copytree(
        EXAMPLES, tmp_path / "examples", ignore=lambda _, names: [x for x in names if not x.endswith(".xlsx")]
    )
    tour = next(block for block in _blocks(README) if "renja validate" in block)
    calls = list(_calls(tour))
    assert len(calls) == len(tour.splitlines()) == 9
    for call in calls:
        run = renja(*_expanded(call, tmp_path))
        assert (run.err, run.status) == ("", run.status), call
        assert run.status == ("seed" in call[1] or "*" in call[1]) * (call[0] in {"validate", "fix"}), call
        assert "-o" not in call or (tmp_path / call[call.index("-o") + 1]).is_file()
    shown = next(block for block in _blocks(README) if "J53" in block)
    assert all(" ".join(line.split()) in " ".join(renja(*calls[0]).out.split()) for line in shown.splitlines())


def test_the_script_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (script,) = _blocks(README, "python")
    exec(script, {})
    assert "Bab-IV J53 JML-004 Baris TOTAL tertulis 12.611.751.484" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["python.md", "notebook.md"])
def test_the_examples_of_the_pages_for_python_run(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(_blocks(DOCS / page, "python"))
    test = doctest.DocTestParser().get_doctest(code, {}, page, None, None)
    assert len(test.examples) >= 15
    assert doctest.DocTestRunner().run(test).failed == 0


def test_links_lead_somewhere() -> None:
    for page in (README, *sorted(ROOT.glob("*.md")), *DOCS.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_picture_of_the_ribbon_and_the_page_are_current() -> None:
    """`make docs` was run after the last change of the ribbon or the guide."""
    made = runpy.run_path(str(DOCS / "guide.py"))
    assert (DOCS / "gambar" / "pita.svg").read_text(encoding="utf-8") == made["ribbon"]()
    assert (ROOT / "addin" / "panduan.html").read_text(encoding="utf-8") == made["page"]()


def test_the_page_needs_nothing_beside_it() -> None:
    """It lies in the package alone: other pages are named, and nothing is linked to that is not there."""
    text = (ROOT / "addin" / "panduan.html").read_text(encoding="utf-8")
    assert re.findall(r"""(?:href|src)=["'](?!#)""", text) == []
    assert "Mencetak, docs/mencetak.md" in text


def test_the_picture_shows_every_button_of_the_first_level() -> None:
    drawn = " ".join(ElementTree.fromstring((DOCS / "gambar" / "pita.svg").read_text(encoding="utf-8")).itertext())
    words = set(re.findall(r"\w+", drawn))
    ribbon = ElementTree.fromstring(own_source("ribbon.xml"))
    below = {element for menu in ribbon.iter() if menu.tag.endswith("}menu") for element in menu}
    for element in ribbon.iter():
        if element.get("label") and element not in below:
            assert set(re.findall(r"\w+", element.get("label", ""))) <= words


def test_the_guide_names_every_button_and_function() -> None:
    guide = " ".join((DOCS / "panduan.md").read_text(encoding="utf-8").split())
    for element in ElementTree.fromstring(own_source("ribbon.xml")).iter():
        if element.get("onAction") and element.get("id") != "renjaBantuan":
            assert f"**{element.get('label')}**" in guide, element.get("label")
    assert all(name in guide for name in FUNCTIONS)


def test_pictures_of_the_guide_are_there_and_small() -> None:
    guide = (DOCS / "panduan.md").read_text(encoding="utf-8")
    pictures = [DOCS / name for name in re.findall(r"\]\((gambar/[^)]+)\)", guide)]
    assert pictures
    assert all(path.is_file() for path in pictures)
    assert sum(path.stat().st_size for path in (DOCS / "gambar").iterdir()) <= 1_500_000


def test_every_point_of_the_checklist_says_whether_it_was_seen() -> None:
    lines = (DOCS / "excel-checklist.md").read_text(encoding="utf-8").splitlines()
    points = [line.strip("|").split("|") for line in lines if re.match(r"\| \d+ \|", line)]
    assert [int(point[0]) for point in points] == list(range(1, len(points) + 1))
    assert {point[-1].strip() for point in points} == {"belum diverifikasi"}
