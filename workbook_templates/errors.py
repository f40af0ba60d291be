"""Errors of files: those that cannot be read, and places where nothing can be written.

What the preflight and the readers refuse stands in ``reading/errors.py``, faults of a map in ``recognition/errors.py``,
what copies cannot do in ``copies/errors.py``.
"""

from __future__ import annotations

from pathlib import Path

from rules.errors import RenjaError


class UnreadableError(RenjaError):
    """A file cannot be read; in a batch it costs only its own report."""


class RefusedFileError(UnreadableError):
    """A file is refused for what is wrong with it; ``template`` says what and what to do."""

    opening = "'{path.name}' tidak dapat dibaca: "
    english_opening = "'{path.name}' cannot be read: "
    path: Path


class NoTablesError(UnreadableError):
    id = "tanpa-tabel"
    title = "Tidak ada tabel resmi di dalam file"
    english = "'{name}' holds no official table of a Renja or LKIP; if it does under headings of its own, point them out with 'renja validate FILE --buat-peta map.yaml', then --peta map.yaml."
    template = (
        "'{name}' tidak memuat satu pun tabel resmi Renja atau LKIP: tidak ada tabel dengan judul kolom seperti T-C.33, Bab IV "
        "atau Perjanjian Kinerja; bila tabelnya ada dengan judul sendiri, tunjukkan kolomnya dengan 'renja validate FILE "
        "--buat-peta peta.yaml' lalu --peta peta.yaml, atau salin ke templat dari 'renja template'."
    )
    name: str


class NothingWrittenError(NoTablesError):
    id = "tanpa-isi"
    title = "Tidak ada teks atau angka di dalam file"
    english = "'{name}' holds neither text nor figures (pictures are not read); make sure that this is the file that was meant."
    template = "'{name}' tidak memuat teks atau angka (gambar tidak dibaca); pastikan ini file yang dimaksud."


class TitleWithoutTableError(NoTablesError):
    id = "judul-tanpa-tabel"
    title = "Judul tabel resmi ada, tabelnya tidak"
    english = (
        "'{name}' says '{said}' ({place}), but below it stands no table {table} with the headings {headings}; make it a table with one cell "
        "for each entry (in Word: select its lines, Insert, Table, Convert Text to Table), or fill in the template of 'renja template'."
    )
    template = (
        "'{name}' memuat judul '{said}' ({place}), tetapi di bawahnya tidak ada tabel {table} dengan judul kolom {headings}; jadikan "
        "isinya tabel dengan satu sel tiap isian (di Word: pilih barisnya, Sisipkan, Tabel, Ubah Teks menjadi Tabel), atau isi templat "
        "dari 'renja template'."
    )
    said: str
    place: str
    table: str
    headings: str


# ---- places to write


class OutputError(RenjaError):
    """A file cannot be written, or not there."""


class RefusedOutputError(OutputError):
    id = "keluaran-ditolak-sistem"
    title = "Sistem menolak menulis file"
    template = "'{path}' tidak dapat ditulis: {reason}."
    path: Path
    reason: str


class FolderOutputError(OutputError):
    id = "keluaran-adalah-folder"
    title = "Keluaran menyebut folder, bukan file"
    template = "'{path}' adalah folder; sebutkan nama file keluarannya."
    path: Path


class SpecialOutputError(OutputError):
    id = "keluaran-bukan-file"
    title = "Keluaran menyebut pipa atau perangkat"
    template = "'{path}' bukan file biasa; sebutkan nama file keluarannya."
    path: Path


class NoFolderError(OutputError):
    id = "folder-keluaran-tidak-ada"
    title = "Folder keluaran tidak ada"
    template = "Folder '{path}' tidak ada; buat dahulu atau pilih folder lain."
    path: Path


class InputAsOutputError(OutputError):
    id = "keluaran-adalah-masukan"
    title = "Keluaran akan menimpa file masukan"
    template = "'{path}' adalah file masukan; pilih nama lain agar aslinya tidak hilang."
    path: Path


class TakenError(OutputError):
    id = "keluaran-sudah-ada"
    title = "Keluaran sudah ada"
    template = "'{path}' sudah ada; pakai nama lain, atau tambahkan --timpa bila memang boleh diganti."
    path: Path


class WrongEndingError(OutputError):
    id = "keluaran-salah-akhiran"
    title = "Nama keluaran salah akhirannya"
    template = "Nama keluaran '{path.name}' harus berakhiran {ending}; ganti namanya."
    path: Path
    ending: str


class OtherKindOfCopyError(OutputError):
    id = "salinan-lain-jenis"
    title = "Salinan berakhiran lain daripada aslinya"
    template = "Salinan '{source.name}' harus berakhiran {source.suffix}, bukan '{ending}'; ganti nama salinannya."
    source: Path
    ending: str
