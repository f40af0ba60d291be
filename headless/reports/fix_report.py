"""What `renja fix` tells: every cell it changed, from what to what, and what it left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rules.model.display import display_of
from workbook_templates.copies.fix import Mending

_KIND = " (teks menjadi angka)"
"""What is told where a text and the number it became look the same."""


def lines(mending: Mending, out: Path) -> Iterator[str]:
    """The report, line by line."""
    yield f"{out}: {len(mending.fixed)} perbaikan aman diterapkan; temuan {mending.before} menjadi {mending.after}."
    for fixed in mending.fixed:
        finding = fixed.finding
        before, after = (display_of(finding, x).replace("\n", " ") for x in (finding.value, finding.fix))
        emptied = f" (dikosongkan: {', '.join(fixed.cells[1:])})" if len(fixed.cells) > 1 else ""
        kind = _KIND if before == after and isinstance(finding.value, str) and not isinstance(finding.fix, str) else ""
        yield f"  {finding.sheet}!{fixed.cells[0]}  {finding.rule}  {before} → {after}{kind}{emptied}"
    for left in mending.left:
        yield f"  {left.finding.sheet}!{left.finding.cell}  {left.finding.rule}  tidak diubah: {left.reason}"
    if mending.status == "invalid":
        yield "Kesalahan yang tersisa perlu diperbaiki sendiri; lihat dengan 'renja validate'."
