"""The Renja's Ringkasan: pagu per program, findings per table and changes to the first draft, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.schema.layout import Layout
from workbook_templates.template.blueprint import Template
from workbook_templates.template.plan_range import PlanRange
from workbook_templates.template.style import SEVERITY_FILL, Styles
from workbook_templates.template.summary.blocks import SummaryBlocks
from workbook_templates.template.summary.rows import Changes, Programs
from workbook_templates.template.summary.sheet import BLUE, GREY, LINE, PALE, SMALL, B, F, G, I, M
from workbook_templates.template.titles import SUMMARY, SUMMARY_TITLES

PROGRAM_LINES, CHANGE_LINES = 15, 25
"""Lines for programs and for changed rows; what does not fit is counted in a line of its own."""

_STRONG = {"galat": "#D9655B", "peringatan": "#EFB544", "catatan": "#7FAEDB"}


def write_plan_summary(
    book: Any, styles: Styles, template: Template, chosen: Sequence[Layout], plan: PlanRange
) -> None:
    """Add the Ringkasan sheet to a workbook that holds the plan (T-C.33)."""
    tables = {part: layout for layout in chosen for part in layout.plays}
    if plan.place and not 1 < plan.place.code_cells < 4:
        review = Changes(template, tables["analisis"], plan) if "analisis" in tables else None
        _PlanSummary(book, styles, template, chosen, Programs(template, tables["rencana"], plan), review).write()


class _PlanSummary(SummaryBlocks):
    titles = (SUMMARY_TITLES["renja"], "{perangkat_daerah} {pemda}")

    def __init__(
        self,
        book: Any,
        styles: Styles,
        template: Template,
        tables: Sequence[Layout],
        plan: Programs,
        review: Changes | None,
    ) -> None:
        super().__init__(book, styles, template, plan.place, tables)
        self._plan, self._review = plan, review

    def write(self) -> None:
        """Write blocks, charts and page."""
        first = self.top
        top = first + PROGRAM_LINES + 6
        self._begin(first, top)
        heads = ("Kode", "Program", "Pagu {n}", "Prakiraan maju {n+1}", "Perubahan", "Bagian dari total")
        none = "Belum ada program di T-C.33."
        total = self._amounts(first, self._plan, PROGRAM_LINES, "Pagu per program (rupiah)", heads, none)
        end = self._findings(top)
        last = max(self._changes(self._review, top), end + 15) if self._review else max(end, top + 15)
        self._program_chart(first, total)
        self._finding_chart(top + 3, end, (end + 2, I, last, M) if self._review else (top, B, last, G))
        self._finish(last)

    # -- changes to the first draft

    def _changes(self, review: Changes, top: int) -> int:
        """Write the block; returns its last row."""
        first, last = top + 3, top + 2 + CHANGE_LINES
        heads = (
            "Tingkat",
            "Program/kegiatan/sub kegiatan",
            "Rancangan awal",
            "Hasil analisis",
            "Selisih",
            "Selisih (%)",
        )
        self._head(top, f"Rancangan awal dibanding hasil analisis ({review.layout.id}, rupiah)", heads)
        none = "Tidak ada pagu yang berbeda."
        self._count(top + 1, review, CHANGE_LINES, "baris berbeda", none, "di antaranya tidak ditampilkan")
        for row in range(first, last + 1):
            amounts = self._line(row, review, row - first)
            difference = amounts[1] - amounts[0] if amounts else None
            share = (amounts[1] - amounts[0]) / amounts[0] if amounts and amounts[0] else None
            self._put(row, F, f'IF(D{row}="","",E{row}-D{row})', "signed", difference)
            self._put(row, G, f'IF(N(D{row})=0,"",F{row}/D{row})', "change", share)
        self._ruled(first, last, B, G)
        return last

    def _program_chart(self, top: int, total: int) -> None:
        """Clustered columns: both years of each program."""
        chart, first, last = self._book.add_chart({"type": "column"}), top + 3, total - 2
        for letter, colour in (("D", BLUE), ("E", PALE)):
            chart.add_series({
                "name": f"={SUMMARY}!${letter}${top + 2}", "categories": f"={SUMMARY}!$B${first}:$B${last}",
                "values": f"={SUMMARY}!${letter}${first}:${letter}${last}", "fill": {"color": colour}, "gap": 50,
            })  # fmt: skip
        chart.set_x_axis({"num_font": SMALL | {"rotation": -90}, "line": {"color": GREY}, "major_tick_mark": "none"})
        chart.set_y_axis({
            "name": "juta rupiah", "name_font": SMALL, "num_font": SMALL, "num_format": '[>=1000000]#,##0,,;[=0]0;""', "min": 0,
            "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": LINE}},
        })  # fmt: skip
        self._chart(chart, "Pagu dan prakiraan maju per program", (top, I, total, M))

    def _finding_chart(self, first: int, total: int, area: tuple[int, int, int, int]) -> None:
        """Stacked bars: the findings of each table by severity, in the order of the block."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        for letter, severity in zip("JKL", SEVERITY_FILL, strict=True):
            chart.add_series({
                "name": f"={SUMMARY}!${letter}${first - 1}", "categories": f"={SUMMARY}!$I${first}:$I${total - 1}",
                "values": f"={SUMMARY}!${letter}${first}:${letter}${total - 1}", "fill": {"color": _STRONG[severity]},
                "gap": 40, "data_labels": {"value": True, "num_format": '[<5]"";0', "font": SMALL},
            })  # fmt: skip
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True, "num_font": SMALL, "line": {"color": GREY}, "major_tick_mark": "none"})
        self._chart(chart, "Temuan per tabel", area)
