"""Where the repository's own files lie, for tests in any folder."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
WORKBOOKS = sorted(path.stem for path in EXAMPLES.glob("*.xlsx"))
GOLDEN = ROOT / "tests" / "golden"
NODE = ROOT / "tests" / "node"
