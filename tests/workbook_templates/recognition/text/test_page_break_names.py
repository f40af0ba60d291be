"""Where the name above a page break ends: told with few looks at the official names, and as if all partings had been weighed."""

from __future__ import annotations

import pytest

from workbook_templates.recognition.table.joined_rows import known_name
from workbook_templates.recognition.text.rows import going_on
from workbook_templates.recognition.text.shape import joined

PROGRAM = "Program Pengembangan UMKM"
KEGIATAN = "Pengembangan Usaha Mikro dengan Orientasi Peningkatan Skala Usaha Menjadi Usaha Kecil"
OFFICE = "Penyediaan Jasa Pelayanan Umum Kantor"
GAIN = 10.0


def _weighed(upper: str, words: list[str]) -> int:
    """The parting that all partings weighed one by one give."""
    alike = [known_name(joined([upper, *words[:n]])) + known_name(joined(words[n:])) for n in range(len(words))]
    best = max(alike)
    return alike.index(best) if best >= alike[0] + GAIN else 0


def _lines(text: str, size: int) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("above", [PROGRAM, KEGIATAN, OFFICE, "Program yang Tidak Dikenal"])
@pytest.mark.parametrize("below", [PROGRAM, KEGIATAN, OFFICE, "Nama Lain Sama Sekali"])
def test_a_name_is_parted_where_both_are_known_best(above: str, below: str, size: int) -> None:
    words = above.split()
    for begun in range(1, len(words) + 1):
        upper, rest = " ".join(words[:begun]), [*_lines(" ".join(words[begun:]), size), *_lines(below, size)]
        assert going_on(upper, rest) == _weighed(upper, rest)


def test_names_that_are_known_are_left_where_they_are() -> None:
    assert going_on(PROGRAM, _lines(KEGIATAN, 3)) == 0
    assert going_on("Program", ["Pengembangan UMKM", *_lines(KEGIATAN, 3)]) == 1
