"""How long a click takes from Excel to the verdict, beside merely importing pandas, pandera and xlwings.

1.00 is ``python -c "import pandas, pandera.pandas, xlwings"`` in the same run. The workbook has eight official tables of
some 400 rows. Excel itself is stood in for (openpyxl behind xlwings): what the stand-in takes to open the file and to
answer is told apart, as that is Excel's own time. Run: ``make bench``; ``--profile`` tells where a warm click goes.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from installed import ROOT, environment

sys.path.insert(0, str(ROOT))

_PLACE = tempfile.TemporaryDirectory()
_ENVIRONMENT = environment(Path(_PLACE.name))
COLD, WARM = 1.6, 0.35
"""Goals, as ratios to the bare imports."""
_TIMES = 5
_IMPORTS = "import pandas, pandera.pandas, xlwings"
_CLICK = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
import xlwings
began = time.perf_counter()
import tests.support.excel_engine as excel
from tests.support.excel_calls import SPENT
book = excel.opened(Path({file!r}))
before = time.perf_counter() - began
import addin.ribbon
for click in range({clicks}):
    SPENT[0] = 0.0
    clicked = time.perf_counter()
    addin.ribbon.validate()
    now = time.time()
    print(time.perf_counter() - clicked, SPENT[0], before, now)
"""


def timed_imports() -> float:
    """Seconds for an interpreter that only imports, best of several."""
    return min(_call(_IMPORTS)[0] for _ in range(_TIMES))


def _call(code: str) -> tuple[float, list[list[float]]]:
    """Seconds of a call, and the numbers it printed."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT, env=_ENVIRONMENT
    )
    return time.perf_counter() - began, [[float(x) for x in line.split()] for line in done.stdout.splitlines()]


def clicks(file: Path) -> tuple[float, float, float, float]:
    """Seconds of a cold click and of a warm one, each without and with what the stand-in for Excel took."""
    cold = []
    for _ in range(_TIMES):
        began = time.time()
        _, (first,) = _call(_CLICK.format(root=str(ROOT), file=str(file), clicks=1))
        # From the start of the interpreter to the verdict: what the interpreter takes to end is not the planner's time.
        whole = first[3] - began - first[2]
        cold.append((whole - first[1], whole))
    _, told = _call(_CLICK.format(root=str(ROOT), file=str(file), clicks=1 + _TIMES))
    warm = [(line[0] - line[1], line[0]) for line in told[1:]]
    return (*min(cold), *min(warm))


def profile(file: Path) -> None:
    """Print where a warm click goes."""
    import tests.support.excel_engine as excel
    from addin import ribbon

    excel.opened(file)
    ribbon.validate()
    watch = cProfile.Profile()
    watch.runcall(ribbon.validate)
    pstats.Stats(watch).sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Print both ratios, and whether they reach their goals."""
    from tests.support.large_plans import build_large
    from workbook_templates.copies.fill import fill_workbook

    with tempfile.TemporaryDirectory() as folder:
        typed, file = Path(folder) / "ketik.xlsx", Path(folder) / "renja.xlsx"
        build_large(typed, as_typed=True)
        fill_workbook(typed, file)
        if "--profile" in sys.argv:
            profile(file)
            return
        base = timed_imports()
        cold, cold_whole, warm, warm_whole = clicks(file)
    print(f"8 tables of 400 rows; 1.00 = {base:.2f} s: {_IMPORTS}")
    for name, own, whole, goal in (("cold", cold, cold_whole, COLD), ("warm", warm, warm_whole, WARM)):
        told = "reached" if own <= goal * base else "MISSED"
        print(
            f"{own / base:8.2f}  {name} click to verdict (goal {goal}: {told}); {whole / base:.2f} with the stand-in's time"
        )


if __name__ == "__main__":
    main()
