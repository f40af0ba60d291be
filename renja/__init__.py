"""renja for Python: read planning workbooks of Indonesian local government, judge and compute them.

>>> import renja
>>> document = renja.read("examples/renja-2024-benar.xlsx")
>>> renja.validate(document).status
'valid'

What :data:`__all__` names is the public face and stays as it is. All else, in this distribution's other packages
too (`rules`, `workbook_templates`, `headless`, `addin`), may change with any version.

Importing it costs nothing; pandas and pandera come with the first workbook. Everything runs in the calling process and
without a limit of time, as suits files of one's own. For workbooks of strangers and for batches there is the command `renja
validate`, whose workers may die without harm.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, overload

from rules import __version__

if TYPE_CHECKING:
    from rules.calculation.compute import Derived
    from rules.engine.table_schema import TableSchema
    from rules.model.document import Document
    from rules.model.finding import Finding, Verdict
    from workbook_templates.errors import UnreadableError

__all__ = [
    "Derived",
    "Document",
    "Finding",
    "UnreadableError",
    "Verdict",
    "__version__",
    "compute",
    "read",
    "schema",
    "validate",
]

_HOME = {
    "Derived": "rules.calculation.compute",
    "Document": "rules.model.document",
    "Finding": "rules.model.finding",
    "UnreadableError": "workbook_templates.errors",
    "Verdict": "rules.model.finding",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'renja' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


def read(path: str | PathLike[str]) -> Document:
    """The official tables of a workbook (`.xlsx`, `.xlsm`, `.ods`, `.csv`, `.docx`), wherever they stand in it.

    Raises :class:`UnreadableError` where the file is damaged, hostile, or holds no official table; its text is one
    Indonesian sentence: what, where, what to do.

    >>> document = read("examples/renja-2024-benar.xlsx")
    >>> document.kind, document.year
    ('renja', 2024)

    Each table is a DataFrame of what was typed: the index is the Excel row, the columns are the official numbers.

    >>> table = document.tables[-1]
    >>> table.layout, table.sheet
    ('Bab-IV', 'Bab-IV')
    >>> table.frame.loc[7, ["1", "2"]].to_list()
    ['2.17.01', 'Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota']
    """
    from pathlib import Path

    from workbook_templates.reader import read_document

    return read_document(Path(path))


@overload
def validate(document: Document, *, pack: str | None = None, lang: Literal["id", "en"] = "id") -> Verdict: ...
@overload
def validate(
    document: Iterable[Document], *, pack: str | None = None, lang: Literal["id", "en"] = "id"
) -> list[Verdict]: ...
def validate(
    document: Document | Iterable[Document], *, pack: str | None = None, lang: Literal["id", "en"] = "id"
) -> Verdict | list[Verdict]:
    """The verdict on a document, or the verdicts on several, in their order.

    Several are judged as one stack, which takes far less time than one after the other. ``pack`` names a rule pack, by
    default that of the document's year; ``lang`` is the language of messages.

    >>> verdict = validate(read("examples/renja-2024-seed.xlsx"))
    >>> verdict.status, verdict.count("galat") > 0
    ('invalid', True)

    Each fault is one finding, in its cell; amounts are whole rupiah.

    >>> total = next(finding for finding in verdict.findings if finding.rule == "JML-004")
    >>> total.sheet, total.cell, total.value, total.expected, total.difference
    ('Bab-IV', 'J53', 12611751484, 12611751848, -364)
    """
    from rules.model.document import Document
    from rules.schema.pack import load_pack
    from rules.validation import validate_many

    if lang not in ("id", "en"):
        raise ValueError(f"lang is 'id' or 'en', not {lang!r}")
    chosen = load_pack(pack) if pack else None
    if isinstance(document, Document):
        return validate_many([document], chosen, lang)[0]
    documents = [] if isinstance(document, str) else list(document)
    if isinstance(document, str) or not all(isinstance(one, Document) for one in documents):
        raise TypeError("validate takes documents: renja.validate(renja.read(path))")
    return validate_many(documents, chosen, lang)


def schema(
    table: str,
    tahun: int | None = None,
    *,
    identity: Mapping[str, Any] | None = None,
    document: Document | None = None,
    pack: str | None = None,
    lang: Literal["id", "en"] = "id",
) -> TableSchema:
    """The pandera schema of an official table: a check for every rule and column, to judge a frame of one's own.

    ``identity`` are fields of the identity form by key; ``document`` is what the table stands in, so that rules across
    tables can run. Without them such rules are skipped, and ``outcomes(frame)`` says why.

    >>> document = read("examples/renja-2024-benar.xlsx")
    >>> plan = next(table.frame for table in document.tables if table.layout == "T-C.33")
    >>> plan.loc[plan.index[-1], "6"] += 1000
    >>> from pandera.errors import SchemaErrors
    >>> try:
    ...     schema("T-C.33", tahun=2024).validate(plan, lazy=True)
    ... except SchemaErrors as errors:
    ...     found = errors.failure_cases
    >>> found.query("severity == 'galat'")[["check", "column"]].to_numpy().tolist()
    [['JML-004', '6']]
    """
    from rules.public_schema import schema_of
    from rules.schema.pack import load_pack

    chosen = load_pack(pack) if pack else None
    return schema_of(table, tahun=tahun, identity=identity, document=document, pack=chosen, lang=lang)


def compute(document: Document, *, pack: str | None = None) -> list[Derived]:
    """Every derived cell of a document: arithmetic between columns, parents, totals, averages and predicates.

    What was typed stays (``state`` is `typed`); ``value`` is in the column's unit, None where it is undefined. Nothing
    is written: `renja compute` writes a copy of the workbook. Raises :class:`TypeError` for anything but a document.

    >>> cells = compute(read("examples/renja-2024-benar.xlsx"))
    >>> [cell.value for cell in cells if (cell.sheet, cell.row, cell.column) == ("Bab-IV", 7, "6")]
    [9271302348]
    """
    from rules.calculation.compute import compute
    from rules.model.document import Document
    from rules.schema.pack import load_pack

    if not isinstance(document, Document):
        raise TypeError("compute takes a document: renja.compute(renja.read(path))")
    return compute(document, load_pack(pack) if pack else None)
