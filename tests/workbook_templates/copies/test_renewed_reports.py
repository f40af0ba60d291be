"""Renewing a report: only with the plan of its own office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document, Field
from workbook_templates.copies import refresh as renewal
from workbook_templates.copies.errors import OtherOfficeError


def _of(document: Document, office: str) -> Document:
    given = {"tahun": Field(2024, "Identitas", "C9"), "perangkat_daerah": Field(office, "Identitas", "C5")}
    return replace(document, identity=document.identity | given)


def test_a_report_is_not_renewed_with_the_plan_of_a_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    report = _of(sound_report(), "Kecamatan Bekasi Timur")
    monkeypatch.setattr(renewal, "_Report", lambda *_: SimpleNamespace(document=report))
    with pytest.raises(OtherOfficeError):
        renewal.refresh(Path("lkip.xlsx"), _of(sound_document(), "Kecamatan Bekasi Barat"), Path("baru.xlsx"))
