"""Charts of the document's figures, as native charts of Word: sharp on paper, and no library of pictures is needed.

XlsxWriter, which draws the charts of our workbooks, writes their XML (DrawingML); it is taken over with the values in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rules.engine.program_figures import figures
from rules.engine.session import Session
from rules.model.finding import ProgramFigure
from rules.schema.outline import Chart
from workbook_templates.printing.page import TEXT, text_width
from workbook_templates.printing.wordml import element, paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_MILLION = 1_000_000
_EMU_A_MILLIMETRE = 36_000
_BAR, _FRAME = 8, 28
"""Millimetres of height for each bar, and for title and axis."""
_LONGEST_NAME = 60
_BLUE, _GREY = "#2F6DA8", "#8A8A8A"
_VALUE_ALONE = b"".join(
    b'<c:%b val="%d"/>' % (name, name == b"showVal")
    for name in (b"showLegendKey", b"showVal", b"showCatName", b"showSerName", b"showPercent", b"showBubbleSize")
)
"""What a bar is labelled with: of what is left out, programs other than Excel take the schema's word that it is shown."""
_SMALL = {"name": "Arial", "size": 8}


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of one unit: what is drawn, for whom, and how its figures are written."""

    title: str
    names: Sequence[str]
    values: Sequence[float]
    number_format: str


def chart_of(kind: Chart, session: Session) -> BarChart | None:
    """The chart of a kind for the one document of a session; None where it has nothing to draw."""
    made = _KINDS[kind](session)
    return made if made and any(made.values) else None


def _plan(session: Session) -> BarChart | None:
    (found,), year = figures(session), session.documents[0].year
    names = [_name(one) for one in found.plan]
    values = [(one.pagu or 0) / _MILLION for one in found.plan]
    return BarChart(f"Pagu per program tahun {year} (juta rupiah)", names, values, "#,##0")


def _spending(session: Session) -> BarChart | None:
    (found,) = figures(session)
    listed = [one for one in found.spending if one.pagu]
    values = [100 * (one.realisasi or 0) / (one.pagu or 1) for one in listed]
    title = f"Serapan anggaran per program tahun {found.spending_year} (%)"
    return BarChart(title, [_name(one) for one in listed], values, "0.0")


def _reached(session: Session) -> BarChart | None:
    view = next((view for view in session.tables.values() if "capaian" in view.layout.plays), None)
    if view is None:
        return None
    column = view.column_of("capaian")
    names, values = view.text(view.column_of("indikator")), view.target(column).value
    rows = [at for at in range(len(names)) if view.data[at] and names[at] and values[at] is not None]
    year = session.documents[0].year
    found = [(str(names[at]), float(values[at])) for at in rows if float(values[at]) == float(values[at])]
    return BarChart(f"Capaian kinerja tahun {year} (%)", [x for x, _ in found], [x for _, x in found], "0.0")


_KINDS: Mapping[Chart, Callable[[Session], BarChart | None]] = {
    "pagu": _plan, "serapan": _spending, "capaian": _reached,
}  # fmt: skip


def _name(figure: ProgramFigure) -> str:
    return shorten(figure.name, _LONGEST_NAME, placeholder=" …")


def add_chart(document: Any, chart: BarChart, number: int) -> Any:
    """Put a chart into a document (python-docx); the paragraph that shows it. ``number`` is its own in the document."""
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _TYPE, chart_xml(chart), package)
    bond = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return paragraph(element("r", _inline(bond, number, chart)), style=TEXT, align="center")


def chart_height(bars: int) -> int:
    """The height of the frame of so many bars, in EMU (1/914400 inch)."""
    return (_FRAME + _BAR * bars) * _EMU_A_MILLIMETRE


def _inline(bond: str, number: int, chart: BarChart) -> Any:
    size = f'cx="{(text_width() - 10) * _EMU_A_MILLIMETRE}" cy="{chart_height(len(chart.names))}"'
    kind = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    made = parse_xml(
        f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Grafik {number}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{kind}">'
        f'<c:chart xmlns:c="{kind}" r:id="{bond}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    for described in made.iter("{*}docPr"):
        described.set("descr", chart.title)
    return made


def chart_xml(chart: BarChart) -> bytes:
    """The chart's XML."""
    content, count = io.BytesIO(), len(chart.names)
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Data")
    sheet.write_column(0, 0, chart.names)
    sheet.write_column(0, 1, chart.values)
    made = book.add_chart({"type": "bar"})
    labels = {"value": True, "num_format": chart.number_format, "font": _SMALL}
    made.add_series({
        "categories": f"=Data!$A$1:$A${count}", "values": f"=Data!$B$1:$B${count}", "fill": {"color": _BLUE}, "gap": 45,
        "data_labels": labels,
    })  # fmt: skip
    made.set_title({"name": chart.title, "name_font": {"name": "Arial", "size": 10, "bold": True}, "overlay": False})
    made.set_legend({"none": True})
    made.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    made.set_y_axis({"reverse": True, "num_font": _SMALL, "line": {"color": _GREY}, "major_tick_mark": "none"})
    sheet.insert_chart(0, 3, made)
    book.close()
    with zipfile.ZipFile(content) as archive:
        return archive.read("xl/charts/chart1.xml").replace(b'<c:showVal val="1"/>', _VALUE_ALONE)
