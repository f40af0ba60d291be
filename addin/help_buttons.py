"""The buttons *Buku aturan* and *Bantuan*: the page of the rule whose finding is selected, and the planner's guide."""

from __future__ import annotations

import webbrowser
from typing import Any

from addin import pages
from addin.findings_sheet import findings_sheet, listed_findings


def rule_page(book: Any, open_page: pages.Open = webbrowser.open) -> str:
    """Open the page of the rule whose finding is selected, in the Temuan sheet or in its cell; else the list of rules."""
    rule = _selected_rule(book)
    if rule and pages.rule_page(rule, open_page):
        return f"Penjelasan aturan {rule} dibuka di peramban."
    pages.rule_list(open_page)
    return "Daftar aturan dibuka di peramban. Pilih sel yang punya temuan untuk membuka aturannya langsung."


def _selected_rule(book: Any) -> str | None:
    selected, temuan = book.app.selection, findings_sheet(book)
    if selected is None or temuan is None:
        return None
    sheet, row, column = selected.sheet.name, selected.row, selected.column
    if sheet == temuan.name:
        value = temuan.range((row, 3)).value
        return value if isinstance(value, str) else None
    return next((x.rule for x in listed_findings(book) or () if x.cell == (sheet, row, column)), None)


def guide(book: Any, open_page: pages.Open = webbrowser.open) -> str:
    """Open the planner's guide."""
    pages.guide(open_page)
    return "Panduan dibuka di peramban."
