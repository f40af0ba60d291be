"""The recap of many offices as a workbook: native sums with stored values, so that totals follow what is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from headless.package_opening import opening_of
from headless.recap.model import (
    NO_YEAR,
    OTHER_YEAR,
    RECEIVED,
    SKIPPED,
    TWICE,
    UNREADABLE,
    CountedRow,
    OfficePlan,
    Recap,
    bidang_of,
    files_told,
    program_of,
)
from headless.told_names import told_apart
from rules.values.cells import column_letter
from rules.values.money import format_rupiah
from workbook_templates.safe_writing import written_workbook

_GROUPS: tuple[tuple[str, str, str, Callable[[CountedRow], str]], ...] = (
    ("Per program", "Kode", "Program", program_of),
    ("Per bidang", "Kode", "Bidang urusan", bidang_of),
    ("Per sumber dana", "Sumber dana", "", lambda line: line.fund),
)
_OFFICES, _SHARED = "Perangkat daerah", "Kode ganda"
_MONEY = 18
_LONGEST_LIST = 65_536
"""Bytes within which our own workbooks list their sheets."""


class _RecapBook:
    """The workbook being written, and its formats."""

    def __init__(self, book: Any) -> None:
        self.book = book
        text = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D5DBE1"}
        money = {**text, "num_format": "#,##0", "text_wrap": False}
        bold = {"bold": True, "bg_color": "#EEF2F6"}
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.note = self.book.add_format({"font_color": "#5B6B7A"})
        self.text, self.money = self.book.add_format(text), self.book.add_format(money)
        self.head = self.book.add_format({**text, **bold, "align": "center", "valign": "vcenter"})
        self.sum_text, self.sum_money = self.book.add_format({**text, **bold}), self.book.add_format({**money, **bold})

    def sheet(self, name: str, title: str, widths: list[float]) -> Any:
        """A sheet with its title, column widths and a page that fits its width."""
        sheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, title, self.title)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet


def is_recap(path: Path) -> bool:
    """Whether a file is a recap: it has our sheets, in our order; False where it cannot be read."""
    listed = opening_of(path, "xl/workbook.xml", _LONGEST_LIST)
    names = ("Ringkasan", *(group[0] for group in _GROUPS), _OFFICES, _SHARED)
    return re.findall(r'<sheet name="([^"]*)"', listed) == [*names]


def write_recap(recap: Recap, path: Path) -> None:
    """Write the recap as a workbook of six sheets; raises :class:`OutputError` if it cannot be written."""
    # What came from other files is text, whatever it looks like.
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with written_workbook(path, texts) as book:
        made = _RecapBook(book)
        summary = made.sheet("Ringkasan", f"Rekap Renja tahun {recap.year or '(tidak disebut)'}", [34, 22, 60])
        totals = {group[0]: _group(made, recap, *group) for group in _GROUPS}
        offices = _offices(made, recap)
        _shared(made, recap)
        _summary(made, summary, recap, totals, offices)


def _group(
    made: _RecapBook, recap: Recap, name: str, first: str, second: str, group: Callable[[CountedRow], str]
) -> str:
    """A sheet of amounts by group and office; returns the cell of its grand total."""
    labels = [first, second] if second else [first]
    offices = [office.name for office in recap.counted]
    sums = recap.by(group)
    sheet = made.sheet(name, f"{name}, dalam rupiah", [16, 48] if second else [48])
    start = len(labels)
    sheet.set_column(start, start + len(offices), _MONEY)
    for at, text in enumerate([*labels, "Jumlah", *offices]):
        sheet.write_string(2, at, text, made.head)
    last = 2 + len(sums)
    end = column_letter(start + 1 + len(offices))
    for row, (key, amounts) in enumerate(sums.items(), 3):
        sheet.write_string(row, 0, key, made.text)
        if second:
            sheet.write_string(row, 1, recap.name_of(key), made.text)
        formula = f"=SUM({column_letter(start + 2)}{row + 1}:{end}{row + 1})"
        sheet.write_formula(row, start, formula, made.sum_money, sum(amounts.values()))
        for at, office in enumerate(offices, start + 1):
            if office in amounts:
                sheet.write_number(row, at, amounts[office], made.money)
            else:
                sheet.write_blank(row, at, None, made.money)
    return _total_row(made, sheet, last, start, labels, sums, offices)


def _total_row(
    made: _RecapBook,
    sheet: Any,
    last: int,
    start: int,
    labels: list[str],
    sums: Mapping[str, Mapping[str, int]],
    offices: list[str],
) -> str:
    row = last + 1
    for at, _ in enumerate(labels):
        sheet.write_string(row, at, "TOTAL" if at == 0 else "", made.sum_text)
    columns = [sum(sum(amounts.values()) for amounts in sums.values())]
    columns += [sum(amounts.get(office, 0) for amounts in sums.values()) for office in offices]
    for at, value in enumerate(columns, start):
        letter = column_letter(at + 1)
        # The head is part of the range, so that a row inserted at the top is added up too.
        sheet.write_formula(row, at, f"=SUM({letter}3:{letter}{row})", made.sum_money, value)
    sheet.freeze_panes(3, start + 1)
    sheet.repeat_rows(2)
    return f"'{sheet.get_name()}'!{column_letter(start + 1)}{row + 1}"


_COLUMNS = (
    ("Perangkat daerah", 44), ("Status", 20), ("Tabel", 10), ("Jumlah dihitung", _MONEY), ("TOTAL tertulis", _MONEY),
    ("Selisih", 14), ("Berpagu tanpa kode", 16), ("Pagu tak terbaca", 10), ("Kesalahan", 10), ("Peringatan", 11),
    ("File", 34), ("Putusan", 26), ("Keterangan", 60),
)  # fmt: skip


def _offices(made: _RecapBook, recap: Recap) -> str:
    """The sheet of offices: received, refused, missing; returns the cell of its grand total."""
    sheet = made.sheet(_OFFICES, "Perangkat daerah: yang diterima, yang tidak dihitung, dan yang belum mengirim", [])
    for at, (text, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(2, at, text, made.head)
    called = told_apart(office.file for office in recap.offices)
    for row, office in enumerate(recap.offices, 3):
        _office_row(made, sheet, row, office, called[office.file], listed=office.name not in recap.unlisted)
    for row, name in enumerate(recap.missing, 3 + len(recap.offices)):
        sheet.write_string(row, 0, name, made.text)
        sheet.write_string(row, 1, "belum mengirim", made.text)
        for at in range(2, len(_COLUMNS)):
            sheet.write_blank(row, at, None, made.text)
    end = 3 + len(recap.offices) + len(recap.missing)
    for at in range(len(_COLUMNS)):
        sheet.write_string(end, at, "TOTAL" if at == 0 else "", made.sum_text)
    total = sum(office.total for office in recap.counted)
    sheet.write_formula(end, 3, f"=SUM(D3:D{end})", made.sum_money, total)
    sheet.freeze_panes(3, 1)
    sheet.autofilter(2, 0, max(end - 1, 2), len(_COLUMNS) - 1)
    return f"'{_OFFICES}'!D{end + 1}"


def _office_row(made: _RecapBook, sheet: Any, row: int, office: OfficePlan, file: str, *, listed: bool) -> None:
    """One office in its row of the sheet of offices; ``file`` is what its file is called there."""
    notes = (
        office.reason,
        f"nama {office.named_by}" if office.named_by else "",
        "" if listed else "tidak ada dalam daftar perangkat daerah",
        f"dihitung bersama: {'; '.join(office.together)}" if office.together else "",
        f"belum diperiksa: {office.unchecked}" if office.unchecked else "",
    )
    name, told = office.name or office.listed or "(tidak diketahui)", "; ".join(filter(None, notes))
    texts = {0: name, 1: office.state, 2: office.table, 10: file, 11: office.verdict, 12: told}
    for at, text in texts.items():
        sheet.write_string(row, at, text, made.text)
    counted = office.state == RECEIVED
    numbers = {3: office.total, 6: office.uncoded, 7: office.unread} if counted else {}
    numbers |= {8: office.galat, 9: office.peringatan} if office.state not in {UNREADABLE, SKIPPED} else {}
    for at in range(3, 10):
        sheet.write_blank(row, at, None, made.money)
    for at, number in numbers.items():
        sheet.write_number(row, at, number, made.money)
    if counted and office.written is not None:
        sheet.write_number(row, 4, office.written, made.money)
        sheet.write_formula(row, 5, f"=E{row + 1}-D{row + 1}", made.money, office.written - office.total)


def _shared(made: _RecapBook, recap: Recap) -> None:
    sheet = made.sheet(_SHARED, "Kode yang direncanakan lebih dari satu perangkat daerah", [20, 50, 44, _MONEY])
    for at, text in enumerate(("Kode", "Nama", "Perangkat daerah", "Pagu")):
        sheet.write_string(2, at, text, made.head)
    row = 3
    for shared in recap.shared:
        for office, amount in shared.amounts.items():
            for at, text in enumerate((shared.code, shared.name, office)):
                sheet.write_string(row, at, text, made.text)
            sheet.write_number(row, 3, amount, made.money)
            row += 1
    if row == 3:
        sheet.write_string(3, 0, "Tidak ada.", made.note)
    sheet.freeze_panes(3, 0)


def _failed(recap: Recap) -> str:
    """What of the sum comes from plans that have not passed."""
    if not recap.failed:
        return ""
    amount = format_rupiah(sum(office.total for office in recap.failed))
    return f"tetap dihitung, {amount} dari jumlah: {'; '.join(office.name for office in recap.failed)}"


def _summary(made: _RecapBook, sheet: Any, recap: Recap, totals: Mapping[str, str], offices: str) -> None:
    uncounted = (UNREADABLE, TWICE, OTHER_YEAR, NO_YEAR)
    count = {state: sum(office.state == state for office in recap.offices) for state in uncounted}
    facts: list[tuple[str, int, str]] = [
        ("Rencana yang dihitung", len(recap.counted), ""),
        ("  di antaranya BELUM LULUS", len(recap.failed), _failed(recap)),
        ("  di antaranya belum lengkap diperiksa", len(recap.open), "; ".join(office.name for office in recap.open)),
        ("File yang tidak dihitung", len(recap.refused), "; ".join(f"{n} {state}" for state, n in count.items() if n)),
        ("Kode ganda", len(recap.shared), "kode yang direncanakan lebih dari satu perangkat daerah"),
    ]
    if recap.skipped:
        facts.insert(
            4, ("File yang bukan rencana", len(recap.skipped), "tidak diperiksa; sebabnya di lembar Perangkat daerah")
        )
    if recap.listed:
        sent = "; ".join(f"{name} ({files_told(files)})" for name, files in recap.uncounted.items())
        facts.insert(4, ("Mengirim, tetapi tidak terhitung", len(recap.uncounted), sent))
        facts.insert(5, ("Belum mengirim", len(recap.missing), "; ".join(recap.missing)))
    for row, (label, number, note) in enumerate(facts, 2):
        sheet.write_string(row, 0, label, made.text)
        sheet.write_number(row, 1, number, made.money)
        sheet.write_string(row, 2, note, made.text)
    total, row = sum(office.total for office in recap.counted), 3 + len(facts)
    for at, text in enumerate(("Jumlah pagu menurut", "Rupiah", "Sama dengan jumlah perangkat daerah")):
        sheet.write_string(row, at, text, made.head)
    for at, (name, cell) in enumerate({"Perangkat daerah": offices, **totals}.items(), row + 1):
        sheet.write_string(at, 0, name, made.text)
        sheet.write_formula(at, 1, f"={cell}", made.sum_money, total)
        sheet.write_formula(at, 2, f'=IF(B{at + 1}={offices},"ya","TIDAK")', made.text, "ya")
    note = "Dihitung dari baris terbawah yang berkode (sub kegiatan); jumlah yang diketik di atasnya tidak ikut dijumlahkan."
    sheet.write_string(row + 6, 0, note, made.note)
