"""A bidang changed in Identitas after the workbook was built: it says at once what to do, and *Hitung* lets the codes follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin import ribbon
from rules.nomenclature import decrees
from rules.schema.layout import form_of, layouts
from tests.conftest import Recalculate
from tests.support.excel_engine import opened, said
from tests.support.filled_templates import blank
from workbook_templates.template.blueprint import Template, place_of
from workbook_templates.template.build import build_template
from workbook_templates.template.carried_sheet import IDENTITY_FIRST

PLACE = IDENTITY_FIRST + 3
"""The row of the bidang in Identitas."""
SOCIAL, HEALTH = "1.06.02.2.01.0001", "1.02.02.2.01.0001"


@pytest.fixture
def health(tmp_path: Path) -> Path:
    """A template of the health office."""
    path = tmp_path / "kesehatan.xlsx"
    build_template(path, blank("renja", 2026, "1.02"))
    return path


def note(sheets: dict[str, list[list[Any]]]) -> str:
    """What stands beside the bidang."""
    return str(sheets["Identitas"][PLACE - 1][3])


@pytest.mark.libreoffice
def test_it_says_what_to_do(health: Path, tmp_path: Path, recalculate: Recalculate) -> None:
    for typed in ("1.02", " 1.02 "):
        assert not note(recalculate(health, ["put", "Identitas", f"C{PLACE}", typed]))
    told = note(recalculate(health, ["put", "Identitas", f"C{PLACE}", "1.06"]))
    assert told.startswith("Daftar kode di buku kerja ini untuk bidang 1.02. Klik Hitung")
    assert "renja template --bidang" in told
    without = tmp_path / "tanpa.xlsx"
    build_template(without, Template("renja", {"tahun": 2026}))
    assert "tanpa bidang" in note(recalculate(without, ["put", "Identitas", f"C{PLACE}", "1.06"]))
    assert not note(recalculate(without))


@pytest.mark.libreoffice
def test_it_says_where_the_chosen_decree_has_no_codes(health: Path, tmp_path: Path, recalculate: Recalculate) -> None:
    """None of an early decree ships, and nothing at all for a province."""
    told = "Tidak ada kode bidang ini menurut keputusan yang dipilih"
    row = IDENTITY_FIRST + list(form_of("renja").fields).index("keputusan")
    chosen = recalculate(health, ["put", "Identitas", f"C{row}", decrees()["90-2019"].name])
    assert note(chosen).startswith(told)
    province = tmp_path / "provinsi.xlsx"
    template = blank("renja", 2026, "1.02")
    build_template(province, Template("renja", {**template.identity, "jenis_pemda": "provinsi"}))
    assert note(recalculate(province)).startswith(told)
    stored = openpyxl.load_workbook(province, data_only=True)["Identitas"][f"D{PLACE}"].value
    assert stored == note(recalculate(province))


@pytest.mark.libreoffice
def test_the_button_lets_the_codes_follow(health: Path, tmp_path: Path, recalculate: Recalculate) -> None:
    changed = tmp_path / "sosial.xlsx"
    book = openpyxl.load_workbook(health)
    book["Identitas"][f"C{PLACE}"] = "1.06"
    template = blank("renja", 2026, "1.02")
    row = place_of(template, layouts()["T-C.33"], 1).number_row
    book.save(changed)
    excel = opened(changed)
    ribbon.compute()
    assert "Daftar kode diperbarui menurut bidang di Identitas." in said(excel)
    excel.impl.save(str(changed))
    sheets = recalculate(changed, ["put", "T-C.33", f"A{row + 1}", SOCIAL], ["put", "T-C.33", f"A{row + 2}", HEALTH])
    names = [sheets["T-C.33"][at][1] for at in (row, row + 1)]
    assert names[0]
    assert not names[1]
    assert not note(sheets)
    excel = opened(changed)
    ribbon.compute()
    assert "diperbarui" not in said(excel), "once is enough"
