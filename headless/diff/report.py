"""A difference between two versions as text, JSON and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from headless.diff.compare import CellChange, Diff
from headless.reports.html_page import environment
from headless.reports.json_escaping import json_text
from rules.model.display import display_figure
from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.model.verdict_words import counts_line, graveness, verdict_title
from rules.values.terminal_safe import terminal_safe

if TYPE_CHECKING:
    from jinja2 import Environment

_MOST = 40
"""So many lines of a kind a text report shows."""


def side_of(change: CellChange, side: str) -> str:
    """A cell's old or new text; whole rupiah with their thousands grouped."""
    text = str(getattr(change, side))
    if change.unit == "Rp" and text.lstrip("-").isdigit():
        return display_figure(Decimal(text))
    return text or "(kosong)"


def share_of(change: CellChange) -> str:
    """A difference in per cent of the old figure; one too small for two decimals is told as such, not as none."""
    if change.difference and change.percent == 0:
        return "kurang dari 0,01"
    return display_figure(change.percent, signed=True)


@cache
def pages() -> Environment:
    """The templates that show figures."""
    return environment(number=display_figure, graveness=graveness)


def counts(diff: Diff) -> dict[str, int]:
    """How many of each kind."""
    names = ("findings_new", "findings_gone", "findings_persisting", "figures", "texts", "rows_new", "rows_gone")
    return {name: len(getattr(diff, name)) for name in names} | {"uncalculated": diff.uncalculated}


# ---- JSON


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _change_json(change: CellChange) -> dict[str, Any]:
    return asdict(change) | {"difference": _json_number(change.difference), "percent": _json_number(change.percent)}


def render_json(diff: Diff) -> str:
    """One JSON object; findings in the form of `renja validate`, figures exact (integers of rupiah)."""
    body = {
        "version": 1,
        **{
            side: {"file": x.file, "status": x.status, "year": x.year, "pack": x.pack}
            | {name: x.count(name) for name in SEVERITIES}
            for side, x in (("old", diff.old), ("new", diff.new))
        },
        "findings": {
            kind: [finding.as_json() for finding in getattr(diff, f"findings_{kind}")]
            for kind in ("new", "gone", "persisting")
        },
        "figures": [_change_json(change) for change in diff.figures],
        "texts": [_change_json(change) for change in diff.texts],
        "rows": {"new": [asdict(x) for x in diff.rows_new], "gone": [asdict(x) for x in diff.rows_gone]},
        "tables": {"new": diff.tables_new, "gone": diff.tables_gone},
        "warnings": warnings(diff),
        "summary": counts(diff),
    }
    return json_text(body) + "\n"


# ---- text


def _finding_line(finding: Finding) -> str:
    place = f"{finding.sheet or finding.table}!{finding.cell}".rstrip("!")
    return f"{place:<18} {graveness(finding.severity):<10} {finding.rule}  {finding.message}"


def _figure_line(change: CellChange) -> str:
    line = f"{change.cell:<18} {change.key}  {change.heading}: {side_of(change, 'old')} → {side_of(change, 'new')}"
    if change.difference is not None:
        share = f", {share_of(change)}%" if change.percent is not None else ""
        line += f"  (selisih {display_figure(change.difference, signed=True)}{share})"
    return line


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    yield ""
    yield f"{title} ({len(lines)})"
    yield from (f"  {line}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  … {len(lines) - _MOST} lagi; semuanya dengan --format json atau html"


def render_text(diff: Diff) -> str:
    """The difference for people, the new and the gone before what stayed."""
    lines = [f"LAMA {diff.old.file}: {_verdict(diff.old)}", f"BARU {diff.new.file}: {_verdict(diff.new)}"]
    lines += [f"Perhatian: {text}" for text in warnings(diff)]
    lines += _section("Temuan baru", [_finding_line(x) for x in diff.findings_new])
    lines += _section("Temuan hilang", [_finding_line(x) for x in diff.findings_gone])
    lines += _section("Temuan tetap", [_finding_line(x) for x in diff.findings_persisting])
    lines += _section("Angka berubah", [_figure_line(x) for x in diff.figures])
    lines += _section("Teks berubah", [_figure_line(x) for x in diff.texts])
    lines += _section("Baris baru", [f"{x.cell:<18} {x.key}  {x.name}" for x in diff.rows_new])
    lines += _section("Baris hilang", [f"{x.cell:<18} {x.key}  {x.name}" for x in diff.rows_gone])
    lines += _section("Tabel baru", diff.tables_new)
    lines += _section("Tabel hilang", diff.tables_gone)
    if not any(counts(diff).values()):
        lines += ["", "Tidak ada perbedaan."]
    return "\n".join(map(terminal_safe, lines)) + "\n"


def warnings(diff: Diff) -> list[str]:
    """What a reader must know before all else: that the two may be no versions of one document, and what was not compared."""
    said = [f"{'; '.join(diff.doubts)}. Periksa apakah keduanya dua versi satu dokumen."] if diff.doubts else []
    if diff.uncalculated:
        said.append(f"{diff.uncalculated} rumus tidak menyimpan hasil dan tidak dibandingkan.")
    return said


def _verdict(verdict: Verdict) -> str:
    return f"{verdict_title(verdict)}, {counts_line(verdict)}"


# ---- HTML


def render_html(diff: Diff) -> str:
    """The difference as one page that needs nothing else."""
    page = pages().get_template("diff.html.j2")
    return page.render(
        diff=diff,
        counts=counts(diff),
        warnings=warnings(diff),
        side=side_of,
        share=share_of,
        verdict=_verdict,
        by_table=_by_table,
    )


def _by_table(changes: Sequence[Any]) -> dict[str, list[Any]]:
    """Findings, cells or rows by the table they are in, in order."""
    found: dict[str, list[Any]] = {}
    for change in changes:
        found.setdefault(change.table or getattr(change, "sheet", ""), []).append(change)
    return found
