"""Blocks that both Ringkasan sheets have: rows with two amounts and their total, and the findings with the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.model.verdict_words import VERDICTS, graveness
from rules.schema.layout import Layout
from rules.values.cells import column_letter
from workbook_templates.template import guide
from workbook_templates.template.blueprint import Template
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.guide import UNCHECKED
from workbook_templates.template.style import SEVERITY_FILL, Styles
from workbook_templates.template.summary.rows import Budgeted, Listed
from workbook_templates.template.summary.sheet import (
    GREEN,
    HIDDEN,
    TOTAL_HEIGHT,
    B,
    C,
    D,
    E,
    F,
    G,
    I,
    J,
    M,
    SummarySheet,
)

FAILED, OPEN, PASSED = (VERDICTS[state].id for state in ("invalid", "incomplete", "valid"))


class SummaryBlocks(SummarySheet):
    """A Ringkasan sheet with the blocks that every document has."""

    def __init__(
        self, book: Any, styles: Styles, template: Template, place: Geometry, tables: Sequence[Layout]
    ) -> None:
        super().__init__(book, styles, template, place)
        self._tables = tables

    # -- listed rows

    def _line(self, row: int, source: Budgeted, line: int) -> list[float] | None:
        """Label, name and both figures of a line (counted from 0); returns the figures, None for a blank line."""
        position = source.found[line] if line < len(source.found) else 0
        given = source.rows.get(position, {})
        at = self._array(row, HIDDEN, source.position(line + 1), "note", position or "")
        self._put(row, B, f'IF({at}="","",{source.label_formula(at)})', "text", source.label(given))
        self._put(row, C, f'IF({at}="","",{source.name_formula(at)})', "text", source.name(given))
        amounts = source.amounts([position]) if position else None
        for column, number, value in zip((D, E), source.numbers, amounts or (None, None), strict=True):
            cell = source.cell(number, at)
            self._put(row, column, f'IF({at}="","",IF(ISNUMBER({cell}),{cell},0))', "money", value)
        return amounts

    def _count(self, row: int, source: Listed, lines: int, noun: str, none: str, beyond: str) -> str:
        """The note that tells how many rows are listed and how many are beyond the lines; the cell of the count."""
        found = len(source.found)
        count = self._array(row, HIDDEN, source.count_formula(), "note", found)
        more = f'IF({count}>{lines},"; "&{count}-{lines}&" {beyond}","")'
        stored = f"{found} {noun}" + (f"; {found - lines} {beyond}" if found > lines else "") + "."
        self._put(row, B, f'IF({count}=0,"{none}",{count}&" {noun}"&{more}&".")', "note", stored if found else none)
        return count

    # -- rows with two amounts

    def _amounts(self, top: int, source: Budgeted, lines: int, title: str, heads: Sequence[str], none: str) -> int:
        """Write the block of programs; returns the row of its TOTAL."""
        first, others = top + 3, top + 3 + lines
        total, beyond, sums = others + 1, source.found[lines:], source.amounts(source.found)
        self._head(top, title, heads)
        count = self._count(top + 1, source, lines, "program", none, "di antaranya dijumlahkan dalam satu baris")
        for line in range(lines):
            self._ratios(first + line, total, self._line(first + line, source, line), sums)
        rest = source.amounts(beyond) if beyond else None
        label = f'IF({count}>{lines},{count}-{lines}&" program lain","")'
        self._canvas.blank(others, B, B, self._formats["text"])
        self._put(others, C, label, "text", f"{len(beyond)} program lain" if beyond else None)
        self._height(total, TOTAL_HEIGHT)
        self._text(total, B, "TOTAL", "total text", C)
        for at, column in enumerate((D, E)):
            letter = column_letter(column)
            left = f'IF({count}>{lines},{letter}{total}-SUM({letter}{first}:{letter}{others - 1}),"")'
            self._put(others, column, left, "money", rest[at] if rest else None)
            self._array(total, column, source.sum_formula(source.numbers[at]), "total money", sums[at])
        self._ruled(first, others, B, G)
        self._ratios(others, total, rest, sums)
        self._ratios(total, total, sums, sums, "total ")
        return total

    def _ratios(
        self, row: int, total: int, amounts: Sequence[float] | None, sums: Sequence[float], kind: str = ""
    ) -> None:
        """The ratio of the second amount to the first, and the share of the first in the total."""
        formula, how, ratio = self._ratio(row, amounts if amounts and amounts[0] else None)
        share = amounts[0] / sums[0] if amounts and sums[0] else None
        self._put(row, F, f'IF(N(D{row})=0,"",{formula})', f"{kind}{how}", ratio)
        self._put(row, G, f'IF(OR(D{row}="",D${total}=0),"",D{row}/D${total})', f"{kind}percent", share)

    def _ratio(self, row: int, amounts: Sequence[float] | None) -> tuple[str, str, float | None]:
        """Formula, format and value of what column F tells of both amounts: by default the change."""
        return f"(E{row}-D{row})/D{row}", "change", (amounts[1] - amounts[0]) / amounts[0] if amounts else None

    # -- findings

    def _findings(self, top: int) -> int:
        """Write the block on the right; returns the row of its total."""
        first, others = top + 3, top + 3 + len(self._tables)
        total, tables, severities = others + 1, *(f"Temuan!${x}${guide.FIRST_FINDING}:${x}$5000" for x in "DB")
        self._text(top, I, "Temuan per tabel", "section", M)
        self._verdict(top + 1, f"$J${total}")
        self._canvas.block(top + 2, I, top + 2, I, "Tabel", self._styles.heading)
        self._canvas.block(top + 2, M, top + 2, M, "Jumlah", self._styles.heading)
        for row, table in enumerate(self._tables, first):
            sheet = table.sheet_name
            self._sheet.write_url(row - 1, I - 1, f"internal:'{sheet}'!A1", self._formats["link"], sheet)
        self._text(others, I, "Lainnya", "text")
        self._height(total, TOTAL_HEIGHT)
        self._text(total, I, "Jumlah", "total text")
        for column, severity in enumerate(SEVERITY_FILL, J):
            letter = column_letter(column)
            self._text(top + 2, column, graveness(severity).capitalize(), severity)
            for row, table in enumerate(self._tables, first):
                named = f"$I{row}" if table.sheet_name == table.id else f'"{table.id}"'
                self._put(row, column, f'COUNTIFS({tables},{named},{severities},"{severity}")', "count", 0)
            self._put(others, column, f"{letter}{total}-SUM({letter}{first}:{letter}{others - 1})", "count", 0)
            self._put(total, column, f'COUNTIF({severities},"{severity}")', "total count", 0)
        for row in range(first, total + 1):
            self._put(row, M, f"SUM(J{row}:L{row})", "total count" if row == total else "count", 0)
        self._ruled(first, others, I, M)
        return total

    def _verdict(self, row: int, errors: str) -> None:
        """Whether the document passes: not told before it was checked, and not with any error."""
        self._text(row, I, "Hasil pemeriksaan", "verdict label")
        self._sheet.merge_range(row - 1, J - 1, row - 1, M - 1, "", self._formats["verdict"])
        checked = f'IF({errors}>0,"{FAILED}",IF(Temuan!$A$4<>"","{OPEN}","{PASSED}"))'
        formula = f'IF(LEFT(Temuan!$A$2,{len(UNCHECKED)})="{UNCHECKED}","{UNCHECKED}",{checked})'
        self._put(row, J, formula, "verdict", UNCHECKED)
        for text, fill in ((FAILED, SEVERITY_FILL["galat"]), (OPEN, SEVERITY_FILL["peringatan"]), (PASSED, GREEN)):
            lit = self._book.add_format({"bg_color": fill})
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": lit}
            self._sheet.conditional_format(row - 1, J - 1, row - 1, M - 1, rule)
