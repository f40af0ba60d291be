"""Where the repository's own files lie, for tests in any folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
WORKBOOKS = sorted(path.stem for path in EXAMPLES.glob("*.xlsx"))
PASTED_REPORT = sorted((EXAMPLES / "data" / "tempel-lkip").glob("*.tsv"))
"""The tables of the report that `lkip-2024-tempel.xlsx` holds, a sheet each."""
GOLDEN = ROOT / "tests" / "golden"
NODE = ROOT / "tests" / "node"
