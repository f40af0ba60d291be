"""Layouts: the official tables as data, one YAML file each under ``layouts/``.

A layout says what a table looks like (headings, official column numbers, widths), what its cells hold and
how its columns and rows add up. Everything else (template, reader, checks) is derived from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from rules.errors import BrokenRuleFileError, NoMappingError
from rules.record import record
from rules.schema.arithmetic import Expression, ExpressionError
from rules.schema.column import ColumnSpec, Strict, number_of
from rules.yamlfile import load_mapping

FOLDER = Path(__file__).parent.parent / "layouts"

Hierarchy = Literal["kode", "uraian", "datar", "kelompok"]
Part = Literal[
    "rencana", "rencana_akhir", "analisis", "kinerja", "tujuan", "anggaran_lalu", "periode", "indikator_program",
    "anggaran_iku", "sasaran", "program", "anggaran_pk", "realisasi_program", "target_renja", "capaian", "efisiensi",
    "daftar_iku", "perhitungan",
]  # fmt: skip
"""What a table is to others: rules and carry-overs ask for the table that plays a part, never for one by its id."""
SHARED_PARTS: frozenset[Part] = frozenset({"rencana_akhir", "sasaran", "program", "target_renja"})
"""Parts that several tables of a document may play; any other is played by one."""

TYPES = ("positif", "negatif", "persentase", "nilai akhir", "predikat")
"""Types of indicators, which decide how a realisation is set against its target and added up."""

MEASURES = ("Target", "Realisasi")
"""What rows of one indicator may state, where each has a row of its own."""
_COMMON = "umum"


class Totals(Strict):
    """Parents = sum of their direct children, by the table's hierarchy; a row for the grand total."""

    columns: list[str]
    label: str = "TOTAL"


@record
class Derivation:
    """How a column is derived: the regulation's arithmetic, and what differs by type of indicator.

    A type that maps to None has no such figure (a predicate has no percentage).
    """

    common: Expression
    by_type: Mapping[str, Expression | None]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column any of its expressions reads, in order of appearance."""
        expressions = [self.common, *(x for x in self.by_type.values() if x)]
        return tuple(dict.fromkeys(column for x in expressions for column in x.columns))

    def of(self, indicator_type: str) -> Expression | None:
        """The expression for a type of indicator."""
        return self.by_type.get(indicator_type, self.common)

    def renamed(self, name: Callable[[str], str]) -> Derivation:
        """The same derivation over other columns."""
        by_type = {kind: x.renamed(name) if x else None for kind, x in self.by_type.items()}
        return Derivation(self.common.renamed(name), by_type)


def _derivation(value: object) -> Derivation:
    """From one expression, or from a mapping of `umum` and types of indicators to expressions."""
    if not isinstance(value, dict):
        return Derivation(Expression.parse(str(value)), {})
    unknown = [key for key in value if key not in (_COMMON, *TYPES)]
    if unknown or _COMMON not in value:
        raise ExpressionError(
            f"isian {', '.join(map(str, unknown)) or _COMMON}: pilihannya {_COMMON}, {', '.join(TYPES)}"
        )
    parsed = {key: Expression.parse(str(text)) if text else None for key, text in value.items()}
    common = parsed.pop(_COMMON)
    if common is None:
        raise ExpressionError(f"'{_COMMON}' kosong")
    return Derivation(common, parsed)


class Average(Strict):
    """A column of means: of the column ``of``, over the rows from one filled cell of ``by`` to the next."""

    of: str
    by: str
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Words(Strict):
    """A column of words: what a scale of the pack says of a figure, arithmetic over columns in ``of``."""

    of: str
    scale: str

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    @cached_property
    def figure(self) -> Expression:
        """The parsed arithmetic."""
        return Expression.parse(self.of)


class Footer(Strict):
    """Rows below the data: the mean of some columns with its predicate, and notes to be written."""

    mean: list[str]
    mean_label: str
    predicate_label: str
    notes: list[str] = Field(default_factory=list)


class FieldSpec(Strict):
    """One field of a form such as Identitas: the label left of the cell, and what may stand in it."""

    label: str
    required: bool = True
    choices: list[str] = Field(default_factory=list)
    hint: str = ""
    kind: Literal["text", "year", "bidang", "decree", "government"] = "text"


class Layout(Strict):
    """One official table of one regulation.

    ``slot`` names the place in the document that several layouts may fill (Bab-IV has two forms);
    ``group`` joins tables that must agree with each other row by row, ``follows`` names such a group whose
    figures this table repeats. ``hierarchy``: rows stand in the order of their codes (`kode`), of their
    names where there are no codes (`uraian`), in groups by their depth (`kelompok`), or all on one level (`datar`).
    ``plays`` are the parts of the table in what is carried to and compared with others. ``numbered`` is whether the column numbers are printed, ``split_code`` whether each part of a code stands in a cell of its own. ``sheet`` is the name of its sheet where that is not the
    id; ``starting`` the rows a blank template begins with. ``since``/``until`` bound the plan years.
    """

    id: str
    sheet: str = ""
    document: Literal["renja", "lkip"]
    order: int
    source: str
    title: list[str]
    seed_title: str = ""
    slot: str = ""
    default: bool = True
    required: bool = True
    group: str = ""
    follows: str = ""
    plays: list[Part] = Field(default_factory=list)
    hierarchy: Hierarchy = "kode"
    numbered: bool = True
    split_code: bool = False
    since: int = 2021
    until: int | None = None
    columns: dict[str, ColumnSpec] = Field(default_factory=dict)
    derived: dict[str, Derivation] = Field(default_factory=dict)
    totals: Totals | None = None
    averages: dict[str, Average] = Field(default_factory=dict)
    words: dict[str, Words] = Field(default_factory=dict)
    starting: list[dict[str, str]] = Field(default_factory=list)
    footer: Footer | None = None
    fields: dict[str, FieldSpec] = Field(default_factory=dict)

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, content: Any) -> Any:
        """Columns by their number as text; arithmetic parsed, and doubled for columns split into K and Rp."""
        columns = {str(number): spec for number, spec in (content.get("columns") or {}).items()}
        given = content.get("derived") or {}
        if not isinstance(given, dict):
            raise ValueError("derived: harus berupa daftar nomor kolom dan rumus")
        derived = {}
        for key, value in given.items():
            column = str(key)
            try:
                derivation = _derivation(value)
            except ExpressionError as fault:
                raise ValueError(f"derived.{column}: {fault}") from None
            if column in columns or f"{column}K" not in columns:
                derived[column] = derivation
                continue
            derived[f"{column}K"] = derivation.renamed(lambda number: f"{number}K")
            derived[f"{column}Rp"] = Derivation(derivation.common, {}).renamed(lambda number: f"{number}Rp")
        by_number = {
            name: {str(number): spec for number, spec in (content.get(name) or {}).items()}
            for name in ("averages", "words")
        }
        rows = [{str(number): str(value) for number, value in row.items()} for row in content.get("starting") or []]
        return {**content, **by_number, "columns": columns, "derived": derived, "starting": rows}

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.columns) == bool(self.fields):
            raise ValueError("isi salah satu: 'columns' (tabel) atau 'fields' (isian)")
        numbers = list(dict.fromkeys(number_of(column) for column in self.official))
        if numbers != [str(number) for number in range(1, len(numbers) + 1)]:
            raise ValueError("columns: nomor kolom harus berurutan mulai dari 1")
        for column, derivation in self.derived.items():
            if column in self.sources(column):
                raise ValueError(f"derived.{column}: kolom {column} dihitung dari dirinya sendiri")
            for used in (column, *derivation.columns):
                if used not in self.columns:
                    raise ValueError(f"derived.{column}: kolom {used} tidak ada dalam tabel ini")
        for column in self.totals.columns if self.totals else []:
            if column not in self.columns or self.columns[column].kind != "money":
                raise ValueError(f"totals: kolom {column} bukan kolom uang tabel ini")
        needs = {column: {column, rule.of, rule.by} for column, rule in self.averages.items()}
        needs |= {column: {column, *rule.figure.columns} for column, rule in self.words.items()}
        for column, need in needs.items():
            if not need <= set(self.columns):
                raise ValueError(f"averages/words.{column}: kolom {', '.join(need)} tidak semuanya ada dalam tabel ini")
        if self.totals and not self.by_role("kode" if self.hierarchy == "kode" else "uraian"):
            raise ValueError("totals: perlu kolom dengan role 'kode', atau 'uraian' bila tabelnya tanpa kode")
        return self

    def sources(self, column: str) -> set[str]:
        """Columns that a derived column rests on, directly or through other derived ones."""
        found: set[str] = set()
        waiting = [column]
        while waiting:
            derivation = self.derived.get(waiting.pop())
            fresh = set(derivation.columns) - found if derivation else set()
            found |= fresh
            waiting += fresh
        return found

    def base(self, column: str) -> list[str]:
        """The typed columns a derived one rests on, directly or through other derived ones."""
        found = self.sources(column)
        return [number for number in self.columns if number in found and number not in self.derived]

    def adds_up(self, column: str) -> bool:
        """Whether a derived column also has a figure in the grand total: all it rests on is added up there."""
        return self.totals is not None and set(self.base(column)) <= set(self.totals.columns)

    @property
    def has_total(self) -> bool:
        """Whether a row of the grand total closes the table; in groups the whole stands in a row of its own."""
        return self.totals is not None and self.hierarchy != "kelompok"

    @cached_property
    def sheet_name(self) -> str:
        """The name of the sheet it stands in, in our templates."""
        return self.sheet or self.id

    @property
    def place(self) -> str:
        """The place in the document this layout fills."""
        return self.slot or self.id

    @cached_property
    def official(self) -> dict[str, ColumnSpec]:
        """The official columns: all but the extra ones and those of variants."""
        return {number: column for number, column in self.columns.items() if not (column.extra or column.variant)}

    @cached_property
    def due(self) -> dict[str, ColumnSpec]:
        """The columns that a table of the form must have."""
        return {number: column for number, column in self.columns.items() if column.due}

    @cached_property
    def extras(self) -> dict[str, ColumnSpec]:
        """The columns beside the table."""
        return {number: column for number, column in self.columns.items() if column.extra}

    @cached_property
    def quarters(self) -> list[str]:
        """Columns of what a plan's own year brings, quarter by quarter: they stay empty until that year has begun."""
        spent = {"realisasi", "realisasi_dana"} if self.document == "renja" else set[str]()
        return [number for number, column in self.official.items() if column.role in spent and column.year == 0]

    def by_role(self, role: str, year: int | None = None) -> str | None:
        """Official number of the first column with a role (and year offset), or None."""
        return self._by_role.get((role, year))

    @cached_property
    def _by_role(self) -> dict[tuple[str, int | None], str]:
        # A column that only some forms have comes last.
        columns = sorted(self.columns.items(), key=lambda column: column[1].variant)
        return {key: n for n, x in reversed(columns) for key in ((x.role, x.year), (x.role, None))}

    def of_kind(self, *kinds: str) -> list[str]:
        """Official columns of given kinds, in order."""
        return [number for number, column in self.official.items() if column.kind in kinds]


def load_layout(path: Path) -> Layout:
    """Read one layout file; raises :class:`RulebookError` naming file, key and reason."""
    content = load_mapping(path)
    if not content:
        raise NoMappingError(path)
    try:
        return Layout.model_validate(content)
    except ValidationError as error:
        raise BrokenRuleFileError.from_validation(path, error) from None


@cache
def layouts(folder: Path = FOLDER) -> dict[str, Layout]:
    """All layouts by id, in the order they stand in their documents."""
    found = {path: load_layout(path) for path in sorted(folder.glob("*.yaml"))}
    _check_apart(found)
    return {layout.id: layout for layout in sorted(found.values(), key=lambda x: (x.document, x.order))}


def _check_apart(found: Mapping[Path, Layout]) -> None:
    """Refuse two layouts of a document with one id or order, or with one part that only one table may play."""
    taken: dict[tuple[str, str, object], Path] = {}
    for path, layout in found.items():
        parts = [("plays", part) for part in layout.plays if part not in SHARED_PARTS]
        for key, value in [("id", layout.id), ("order", layout.order), *parts]:
            other = taken.setdefault((layout.document, key, value), path)
            if other != path:
                raise BrokenRuleFileError(path, f"{key}: {value} sudah dipakai {other.name}")


def document_layouts(document: str, year: int | None = None) -> list[Layout]:
    """Layouts of one document in force for a plan year (all years if None, or before all of them), in sheet order."""
    found = [x for x in layouts().values() if x.document == document]
    if year is not None and year < min(x.since for x in found):
        return found
    return [x for x in found if year is None or (x.since <= year and (x.until is None or year <= x.until))]


def playing(document: str, part: Part) -> list[Layout]:
    """The layouts of a document whose tables play a part, in sheet order."""
    return [layout for layout in layouts().values() if layout.document == document and part in layout.plays]


def player(document: str, part: Part) -> Layout:
    """The one layout of a document whose table plays a part; raises :class:`LookupError` where there is none."""
    found = playing(document, part)
    if len(found) != 1:
        raise LookupError(f"{document}: {len(found)} layouts play '{part}'")
    return found[0]


def form_of(document: str) -> Layout:
    """The identity form of a document."""
    return next(layout for layout in layouts().values() if layout.fields and layout.document == document)
