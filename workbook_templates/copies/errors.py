"""Why no copy of a workbook can be made: a part that cannot be patched, tables that cannot be followed, a wrong companion."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import UnreadableError


class CopyError(UnreadableError):
    """A workbook that can be read, but not copied with changes."""


class TornColumnsError(CopyError):
    id = "kolom-bergeser"
    title = "Kolom tabel bergeser di tengah"
    template = (
        "'{name}' tidak dapat dihitung: kolom tabel {table} di lembar '{sheet}' bergeser di tengah tabel; pindahkan dahulu "
        "isinya ke templat bersih: renja template BERSIH.xlsx --dari FILE."
    )
    name: str
    table: str
    sheet: str


class LinesWithoutCellsError(CopyError):
    id = "baris-teks-tanpa-sel"
    title = "Isi tabel berupa baris teks tanpa sel"
    template = (
        "'{name}' tidak dapat {wanted}: isi tabel {table} di lembar '{sheet}' berupa baris teks tanpa sel; pindahkan dahulu "
        "isinya ke templat bersih: renja template BERSIH.xlsx --dari FILE."
    )
    name: str
    wanted: str
    table: str
    sheet: str


# ---- migration


class NotImportedError(CopyError):
    id = "keputusan-belum-diimpor"
    title = "Keputusan tujuan belum diimpor"
    template = (
        "{decree}{whose} belum diimpor; impor dahulu dengan 'renja nomenclature import FILE --keputusan {decree_id}'."
    )
    decree: str
    whose: str
    decree_id: str


class NoCodesError(CopyError):
    id = "tanpa-kode"
    title = "Tidak ada kode yang dapat diubah"
    template = (
        "'{path.name}' tidak memuat satu pun tabel resmi, jadi tidak ada kode yang dapat diubah; salin tabelnya ke templat "
        "dari 'renja template'."
    )
    path: Path


class SameDecreeError(CopyError):
    id = "keputusan-sama"
    title = "Buku kerja sudah mengikuti keputusan itu"
    template = "'{path.name}' sudah mengikuti {decree}; sebutkan keputusan lain dengan --ke."
    path: Path
    decree: str


# ---- a report brought up to date


class RenewalYearError(CopyError):
    id = "renja-lain-tahun"
    title = "Laporan dan Renja dari tahun yang berbeda"
    template = (
        "'{path.name}' adalah laporan tahun {year}, sedangkan '{plan}' Renja tahun {plan_year}; pakai Renja dari tahun "
        "laporan, atau betulkan tahun di lembar Identitas."
    )
    path: Path
    year: object
    plan: str
    plan_year: object


class OtherOfficeError(CopyError):
    id = "renja-lain-perangkat-daerah"
    title = "Laporan dan Renja dari perangkat daerah yang berbeda"
    template = (
        "'{path.name}' adalah laporan {office}, sedangkan '{plan}' Renja {plan_office}; pakai Renja perangkat daerah yang "
        "sama, atau samakan dahulu namanya di lembar Identitas."
    )
    path: Path
    office: str
    plan: str
    plan_office: str


class NotCarriedError(CopyError):
    id = "tanpa-lembar-bawaan"
    title = "Laporan tanpa lembar Bawaan"
    template = (
        "'{path.name}' tidak memuat lembar Bawaan, jadi tidak diketahui sel mana yang dibawa dari Renja; buat laporan "
        "dengan 'renja template … --dokumen lkip --dari RENJA.xlsx', lalu perbarui yang itu."
    )
    path: Path


# ---- the seal


class SealsOnlyXlsxError(CopyError):
    id = "segel-hanya-xlsx"
    title = "Yang disegel bukan .xlsx"
    template = "'{path.name}' tidak dapat disegel, karena bukan .xlsx tanpa makro; {way}."
    path: Path
    way: str


class OtherSealSheetError(CopyError):
    id = "lembar-segel-lain"
    title = "Lembar Segel yang bukan segel"
    template = "'{name}' sudah punya lembar '{sheet}' yang bukan segel; ganti nama lembar itu, lalu segel."
    name: str
    sheet: str


class LongSealError(CopyError):
    id = "segel-terlalu-panjang"
    title = "Segel tidak muat dalam sel"
    template = (
        "Segel tidak dapat ditulis: satu baris tabel memuat terlalu banyak sel; hapus kolom kosong di kanan tabel."
    )
