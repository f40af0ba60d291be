"""What every key, role and part of a layout means and does, in the words of the reference page ``docs/tata-letak.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel

from rules.schema.column import ColumnSpec, Kind, Required, Role
from rules.schema.layout import Average, FieldSpec, Footer, Hierarchy, Layout, Part, Totals, Words

KEYS: Mapping[type[BaseModel], Mapping[str, str]] = {
    Layout: {
        "id": "Nama tabel dalam laporan, aturan, dan paket aturan; satu untuk semua file.",
        "sheet": "Nama lembarnya dalam templat, bila bukan `id`.",
        "document": "Dokumen yang memuatnya: `renja` atau `lkip`.",
        "order": "Urutan dalam dokumen: urutan lembar templat, tabel laporan, dan temuan. Tidak boleh sama dalam satu dokumen.",
        "source": "Peraturan yang menetapkan bentuknya; tampil di lembar Petunjuk templat dan di halaman tabel.",
        "title": "Baris judul di atas tabel. `{n}`, `{n+1}`, `{r+1}` diganti tahun, `{perangkat_daerah}` dan isian lain oleh "
        "Identitas; STR-013 memeriksanya.",
        "seed_title": "Sebutannya dalam dokumen cetak (`Tabel 3.3`); dengan nama itu naskah menunjuk tabelnya (DOK-007).",
        "slot": "Tempatnya dalam dokumen, bila beberapa bentuk dapat mengisi tempat yang sama; cukup satu yang ada.",
        "default": "Bentuk yang dipakai templat di tempat itu, bila pemakai tidak memilih yang lain.",
        "required": "Wajib ada dalam dokumen (STR-001); hanya berlaku bagi bentuk `default`.",
        "group": "Tabel satu kelompok memuat baris yang sama dan dibandingkan baris demi baris (LTS, plafon).",
        "follows": "Kelompok yang angkanya diulang tabel ini; dibandingkan dengan tabel pertama kelompok itu.",
        "plays": "Peran tabel; lihat Peran tabel. Aturan dan pengisian otomatis mencari tabel menurut perannya.",
        "hierarchy": "Bagaimana induk dan anak dikenali; lihat Susunan baris.",
        "split_code": "Setiap bagian kode berdiri di selnya sendiri; bukan temuan NOM-010.",
        "numbered": "Nomor kolom dicetak di bawah judul; menurut nomor itu tabel dikenali dengan paling pasti.",
        "since": "Tahun rencana pertama yang memakainya.",
        "until": "Tahun rencana terakhir yang memakainya; kosong bila masih berlaku.",
        "columns": "Kolom menurut nomor resminya; `5K` dan `5Rp` berbagi nomor 5. Tabel punya `columns`, isian punya `fields`.",
        "derived": "Hitungan kolom dari kolom lain dengan nomor resminya; menjadi rumus templat, Hitung, dan aturan TUR. Satu "
        "rumus, atau `umum` dan rumus tiap jenis indikator (kosong: tidak dihitung).",
        "totals": "Kolom uang yang dijumlahkan ke induk dan ke baris total.",
        "averages": "Kolom rata-rata, diperiksa TUR-006.",
        "words": "Kolom kata (predikat, efisiensi), diperiksa TUR-007 dan TUR-008.",
        "starting": "Baris yang sudah tertulis dalam templat kosong.",
        "footer": "Baris di bawah data: rata-rata, predikat, dan catatan.",
        "fields": "Isian formulir Identitas, menurut kuncinya.",
    },
    ColumnSpec: {
        "heading": "Judul resmi kolom, dengan `{n}` di tempat tahun; menurut kata-katanya kolom dikenali (STR-002).",
        "role": "Peran kolom; lihat Peran kolom. Aturan memilih kolom menurut peran, bukan nomor.",
        "kind": "Apa isinya; lihat Jenis isi.",
        "width": "Lebar kolom templat, dalam satuan Excel.",
        "required": "Kapan sel wajib diisi (STR-010); lihat Wajib isi.",
        "year": "Tahun yang dibicarakan kolom, dihitung dari tahun rencana n (0 = n, 1 = n+1, -2 = n-2). Kolom tanpa `year` "
        "berbicara tentang tahun n: kewajiban `dana` kolom itu mengikuti pagu tahun n. Yang dicari sebagai angka satu tahun "
        "tertentu (pagu n+1, target n) hanyalah kolom yang menyebut tahunnya.",
        "period": "Seperti `year`, tetapi dihitung dari tahun awal Renstra.",
        "optional": "Banyak dokumen tidak memuatnya; STR-002 tidak menuntutnya.",
        "dispensable": "Bentuk instansi lain sering tidak memuatnya: ketiadaannya bukan temuan STR-002 dan tidak mengurangi keyakinan.",
        "says": "Kata yang salah satunya harus ada di judul kolom itu atau di atasnya, betapapun miripnya selebihnya.",
        "variant": "Bukan kolom resmi, tetapi dicetak sebagian instansi di dalam tabel; dibaca bila ada, tidak dimuat templat.",
        "also": "Judul lain yang dipakai untuk kolom ini; dikenali dan diterima STR-002 seperti judul resminya.",
        "repeats": "Kolom yang nilainya berlaku di sini, bila sel hanya menyebut bahwa isinya sama (`Sesuai`, `Tetap`).",
        "spans": "Satu sel boleh digabung untuk beberapa baris; bukan temuan STR-008.",
        "decimals": "Banyak desimal uang; 0 berarti rupiah penuh.",
        "hint": "Petunjuk yang muncul di sel templat; `{kode}` dan `{bidang}` diganti contoh dari bidang kantornya.",
        "group": "Judul di atas beberapa kolom.",
        "subgroup": "Judul tingkat kedua di bawah `group`.",
        "extra": "Bukan kolom resmi: berdiri di kanan tabel dalam templat dan membantu menghitung; tidak dicetak dan tidak wajib.",
        "choices": "Daftar pilihan yang ditawarkan sel templat.",
    },
    Totals: {
        "columns": "Nomor kolom uang yang dijumlahkan.",
        "label": "Tulisan baris total.",
    },
    Average: {
        "of": "Kolom yang dirata-ratakan.",
        "by": "Kolom yang selnya membuka kelompok: dirata-ratakan dari sel terisi sampai sel terisi berikutnya.",
    },
    Words: {
        "of": "Angka yang dinilai: hitungan atas nomor kolom.",
        "scale": "Skala paket aturan yang memberi katanya.",
    },
    Footer: {
        "mean": "Kolom yang dirata-ratakan di bawah tabel.",
        "mean_label": "Tulisan baris rata-rata.",
        "predicate_label": "Tulisan baris predikat.",
        "notes": "Catatan yang ditulis di bawahnya.",
    },
    FieldSpec: {
        "label": "Tulisan di kiri isian; menurut tulisan itu formulir dikenali.",
        "required": "Wajib diisi (STR-013).",
        "choices": "Isi yang diperbolehkan; kosong berarti bebas.",
        "hint": "Petunjuk di sampingnya; `{bidang}` diganti contoh dari bidang kantornya.",
        "kind": "Bentuk isinya: teks, tahun, bidang urusan, atau keputusan nomenklatur.",
    },
}

ROLES: Mapping[str, str] = {
    "kode": "Kode nomenklatur, selalu dengan `kind: code`: aturan NOM; induk dan anak dikenali darinya.",
    "no": "Nomor urut; membuka baris baru, dan menurut angka Romawinya program dikenali di tabel tanpa kode.",
    "uraian": "Nama baris: nama nomenklatur (NOM-003) dan kunci baris di tabel tanpa kode.",
    "indikator": "Indikator kinerja; baris yang hanya memuat indikator melanjutkan baris di atasnya.",
    "lokasi": "Keterangan; baris yang hanya memuat keterangan disambung ke baris di atas atau di bawahnya.",
    "target": "Target indikator: satuan, kewajaran, dan kesamaannya antartabel diperiksa; satu sel gabungan berlaku untuk semua barisnya.",
    "realisasi": "Realisasi indikator; dibandingkan dengan target dan laporan tahun lalu.",
    "pagu": "Uang yang direncanakan: dijumlahkan, dibandingkan antartabel, dengan plafon, dan dengan dokumen lain.",
    "sumber_dana": "Sumber dana menurut daftar (ANG-006); rekapitulasi menjumlahkan pagu menurut isinya.",
    "catatan": "Keterangan, seperti `lokasi`.",
    "tujuan": "Tujuan yang memuat baris-baris di bawahnya; dihitung sebagai cacah dalam naskah.",
    "sasaran": "Sasaran yang memuat baris-baris di bawahnya; tabel dengan target dan sasaran dibandingkan dengan tabel kinerja (LTS-009).",
    "prioritas": "Disimpan apa adanya.",
    "kelompok_sasaran": "Disimpan apa adanya.",
    "penanggung_jawab": "Disimpan apa adanya.",
    "standar": "Disimpan apa adanya (SPM, IKK).",
    "proyeksi": "Target tahun lain; diperiksa seperti target, dan naskah boleh menyebutnya.",
    "kebutuhan": "Kebutuhan dana hasil analisis; dibandingkan dengan pagu rencana (LTS-004).",
    "realisasi_dana": "Uang yang dibelanjakan; dibandingkan dengan pagu (DOK-004) dan antartabel.",
    "akumulasi": "Realisasi beberapa tahun bersama; TUR-002 menghitungnya, TUR-010 melarang persen dijumlahkan.",
    "tingkat_realisasi": "Realisasi dibanding target tahun itu, dalam persen (TUR-001).",
    "tingkat_capaian": "Realisasi bersama dibanding target Renstra, dalam persen (TUR-003).",
    "capaian": "Capaian indikator dalam persen menurut jenis indikatornya (TUR-004).",
    "serapan": "Realisasi dana dibanding pagu, dalam persen (TUR-005).",
    "jenis": "Jenis indikator, yang menentukan rumus capaiannya; kolom bantu templat.",
    "satuan": "Satuan target dan realisasi di baris itu, bila selnya sendiri hanya angka.",
    "pagu_awal": "Pagu sebelum perubahan; dibandingkan dengan pagu Renja (DOK-001).",
    "jumlah": "Cacah (orang, unit); dijumlahkan menurut kelompok (JML-005).",
    "nilai": "Nilai uang barang; dijumlahkan menurut kelompok, dan tabelnya bukan daftar orang.",
    "tingkat": "Kedalaman baris dalam kelompok; kolom bantu templat.",
    "ukuran": "Apa yang dikatakan baris: Target atau Realisasi; kolom angka dibaca menurut isinya.",
    "rumus": "Rumus IKU yang dipilih; dengannya TUR-012 menghitung hasil IKU.",
    "masukan": "Angka yang masuk ke rumus IKU.",
    "masukan_rumus": "Angka kedua yang masuk ke rumus IKU.",
    "rekomendasi": "Disimpan apa adanya.",
    "tindak_lanjut": "Disimpan apa adanya.",
    "iku": "IKU yang menaungi baris-baris program di bawahnya; angkanya dikelompokkan menurut isinya.",
    "nomor_iku": "Nomor IKU; ditulis di tengah sel templat.",
    "tahun": "Tahun yang dibicarakan baris; mengganti `year` kolomnya.",
    "nama": "Disimpan apa adanya.",
    "kategori": "Predikat satu baris menurut skala (TUR-008).",
    "rata_capaian": "Rata-rata capaian satu kelompok baris (TUR-006).",
    "rata_serapan": "Rata-rata serapan satu kelompok baris (TUR-006).",
    "lain": "Disimpan apa adanya.",
    "indikator_program": "Indikator program di samping indikator sub kegiatan; disimpan apa adanya.",
    "indikator_kegiatan": "Indikator kegiatan di samping indikator sub kegiatan; disimpan apa adanya.",
    "target_program": "Target indikator program; diperiksa seperti target, tidak dibandingkan antartabel.",
    "target_kegiatan": "Target indikator kegiatan; diperiksa seperti target, tidak dibandingkan antartabel.",
    "tolok_ukur": "Tolok ukur prakiraan maju; disimpan apa adanya.",
    "target_sebelum": "Target sebelum perubahan, bila dicetak di sebelah yang sesudahnya; disimpan apa adanya.",
    "pagu_sebelum": "Pagu sebelum perubahan, bila dicetak di sebelah yang sesudahnya; disimpan apa adanya.",
    "efisiensi": "Kata efisien atau tidak, menurut capaian dan serapan (TUR-007).",
}

PARTS: Mapping[str, str] = {
    "rencana": "Rencana tahun n menurut kode. Barisnya diulang di tabel lain (Hitung), jumlahnya menjadi ringkasan dan "
    "rekapitulasi, prakiraan majunya dibandingkan tahun berikutnya (DOK-006), pagunya dengan hasil analisis (LTS-004).",
    "rencana_akhir": "Rencana yang ditetapkan. Program, indikator, dan pagu LKIP diambil darinya; bila tidak ada, dari `rencana`.",
    "analisis": "Rancangan awal di samping hasil analisis: perubahannya ditampilkan dalam ringkasan dan laporan.",
    "kinerja": "Target dan realisasi indikator beberapa tahun: dibandingkan dengan sasaran (LTS-009), dan dibawa ke LKIP.",
    "tujuan": "Tujuan dan sasaran dengan indikatornya: baris awal tabel LKIP.",
    "anggaran_lalu": "Pagu dan realisasi per program tahun sebelumnya: dibawa ke tabel program LKIP.",
    "periode": "Target dan realisasi tiap tahun Renstra, dua baris tiap indikator: diisi awal dari Renja.",
    "indikator_program": "Indikator tiap program: diisi awal dari Renja.",
    "anggaran_iku": "Pagu sampai sub kegiatan menurut IKU: diisi awal dari Renja.",
    "sasaran": "Satu baris tiap indikator sasaran: diisi awal dari Renja.",
    "program": "Satu baris tiap program: diisi awal dari Renja.",
    "anggaran_pk": "Anggaran dalam Perjanjian Kinerja: dibandingkan dengan pagu Renja (DOK-001).",
    "realisasi_program": "Pagu dan realisasi tiap program: isi ringkasan; anggaran per IKU dibandingkan dengannya (DOK-003).",
    "target_renja": "Targetnya sama dengan target Renja tahun itu (DOK-002).",
    "capaian": "Capaian indikator sasaran: isi ringkasan, dan bila dua angka sama banyak, angka tabel ini yang berlaku (LTS-009, "
    "DOK-005).",
    "efisiensi": "Capaian di samping serapan: isi ringkasan.",
    "daftar_iku": "IKU dengan rumusnya: menurut rumus itu hasil IKU dihitung (TUR-012).",
    "perhitungan": "Isian dan hasil tiap IKU: dihitung menurut rumus dalam daftar IKU (TUR-012).",
}

KINDS: Mapping[str, str] = {
    "text": "Teks.",
    "code": "Kode; selalu teks, tidak pernah angka.",
    "money": "Uang dalam rupiah, tanpa teks.",
    "target": "Angka dengan satuannya (`12 Laporan`), predikat, atau `-`.",
    "percent": "Persen, sebagai angka atau `98,5%`.",
}

REQUIRED: Mapping[str, str] = {
    "": "Tidak wajib.",
    "selalu": "Di setiap baris.",
    "kode": "Di baris dengan kode, mulai dari program; kode, nama, dan pagu juga di atasnya.",
    "indikator": "Seperti `kode`, dan di baris indikator lanjutan.",
    "dana": "Di baris yang pagunya tidak nol dan tidak dirinci lagi.",
    "nihil": "Di baris yang menyatakan tidak ada yang dimuat.",
    "ukuran": "Di baris pertama tiap indikator, bila satu indikator mengisi beberapa baris.",
}

HIERARCHIES: Mapping[str, str] = {
    "kode": "Menurut kodenya.",
    "uraian": "Menurut namanya, di tabel tanpa kode.",
    "kelompok": "Menurut kedalaman barisnya; jumlah seluruhnya baris tersendiri.",
    "datar": "Semua baris setingkat.",
}

_CHOICES = (
    ("role", Role, ROLES), ("plays", Part, PARTS), ("kind", Kind, KINDS),
    ("required", Required, REQUIRED), ("hierarchy", Hierarchy, HIERARCHIES),
)  # fmt: skip


def undescribed() -> Iterator[str]:
    """Keys, roles and other choices of layouts without a description, and descriptions of what is none."""
    for model, words in KEYS.items():
        yield from (f"{model.__name__}.{name}" for name in sorted(model.model_fields.keys() ^ words.keys()))
    for name, choices, words in _CHOICES:
        yield from (f"{name}: {choice!r}" for choice in sorted({*get_args(choices)} ^ words.keys()))
