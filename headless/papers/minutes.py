"""The minutes of a verification as a Word document: whose document, what is to be put right, remarks, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from headless.papers.known_minutes import NAME
from headless.papers.model import Minutes, Signatory
from rules.values.terbilang import words_of
from workbook_templates.printing.page import HEADINGS, TEXT, TITLE, start_document, text_width
from workbook_templates.printing.wordml import CELL, PrintedCell, PrintedRow, element, paragraph, run, table, twips
from workbook_templates.safe_writing import written

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_LABELS, _LISTED = (45, 5, 120), (10, 45, 75, 40)
"""Column widths in millimetres: of what the document is, and of the recommendations."""
_HEAD_SHADE = "E7E6E6"
_LINES = 5
"""Lines left to write remarks on."""
_SIGNED_ROOM = 22
"""Millimetres left for a signature."""
_DOTS = "." * 34


def write_minutes(minutes: Sequence[Minutes], out: Path) -> None:
    """Write the minutes as one document, each on a page of its own; raises :class:`OutputError` if it cannot be written."""
    offices = dict.fromkeys(one.agency or one.government for one in minutes)
    document = start_document(NAME, "; ".join(filter(None, offices)))
    body = document.element.body
    for at, one in enumerate(minutes):
        for part in _parts(one, new_page=at > 0):
            body.insert(len(body) - 1, part)
    with written(out) as partial:
        document.save(str(partial))


def day_in_words(day: date) -> str:
    """A day as minutes say it.

    >>> day_in_words(date(2026, 11, 30))
    'Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam (30-11-2026)'
    """
    said = (
        f"{_DAYS[day.weekday()]} tanggal {words_of(day.day)} bulan {_MONTHS[day.month - 1]} tahun {words_of(day.year)}"
    )
    return f"{said} ({day:%d-%m-%Y})"


def _parts(one: Minutes, *, new_page: bool) -> Iterator[Any]:
    """The paragraphs and tables of one document's minutes."""
    heads = [text.upper() for text in (one.government, one.agency) if text]
    for at, text in enumerate(heads or [""]):
        looks = paragraph(run(text, bold=True), style=TEXT, align="center")
        if new_page and at == 0:
            looks.pPr.insert(1, element("pageBreakBefore"))
        yield looks
    yield paragraph(run(NAME.upper()), style=TITLE)
    yield paragraph(run(f"Nomor: {one.number or _DOTS}"), style=TEXT, align="center")
    opening = f"Pada hari ini, {day_in_words(one.date)}, telah dilaksanakan verifikasi atas dokumen sebagai berikut:"
    yield paragraph(run(opening), style=TEXT, align="both")
    yield _facts(one)
    yield paragraph(run("A. Rekomendasi"), style=HEADINGS[1])
    if one.recommendations:
        said = f"Hal-hal berikut perlu diperbaiki atau dijelaskan ({len(one.recommendations)} rekomendasi):"
        yield paragraph(run(said), style=TEXT, keep_next=True)
        yield _recommendations(one)
    else:
        yield paragraph(run("Tidak ada rekomendasi."), style=TEXT)
    yield from _listed("B. Yang belum diperiksa", one.unchecked)
    letter = "C" if one.unchecked else "B"
    yield from _listed(f"{letter}. Catatan verifikator", one.remarks or ["." * 118] * _LINES)
    closing = "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."
    yield paragraph(run(closing), style=TEXT, align="both", keep_next=True)
    yield _signatures(one.signatories)
    yield paragraph(style=CELL)


def _facts(one: Minutes) -> Any:
    said = {
        "Pemerintah daerah": one.government, "Perangkat daerah": one.office, "Dokumen": one.document,
        "Tahun": str(one.year or ""), "Tahap": one.stage, "Versi": one.version, "Hasil verifikasi": one.verdict,
    }  # fmt: skip
    rows = [
        PrintedRow([PrintedCell(label), PrintedCell(":"), PrintedCell(text, bold=label == "Hasil verifikasi")])
        for label, text in said.items()
        if text
    ]
    return table([twips(width) for width in _LABELS], rows, style=TEXT, borders=False)


def _recommendations(one: Minutes) -> Any:
    head = ("No", "Tempat", "Rekomendasi", "Tindak lanjut perangkat daerah")
    rows = [PrintedRow([PrintedCell(text, bold=True, align="center", shade=_HEAD_SHADE) for text in head], head=True)]
    for at, told in enumerate(one.recommendations, 1):
        behind = ", ".join(filter(None, (told.weight, *told.rules)))
        text = f"{told.text} ({behind})" if behind else told.text
        rows.append(
            PrintedRow(
                [PrintedCell(str(at), align="center"), PrintedCell(told.place), PrintedCell(text), PrintedCell()]
            )
        )
    return table([twips(width) for width in _LISTED], rows, style=CELL)


def _listed(heading: str, lines: Sequence[str]) -> Iterator[Any]:
    """A heading and its lines; nothing without any."""
    if lines:
        yield paragraph(run(heading), style=HEADINGS[1])
    for line in lines:
        yield paragraph(run(line), style=TEXT, align="both" if line.strip(".") else "left")


def _signatures(signatories: Sequence[Signatory]) -> Any:
    """Two beside each other; the room above the name grows no smaller over the page."""
    width, rows = twips(text_width() / 2), []
    for at in range(0, len(signatories), 2):
        pair = [*signatories[at : at + 2], Signatory("")][:2]
        rows.append(PrintedRow([PrintedCell(one.position, align="center") for one in pair], keep=True))
        rows.append(PrintedRow([PrintedCell(), PrintedCell()], height=twips(_SIGNED_ROOM), keep=True))
        rows.append(PrintedRow([PrintedCell(_signed(one), align="center") for one in pair]))
    return table([width, width], rows, style=TEXT, borders=False)


def _signed(one: Signatory) -> str:
    if not one.position:
        return ""
    return f"{one.name or _DOTS}\nNIP {one.number}" if one.number or not one.name else one.name
