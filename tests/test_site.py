"""The site that `make docs` builds, read as a planner reads it: from a file, offline, on a desk and on a telephone."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rules.registry import all_rules
from tests.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, TELEPHONE = (1280, 900), (390, 844)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it; a page in no list and a link that leads nowhere fail."""
    recipe = re.search(r"sphinx-build (.+) docs site\n", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert recipe
    target = tmp_path_factory.mktemp("situs")
    words = recipe[1].replace("build/doctrees", str(tmp_path_factory.mktemp("doctrees"))).split()
    build = [sys.executable, "-m", "sphinx", *words, "docs", str(target)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page without a network, on which nothing may be asked for in vain and nothing may go wrong."""
    width, height = request.param
    context = browser.new_context(offline=True, viewport={"width": width, "height": height})
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url))
    page.on("requestfailed", lambda asked: wrong.append(asked.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def test_every_rule_and_table_has_its_page(site: Path) -> None:
    assert {path.stem for path in (site / "aturan").glob("*-*.html")} == set(all_rules())
    assert {path.stem for path in (site / "tabel").glob("*.html")} == {
        path.stem for path in (ROOT / "docs/tabel").glob("*.md")
    }


def test_no_script_runs_text_as_code(site: Path) -> None:
    # The counter serves it under a policy that allows none; furo asks for the global object so only where there is none.
    for script in site.rglob("*.js"):
        assert not re.search(r"\beval\(|new Function\((?!\"return this\")", script.read_text(encoding="utf-8")), script


@pytest.mark.chromium
@pytest.mark.parametrize(
    "name", ["index", "panduan", "penerima", "aturan/README", "tabel/T-C.33", "arsitektur", "python"]
)
def test_pages_need_nothing_from_elsewhere_and_fit(site: Path, page: Page, name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")


@pytest.mark.chromium
@pytest.mark.parametrize(
    ("asked", "first"), [("JML-004", "JML-004 jumlah-total"), ("T-C.33", "T-C.33"), ("segel", "Segel")]
)
def test_the_search_works_from_a_file(site: Path, page: Page, asked: str, first: str) -> None:
    page.goto((site / "search.html").as_uri() + f"?q={asked}")
    page.wait_for_selector("#search-results li a")
    assert page.locator("#search-results li a").first.inner_text() == first


@pytest.mark.chromium
def test_the_python_face_is_told_with_its_signatures(site: Path, page: Page) -> None:
    page.goto((site / "python.html").as_uri())
    told = page.locator("dl.py > dt").all_inner_texts()
    for name in ("read", "validate", "compute", "Document", "Verdict", "Finding", "UnreadableError"):
        assert any(f"renja.{name}" in text for text in told), name
