"""The house: imports point down only, generated pages are current, nothing is left out of the package."""

from __future__ import annotations

import ast
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import yaml

from rules.schema.layout import layouts
from tests.places import ROOT

MAY_IMPORT = {
    "rules": {"rules"},
    "workbook_templates": {"rules", "workbook_templates"},
    "headless": {"rules", "workbook_templates", "headless"},
    "addin": {"rules", "workbook_templates", "addin"},
    "loket": {"rules", "workbook_templates", "headless", "loket"},
    "renja": {"rules", "workbook_templates"},
}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_point_down(package: str) -> None:
    for path in (ROOT / package).rglob("*.py"):
        assert _imports(path) & set(MAY_IMPORT) <= MAY_IMPORT[package], path
        if package != "addin":
            assert "xlwings" not in _imports(path), path
        if package == "rules":
            assert not _imports(path) & {"openpyxl", "python_calamine", "xlsxwriter", "zipfile"}, path


HOUSE = runpy.run_path(str(ROOT / "docs" / "architecture.py"))


def test_neither_modules_nor_folders_nor_wings_import_in_a_circle() -> None:
    """Raises CycleError, which names the circle."""
    TopologicalSorter(HOUSE["module_graph"]()).prepare()
    TopologicalSorter(HOUSE["graph_of"](HOUSE["folder"])).prepare()
    height = HOUSE["heights"](HOUSE["wing_graph"]())
    assert height["rules.values"] < height["rules.engine"] < height["rules.checks"]


def test_a_wing_that_imports_one_above_it_would_be_seen() -> None:
    graph = HOUSE["wing_graph"]()
    graph["rules.values"] = graph["rules.values"] | {"rules.checks"}
    with pytest.raises(CycleError) as told:
        HOUSE["heights"](graph)
    assert {"rules.values", "rules.checks"} <= set(told.value.args[1])


def test_the_architecture_shows_the_code_as_it_is() -> None:
    """`make docs` was run after the last change of an import or of a wing's docstring; every path told of is there."""
    text = HOUSE["PAGE"].read_text(encoding="utf-8")
    assert text == HOUSE["page"]()
    assert HOUSE["PICTURE"].read_text(encoding="utf-8") == HOUSE["picture"]()
    told = re.findall(r"`((?:rules|workbook_templates|headless|addin|loket|renja)/[\w./]+)`", text)
    assert len(told) > 15
    assert [path for path in told if not (ROOT / path).exists()] == []


def test_no_module_is_overlong() -> None:
    for package in MAY_IMPORT:
        for path in (ROOT / package).rglob("*.py"):
            if path.parent.name != "migrations":  # written by Django
                assert len(path.read_text(encoding="utf-8").splitlines()) <= 350, path


def test_no_two_classes_share_a_name() -> None:
    """A name is one thing in the whole house, so that it can be talked about and searched for."""
    where: dict[str, list[str]] = {}
    for package in MAY_IMPORT:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and node.name not in {"Meta", "Migration"}:  # Django's own
                    where.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    assert len(where) > 200
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


@pytest.mark.parametrize(
    "module", ["headless.cli.app", "rules", "workbook_templates.reading.preflight", "rules.schema.layout"]
)
def test_light_modules_do_not_import_pandas(module: str) -> None:
    """Calls that need no tables start without waiting for pandas."""
    code = f"import sys, {module}; raise SystemExit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_generated_pages_are_current() -> None:
    """`make docs` was run after the last change of a rule or layout."""
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["pages"]()
    kept = {
        f"{folder}/{path.name}": path.read_text(encoding="utf-8")
        for folder in ("aturan", "tabel")
        for path in (ROOT / "docs" / folder).glob("*.md")
    } | {
        name: (ROOT / "docs" / name).read_text(encoding="utf-8")
        for name in ("batas.md", "kesalahan.md", "tata-letak.md")
    }
    assert kept == pages


def test_every_data_file_is_packaged() -> None:
    """YAML and CSV files that the code reads are listed as package data."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaged = config["tool"]["setuptools"]["package-data"]
    for package in MAY_IMPORT:
        listed = {path for pattern in packaged.get(package, []) for path in (ROOT / package).glob(pattern)}
        data = {p for p in (ROOT / package).rglob("*") if p.suffix in {".yaml", ".csv"}}
        assert data <= listed


def test_hooks_and_pins_fetch_nothing_from_a_named_place() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert {repo["repo"] for repo in hooks} == {"local"}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert pins == sorted(pins, key=str.lower)


def _said(node: ast.AST) -> Iterator[ast.Constant]:
    """The constants of a module, but for words to people (`Text`) and the examples of rules (`Rule`)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Text", "Rule"}:
        return
    if isinstance(node, ast.Constant):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _said(child)


def test_no_code_asks_for_a_table_by_its_id() -> None:
    """Which table plays a part is said by its layout; ids that are words of the language are not looked for."""
    ids = {name for name in layouts() if not name.isalpha() or name.isupper()}
    prose = {ROOT / "workbook_templates" / "template" / "guide_texts.py", *(ROOT / "rules" / "examples").glob("*.py")}
    named = [
        (path.relative_to(ROOT), node.lineno, node.value)
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*.py")
        if path not in prose
        for node in _said(ast.parse(path.read_text(encoding="utf-8")))
        if node.value in ids
    ]
    assert named == []
