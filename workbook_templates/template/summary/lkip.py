"""The LKIP's Ringkasan: capaian per IKU, serapan per program, efisiensi and findings per table, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.schema.layout import Layout, Part
from workbook_templates.template.block_formulas import in_block
from workbook_templates.template.blueprint import Row, Template
from workbook_templates.template.plan_range import PlanRange
from workbook_templates.template.style import Styles
from workbook_templates.template.summary.blocks import SummaryBlocks
from workbook_templates.template.summary.rows import Budgeted, Listed
from workbook_templates.template.summary.sheet import BLUE, GREY, HIDDEN, LINE, PALE, SMALL, B, C, D, E, F, G, I, M
from workbook_templates.template.titles import SUMMARY, SUMMARY_TITLES

IKU_LINES, PROGRAM_LINES, EFFICIENCY_LINES = 8, 12, 8
"""Lines for indicators, programs and rows of Efisiensi; what does not fit is counted."""

_RED = "#D9655B"
_BEYOND = "di antaranya tidak ditampilkan"


class Reached(Listed):
    """The rows of Capaian that hold an indicator."""

    names = ("3",)


class Spent(Budgeted):
    """The programs of Pagu-Realisasi."""

    numbers = ("3", "4")

    def label_formula(self, at: str) -> str:
        return f'{self.cell("1", at)}&""'

    def label(self, row: Row) -> str:
        return str(row.get("1") or "")


class Efficient(Listed):
    """The rows of Efisiensi that hold an indicator, or a sasaran without one."""

    names = ("3", "2")

    def mean_formula(self, at: str) -> str:
        """The mean capaian of the sasaran that a row belongs to."""
        down = (f"{self.cells(number).split(':')[0]}:{self.cell(number, at)}" for number in ("2", "5"))
        return in_block(*down)

    def mean(self, position: int) -> Any:
        """The value of :meth:`mean_formula`."""
        begins = [at for at in self.rows if at <= position and self.rows[at].get("2")]
        return self.value(begins[-1], "5") if begins else None


def write_report_summary(
    book: Any, styles: Styles, template: Template, chosen: Sequence[Layout], plan: PlanRange
) -> None:
    """Add the Ringkasan sheet to a workbook that holds what was achieved, what was spent, and both beside each other."""
    tables: dict[Part, Layout] = {part: layout for layout in chosen for part in layout.plays}
    if {"capaian", "realisasi_program", "efisiensi"} <= set(tables):
        reached = Reached(template, tables["capaian"], None)
        spent = Spent(template, tables["realisasi_program"], None)
        efficient = Efficient(template, tables["efisiensi"], None)
        _ReportSummary(book, styles, template, chosen, reached, spent, efficient).write()


class _ReportSummary(SummaryBlocks):
    titles = (SUMMARY_TITLES["lkip"], "{perangkat_daerah} {pemda}")

    def __init__(
        self, book: Any, styles: Styles, template: Template, tables: Sequence[Layout],
        reached: Reached, spent: Spent, efficient: Efficient,
    ) -> None:  # fmt: skip
        super().__init__(book, styles, template, reached.place, tables)
        self._reached, self._spent, self._efficient = reached, spent, efficient

    def write(self) -> None:
        """Write blocks, charts and page."""
        first = self.top
        second = first + IKU_LINES + 4
        third = second + PROGRAM_LINES + 6
        self._begin(first, second, third)
        self._indicators(first)
        heads = ("No", "Program", "Pagu {n}", "Realisasi {n}", "Serapan", "Bagian dari total")
        none = "Belum ada program di Pagu-Realisasi."
        title = "Pagu dan realisasi per program (rupiah)"
        total = self._amounts(second, self._spent, PROGRAM_LINES, title, heads, none)
        last = self._efficiency(third)
        end = self._findings(third)
        bottom = max(end, last + 14)
        self._reached_chart(first + 3, (first, I, second - 2, M))
        self._spent_chart(second + 3, (second, I, total, M))
        self._efficiency_chart(third + 3, (last + 2, B, bottom, G))
        self._finish(bottom)

    def _ratio(self, row: int, amounts: Sequence[float] | None) -> tuple[str, str, float | None]:
        return f"E{row}/D{row}", "share", amounts[1] / amounts[0] if amounts else None

    # -- blocks

    def _named(self, row: int, source: Listed, line: int) -> tuple[str, int]:
        """Number and name of a line (counted from 0); returns the cell of its position and the position, 0 if none."""
        position = source.found[line] if line < len(source.found) else 0
        at = self._array(row, HIDDEN, source.position(line + 1), "note", position or "")
        self._put(row, B, f'IF({at}="","","IKU {line + 1}")', "text", f"IKU {line + 1}" if position else None)
        name = source.name(source.rows[position]) if position else None
        self._put(row, C, f'IF({at}="","",{source.name_formula(at)})', "text", name)
        return at, position

    def _mirrored(self, row: int, column: int, at: str, content: str, kind: str, value: Any) -> None:
        """What a line shows of a cell; an empty one stays empty."""
        self._put(row, column, f'IF({at}="","",IF({content}="","",{content}))', kind, value)

    def _indicators(self, top: int) -> None:
        source, first = self._reached, top + 3
        rated = "8" in source.place.starts
        heads = (
            "Nomor",
            "Indikator kinerja",
            "Target {n}",
            "Realisasi {n}",
            "Capaian (%)",
            "Kategori" if rated else "",
        )
        self._head(top, "Capaian indikator kinerja", heads)
        none = "Belum ada indikator di Capaian."
        self._count(top + 1, source, IKU_LINES, "indikator", none, _BEYOND)
        for line in range(IKU_LINES):
            row = first + line
            at, position = self._named(row, source, line)
            shown = [(D, "5", "figure"), (E, "6", "figure"), (F, "7", "score"), *([(G, "8", "word")] if rated else [])]
            for column, number, kind in shown:
                value = source.value(position, number) if position else None
                self._mirrored(row, column, at, source.cell(number, at), kind, value)
            self._sheet.write_number(row - 1, HIDDEN, 100)
        self._sheet.write_string(first - 2, HIDDEN, "100%")
        self._ruled(first, first + IKU_LINES - 1, B, G)

    def _efficiency(self, top: int) -> int:
        """Write the block; returns its last row."""
        source, first, last = self._efficient, top + 3, top + 2 + EFFICIENCY_LINES
        heads = ("Nomor", "Indikator kinerja", "Rata-rata capaian (%)", "Rata-rata serapan (%)", "Selisih", "Efisiensi")
        self._head(top, "Efisiensi penggunaan anggaran", heads)
        none = "Belum ada indikator di Efisiensi."
        self._count(top + 1, source, EFFICIENCY_LINES, "indikator", none, _BEYOND)
        for row in range(first, last + 1):
            at, position = self._named(row, source, row - first)
            means = (source.mean(position), source.value(position, "7")) if position else (None, None)
            self._mirrored(row, D, at, f'IFERROR({source.mean_formula(at)},"")', "score", means[0])
            self._mirrored(row, E, at, source.cell("7", at), "score", means[1])
            numbers = [x for x in means if isinstance(x, int | float)]
            difference = numbers[0] - numbers[1] if len(numbers) == 2 else None
            self._put(row, F, f'IF(COUNT(D{row}:E{row})<2,"",D{row}-E{row})', "difference", difference)
            self._mirrored(row, G, at, source.cell("8", at), "word", source.value(position, "8") if position else None)
        self._ruled(first, last, B, G)
        return last

    # -- charts

    def _series(self, letter: str, first: int, lines: int, **more: Any) -> dict[str, Any]:
        """One column of a block against its labels."""
        last = first + lines - 1
        return {
            "name": f"={SUMMARY}!${letter}${first - 1}", "categories": f"={SUMMARY}!$B${first}:$B${last}",
            "values": f"={SUMMARY}!${letter}${first}:${letter}${last}", **more,
        }  # fmt: skip

    def _bars(self, chart: Any) -> None:
        """Axes of bars in the order of the block; their labels tell the values."""
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True, "num_font": SMALL, "line": {"color": GREY}, "major_tick_mark": "none"})

    def _reached_chart(self, first: int, area: tuple[int, int, int, int]) -> None:
        """Columns: the capaian of each indicator, with a line at 100 %."""
        chart, line = self._book.add_chart({"type": "column"}), self._book.add_chart({"type": "line"})
        labels = {"value": True, "num_format": '[>0]0.0;""', "font": SMALL}
        chart.add_series(self._series("F", first, IKU_LINES, fill={"color": BLUE}, gap=60, data_labels=labels))
        line.add_series(self._series("P", first, IKU_LINES, line={"color": _RED, "width": 1.5, "dash_type": "dash"}))
        chart.combine(line)
        chart.show_hidden_data()
        chart.set_x_axis({"num_font": SMALL, "line": {"color": GREY}, "major_tick_mark": "none"})
        chart.set_y_axis({
            "num_font": SMALL, "min": 0, "num_format": "0", "line": {"none": True},
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        })  # fmt: skip
        self._chart(chart, "Capaian per indikator dibanding 100%", area)

    def _spent_chart(self, first: int, area: tuple[int, int, int, int]) -> None:
        """Bars: the share of its pagu that each program has spent."""
        chart = self._book.add_chart({"type": "bar"})
        labels = {"value": True, "num_format": '[>0]0.0%;""', "font": SMALL}
        series = self._series("F", first, PROGRAM_LINES, fill={"color": BLUE}, gap=40, data_labels=labels)
        chart.add_series(series)
        self._bars(chart)
        self._chart(chart, "Serapan anggaran per program (menurut nomor program)", area, legend="none")

    def _efficiency_chart(self, first: int, area: tuple[int, int, int, int]) -> None:
        """Clustered bars: mean capaian against mean serapan."""
        chart = self._book.add_chart({"type": "bar"})
        labels = {"value": True, "num_format": '[>0]0.0;""', "font": SMALL}
        for letter, colour in (("D", BLUE), ("E", PALE)):
            chart.add_series(
                self._series(letter, first, EFFICIENCY_LINES, fill={"color": colour}, gap=40, data_labels=labels)
            )
        self._bars(chart)
        self._chart(chart, "Rata-rata capaian dibanding rata-rata serapan", area)
