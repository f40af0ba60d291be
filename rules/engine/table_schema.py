"""The official tables as pandera schemas: the columns of a layout, and on each a check for every rule that may blame it.

The engine runs them over stacks, anybody over a frame of their own. What is judged besides the frame itself (its document,
what other rules say) is in a session: the engine's, or one made for the frame.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.backends.pandas.container import DataFrameSchemaBackend
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrors

from rules.engine import table_strategy
from rules.engine.errors import PartOfTableError
from rules.engine.failure_cases import Failed, TableErrors, absent_column, errors_alone, errors_in_stack
from rules.engine.loose_frame import document_with
from rules.engine.outcomes import outcomes
from rules.engine.rule import Rule
from rules.engine.rule_check import Judged, RuleCheck, judging, under_judgement
from rules.engine.session import Session, judged_columns
from rules.frames.stacked_rows import StackedRows
from rules.model.document import Document
from rules.model.finding import Outcome
from rules.record import record
from rules.schema.layout import Layout, layouts
from rules.schema.pack import Pack
from rules.schema.year_label import year_label


@record
class Setting:
    """What a frame is judged with: the pack, all rules of the book, the rest of the document, and the language of messages."""

    pack: Pack
    rules: tuple[Rule, ...]
    document: Document
    lang: str = "id"


class StackSchema(pa.DataFrameSchema):
    """One official table, or a structure frame, of the engine's stack; it judges the view that :func:`judging` names."""

    def validate(
        self,
        check_obj: pd.DataFrame,
        head: int | None = None,
        tail: int | None = None,
        sample: int | None = None,
        random_state: int | None = None,
        lazy: bool = False,
        inplace: bool = False,
    ) -> pd.DataFrame:
        """The frame itself, if no rule blames a cell; raises :class:`SchemaErrors`, or :class:`SchemaError` unless ``lazy``.

        A frame that cannot be a table at all raises :class:`rules.engine.errors.SchemaUseError`.
        """
        if any(part is not None for part in (head, tail, sample, random_state)):
            raise PartOfTableError(self.name)
        # Neither the environment nor a setting of pandera switches judging off.
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            return super().validate(check_obj, lazy=lazy, inplace=inplace)

    @staticmethod
    def register_default_backends(check_obj_cls: type) -> None:
        """None but our own, registered below."""


class TableSchema(StackSchema):
    """One official table: ``validate(frame, lazy=True)`` raises :class:`SchemaErrors` with a failure case per blamed cell.

    A frame's columns are official numbers, its index the numbers of its rows (in Excel, if it comes from there), its cells
    what was typed: a number typed as text is a fault of its own. A column ``kind`` may tell rows of the grand total and below
    the data (`isi`, `total`, `rata-rata`, …); else their labels do. :meth:`outcomes` tells what became of each rule.
    """

    layout: Layout
    setting: Setting
    """Given by :func:`table_schema`: pandera's own methods make schemas of columns alone, and copy ours whole."""

    def outcomes(self, frame: pd.DataFrame) -> list[Outcome]:
        """What became of each rule of the schema: `ran` on how many cells, `skipped` or `crashed`, and why."""
        judged = session, view = self.judged(frame)
        _failed(self, judged)
        ids = {check.name for column in self.columns.values() for check in column.checks}
        return [outcomes(session, rule, [view])[0] for rule in session.rules if rule.id in ids]

    def judged(self, frame: pd.DataFrame) -> Judged:
        """The frame as the table of its document, in a session of its own."""
        document = document_with(frame, self.layout, self.setting.document)
        session = Session([document], self.setting.pack, self.setting.rules)
        return Judged(session, session.tables[self.layout.id])

    def to_yaml(self, *arguments: Any, **options: Any) -> str | None:
        """Columns with dtype, title and whether they may be blank. Rules are not carried: they are no facts of single cells."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Only registered checks")
            return super().to_yaml(*arguments, **options)

    def strategy(self, *, size: int | None = None, n_regex_columns: int = 1) -> Any:  # noqa: ARG002  (pandera's own)
        """Made-up frames of the table; needs hypothesis. pandera's own would make text of all cells."""
        return table_strategy.tables(self.layout, self.setting.pack, size)


class _InStack(DataFrameSchemaBackend):
    """Runs the checks of a :class:`StackSchema` over the view under judgement."""

    def validate(self, check_obj: pd.DataFrame, schema: Any, *, lazy: bool = False, **_: Any) -> pd.DataFrame:
        errors = self.errors(schema, check_obj)
        if errors is None:
            return check_obj
        try:
            raise errors if lazy else errors.schema_errors[0]
        finally:
            # Its traceback holds this frame, which would hold it, and so the whole stack.
            del errors

    def errors(self, schema: Any, frame: pd.DataFrame) -> TableErrors | None:
        """What is wrong with a frame, if anything."""
        judged = under_judgement(frame)
        failed = _failed(schema, judged)
        return errors_in_stack(schema, judged, failed) if failed else None


class _Alone(_InStack):
    """Runs the checks of a :class:`TableSchema` over a frame of somebody's own."""

    def errors(self, schema: Any, frame: pd.DataFrame) -> TableErrors | None:
        """All that is wrong: columns that are not there, what the rules blame, and what checks of others say."""
        judged = schema.judged(frame)
        absent = [number for number, column in schema.columns.items() if column.required and number not in frame]
        errors = [
            *(absent_column(schema, number) for number in absent),
            *errors_alone(schema, judged, _failed(schema, judged), schema.setting.lang),
        ]
        cases = [error.failure_cases for error in errors]
        try:
            if foreign := _checks_of_others(schema):
                foreign.validate(frame, lazy=True)
        except SchemaErrors as raised:
            errors += raised.schema_errors
            cases.append(raised.failure_cases)
        return TableErrors(schema, errors, frame, pd.concat(cases, ignore_index=True)) if errors else None


StackSchema.register_backend(pd.DataFrame, _InStack)
TableSchema.register_backend(pd.DataFrame, _Alone)


def _failed(schema: StackSchema, judged: Judged) -> list[Failed]:
    """The rules' checks that blame cells, by column."""
    found, frame = [], judged.view.frame
    with judging(judged):
        for name, column in schema.columns.items():
            for number, check in enumerate(column.checks):
                if isinstance(check, RuleCheck) and not (result := check(frame, name)).check_passed:
                    found.append(Failed(check, number, result.failure_cases))
    return found


def _checks_of_others(schema: TableSchema) -> pa.DataFrameSchema | None:
    """What somebody added to the schema, if anything: checks that are no rule's, columns that are not the table's."""
    columns = {}
    for name, column in schema.columns.items():
        checks = [check for check in column.checks if not isinstance(check, RuleCheck)]
        if name not in schema.layout.columns:
            columns[name] = column
        elif checks:
            columns[name] = pa.Column(checks=checks, nullable=True, required=False)
    return pa.DataFrameSchema(columns, checks=schema.checks, name=schema.name) if columns or schema.checks else None


# ---- making schemas


def table_schema(layout: Layout, setting: Setting) -> TableSchema:
    """The schema of a table for frames of its own."""
    year, start = setting.document.year, setting.document.renstra
    schema = TableSchema(**_parts(layout.id, setting.rules, *_settings(setting.pack)))
    schema.layout, schema.setting = layout, setting
    schema.title = year_label(" ".join(layout.title) or layout.seed_title, year, start)
    for number, column in schema.columns.items():
        spec = layout.columns[number]
        column.title = year_label(f"{spec.group} {spec.heading}".strip(), year, start)
        for check in column.checks:
            check.strategy = table_strategy.of_column(spec, setting.pack)
    return schema


def failures(session: Session, view: StackedRows) -> Iterator[tuple[Rule, str, int]]:
    """Validate one view of a stack with its schema; (rule, column, position of the row) of every failure case."""
    schema = _of_stack(view.name, tuple(session.rules), *_settings(session.pack))
    try:
        with judging(Judged(session, view)):
            schema.validate(view.frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        for rule_id, column, row in zip(cases["check"], cases["column"], cases["index"], strict=True):
            yield session.order.rules[rule_id], column, row


def _settings(pack: Pack) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """What of a pack is in a schema: severities, and the rules that are off."""
    return tuple(pack.severities.items()), frozenset(pack.inactive)


@lru_cache(maxsize=256)
def _of_stack(
    view: str, rules: tuple[Rule, ...], severities: tuple[tuple[str, str], ...], inactive: frozenset[str]
) -> StackSchema:
    return StackSchema(**_parts(view, rules, severities, inactive))


def _parts(
    view: str, rules: tuple[Rule, ...], severities: tuple[tuple[str, str], ...], inactive: frozenset[str]
) -> dict[str, Any]:
    """What a schema of a table, or of a structure frame, is made of: a check for every rule in force and column it may blame."""
    layout, given = layouts().get(view), dict(severities)
    checks: dict[str, list[pa.Check | pa.Hypothesis]] = {}
    for rule in rules:
        for column in judged_columns(rule, view) if rule.id not in inactive else ():
            checks.setdefault(column, []).append(RuleCheck(rule, column, given.get(rule.id, rule.severity)))
    if layout is None:
        return {
            "columns": {name: pa.Column(checks=found, nullable=True) for name, found in checks.items()},
            "name": view,
        }
    columns = {
        number: pa.Column(
            object,
            checks=checks.get(number),
            nullable=not _always_filled(layout, number),
            required=spec.due,
            coerce=True,
            title=spec.heading,
            metadata={"kind": spec.kind, "role": spec.role, "year": spec.year, "period": spec.period},
        )
        for number, spec in layout.columns.items()
    }
    about = {"description": layout.source, "metadata": {"document": layout.document}}
    return {"columns": columns, "name": layout.id, **about}


def _always_filled(layout: Layout, number: str) -> bool:
    """Whether no row of a sound table leaves the column blank; rows of totals and below the data do."""
    return layout.columns[number].required == "selalu" and not layout.totals and not layout.footer
