"""Files that pass a limit: each says which one, and how to make the file smaller."""

from __future__ import annotations

from workbook_templates.errors import RefusedFileError


class LargeFileError(RefusedFileError):
    id = "batas-ukuran-file"
    title = "File terlalu besar"
    template = "ukurannya {size}, di atas batas {most} untuk {wanted}; hapus gambar dan lembar yang tidak perlu."
    size: str
    most: str
    wanted: str


class ManyPartsError(RefusedFileError):
    id = "batas-bagian"
    title = "Terlalu banyak bagian di dalam file"
    template = "berisi {count} bagian, jauh di atas yang wajar; salin tabelnya ke buku kerja baru."
    count: int


class LargeContentError(RefusedFileError):
    id = "batas-mengembang"
    title = "Isi file mengembang terlalu besar"
    template = "isinya mengembang menjadi {size} MB, di atas batas {most} MB; hapus gambar dan lembar yang tidak perlu."
    size: int
    most: int


class ZipBombError(RefusedFileError):
    id = "bom-zip"
    title = "Isi file dimampatkan secara tidak wajar"
    template = "isinya dimampatkan secara tidak wajar (bom zip); salin tabelnya ke buku kerja baru."


class LargeTablesError(RefusedFileError):
    id = "batas-xml"
    title = "Tabel dan teks terlalu besar"
    template = "tabel dan teksnya {size} MB, di atas batas {most} MB; hapus baris dan kolom kosong yang berformat, atau salin tabelnya ke buku kerja baru."
    size: int
    most: int


class OddTablesError(RefusedFileError):
    id = "batas-xml-ganjil"
    title = "Lembar besar yang ditulis tidak lazim"
    template = "{part} ditulis dengan cara yang tidak lazim dan lebih dari {most} MB; buka di Excel, simpan kembali, lalu kirim ulang."
    part: str
    most: int


class ManySheetsError(RefusedFileError):
    id = "batas-lembar"
    title = "Terlalu banyak lembar"
    template = "berisi {count} lembar, jauh di atas yang wajar; salin tabelnya ke buku kerja baru."
    count: int


class ManyTextsError(RefusedFileError):
    id = "batas-teks"
    title = "Terlalu banyak teks"
    template = "memuat lebih dari {most} teks; salin tabelnya ke buku kerja baru, lalu simpan."
    most: int


class RepeatedTextError(RefusedFileError):
    id = "teks-panjang-diulang"
    title = "Teks panjang di banyak sel"
    template = "satu teks yang sangat panjang diulang di banyak sel; hapus pengulangannya."


class ManyFormatsError(RefusedFileError):
    id = "batas-format"
    title = "Terlalu banyak format sel"
    template = "memuat lebih dari {most} format sel; salin tabelnya ke buku kerja baru, lalu simpan."
    most: int


class ManyCellsError(RefusedFileError):
    id = "batas-sel"
    title = "Terlalu banyak sel"
    template = "{part} memuat lebih dari {most} sel; hapus baris dan kolom kosong yang berformat."
    part: str
    most: int


class ManyRowsError(RefusedFileError):
    id = "batas-baris"
    title = "Terlalu banyak baris"
    template = "{part} memuat lebih dari {most} baris; hapus baris kosong di luar tabel."
    part: str
    most: int


class FarCellError(RefusedFileError):
    id = "sel-terlalu-jauh"
    title = "Sel yang sangat jauh"
    template = "lembar '{sheet}' memuat sel yang sangat jauh ({cell}); hapus baris dan kolom di luar tabel, simpan, lalu kirim ulang."
    sheet: str
    cell: str


class LargeOdsSheetError(RefusedFileError):
    id = "batas-sel-ods"
    title = "Terlalu banyak sel di lembar .ods"
    template = "lembar '{sheet}' berisi terlalu banyak sel; hapus baris dan kolom ulangan di luar tabel."
    sheet: str


class ManyColumnsError(RefusedFileError):
    id = "batas-kolom"
    title = "Terlalu banyak kolom"
    template = "{part} lebih lebar dari {most} kolom; hapus kolom kosong di kanan tabel."
    part: str
    most: int


class LongTextError(RefusedFileError):
    id = "batas-huruf"
    title = "Teks terlalu panjang dalam satu sel"
    template = "sel {sheet}!{cell} berisi {size} huruf, lebih dari {most} yang dapat dimuat sebuah sel Excel; pindahkan teks itu ke luar tabel."
    sheet: str
    cell: str
    size: int
    most: int


class LongRowError(RefusedFileError):
    id = "batas-panjang-baris"
    title = "Baris teks terlalu panjang"
    template = (
        "ada baris yang lebih dari {most} huruf, jauh di atas daftar yang wajar; periksa tanda kutip dan pemisahnya."
    )
    most: int


# ---- .ods and .docx, read element by element


class LargeTextError(RefusedFileError):
    id = "batas-teks-lain"
    title = "Isi .ods atau .docx terlalu besar"
    template = "isinya {size} MB, di atas batas {most} MB; bagi menjadi beberapa file, atau salin tabelnya ke .xlsx."
    size: int
    most: int


class ManyElementsError(RefusedFileError):
    id = "batas-unsur"
    title = "Terlalu banyak unsur dalam .ods atau .docx"
    template = "memuat lebih dari {most} unsur; bagi menjadi beberapa file, atau salin tabelnya ke .xlsx."
    most: int


class LongTagError(RefusedFileError):
    id = "batas-panjang-unsur"
    title = "Unsur yang tidak wajar panjangnya"
    template = "memuat unsur yang lebih dari {most} byte, yang tidak pernah ada di file wajar; salin tabelnya ke .xlsx."
    most: int


class ManyNamesError(RefusedFileError):
    id = "batas-nama-unsur"
    title = "Terlalu banyak nama unsur"
    template = (
        "{part} memuat lebih dari {most} nama unsur, yang tidak pernah ada di file wajar; salin tabelnya ke .xlsx."
    )
    part: str
    most: int


class ManyTablesError(RefusedFileError):
    id = "batas-tabel"
    title = "Terlalu banyak tabel dalam naskah"
    template = "berisi lebih dari {most} tabel; bagi naskahnya menjadi beberapa file."
    most: int


class DeepTablesError(RefusedFileError):
    id = "tabel-bertingkat"
    title = "Tabel di dalam tabel terlalu dalam"
    template = "memuat tabel di dalam tabel lebih dari {most} tingkat; salin tabelnya ke .xlsx."
    most: int


class LargeListError(RefusedFileError):
    id = "batas-daftar-acuan"
    title = "Daftar acuan terlalu besar"
    template = "teksnya {size} MB, jauh di atas daftar acuan yang wajar; hapus lembar dan kolom yang tidak perlu."
    size: int
