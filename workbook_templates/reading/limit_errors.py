"""Files that pass a limit: each says which one, and how to make the file smaller."""

from __future__ import annotations

from workbook_templates.errors import RefusedFileError


class LargeFileError(RefusedFileError):
    id = "batas-ukuran-file"
    title = "File terlalu besar"
    english = "its size is {size}, beyond the limit of {most}; remove pictures and sheets that are not needed."
    template = "ukurannya {size}, di atas batas {most} untuk {wanted}; hapus gambar dan lembar yang tidak perlu."
    size: str
    most: str
    wanted: str


class ManyPartsError(RefusedFileError):
    id = "batas-bagian"
    title = "Terlalu banyak bagian di dalam file"
    english = "it has {count} parts, far more than is usual; copy its tables into a new workbook."
    template = "berisi {count} bagian, jauh di atas yang wajar; salin tabelnya ke buku kerja baru."
    count: int


class LargeContentError(RefusedFileError):
    id = "batas-mengembang"
    title = "Isi file mengembang terlalu besar"
    english = "it expands to {size} MB, beyond the limit of {most} MB; remove pictures and sheets that are not needed."
    template = "isinya mengembang menjadi {size} MB, di atas batas {most} MB; hapus gambar dan lembar yang tidak perlu."
    size: int
    most: int


class ZipBombError(RefusedFileError):
    id = "bom-zip"
    title = "Isi file dimampatkan secara tidak wajar"
    english = "it is compressed beyond all measure (a zip bomb); copy its tables into a new workbook."
    template = "isinya dimampatkan secara tidak wajar (bom zip); salin tabelnya ke buku kerja baru."


class LargeTablesError(RefusedFileError):
    id = "batas-xml"
    title = "Tabel dan teks terlalu besar"
    english = (
        "its tables and texts take {size} MB, beyond the limit of {most} MB; remove empty formatted rows and columns."
    )
    template = "tabel dan teksnya {size} MB, di atas batas {most} MB; hapus baris dan kolom kosong yang berformat, atau salin tabelnya ke buku kerja baru."
    size: int
    most: int


class OddTablesError(RefusedFileError):
    id = "batas-xml-ganjil"
    title = "Lembar besar yang ditulis tidak lazim"
    english = "{part} is written in an unusual way and takes more than {most} MB; open it in Excel and save it again."
    template = "{part} ditulis dengan cara yang tidak lazim dan lebih dari {most} MB; buka di Excel, simpan kembali, lalu kirim ulang."
    part: str
    most: int


class ManySheetsError(RefusedFileError):
    id = "batas-lembar"
    title = "Terlalu banyak lembar"
    english = "it has {count} sheets, far more than is usual; copy its tables into a new workbook."
    template = "berisi {count} lembar, jauh di atas yang wajar; salin tabelnya ke buku kerja baru."
    count: int


class ManyTextsError(RefusedFileError):
    id = "batas-teks"
    title = "Terlalu banyak teks"
    english = "it holds more than {most} texts; copy its tables into a new workbook."
    template = "memuat lebih dari {most} teks; salin tabelnya ke buku kerja baru, lalu simpan."
    most: int


class RepeatedTextError(RefusedFileError):
    id = "teks-panjang-diulang"
    title = "Teks panjang di banyak sel"
    english = "one very long text is repeated in many cells; remove the repetitions."
    template = "satu teks yang sangat panjang diulang di banyak sel; hapus pengulangannya."


class ManyFormatsError(RefusedFileError):
    id = "batas-format"
    title = "Terlalu banyak format sel"
    english = "it has more than {most} cell formats; copy its tables into a new workbook."
    template = "memuat lebih dari {most} format sel; salin tabelnya ke buku kerja baru, lalu simpan."
    most: int


class ManyCellsError(RefusedFileError):
    id = "batas-sel"
    title = "Terlalu banyak sel"
    english = "{part} has more than {most} cells; remove empty formatted rows and columns."
    template = "{part} memuat lebih dari {most} sel; hapus baris dan kolom kosong yang berformat."
    part: str
    most: int


class ManyRowsError(RefusedFileError):
    id = "batas-baris"
    title = "Terlalu banyak baris"
    english = "{part} has more than {most} rows; remove empty rows outside the table."
    template = "{part} memuat lebih dari {most} baris; hapus baris kosong di luar tabel."
    part: str
    most: int


class FarCellError(RefusedFileError):
    id = "sel-terlalu-jauh"
    title = "Sel yang sangat jauh"
    english = "the sheet '{sheet}' has a cell very far away ({cell}); remove rows and columns outside the table."
    template = "lembar '{sheet}' memuat sel yang sangat jauh ({cell}); hapus baris dan kolom di luar tabel, simpan, lalu kirim ulang."
    sheet: str
    cell: str


class LargeOdsSheetError(RefusedFileError):
    id = "batas-sel-ods"
    title = "Terlalu banyak sel di lembar .ods"
    english = "the sheet '{sheet}' has too many cells; remove repeated rows and columns outside the table."
    template = "lembar '{sheet}' berisi terlalu banyak sel; hapus baris dan kolom ulangan di luar tabel."
    sheet: str


class ManyColumnsError(RefusedFileError):
    id = "batas-kolom"
    title = "Terlalu banyak kolom"
    english = "{part} is wider than {most} columns; remove empty columns right of the table."
    template = "{part} lebih lebar dari {most} kolom; hapus kolom kosong di kanan tabel."
    part: str
    most: int


class LongTextError(RefusedFileError):
    id = "batas-huruf"
    title = "Teks terlalu panjang dalam satu sel"
    english = "the cell {sheet}!{cell} holds {size} characters, more than the {most} that a cell of Excel can hold; move the text elsewhere."
    template = "sel {sheet}!{cell} berisi {size} huruf, lebih dari {most} yang dapat dimuat sebuah sel Excel; pindahkan teks itu ke luar tabel."
    sheet: str
    cell: str
    size: int
    most: int


class LongRowError(RefusedFileError):
    id = "batas-panjang-baris"
    title = "Baris teks terlalu panjang"
    english = "a line of text is too long; move the text out of the table."
    template = (
        "ada baris yang lebih dari {most} huruf, jauh di atas daftar yang wajar; periksa tanda kutip dan pemisahnya."
    )
    most: int


# ---- .ods and .docx, read element by element


class LargeTextError(RefusedFileError):
    id = "batas-teks-lain"
    title = "Isi .ods atau .docx terlalu besar"
    english = "its content takes {size} MB, beyond the limit of {most} MB; split it into several files."
    template = "isinya {size} MB, di atas batas {most} MB; bagi menjadi beberapa file, atau salin tabelnya ke .xlsx."
    size: int
    most: int


class ManyElementsError(RefusedFileError):
    id = "batas-unsur"
    title = "Terlalu banyak unsur dalam .ods atau .docx"
    english = "it holds more than {most} elements; split it into several files."
    template = "memuat lebih dari {most} unsur; bagi menjadi beberapa file, atau salin tabelnya ke .xlsx."
    most: int


class LongTagError(RefusedFileError):
    id = "batas-panjang-unsur"
    title = "Unsur yang tidak wajar panjangnya"
    english = "it holds an element of more than {most} bytes, which no sound file does; copy its tables into an .xlsx."
    template = "memuat unsur yang lebih dari {most} byte, yang tidak pernah ada di file wajar; salin tabelnya ke .xlsx."
    most: int


class ManyNamesError(RefusedFileError):
    id = "batas-nama-unsur"
    title = "Terlalu banyak nama unsur"
    english = "it uses too many different names of elements; copy its tables into an .xlsx."
    template = (
        "{part} memuat lebih dari {most} nama unsur, yang tidak pernah ada di file wajar; salin tabelnya ke .xlsx."
    )
    part: str
    most: int


class ManyTablesError(RefusedFileError):
    id = "batas-tabel"
    title = "Terlalu banyak tabel dalam naskah"
    english = "it holds more than {most} tables; split the document into several files."
    template = "berisi lebih dari {most} tabel; bagi naskahnya menjadi beberapa file."
    most: int


class DeepTablesError(RefusedFileError):
    id = "tabel-bertingkat"
    title = "Tabel di dalam tabel terlalu dalam"
    english = "it holds tables in tables more than {most} levels deep; copy its tables into an .xlsx."
    template = "memuat tabel di dalam tabel lebih dari {most} tingkat; salin tabelnya ke .xlsx."
    most: int


class LargeListError(RefusedFileError):
    id = "batas-daftar-acuan"
    title = "Daftar acuan terlalu besar"
    english = "its text takes {size} MB, far more than a reference list; remove sheets and columns that are not needed."
    template = "teksnya {size} MB, jauh di atas daftar acuan yang wajar; hapus lembar dan kolom yang tidak perlu."
    size: int
