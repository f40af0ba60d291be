"""What pandera is told of a table's faults: failure cases, a row for each blamed cell, and the error that carries them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.api.base.error_handler import get_error_category
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from rules.engine.findings import finding_of
from rules.engine.rule_check import Judged, RuleCheck
from rules.frames.stacked_rows import StackedRows
from rules.record import record

COLUMNS = ("schema_context", "column", "check", "check_number", "failure_case", "index")
"""As pandera names what it tells of a failure: `check` is the id of the rule, `index` the row."""
TOLD = ("severity", "message")
"""What we tell besides, of a frame judged alone."""


@record
class Failed:
    """A check that blames cells: the check, its number among those of its column, and the rows by position."""

    check: RuleCheck
    number: int
    rows: Any


def cases_of(failed: Sequence[Failed], view: StackedRows) -> pd.DataFrame:
    """The failure cases of checks, in their order; `index` is the position of the row in the view."""
    sizes = [len(one.rows) for one in failed]
    block = np.empty((len(COLUMNS), sum(sizes)), dtype=object)
    block[0] = "Column"
    for at, values in (
        (1, [one.check.column for one in failed]),
        (2, [one.check.rule for one in failed]),
        (3, [one.number for one in failed]),
    ):
        block[at] = np.repeat(np.array(values, dtype=object), sizes)
    block[4] = np.concatenate([view.cells(one.check.column)[one.rows] for one in failed])
    block[5] = np.concatenate([one.rows for one in failed])
    return pd.DataFrame(block.T, columns=COLUMNS, dtype=object, copy=False)


class TableErrors(SchemaErrors):
    """All that is wrong with a table, as pandera tells it."""

    def __init__(self, schema: pa.DataFrameSchema, errors: list[SchemaError], data: Any, cases: pd.DataFrame) -> None:
        self.schema, self.schema_errors, self.data, self.failure_cases = schema, errors, data, cases
        self.error_counts = dict(Counter(error.reason_code.name for error in errors))
        self.message: dict[str, Any] = {}
        for error in errors:
            name = error.check.name if isinstance(error.check, pa.Check) else str(error.check)
            told = {"schema": schema.name, "column": error.column_name, "check": name, "error": str(error)}
            category = self.message.setdefault(get_error_category(error.reason_code).name, {})
            category.setdefault(error.reason_code.name, []).append(told)
        Exception.__init__(self, self.message)


def errors_in_stack(schema: pa.DataFrameSchema, judged: Judged, failed: Sequence[Failed]) -> TableErrors:
    """What the engine is told of a stack: rule, column and position only; it makes findings of them."""
    errors = [_error(schema, one, one.check.rule, one.rows) for one in failed]
    return TableErrors(schema, errors, judged.view.frame, cases_of(failed, judged.view))


def errors_alone(schema: pa.DataFrameSchema, judged: Judged, failed: Sequence[Failed], lang: str) -> list[SchemaError]:
    """What somebody is told of a frame of theirs: for each check its cases with severity and message, and rules that crashed."""
    (session, view), errors = judged, []
    for one in failed:
        check, rows = one.check, np.asarray(one.rows).tolist()
        rule = session.order.rules[check.rule]
        cases = cases_of([one], view)
        cases["index"] = view.cells("row")[one.rows]
        told = [finding_of(session, view, rule, check.column, row, lang)[1] for row in rows]
        cases["severity"] = [finding.severity for finding in told]
        cases["message"] = [finding.message for finding in told]
        more = f" (dan {len(rows) - 1} sel lain)" if len(rows) > 1 else ""
        said = f"{rule.id} kolom {check.column} baris {cases['index'][0]}: {cases['message'][0]}{more}"
        errors.append(_error(schema, one, said, cases))
    for crash in session.crashes:
        said = f"Aturan {crash.rule} gagal dijalankan: {crash.error}"
        errors.append(_plain_error(schema, SchemaErrorReason.CHECK_ERROR, crash.rule, None, crash.error, said))
    return errors


def absent_column(schema: pa.DataFrameSchema, number: str) -> SchemaError:
    """A column of the table that a frame lacks."""
    said = f"Kolom {number} ({schema.columns[number].title}) tidak ada."
    reason = SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME
    return _plain_error(schema, reason, "column_in_dataframe", number, number, said)


def _error(schema: pa.DataFrameSchema, failed: Failed, said: str, cases: Any) -> SchemaError:
    reason = SchemaErrorReason.DATAFRAME_CHECK
    return SchemaError(  # type: ignore[no-untyped-call]
        schema,
        None,
        said,
        failure_cases=cases,
        check=failed.check,
        check_index=failed.number,
        reason_code=reason,
        column_name=failed.check.column,
    )


def _plain_error(
    schema: pa.DataFrameSchema, reason: SchemaErrorReason, check: str, column: str | None, case: str, said: str
) -> SchemaError:
    """An error with one failure case that is no cell's."""
    row = ("DataFrameSchema", column, check, None, case, None, "galat", said)
    cases = pd.DataFrame([row], columns=[*COLUMNS, *TOLD], dtype=object)
    return SchemaError(  # type: ignore[no-untyped-call]
        schema, None, said, failure_cases=cases, check=check, reason_code=reason, column_name=column
    )
