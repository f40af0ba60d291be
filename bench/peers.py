"""The same checks as other tools do them: codes, amounts, required cells and units of the tables of a workbook.

Each takes a workbook of :mod:`workbooks` and checks, table by table, a quarter of what the rules check: whether codes have
their form, amounts are numbers not below nought, and texts that must be there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import python_calamine

CODE = r"\d(\.\d{2}(\.\d{2}(\.\d\.\d{2}(\.\d{2,4})?)?)?)?"
CHECKED: dict[str, tuple[int, str]] = {
    "T-C.29": (11, "kttttt--t--"),
    "T-C.30": (13, "-t--tttttttt-"),
    "Anggaran-Realisasi": (5, "-taa-"),
    "T-C.32": (6, "-ttttt"),
    "Tujuan-Sasaran": (5, "-t-tt"),
    "T-C.33": (10, "ktttta--ta"),
    "Bab-IV": (8, "ktttta--"),
}
"""Sheets with their number of columns and what each must hold: a code, a text, an amount (or nothing), or anything."""


def with_calamine(path: Path) -> None:
    """Merely read every sheet."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


Heads = dict[str, int]
"""The last row above the data of each sheet."""


def _schema(kinds: str) -> Any:
    import pandera.pandas as pa

    checks: dict[str, Any] = {
        "k": lambda: pa.Column(object, pa.Check.str_matches(f"^{CODE}$"), nullable=True),
        "t": lambda: pa.Column(object, pa.Check.str_length(1), nullable=False),
        "a": lambda: pa.Column(float, pa.Check.ge(0), nullable=True, coerce=True),
        "-": lambda: pa.Column(nullable=True),
    }
    return pa.DataFrameSchema({str(at): checks[kind]() for at, kind in enumerate(kinds)})


def with_openpyxl_and_pandera(path: Path, heads: Heads) -> int:
    """The plain way: openpyxl, a DataFrame for each table, a pandera schema for each; how many failures."""
    import pandas as pd
    import pandera.pandas as pa

    book = openpyxl.load_workbook(path, data_only=True)
    failures = 0
    for name, (width, kinds) in CHECKED.items():
        rows = [row[:width] for row in book[name].iter_rows(min_row=heads[name] + 1, values_only=True)]
        rows = [row for row in rows if any(cell is not None for cell in row)]
        frame = pd.DataFrame(rows, columns=[str(at) for at in range(width)], dtype=object)
        try:
            _schema(kinds).validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            failures += len(errors.failure_cases)
    return failures


def with_frictionless(path: Path, heads: Heads) -> int:
    """frictionless-py with the same schema for each sheet; how many errors."""
    from frictionless import Dialect, Resource, Schema, formats, system

    kinds_of: dict[str, dict[str, Any]] = {
        "k": {"type": "string", "constraints": {"pattern": CODE}},
        "t": {"type": "string", "constraints": {"required": True}},
        "a": {"type": "number", "constraints": {"minimum": 0}},
        "-": {"type": "any"},
    }
    failures = 0
    with system.use_context(trusted=True):
        for name, (_, kinds) in CHECKED.items():
            fields = [{"name": f"c{at}", **kinds_of[kind]} for at, kind in enumerate(kinds)]
            dialect = Dialect(header_rows=[heads[name]], controls=[formats.ExcelControl(sheet=name)])
            schema = Schema.from_descriptor({"fields": fields})
            report = Resource(path=str(path), dialect=dialect, schema=schema).validate()
            failures += int(report.stats["errors"])
    return failures
