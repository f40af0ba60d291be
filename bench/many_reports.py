"""Memory that the reports of very many faulty workbooks take: what the asking process fills, and how large the reports are.

Run: ``python bench/many_reports.py``. The verdict on the pasted Renja (hundreds of findings) stands for that on every workbook; what
judging itself takes is measured by ``bench/validate.py``. With a number it is measured here, without in a process for each.
"""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from headless.batch.run import Hands, judge, validate_files
from headless.batch.worker import Work
from headless.reports.formats import FORMATS, Occasion
from rules.model.finding import Verdict
from workbook_templates.safe_writing import save_pieces

EXAMPLE = Path(__file__).parent.parent / "examples" / "renja-2024-tempel.xlsx"
COUNTS = (500, 501, 2_000)


class _Said(Work):
    """Work that says the same of every file, as if it came from another process."""

    def judge(self, files: Sequence[Path]) -> list[Verdict]:
        return [replace(pickle.loads(_SAID), file=str(path)) for path in files]


_SAID = b""


def _measured(count: int, folder: Path) -> str:
    """A line of the table for so many workbooks."""
    global _SAID
    (verdict,) = validate_files([EXAMPLE], None, "id")
    _SAID = pickle.dumps(verdict)
    start = time.perf_counter()
    verdicts = list(judge([Path(f"kiriman/{number}.xlsx") for number in range(count)], _Said(), Hands(0)))
    sizes = []
    for name in ("json", "html"):
        place = folder / f"laporan.{name}"
        save_pieces(FORMATS[name].pieces(verdicts, Occasion(datetime.now(tz=UTC))), place)
        sizes.append(place.stat().st_size / 1e6)
    spent = time.perf_counter() - start
    # Linux: what getrusage tells as the peak would be that of the parent where it is larger.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert peak
    cells = [count, len(verdict.findings) * count, f"{int(peak[1]) / 1024:.0f}", *(f"{size:.0f}" for size in sizes)]
    return f"| {' | '.join(map(str, cells))} | {spent / count * 1000:.1f} |"


def main() -> None:
    """Print the table."""
    print("| workbooks | findings | memory (MB) | JSON (MB) | HTML (MB) | ms a workbook |\n|--:|--:|--:|--:|--:|--:|")
    for count in COUNTS:
        command = [sys.executable, __file__, str(count)]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with tempfile.TemporaryDirectory() as made:
            print(_measured(int(sys.argv[1]), Path(made)))
    else:
        main()
