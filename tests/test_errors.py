"""Errors: every one has an id, a title and a template, and is one sentence that says what to do; none is free text."""

from __future__ import annotations

import ast
import importlib
import pickle
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.errors import RenjaError, known_errors
from tests.places import ROOT
from workbook_templates.errors import NoTablesError, RefusedFileError

PACKAGES = ("rules", "workbook_templates", "headless", "addin", "loket")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*errors.py"))
SAMPLES = {
    "str": "kata",
    "int": 7,
    "Path": Path("kiriman/renja.xlsx"),
    "object": "isi",
    "Sequence[str]": ["satu", "dua"],
}


def errors() -> list[type[RenjaError]]:
    """All errors of the program."""
    for path in MODULES:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return known_errors()


def sample(error: type[RenjaError]) -> RenjaError:
    """An error with an argument of each kind it takes."""
    kinds = {name: kind for base in error.__mro__ for name, kind in getattr(base, "__annotations__", {}).items()}
    return error(*(SAMPLES[kinds[name]] for name in error.arguments))


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.id)
def test_an_error_is_one_sentence_with_what_to_do(error: type[RenjaError]) -> None:
    assert error.__module__.endswith("errors"), "errors stand in the errors module of their wing"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", error.id)
    assert error.title[0].isupper() or error.title.startswith("--")
    assert error.title[-1] not in ".:;"
    template = error.opening + error.template
    for name in error.arguments:
        assert f"{{{name}" in template, "an argument that nobody is told"
    told = str(sample(error))
    assert told.endswith(".")
    assert "\n" not in told
    assert not re.search(r"[.!?] +[A-Z']", told), "one sentence"
    assert re.search(r"[;:,] |'renja ", template), "what is wrong, and what to do"
    assert error.status == 2


@pytest.mark.parametrize(
    "error", [x for x in errors() if issubclass(x, (RefusedFileError, NoTablesError))], ids=lambda error: error.id
)
def test_why_a_file_is_not_read_is_told_in_english_too(error: type[RenjaError]) -> None:
    told = sample(error).told("en")
    assert told != str(sample(error))
    assert told.endswith(".")
    assert not re.search(r"\b(tidak|dan|yang|lalu|buka|simpan)\b", told), "an Indonesian word"


@pytest.mark.parametrize("error", errors(), ids=lambda error: error.id)
def test_an_error_travels_between_processes(error: type[RenjaError]) -> None:
    again = pickle.loads(pickle.dumps(sample(error)))
    assert (type(again), str(again)) == (error, str(sample(error)))


def test_ids_are_never_shared() -> None:
    assert [name for name, count in Counter(error.id for error in errors()).items() if count > 1] == []


def test_a_wrong_number_of_arguments_is_a_fault_of_the_program() -> None:
    error = next(error for error in errors() if len(error.arguments) == 1)
    with pytest.raises(ValueError, match="zip"):
        error("satu", "dua")
    with pytest.raises(KeyError):
        error()


def _raised(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """(name, expression) of everything a module raises."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and node.exc is not None:
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            yield getattr(called, "id", getattr(called, "attr", "")), node.exc


def test_no_error_is_raised_as_free_text() -> None:
    """Families are caught, never raised: what is raised is an error with its own id."""

    def families(error: type[RenjaError]) -> Iterator[str]:
        if "template" not in vars(error):
            yield error.__name__
        for kind in error.__subclasses__():
            yield from families(kind)

    errors()
    forbidden = {*families(RenjaError), "Exception"}
    raised = [
        (path, name) for package in PACKAGES for path in (ROOT / package).rglob("*.py") for name, _ in _raised(path)
    ]
    assert [(str(path), name) for path, name in raised if name in forbidden] == []
    assert {error.__name__ for error in errors()} & {name for _, name in raised}, (
        "the look at what is raised sees nothing"
    )


def test_the_page_of_errors_lists_every_one() -> None:
    page = (ROOT / "docs" / "kesalahan.md").read_text(encoding="utf-8")
    assert [error.id for error in errors() if f"| `{error.id}` | {error.title} |" not in page] == []
