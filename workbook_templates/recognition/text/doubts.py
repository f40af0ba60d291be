"""Why lines of a table are not divided into cells, as findings tell it."""

from __future__ import annotations

from collections.abc import Sequence

from rules.model.bilingual import Text

SIDE_BY_SIDE = Text(
    "kata-kata beberapa kolom berdampingan tanpa batas",
    "words of several columns stand side by side with nothing between",
)
NO_MEASURES = Text("tidak ada baris Target dan Realisasi", "there are no rows Target and Realisasi")
UNKNOWN_INDICATOR = Text("indikatornya tidak dikenal", "its indicator is not known")
NO_FULL_ROW = Text("tidak ada baris yang angkanya lengkap", "no row has all of its figures")
SHORT_BEFORE = Text(
    "angka baris sebelumnya kurang dari jumlah kolomnya", "the row before has fewer figures than columns"
)
WORDS_BEFORE = Text("kata-kata sebelum nomor baris pertama", "words before the number of the first row")
SHORT_ROW = Text("angka baris ini kurang dari jumlah kolomnya", "this row has fewer figures than columns")
WORDS_AFTER = Text("kata-kata sesudah angka terakhir", "words after the last figure")
UNKNOWN_UNIT = Text("satuan sebelum angkanya tidak dikenal", "the unit before its figure is not known")
TOO_MANY = Text("angka berlebih", "too many figures")
OPEN_INDICATOR = Text(
    "batas indikator dan program tidak dapat dipastikan",
    "where the indicator ends and the program begins cannot be told",
)
NO_INDICATOR = Text("indikator yang dihitung tidak disebut", "the indicator that is worked out is not named")
NO_ONE_FIGURE = Text("satu angka tidak dapat dipastikan untuk uraian ini", "one figure for this text cannot be told")
NO_RESULT = Text("hasil rumusnya tidak dapat dipastikan", "the result of its formula cannot be told")
UNKNOWN_HEADINGS = Text("judul kolomnya tidak dikenali", "its headings were not recognised")
WORDS_BEHIND_FIGURES = Text("ada kata-kata sesudah angkanya", "words stand after its figures")
NO_CLOSING_FIGURE = Text("tidak ada angka yang menutup barisnya", "no figure closes its rows")


def number_not_found(number: str | int) -> Text:
    """Why rows are not told: the number that the next one should have is nowhere."""
    return Text(f"nomor {number} tidak ditemukan", f"number {number} was not found")


def row_or_indicator(number: str) -> Text:
    """Why a number does not tell whether a row or an indicator begins with it."""
    return Text(
        f"nomor {number} dapat berarti baris atau indikator berikutnya",
        f"number {number} may mean the next row or the next indicator",
    )


def undivided(columns: Sequence[str]) -> Text:
    """Why words of columns that stand side by side are not parted."""
    return Text(
        f"batas kata-kata kolom {' dan '.join(columns)} tidak dapat dipastikan",
        f"where the words of columns {' and '.join(columns)} end cannot be told",
    )


def miscounted(figures: int, columns: int) -> Text:
    """Why figures are not those of a row: they are too many or too few, or as many but none that stand in such columns.

    >>> miscounted(1, 2).id, miscounted(1, 1).id
    ('1 angka untuk 2 kolom', 'angka yang bukan isi kolom angkanya')
    """
    if figures == columns:
        return Text("angka yang bukan isi kolom angkanya", "figures that are none of its columns of figures")
    return Text(f"{figures} angka untuk {columns} kolom", f"{figures} figures for {columns} columns")


def stands_apart(cells: str, head: str) -> Text:
    """Why rows are not read that seem to go on from a table."""
    return Text(
        f"baris di {cells} tampaknya lanjutan tabel di {head}, tetapi berdiri terpisah darinya",
        f"rows in {cells} seem to go on from the table in {head}, but stand apart from it",
    )
