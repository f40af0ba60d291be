"""The planner's guide and the checklist: true to the ribbon and to the commands, their pictures and page current."""

from __future__ import annotations

import re
import runpy
from xml.etree import ElementTree

from addin.udf import FUNCTIONS
from addin.xlam import own_source
from tests.places import ROOT

DOCS = ROOT / "docs"


def test_the_picture_of_the_ribbon_and_the_page_are_current() -> None:
    """`make docs` was run after the last change of the ribbon or the guide."""
    made = runpy.run_path(str(DOCS / "guide.py"))
    assert (DOCS / "gambar" / "pita.svg").read_text(encoding="utf-8") == made["ribbon"]()
    assert (ROOT / "addin" / "panduan.html").read_text(encoding="utf-8") == made["page"]()


def test_the_picture_shows_every_button_of_the_first_level() -> None:
    drawn = " ".join(ElementTree.fromstring((DOCS / "gambar" / "pita.svg").read_text(encoding="utf-8")).itertext())
    words = set(re.findall(r"\w+", drawn))
    for element in ElementTree.fromstring(own_source("ribbon.xml")).iter():
        if element.get("label") and not element.get("id", "").startswith("renjaTemplat"):
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
    assert len(pictures) == 5
    assert all(path.is_file() for path in pictures)
    assert sum(path.stat().st_size for path in (DOCS / "gambar").iterdir()) <= 1_500_000


def test_every_point_of_the_checklist_says_whether_it_was_seen() -> None:
    lines = (DOCS / "excel-checklist.md").read_text(encoding="utf-8").splitlines()
    points = [line.strip("|").split("|") for line in lines if re.match(r"\| \d+ \|", line)]
    assert [int(point[0]) for point in points] == list(range(1, len(points) + 1))
    assert {point[-1].strip() for point in points} == {"belum diverifikasi"}
