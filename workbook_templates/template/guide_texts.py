"""What the Petunjuk sheet says, by kind of document: the steps in order, and how things are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Lines = tuple[tuple[str, str], ...]
"""Label and text of each line."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The words of one Petunjuk sheet."""

    steps: Lines
    conventions: Lines


_PROTECTED = "Tinjau > Buka Proteksi Lembar (tanpa kata sandi)"
_PRINT = ("Mencetak", "Sebagai dokumen: klik Cetak ke Word di tab Renja, atau 'renja cetak FILE.xlsx -o FILE.docx'. Tabelnya saja: "
          "File > Cetak > Cetak Seluruh Buku Kerja, di kertas F4; tabel yang lebar di A3, disebut di daftar di bawah. Petunjuk dan "
          "Temuan tidak ikut tercetak; untuk mencetaknya, pilih Abaikan Area Cetak.")  # fmt: skip
_MORE_ROWS = "Bila baris kosong kurang sejak awal, buat templat dengan --baris, contoh --baris 120."
_DELETE = (
    "Menghapus baris",
    f"Buka dahulu proteksinya: {_PROTECTED}. Lalu pilih barisnya, klik kanan > Hapus. Jumlah mengikuti sendiri.",
)
_CHECK = ("Periksa", "Klik Validasi di tab Renja: temuan muncul di lembar Temuan dan selnya berwarna di tabel. Perbaiki, lalu klik Validasi "
          "lagi; warna yang sudah diperbaiki hilang. Tanpa add-in: 'renja validate FILE.xlsx --format xlsx -o TEMUAN.xlsx' menulis "
          "salinan yang sama.")  # fmt: skip

_RENJA = Guide(
    steps=(
        ("Isi lembar Identitas", "Tahun rencana, perangkat daerah, tahap, dan keputusan nomenklatur menentukan judul tabel "
         "dan aturan pemeriksaan."),
        ("Isi tabel", "Satu baris untuk setiap program, kegiatan, dan sub kegiatan. Kode ditulis lengkap dengan titik dalam "
         "satu sel. Indikator tambahan ditulis di baris bawahnya, tanpa kode dan tanpa pagu."),
        ("Biarkan tabel menghitung sendiri", "Pagu hanya diketik pada baris sub kegiatan. Pagu kegiatan, program, dan TOTAL, "
         "serta tingkat realisasi dan capaian, berisi rumus yang terkunci dan selalu mengikuti rinciannya."),
        ("Jenis indikator", "Di kanan T-C.29 dan E.81 jenis indikator diduga dari namanya. Ganti lewat daftar bila keliru: positif "
         "(dijumlahkan), negatif (makin rendah makin baik), persentase dan nilai akhir (angka terakhir yang berlaku), predikat."),
        ("Tabel tanpa kode", "T-C.31 dan E.81 memakai nama, bukan kode. Kolom Kode (bantu) di kanan tabel mencari kodenya di T-C.33; "
         "tanda ? berarti namanya tidak ditemukan dan baris itu belum ikut dijumlahkan: perbaiki namanya atau ketik kodenya."),
        ("Kode, nama, dan satuan", "Pilih kode dari daftar pada selnya: nama dan indikator sub kegiatan terisi sendiri, satuan resminya "
         "muncul di kanan tabel dan ditawarkan pada sel target; di belakang angka tanpa satuan, Perbaiki yang aman menuliskannya. Indikator program dan kegiatan, dan yang tidak terisi, diketik."),
        ("Isi sekali saja", "Kode, nama, dan indikator cukup diisi di T-C.33. Klik Hitung di tab Renja, atau 'renja compute FILE.xlsx "
         "-o HASIL.xlsx', membawanya ke tabel lain yang selnya masih kosong; yang sudah diketik tidak diubah. Tabel yang tidak wajib dan belum dimulai dibiarkan kosong."),
        ("E.81", "Diisi setiap triwulan. Selama belum ada realisasi triwulan, sel kosong di E.81 tidak dinyatakan kurang."),
        ("Menambah baris", "Salin satu baris sejenis (kegiatan dari kegiatan, sub kegiatan dari sub kegiatan), lalu sisipkan sel "
         "yang disalin di tempatnya dan ganti isinya. Rumus jumlah ikut menyesuaikan di mana pun baris disisipkan. " + _MORE_ROWS),
        _DELETE,
        _CHECK,
        _PRINT,
    ),
    conventions=(
        ("Pagu", "Rupiah penuh, angka saja. Titik ribuan ditampilkan Excel menurut pengaturan wilayah komputer."),
        ("Target", "Angka dan satuan: 12 Laporan, 100%, 0,2%. Koma untuk desimal. Daftar pada sel memuat satuan baku; ketik "
         "angkanya di depan satuan."),
        ("Realisasi", "Dalam satuan targetnya (12 Laporan dari 15 Laporan), bukan persentase anggaran yang terserap."),
        ("Tanda -", "Berarti nihil. Sel kosong berarti belum diisi. Bila tidak ada usulan di T-C.32, tulis Nihil dan alasannya."),
        ("Sumber dana", "Pilih dari daftar. Beberapa sumber dipisah titik koma."),
    ),
)  # fmt: skip

_LKIP = Guide(
    steps=(
        ("Isi lembar Identitas", "Tahun laporan, perangkat daerah, serta tahun awal dan akhir Renstra menentukan judul tabel dan "
         "kolom tahun di Tujuan-Sasaran dan Akumulasi-Renstra. Banyaknya kolom tahun ditetapkan saat templat dibuat; bila "
         "periode Renstra keliru, buat templat baru."),
        ("Mulai dari Renja", "Sasaran, indikator, target, program, dan pagu diambil dari Renja tahun laporan dan perubahannya: 'renja "
         "template LKIP.xlsx --dokumen lkip --dari RENJA.xlsx' membuat buku kerja ini dengan isi itu. Tanpa perintah itu, isi dahulu IKU, PK, PK-Anggaran, dan Pagu, lalu salin namanya ke tabel lain. Satu nama ditulis sama persis di semua tabel."),
        ("Tabel per IKU", "Capaian-IKU, Akumulasi-Renstra, Perhitungan-IKU, Indikator-Program, dan Anggaran-IKU memuat semua IKU dalam "
         "satu lembar, blok demi blok ke bawah. Nama IKU cukup pada baris pertama bloknya; sel di bawahnya dibiarkan kosong."),
        ("Anggaran-IKU", "Pagu dan realisasi hanya diketik pada baris sub kegiatan; kegiatan, program, dan TOTAL dihitung sendiri. "
         "Kolom Kode di kanan tabel mencari kode dari nama; bila bertanda ?, perbaiki namanya atau ketik kodenya."),
        ("Aset", "Kolom Tingkat di kanan tabel menyatakan susunannya: 0 seluruh aset, 1 golongan (1. 2. 3.), 2 bagiannya (a. b. c.), dan "
         "seterusnya. Jumlah dan nilai diketik pada baris yang paling rinci; golongan di atasnya dan JUMLAH dihitung sendiri. Baris "
         "tanpa tingkat, atau yang disisipkan tanpa disalin dari baris lain, tidak ikut dijumlahkan: sel Tingkat-nya berwarna. Golongan yang baru diberi rincian: salin sel jumlah dan "
         "nilainya dari golongan lain."),
        ("Jenis indikator", "Di kanan tabel capaian jenis indikator diduga dari namanya. Ganti lewat daftar bila keliru: positif, negatif "
         "(makin rendah makin baik), persentase, nilai akhir, predikat. Capaian dan kategorinya mengikuti jenis itu."),
        ("Rumus IKU", "Di lembar IKU pilih rumusnya dari daftar, atau tulis sendiri dengan nomor isian, contoh (1 - 2) / 2 * 100. Di "
         "Perhitungan-IKU isian setiap IKU dinomori 1, 2, dan seterusnya sesuai rumus itu (pertumbuhan: 1 tahun laporan, 2 tahun "
         "sebelumnya), lalu ditutup baris bernomor Hasil yang memuat realisasi IKU."),
        ("Efisiensi", "Satu baris untuk setiap program. Sasaran, indikator, dan capaian ditulis pada baris pertama bloknya, realisasi "
         "anggaran pada setiap baris. Rata-rata capaian dihitung per sasaran, rata-rata realisasi anggaran per indikator; kata di "
         "kolom EFISIENSI mengikuti keduanya."),
        ("Menambah baris", "Salin satu baris sejenis, lalu sisipkan sel yang disalin di tempatnya dan ganti isinya: dengan begitu rumusnya "
         "ikut. Jumlah dan rata-rata menyesuaikan di mana pun baris disisipkan, juga tepat di atas garis penutup tabel. " + _MORE_ROWS),
        _DELETE,
        ("Ringkasan", "Lembar Ringkasan menampilkan capaian, serapan, efisiensi, dan jumlah temuan dengan grafiknya. Semua angkanya "
         "mengikuti tabel; tidak ada yang perlu diisi di sana."),
        _CHECK,
        _PRINT,
    ),
    conventions=(
        ("Pagu dan realisasi", "Rupiah penuh, angka saja. Titik ribuan ditampilkan Excel menurut pengaturan wilayah komputer."),
        ("Nilai aset", "Rupiah dengan dua angka di belakang koma."),
        ("Target dan realisasi", "Angka saja bila tabelnya mempunyai kolom SATUAN (75,80), selain itu beserta satuannya (1%, 12 Laporan). "
         "Keduanya dalam satuan yang sama. Koma untuk desimal."),
        ("Persentase", "Kolom capaian, serapan, dan % dihitung sendiri, kecuali di Efisiensi: di sana diketik seperti di tabel asalnya."),
        ("Tanda -", "Berarti nihil atau tidak ada pada tahun itu. Sel kosong berarti belum diisi."),
    ),
)  # fmt: skip

GUIDES: Mapping[str, Guide] = {"renja": _RENJA, "lkip": _LKIP}
