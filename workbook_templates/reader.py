"""Any workbook → Document: preflight, values and facts of its cells, tables wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules.model.document import Document
from rules.schema.year_label import year_label
from rules.values.cells import is_blank
from workbook_templates.errors import NoTablesError, NothingWrittenError, TitleWithoutTableError
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.only_read import TEXT_ONLY
from workbook_templates.reading.other_formats import amounts_as_numbers
from workbook_templates.reading.workbook import read_sheets
from workbook_templates.recognition.document.identity_form import Kind
from workbook_templates.recognition.document.titles_only import first_title
from workbook_templates.recognition.read_grids import read_grids


def read_document(path: Path, limits: Limits = DEFAULT_LIMITS, kind: Kind | None = None) -> Document:
    """The official tables of a workbook; raises :class:`UnreadableError` also where it holds none.

    ``kind`` says which document it is, `renja` or `lkip`, where the caller knows; else its tables and Identitas tell.
    """
    grids, foreign = read_sheets(path, limits)
    document = read_grids(str(path), grids, kind)
    document.foreign = foreign
    if path.suffix.lower() in TEXT_ONLY:
        amounts_as_numbers(document)
    if not document.tables:
        raise no_tables(path.name, grids)
    return document


def no_tables(name: str, grids: Sequence[Grid]) -> NoTablesError:
    """Why a file without an official table is refused: nothing is in it, a table's title alone, or something else."""
    titled = first_title(grids)
    if titled is None:
        written = any(grid.facts.formulas or any(not is_blank(x) for row in grid.rows for x in row) for grid in grids)
        return NoTablesError(name) if written else NothingWrittenError(name)
    due = ", ".join(year_label(column.heading, None) for column in titled.layout.due.values())
    place = f"{titled.sheet}!{titled.cell}"
    return TitleWithoutTableError(name, titled.text, place, titled.layout.id, due)
