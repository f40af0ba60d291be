"""Workbooks read where a map says that their tables stand."""

from __future__ import annotations

from pathlib import Path

from rules.model.document import Document
from workbook_templates.recognition.map_file import read_by_entries, read_map


def read_mapped(path: Path, map_file: Path) -> Document:
    """The tables of a workbook where a map says they stand."""
    return read_by_entries(path, map_file, read_map(map_file))
