"""Why a file is not read: what it is instead, which limit it passes, which part of it is broken.

Each says what to do with the file, for the planner who sent it or the one who received it.
"""

from __future__ import annotations

from workbook_templates.errors import RefusedFileError

# ---- the file on disk


class FolderInputError(RefusedFileError):
    id = "masukan-adalah-folder"
    title = "Folder di tempat sebuah file"
    english = "this is a folder; name the file."
    template = "ini folder, bukan {wanted}; sebutkan filenya."
    wanted: str


class SpecialFileError(RefusedFileError):
    id = "bukan-file-biasa"
    title = "Bukan file biasa"
    english = "this is no ordinary file; copy its content into a file first."
    template = "ini bukan file biasa; salin isinya ke sebuah file dahulu."


class MissingFileError(RefusedFileError):
    id = "file-tidak-ada"
    title = "File tidak ada"
    english = "there is no such file; check its name and folder."
    template = "file tidak ada; periksa nama dan foldernya."


class ClosedFileError(RefusedFileError):
    id = "file-tak-dapat-dibuka"
    title = "File tidak dapat dibuka"
    english = "the file cannot be opened; check its permissions and the disk."
    template = "file tidak dapat dibuka ({reason}); periksa izin dan disknya."
    reason: str


class EmptyFileError(RefusedFileError):
    id = "file-kosong"
    title = "File kosong"
    english = "the file is empty (0 bytes); ask for it again."
    template = "file kosong (0 byte); minta dikirim ulang."


class CutFileError(RefusedFileError):
    id = "file-rusak"
    title = "File rusak atau terpotong"
    english = "the file is damaged or cut off; ask for it again."
    template = "file rusak atau terpotong; minta dikirim ulang."


class BrokenEncodingError(RefusedFileError):
    id = "pengodean-rusak"
    title = "Teks dengan pengodean yang rusak"
    english = "it holds text in a broken encoding; open it in {program} and save it again."
    template = "ada teks dengan pengodean yang rusak; buka di {program} lalu simpan kembali."
    program: str


# ---- kinds of file


class LockedFileError(RefusedFileError):
    id = "file-terkunci"
    title = "File berkata sandi"
    english = "the file is locked with a password; remove the password and save it again."
    template = "file terkunci kata sandi; hapus kata sandinya: {way}."
    way: str


class OldFormatError(RefusedFileError):
    id = "format-lama"
    title = "Format lama dengan nama format baru"
    english = "it is of the old format {old}, though its name ends in {path.suffix}; save it in the new format."
    template = "isinya format {old} lama, meskipun namanya berakhiran {path.suffix}; {way}."
    old: str
    way: str


class OtherFormatError(RefusedFileError):
    id = "format-lain"
    title = "Format yang tidak dibaca di sini"
    english = "files of this kind are not read here; save it as .xlsx or .docx, or ask for the file it was made of."
    template = "{format}; {way}."
    format: str
    way: str


class NotAWorkbookError(RefusedFileError):
    id = "bukan-buku-kerja"
    title = "Isinya bukan buku kerja"
    english = "it is no Excel workbook (.xlsx); open it in Excel and save it as .xlsx."
    template = "isinya bukan buku kerja Excel (.xlsx); buka dengan Excel lalu simpan sebagai .xlsx."


class NotCsvError(RefusedFileError):
    id = "bukan-csv"
    title = "Isinya bukan teks CSV"
    english = "it is no CSV text; save it as CSV UTF-8 or .xlsx."
    template = "isinya bukan teks CSV; simpan sebagai CSV UTF-8 atau .xlsx."


class NotRecordsError(RefusedFileError):
    id = "json-bukan-tabel"
    title = "JSON tanpa tabel"
    english = "what is read is a list of objects in UTF-8."
    template = '{reason}; yang dibaca adalah daftar objek seperti [{{"kode": …, "nama": …}}], dalam UTF-8.'
    reason: str


class OpenQuoteError(RefusedFileError):
    id = "tanda-kutip-tidak-ditutup"
    title = "Satu tanda kutip di dalam file .csv tidak ditutup"
    english = (
        "the quote that opens a text in line {line} is never closed, so that all lines below it are one cell; close it or take it out, "
        "and save the file again."
    )
    template = (
        "tanda kutip yang membuka teks di baris {line} tidak pernah ditutup, sehingga semua baris di bawahnya menjadi satu sel; tutup "
        "atau hapus tanda kutip itu, lalu simpan lagi."
    )
    line: int


class BrokenCsvError(RefusedFileError):
    id = "csv-rusak"
    title = "CSV rusak"
    english = "it is no sound CSV; save it as CSV UTF-8."
    template = "bukan CSV yang utuh ({reason}); simpan sebagai CSV UTF-8."
    reason: str


class NotANarrativeError(RefusedFileError):
    id = "bukan-naskah"
    title = "Isinya bukan naskah Word"
    english = "it is no Word document (.docx); save it as .docx."
    template = "bukan naskah Word (.docx); {way}."
    way: str


class UnknownNarrativeError(RefusedFileError):
    id = "naskah-tak-dikenali"
    title = "Isi naskah tidak dikenali"
    english = "it is not recognised as a Word document; save it as .docx."
    template = "isinya tidak dikenali sebagai naskah Word ({reason}); {way}."
    reason: str
    way: str


class NoTextError(RefusedFileError):
    id = "naskah-tanpa-teks"
    title = "Naskah tanpa teks"
    english = "there is no text in it; if it is a scan, use the document that was scanned."
    template = "tidak ada teks di dalamnya; bila isinya gambar hasil pindai, pakai naskah asalnya."


# ---- parts of the file


class EncryptedPartError(RefusedFileError):
    id = "bagian-terenkripsi"
    title = "Isi file terenkripsi"
    english = "its content is encrypted; remove the password and save it again."
    template = "isinya terenkripsi; hapus kata sandinya lalu simpan kembali."


class UnknownCompressionError(RefusedFileError):
    id = "pemampatan-asing"
    title = "Bagian dimampatkan dengan cara asing"
    english = "its part {part} is compressed in a way that Excel does not know; save it again as .xlsx in Excel."
    template = "bagian {part} dimampatkan dengan cara yang tidak dikenal Excel; buka aslinya di Excel, simpan kembali sebagai .xlsx, atau minta dikirim ulang."
    part: str


class DoubledPartError(RefusedFileError):
    id = "bagian-ganda"
    title = "Bagian tercatat dua kali"
    english = "a part is listed twice; the file is damaged or was tampered with, ask for it again."
    template = "ada bagian yang tercatat dua kali; file rusak atau diubah dengan sengaja, minta dikirim ulang."


class OutwardPartError(RefusedFileError):
    id = "bagian-menunjuk-keluar"
    title = "Nama bagian menunjuk ke luar file"
    english = "the name of a part points outside the file; ask for it again from a source you know."
    template = "ada nama bagian yang menunjuk ke luar file; minta dikirim ulang dari sumber yang dikenal."


class MissingPartError(RefusedFileError):
    id = "bagian-hilang"
    title = "Bagian file hilang"
    english = "its part {part} is missing; open it in Excel or Word, repair it and save it again."
    template = "bagian {part} tidak ada; buka di Excel atau Word, perbaiki, lalu simpan kembali."
    part: str


class MissingBookPartError(RefusedFileError):
    id = "bagian-utama-hilang"
    title = "Bagian utama buku kerja hilang"
    english = "the main part of a workbook is missing; it is no .xlsx or is damaged, ask for it again."
    template = "bagian utama buku kerja tidak ada; ini bukan .xlsx atau filenya rusak, minta dikirim ulang."


class MissingTextPartError(RefusedFileError):
    id = "bagian-utama-naskah-hilang"
    title = "Bagian utama naskah hilang"
    english = "the main part of the document is missing; save it again as .docx."
    template = "bagian utama naskah ({part}) tidak ada; {way}."
    part: str
    way: str


class BrokenPartError(RefusedFileError):
    id = "bagian-rusak"
    title = "Bagian file rusak"
    english = "its part {part} is damaged; open it in {program}, repair it and save it again."
    template = "{part} rusak ({reason}); buka di {program}, perbaiki, lalu simpan kembali."
    part: str
    reason: str
    program: str


class EntitiesError(RefusedFileError):
    id = "bagian-berentitas"
    title = "Bagian dengan definisi entitas"
    english = "{part} defines entities (DTD), which no sound file does; ask for it again from a source you know."
    template = "{part} memuat definisi entitas (DTD) yang tidak pernah ada di file wajar; minta dikirim ulang dari sumber yang dikenal."
    part: str


class OddOpeningError(RefusedFileError):
    id = "bagian-berawal-ganjil"
    title = "Bagian tidak dimulai seperti bagian buku kerja"
    english = "its part {part} does not begin like a part of a workbook; open it in Excel and save it again."
    template = "bagian {part} tidak dimulai seperti bagian buku kerja; buka di Excel lalu simpan kembali."
    part: str


class UnknownEncodingError(RefusedFileError):
    id = "pengodean-asing"
    title = "Bagian dengan pengodean asing"
    english = "{part} is in the encoding '{encoding}', which Office never uses; open it in Office and save it again."
    template = "{part} memakai pengodean '{encoding}' yang tidak pernah dipakai Office; buka aslinya di Office, lalu simpan kembali."
    part: str
    encoding: str


# ---- sheets and cells


class NoSheetsError(RefusedFileError):
    id = "tanpa-lembar"
    title = "Tidak ada lembar kerja"
    english = "there is no worksheet in it; open it in Excel, check it and save it again."
    template = "tidak ada satu pun lembar kerja di dalamnya; buka di Excel, periksa, lalu simpan kembali."


class MissingSheetError(RefusedFileError):
    id = "isi-lembar-hilang"
    title = "Isi lembar hilang"
    english = "the content of the sheet '{sheet}' is missing; open it in Excel, repair it and save it again."
    template = "isi lembar '{sheet}' hilang dari file; buka di Excel, perbaiki, lalu simpan kembali."
    sheet: str


class UnsureContentError(RefusedFileError):
    id = "isi-tak-pasti"
    title = "Isi yang tampil lain di program lain"
    english = "other programs may show other content of {part}; open it in Excel, check it and save it again."
    template = "{part} {fault}, sehingga program lain dapat menampilkan isi yang lain; buka di Excel, periksa, lalu simpan kembali."
    part: str
    fault: str


class UnsurePackageError(RefusedFileError):
    id = "bagian-tak-pasti"
    title = "Bagian yang dibaca lain oleh program lain"
    english = "other programs may read other parts of it; open it in Excel, check it and save it again."
    template = (
        "{fault}, sehingga program lain dapat menampilkan isi yang lain; buka di Excel, periksa, lalu simpan kembali."
    )
    fault: str
