"""The Ringkasan sheet: what a document comes to on one page, with charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.schema.layout import Layout
from workbook_templates.template.blueprint import Template
from workbook_templates.template.plan_range import PlanRange
from workbook_templates.template.style import Styles
from workbook_templates.template.summary.lkip import write_report_summary
from workbook_templates.template.summary.renja import write_plan_summary

_WRITERS = {"renja": write_plan_summary, "lkip": write_report_summary}


def write_summary(book: Any, styles: Styles, template: Template, chosen: Sequence[Layout], plan: PlanRange) -> None:
    """Add the Ringkasan sheet, where the workbook holds the tables it sums up."""
    _WRITERS[template.document](book, styles, template, chosen, plan)
