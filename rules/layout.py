"""Layouts: the official tables as data, one YAML file each under ``layouts/``.

A layout says what a table looks like (headings, official column numbers, widths), what its cells hold and
how its columns and rows add up. Everything else (template, reader, checks) is derived from it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from rules.arithmetic import Expression, ExpressionError
from rules.errors import RulebookError
from rules.yamlfile import load_mapping

FOLDER = Path(__file__).parent / "layouts"

Role = Literal[
    "kode", "no", "uraian", "indikator", "lokasi", "target", "realisasi", "pagu", "sumber_dana", "catatan",
    "tujuan", "sasaran", "prioritas", "kelompok_sasaran", "penanggung_jawab", "tingkat",
]  # fmt: skip
Kind = Literal["text", "code", "money", "target", "percent"]
Required = Literal["", "selalu", "kode", "indikator", "dana"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnSpec(_Strict):
    """One official column.

    ``year`` is the plan year the column speaks of, as an offset from n (0 = n, 1 = n+1, -2 = n-2).
    ``required``: ``selalu`` every row, ``kode`` rows with a code from program down, ``indikator`` also
    continuation lines, ``dana`` rows whose pagu is not nil.
    """

    heading: str
    role: Role
    kind: Kind = "text"
    width: float = Field(default=18, gt=0, le=120)
    required: Required = ""
    year: int | None = None
    decimals: int = Field(default=0, ge=0, le=4)
    hint: str = ""
    group: str = ""
    choices: Literal["", "satuan", "sumber_dana"] = ""

    @model_validator(mode="after")
    def _money_has_role(self) -> Self:
        if (self.kind == "code") != (self.role == "kode"):
            raise ValueError("kind 'code' dan role 'kode' harus bersama")
        return self


class Totals(_Strict):
    """Parents = sum of their direct children, by the hierarchy of the code column; a row for the grand total."""

    columns: list[str]
    label: str = "TOTAL"


class FieldSpec(_Strict):
    """One field of a form such as Identitas: the label left of the cell, and what may stand in it."""

    label: str
    required: bool = True
    choices: list[str] = []
    hint: str = ""
    kind: Literal["text", "year", "bidang", "decree"] = "text"


class Layout(_Strict):
    """One official table of one regulation.

    ``slot`` names the place in the document that several layouts may fill (Bab-IV has two forms);
    ``group`` joins tables that must agree with each other; ``since``/``until`` bound the plan years.
    """

    id: str
    document: Literal["renja", "lkip"]
    order: int
    source: str
    title: list[str]
    seed_title: str = ""
    slot: str = ""
    default: bool = True
    required: bool = True
    group: str = ""
    since: int = 2021
    until: int | None = None
    columns: dict[str, ColumnSpec] = {}
    derived: dict[str, Expression] = {}
    totals: Totals | None = None
    fields: dict[str, FieldSpec] = {}

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @field_validator("derived", mode="before")
    @classmethod
    def _parse(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("harus berupa daftar nomor kolom dan rumus")
        try:
            return {str(column): Expression.parse(str(text)) for column, text in value.items()}
        except ExpressionError as fault:
            raise ValueError(str(fault)) from None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.columns) == bool(self.fields):
            raise ValueError("isi salah satu: 'columns' (tabel) atau 'fields' (isian)")
        if list(self.columns) != [str(number) for number in range(1, len(self.columns) + 1)]:
            raise ValueError("columns: nomor kolom harus berurutan mulai dari 1")
        for column, expression in self.derived.items():
            if column in self._sources(column):
                raise ValueError(f"derived.{column}: kolom {column} dihitung dari dirinya sendiri")
            for used in (column, *expression.columns):
                if used not in self.columns:
                    raise ValueError(f"derived.{column}: kolom {used} tidak ada dalam tabel ini")
        for column in self.totals.columns if self.totals else []:
            if column not in self.columns or self.columns[column].kind != "money":
                raise ValueError(f"totals: kolom {column} bukan kolom uang tabel ini")
        if self.totals and not self.by_role("kode"):
            raise ValueError("totals: perlu kolom dengan role 'kode'")
        return self

    def _sources(self, column: str) -> set[str]:
        """Columns that a derived column rests on, directly or through other derived ones."""
        found: set[str] = set()
        waiting = [column]
        while waiting:
            expression = self.derived.get(waiting.pop())
            fresh = set(expression.columns) - found if expression else set()
            found |= fresh
            waiting += fresh
        return found

    @property
    def place(self) -> str:
        """The place in the document this layout fills."""
        return self.slot or self.id

    def by_role(self, role: str, year: int | None = None) -> str | None:
        """Official number of the first column with a role (and year offset), or None."""
        for number, column in self.columns.items():
            if column.role == role and (year is None or column.year == year):
                return number
        return None

    def of_kind(self, *kinds: str) -> list[str]:
        """Official numbers of the columns of given kinds, in order."""
        return [number for number, column in self.columns.items() if column.kind in kinds]


def load_layout(path: Path) -> Layout:
    """Read one layout file; raises :class:`RulebookError` naming file, key and reason."""
    content = load_mapping(path)
    if not content:
        raise RulebookError(path, "", "isi file harus berupa daftar kunci dan nilai")
    if isinstance(content.get("columns"), dict):
        content["columns"] = {str(number): column for number, column in content["columns"].items()}
    try:
        return Layout.model_validate(content)
    except ValidationError as error:
        raise RulebookError.from_validation(path, error) from None


@cache
def layouts(folder: Path = FOLDER) -> dict[str, Layout]:
    """All layouts by id, in the order they stand in their documents."""
    found = [load_layout(path) for path in sorted(folder.glob("*.yaml"))]
    return {layout.id: layout for layout in sorted(found, key=lambda layout: (layout.document, layout.order))}


def document_layouts(document: str, year: int | None = None) -> list[Layout]:
    """Layouts of one document in force for a plan year (all years if None), in sheet order."""
    return [
        layout
        for layout in layouts().values()
        if layout.document == document
        and (year is None or (layout.since <= year and (layout.until is None or year <= layout.until)))
    ]
