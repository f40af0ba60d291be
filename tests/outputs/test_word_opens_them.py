"""Every kind of Word document that renja writes, held to the schemas of Office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from typer.testing import CliRunner

from headless.cli.app import app
from tests.places import EXAMPLES

RENJA, LKIP, FAULTY = (EXAMPLES / f"{name}.xlsx" for name in ("renja-2024-benar", "lkip-2024-benar", "renja-2024-seed"))


def _called(*words: object, status: int = 0) -> None:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == status, done.output


def _refilled(target: Path) -> None:
    first = target.with_name(f"dahulu-{target.name}")
    _called("cetak", RENJA, "-o", first)
    _called("cetak", FAULTY, "--ke", first, "-o", target)


def _in_a_text_of_its_own(target: Path) -> None:
    """A table in a document whose styles are not ours."""
    own = target.with_name(f"naskah-{target.name}")
    document = docx.Document()
    document.add_paragraph(
        "Tabel 3.3 Rumusan Rencana Program dan Kegiatan Perangkat Daerah Tahun 2024 dan Prakiraan Maju Tahun 2025"
    )
    document.add_table(1, 1).cell(0, 0).text = "(tabel menyusul)"
    document.save(str(own))
    _called("cetak", RENJA, "--ke", own, "-o", target)


DOCUMENTS: dict[str, Callable[[Path], None]] = {
    "renja": lambda target: _called("cetak", RENJA, "-o", target),
    "lkip": lambda target: _called("cetak", LKIP, "-o", target),
    "diisi kembali": _refilled,
    "naskah sendiri": _in_a_text_of_its_own,
    "berita acara": lambda target: _called("berita-acara", FAULTY, "-o", target, status=1),
}


@pytest.fixture(scope="module", params=DOCUMENTS)
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / f"{str(request.param).replace(' ', '-')}.docx"
    DOCUMENTS[str(request.param)](path)
    return path


def test_it_holds_to_the_schemas(document: Path) -> None:
    own = document.stem == "naskah-sendiri"
    found = [str(error) for error in OpenXmlValidator().validate(str(document)).errors]
    # That document is python-docx's, its old copy of the styles included.
    assert [text for text in found if not (own and "stylesWithEffects" in text)] == []
