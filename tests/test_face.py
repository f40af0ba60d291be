"""`import renja`: what it promises to Python users, its types as they see them, and what importing it costs."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import renja
from rules.model.finding import Finding
from rules.registry import all_rules
from tests.places import ROOT


def test_the_face_is_what_it_promises() -> None:
    assert {"read", "validate", "compute", "schema", "Finding", "Verdict", "Document", "__version__"} <= set(
        renja.__all__
    )
    assert dir(renja) == sorted(renja.__all__)
    for name in renja.__all__:
        assert getattr(renja, name) is not None, name
        assert name.startswith("__") or (getattr(renja, name).__doc__ or "").strip(), name


def test_no_module_hides_a_name_of_the_face() -> None:
    """A module `renja/validate.py`, once imported, would stand where the function was."""
    modules = {path.stem for path in (ROOT / "renja").rglob("*.py")} - {"__init__"}
    assert not modules & set(renja.__all__)


def test_the_examples_in_its_docstrings_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, run = doctest.testmod(renja)
    assert run >= 10
    assert failed == 0


def test_one_document_gives_a_verdict_and_several_give_theirs_in_order(seed: Path, benar: Path) -> None:
    faulty, sound = renja.read(seed), renja.read(str(benar))
    assert isinstance(faulty, renja.Document)
    one = renja.validate(faulty)
    assert isinstance(one, renja.Verdict)
    assert renja.validate([sound, faulty]) == [renja.validate(sound), one]
    assert renja.validate(document for document in [faulty]) == [one]
    assert renja.validate([]) == []
    assert {type(finding) for finding in one.findings} == {Finding}
    assert {outcome.rule for outcome in one.rules} == set(all_rules())


def test_packs_and_languages(seed: Path) -> None:
    document = renja.read(seed)
    assert renja.validate(document, pack="2025").pack == "2025"
    said = {lang: renja.validate(document, lang=lang).findings for lang in ("id", "en")}
    assert [finding.cell for finding in said["id"]] == [finding.cell for finding in said["en"]]
    assert said["id"][0].message != said["en"][0].message


def test_computing_leaves_what_was_typed(seed: Path) -> None:
    document = renja.read(seed)
    before = [table.frame.to_dict() for table in document.tables]
    derived = renja.compute(document)
    assert {cell.state for cell in derived} >= {"filled", "typed"}
    assert [table.frame.to_dict() for table in document.tables] == before


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 rusak")
    with pytest.raises(renja.UnreadableError, match=r"rusak\.xlsx"):
        renja.read(broken)
    with pytest.raises(AttributeError, match="'renja' has no attribute 'baca'"):
        renja.baca  # noqa: B018


def test_importing_it_loads_no_library() -> None:
    heavy = ("pandas", "numpy", "pandera", "pydantic", "yaml", "lxml", "openpyxl", "xlwings")
    code = f"import sys, renja; renja.__version__; raise SystemExit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("given", ["renja.xlsx", ["renja.xlsx"]])
def test_a_path_in_the_place_of_a_document_is_told_what_to_do(given: Any) -> None:
    for ask in (renja.validate, renja.compute):
        with pytest.raises(TypeError, match=r"renja\.read"):
            ask(given)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'id' or 'en'"):
        renja.validate([], lang="fr")  # type: ignore[call-overload]
