"""Seconds and memory (MB) that one process takes for each of so many workbooks of a folder: ``growing.py FOLDER COUNT``."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from headless.batch.run import validate_files


def main(folder: Path, count: int) -> None:
    """Print both; the first workbook, which brings the libraries, is not timed."""
    files = sorted(folder.iterdir())[:count]
    list(validate_files(files[:1], None, "id"))
    start = time.perf_counter()
    for _ in validate_files(files, None, "id"):
        pass
    spent = (time.perf_counter() - start) / len(files)
    # Linux: what getrusage tells as the peak would be that of the parent where it is larger.
    peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert peak
    print(spent, int(peak[1]) / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
