"""Why a file cannot be read, in the planner's words."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file that cannot be read. The text is one Indonesian sentence: what, where, what to do."""


def no_tables(name: str) -> UnreadableError:
    """What is said of a workbook in which no official table was found."""
    return UnreadableError(
        f"'{name}' tidak memuat satu pun tabel resmi Renja atau LKIP: dicari baris nomor kolom (1) (2) (3) … di bawah "
        "judul kolom tabel seperti T-C.33 atau Bab IV; salin tabel ke templat dari 'renja template'."
    )
