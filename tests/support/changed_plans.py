"""Plans that print what stood before a change beside what stands after it, with one sum after the change that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.support.office_forms import Case, Item, Row, sheet, sum_at, with_fault

_TITLE: list[Row] = [["PERUBAHAN RENCANA KERJA DINAS PANGAN TAHUN 2025"], ["KOTA SENJA"], []]
_LEAD = ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan"]
_TARGET, _FUNDS = "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif"
_NEXT = "Prakiraan Maju Rencana Tahun 2026"
_Merges = Sequence[tuple[int, int, int, int]]


def _case(head: list[Row], row: Callable[[Item], Row], column: str, merges: _Merges = (), form: str = "T-C.33") -> Case:
    rows = [*_TITLE, *head, *with_fault(row)]
    return Case([sheet(rows, merges)], [form], sum_at(column, len(_TITLE) + len(head)))


def _before(x: Item) -> int:
    """Money before the change, which need not sum up to anything."""
    return x.money // 3


def changed_plans() -> Iterator[tuple[str, Case]]:
    """The forms in use, by what is their own."""
    yield "sebelum dan setelah di bawah tiap kolom", _case(
        [[*_LEAD, "Rencana Tahun 2025", *[None] * 5, "Catatan Penting", _NEXT, None],
         [*[None] * 3, "Lokasi", _TARGET, None, _FUNDS, None, "Sumber Dana", None, _TARGET, _FUNDS],
         [*[None] * 4, *["Sebelum", "Setelah"] * 2, *[None] * 4]],
        lambda x: [x.code, x.name, x.indicator, "Senja", "1 Dokumen", x.target, _before(x), x.money, "PAD", None, x.target, x.later],
        "H", [(4, 4, 4, 9), (4, 11, 4, 12), (5, 5, 5, 6), (5, 7, 5, 8)],
    )  # fmt: skip
    yield "di judul kolom, dengan selisihnya", _case(
        [[*_LEAD, "Lokasi", _TARGET, "Pagu Indikatif Sebelum Perubahan (Rp)", "Pagu Indikatif Setelah Perubahan (Rp)",
          "Bertambah/(Berkurang)", "Sumber Dana", "Catatan Penting", "Target 2026", "Pagu Indikatif 2026"]],
        lambda x: [x.code, x.name, x.indicator, "Senja", x.target, _before(x), x.money, x.money - _before(x), "PAD", None, x.target, x.later],
        "G",
    )  # fmt: skip
    yield "target dan pagu sebelum, lalu sesudahnya", _case(
        [[*_LEAD, "Lokasi", "Sebelum Perubahan", None, "Setelah Perubahan", None, "Sumber Dana", "Catatan Penting", _NEXT, None],
         [*[None] * 4, *[_TARGET, "Pagu Indikatif"] * 2, None, None, _TARGET, _FUNDS]],
        lambda x: [x.code, x.name, x.indicator, "Senja", "1 Dokumen", _before(x), x.target, x.money, "PAD", None, x.target, x.later],
        "H", [(4, 5, 4, 6), (4, 7, 4, 8), (4, 11, 4, 12)],
    )  # fmt: skip
    yield "hanya pagu, nomor sampai 11", _case(
        [[*_LEAD, "Rencana Tahun 2025", *[None] * 4, "Catatan Penting", _NEXT, None],
         [*[None] * 3, "Lokasi", _TARGET, _FUNDS, None, "Sumber Dana", None, _TARGET, _FUNDS],
         [*[None] * 5, "Sebelum Perubahan", "Sesudah Perubahan", *[None] * 4], [*map(str, range(1, 12))]],
        lambda x: [x.code, x.name, x.indicator, "Senja", x.target, _before(x), x.money, "PAD", None, x.target, x.later],
        "G", [(4, 4, 4, 8), (4, 10, 4, 11), (5, 6, 5, 7)],
    )  # fmt: skip
    yield "Bab IV", _case(
        [[*_LEAD, "Lokasi", "Target", "Pagu Sebelum Perubahan", "Pagu Setelah Perubahan", "Sumber Dana", "Keterangan"]],
        lambda x: [x.code, x.name, x.indicator, "Senja", x.target, _before(x), x.money, "PAD", None], "G", form="Bab-IV",
    )  # fmt: skip
