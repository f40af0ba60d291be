"""Charts of a document that already has its text: their names, figures and title follow the workbook, their looks stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from workbook_templates.printing.changes import ByteChange, applied
from workbook_templates.printing.charts import BarChart, chart_height, chart_xml

CHART_PART = re.compile(r"word/charts/chart\d+\.xml")
_TITLE = re.compile(rb"<c:title>.*?</c:title>", re.DOTALL)
_SHOWN = re.compile(rb"<a:t(?:\s[^>]*)?>([^<]*)</a:t>")
_DATA = tuple(re.compile(rb"<c:%b>.*?</c:%b>" % (name, name), re.DOTALL) for name in (b"cat", b"val"))
_COUNT = re.compile(rb'<c:ptCount val="(\d+)"/>')
_FRAME = re.compile(
    rb'<wp:extent cx="\d+" cy="(\d+)"/>(?:(?!<wp:extent)[^\0]){0,2000}?<wp:docPr\s[^>]*?descr="([^"]*)"', re.DOTALL
)
_OWN_BOOK, _SERIES = b"<c:externalData", b"<c:ser>"


@dataclass(slots=True)
class RefilledCharts:
    """What became of a document's charts: those renewed and not (with why) by title, and how many were as they are now."""

    renewed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    same: int = 0


class ChartRefill:
    """The charts of one document, by the parts they stand in; ``wanted`` are those of the workbook."""

    def __init__(self, wanted: Mapping[str, BarChart], told: RefilledCharts) -> None:
        self._wanted = {_masked(title): chart for title, chart in wanted.items()}
        self._told = told
        self._bars: dict[str, tuple[int, BarChart]] = {}

    def part(self, xml: bytes) -> bytes:
        """A chart's part as it is to be."""
        title = _TITLE.search(xml)
        shown = list(_SHOWN.finditer(xml, *title.span())) if title else []
        said = "".join(unescape(piece[1].decode(errors="replace")) for piece in shown)
        chart = self._wanted.get(_masked(said))
        places = [found.span() for pattern in _DATA if (found := pattern.search(xml))]
        if chart is None:
            self._told.left.append(f"'{said}': bukan grafik cetakan, atau angkanya tidak ada dalam buku kerja")
        elif _OWN_BOOK in xml:
            self._told.left.append(f"'{said}': memuat datanya sendiri; hapus, lalu salin dari cetakan baru")
        elif xml.count(_SERIES) != 1 or len(places) != len(_DATA) or len(shown) != 1:
            self._told.left.append(f"'{said}': bentuknya sudah diubah; hapus, lalu salin dari cetakan baru")
        else:
            return self._renewed(xml, said, chart, [shown[0].span(1), *places])
        return xml

    def _renewed(self, xml: bytes, said: str, chart: BarChart, places: Sequence[tuple[int, int]]) -> bytes:
        """The part with a chart's own title, names and figures in the places of those of ``xml``."""
        drawn = chart_xml(chart)
        count = _COUNT.search(xml)
        self._bars[said] = int(count[1]) if count else 0, chart
        new = [_SHOWN.findall(drawn)[0], *(pattern.findall(drawn)[0] for pattern in _DATA)]
        made = applied(xml, [ByteChange(*place, content) for place, content in zip(places, new, strict=True)])
        if made == xml:
            self._told.same += 1
        else:
            self._told.renewed.append(chart.title)
        return made

    def frames(self, xml: bytes) -> list[ByteChange]:
        """Changes to the frames in the text: described by the new title, and as high as the new bars need if never resized."""
        changes: list[ByteChange] = []
        for frame in _FRAME.finditer(xml):
            count, chart = self._bars.get(unescape(frame[2].decode(errors="replace")), (0, None))
            if chart is None:
                continue
            if frame[1] == b"%d" % chart_height(count):
                changes.append(ByteChange(*frame.span(1), b"%d" % chart_height(len(chart.names))))
            changes.append(ByteChange(*frame.span(2), chart.title.encode()))
        return changes


def _masked(title: str) -> str:
    """A title whatever year it speaks of."""
    return re.sub(r"20\d\d", "n", " ".join(title.split()))
