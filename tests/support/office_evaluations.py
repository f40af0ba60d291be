"""The quarterly evaluation (E.81) as other offices print it, with one sum of money that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.support.office_forms import PLAN, SUM, WRONG, Case, Item, Row, sheet, sum_at, with_fault

_LEAD = ["No", "Sasaran", "Program/Kegiatan", "Indikator Kinerja Program (Outcome)/ Kegiatan (Output)"]
_GROUPS = (
    "Target Renstra Perangkat Daerah pada Tahun 2029 (Akhir Periode Renstra)", "Realisasi Capaian Kinerja Renstra s/d Renja Tahun Lalu (2024)",
    "Target Kinerja dan Anggaran Renja Tahun Berjalan (2025) yang dievaluasi", "Realisasi Kinerja Pada Triwulan", None, None, None,
    "Realisasi Capaian Kinerja dan Anggaran Renja yang dievaluasi (2025)", "Realisasi Kinerja dan Anggaran Renstra s/d Tahun 2025",
    "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s/d Tahun 2025 (%)",
)  # fmt: skip
_QUARTERS = (None, None, None, "I", "II", "III", "IV", None, None, None)
_TOP = 3
"""The row (0-based) in which heads begin."""
_UNIT = "Unit Perangkat Daerah Penanggung Jawab"


def _figures(x: Item) -> Iterator[tuple[int, int]]:
    """Performance and money under each group of columns: quarters of counts are increments, those of states are the state."""
    state, money = x.unit in {"%", "Skor"}, SUM if x.code == WRONG else x.money
    year, quarter = x.figure, x.figure if state else x.figure // 4
    yield (year if state else 5 * year), 5 * money
    yield year, money
    yield year, x.money
    yield from [(quarter, money // 4)] * 4
    yield year, money
    yield (year if state else 2 * year), 2 * money
    yield (100 if state else 40), 40


def _evaluation(
    lead: Sequence[str] = _LEAD, leaves: Sequence[str | None] = ("K", "Rp"), numbers: Row | None = None, *, above: bool = False,
    start: Callable[[Item], Row] = lambda x: [None, None, x.name, x.indicator],
    cells: Callable[[Item, int, int], Row] = lambda x, figure, money: [f"{figure} {x.unit}", money],
    quarter: Callable[[Row], Row] = lambda row: row, quarter_leaves: Sequence[str | None] | None = None,
) -> Case:  # fmt: skip
    """E.81 with the kegiatan's money for the year planted; ``above``: numbers stand above the leaves."""
    tiers: list[Row] = [[*lead], [None] * len(lead), [None] * len(lead)]
    for group, roman in zip(_GROUPS, _QUARTERS, strict=True):
        own = (quarter_leaves or leaves) if roman else leaves
        tiers[0] += [group, *[None] * (len(own) - 1)]
        tiers[1] += [roman, *[None] * (len(own) - 1)]
        tiers[2] += own
    tiers[0].append(_UNIT)
    number_rows = [numbers] if numbers else []
    head = [*tiers[:2], *number_rows, tiers[2]] if above else [*tiers, *number_rows]
    title: list[Row] = [["Evaluasi Terhadap Hasil Renja Dinas Pangan"], ["Kabupaten Rawa Indah Tahun 2025"], []]

    def row(x: Item) -> Row:
        found = start(x)
        for at, (figure, money) in enumerate(_figures(x)):
            own = [figure, money] if at == len(_GROUPS) - 1 and len(leaves) == 2 else cells(x, figure, money)
            found += quarter(own) if _QUARTERS[at] else own
        return [*found, "Bidang A"]

    body = with_fault(row)
    column = len(start(PLAN[0])) + 3 * len(leaves) - 1
    letter = chr(ord("A") + column)
    return Case([sheet([*title, *head, *body])], ["E.81"], sum_at(letter, len(title) + len(head)))


def _over_two(last: int) -> Row:
    """Column numbers that stand over the first of two columns."""
    return [1, 2, 3, 4, *(cell for number in range(5, last) for cell in (number, None)), last]


def evaluations() -> Iterator[tuple[str, Case]]:
    """The forms in use, by what is their own."""
    yield "kinerja dan anggaran", _evaluation(leaves=("Kinerja", "Anggaran (Rp)"))
    yield "volume dan dana", _evaluation(leaves=("Vol", "Dana"))
    yield "satuan, nomor di atas K dan Rp", _evaluation(
        [*_LEAD, "Satuan"], numbers=[1, 2, 3, 4, 5, *(c for n in range(6, 13) for c in (n, None)), "13 = 9+10+11+12", None, "14 = 7+13",
                                     None, "15 = 14/6 x 100%", None, 16], above=True,
        start=lambda x: [None, None, x.name, x.indicator, x.unit], cells=lambda _, figure, money: [figure, money],
    )  # fmt: skip
    yield (
        "triwulan dengan K, %, dan Rp",
        _evaluation(quarter=lambda row: [row[0], 25, row[1]], quarter_leaves=("K", "%", "Rp")),
    )
    yield (
        "kode empat sel, ribuan",
        _evaluation(
            ["No", "Kode", *[""] * 3, *_LEAD[1:]],
            ("K", "Rp. (000)"),
            start=lambda x: [1, *x.parts(4), None, x.name, x.indicator],
        ),
    )
    yield "K di dua sel", _evaluation(
        leaves=("K", None, "Rp"), numbers=[1, 2, 3, 4, *(c for n in range(5, 15) for c in (n, None, None)), 15],
        cells=lambda x, figure, money: [figure, x.unit, money],
    )  # fmt: skip
    yield "nomor biasa", _evaluation(numbers=_over_two(15))
    yield (
        "kode sesudah sasaran, tanpa nomor urut",
        _evaluation(
            ["Sasaran", "Kode", *_LEAD[2:]], numbers=_over_two(15), start=lambda x: [None, x.code, x.name, x.indicator]
        ),
    )
    yield (
        "nomor urut dengan celah",
        _evaluation(start=lambda x: [2 * PLAN_NUMBER[x.code] + 1, None, x.name, x.indicator]),
    )
    yield "sebelum dan setelah perubahan", _changed(both=True)
    yield "rupiah sebelum dan setelah perubahan", _changed(both=False)


def _numbered_again() -> Case:
    """The row of column numbers alone is printed again where the next page begins."""
    case = _evaluation(numbers=_over_two(15))
    rows = case.sheets[0].rows
    numbers = next(at for at, row in enumerate(rows) if row[:4] == [1, 2, 3, 4])
    rows.insert(numbers + 5, list(rows[numbers]))
    return case


PLAN_NUMBER = {item.code: at for at, item in enumerate(PLAN)}


def _changed(*, both: bool) -> Case:
    """What was planned for the year before a change stands beside what is after it: performance and money, or money alone."""
    case = _evaluation()
    (page,) = case.sheets
    first, wide = 8 + (not both), 1 + both
    rows = page.rows
    for at, row in enumerate(rows):
        before: Row = [None] * wide
        if at == _TOP:
            year = row[8]
            before[0], row[8] = (f"{year} Sebelum Perubahan", f"{year} Setelah Perubahan") if both else (None, year)
        elif at == _TOP + 1 and not both:
            before, row[9] = ["Sebelum Perubahan"], "Setelah Perubahan"
        elif at > _TOP + 1:
            before = [*[row[8]] * both, row[9] // 2 if isinstance(row[9], int) else row[9]]
        row[first:first] = before
    letter = chr(ord(case.fault[1][0]) + wide)
    return Case([page], case.tables, ("JML-001", letter + case.fault[1][1:], case.fault[2]))
