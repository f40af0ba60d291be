"""By what the cells of a table in lines were told apart, and which of them are a guess, as findings tell it."""

from __future__ import annotations

from rules.model.bilingual import Text

BY_HEADINGS = Text("judul kolom", "headings")
BY_FIGURES = Text(
    "isi tiap sel dipisah dari baris teks menurut bentuk angkanya", "cells told apart in lines of text by their figures"
)
BY_FIGURES_AND_NAMES = Text(
    f"{BY_FIGURES.id} dan nama yang dikenal dari tabel lain", f"{BY_FIGURES.en} and by names known from other tables"
)


def passed_over(cells: str) -> Text:
    """Text between the lines of a table that is none of it."""
    return Text(f"teks di {cells} dilewati karena bukan isi tabel", f"text in {cells} was passed over as no content")


def taken_back(cells: str) -> Text:
    """Rows that stand under the heading of another table."""
    return Text(
        f"baris di {cells}, di bawah judul tabel lain, diduga lanjutannya",
        f"rows in {cells}, under the heading of another table, are guessed to go on from it",
    )


def joined_over_pages(cells: str) -> Text:
    """Names that go on below the end of a page."""
    return Text(
        f"nama di {cells} disambung melewati pergantian halaman",
        f"names in {cells} were joined across a change of pages",
    )


def only_guessed(what: Text, cells: str) -> Text:
    """What of some rows is no more than a guess."""
    return Text(f"{what.id} di {cells} hanya diduga", f"{what.en} in {cells} is only guessed")
