"""What the table schemas rest on in pandera: its own names and shapes, and that nothing outside switches judging off."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.api.base.checks import CheckResult
from pandera.backends.pandas.container import DataFrameSchemaBackend
from pandera.config import config_context, get_config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from rules.engine.failure_cases import COLUMNS
from rules.engine.table_schema import TableSchema
from rules.examples.sound_renja import sound_document
from rules.model.document import Document
from rules.public_schema import schema_of
from tests.places import ROOT
from tests.support.golden import kept
from workbook_templates.reader import read_document

_FRAME = pd.DataFrame({"a": [1, -1, None]})
_STOCK = pa.DataFrameSchema({"a": pa.Column(float, pa.Check.gt(0), nullable=True), "b": pa.Column(int)}, name="x")


def plan() -> pd.DataFrame:
    return next(table for table in sound_document().tables if table.layout == "T-C.33").frame


def stock_errors() -> SchemaErrors:
    with pytest.raises(SchemaErrors) as raised:
        _STOCK.validate(_FRAME, lazy=True)
    return raised.value


def our_errors() -> SchemaErrors:
    frame = plan().drop(columns="9")
    frame.loc[17, "6"] = "69.04.000"
    with pytest.raises(SchemaErrors) as raised:
        schema_of("T-C.33", tahun=2024).validate(frame, lazy=True)
    return raised.value


def test_what_pandera_gives_and_takes_has_the_shape_we_build_on() -> None:
    assert CheckResult._fields == ("check_output", "check_passed", "checked_object", "failure_cases")
    taken = set(inspect.signature(SchemaError.__init__).parameters)
    assert {"schema", "data", "message", "failure_cases", "check", "check_index", "reason_code", "column_name"} <= taken
    validate = inspect.signature(DataFrameSchemaBackend.validate).parameters
    assert {"check_obj", "schema", "head", "tail", "sample", "random_state", "lazy", "inplace"} <= set(validate)
    assert {reason.name for reason in SchemaErrorReason} >= {
        "DATAFRAME_CHECK",
        "CHECK_ERROR",
        "COLUMN_NOT_IN_DATAFRAME",
    }
    assert [name for name in inspect.signature(pa.DataFrameSchema.validate).parameters if name != "self"] == [
        name for name in inspect.signature(TableSchema.validate).parameters if name != "self"
    ]


def test_our_errors_have_all_that_pandera_s_have() -> None:
    stock, ours = stock_errors(), our_errors()
    assert set(vars(stock)) == set(vars(ours))
    assert tuple(stock.failure_cases.columns) == COLUMNS
    assert tuple(ours.failure_cases.columns)[: len(COLUMNS)] == COLUMNS
    assert ours.error_counts == {"COLUMN_NOT_IN_DATAFRAME": 1, "DATAFRAME_CHECK": 1}
    assert set(stock.error_counts) == set(ours.error_counts)
    told_by_pandera, told_by_us = json.loads(str(stock)), json.loads(str(ours))
    assert {kind: set(reasons) for kind, reasons in told_by_us.items()} == {
        kind: set(reasons) for kind, reasons in told_by_pandera.items()
    }
    one = told_by_us["DATA"]["DATAFRAME_CHECK"][0]
    assert set(one) == set(told_by_pandera["DATA"]["DATAFRAME_CHECK"][0])
    assert (one["schema"], one["column"], one["check"]) == ("T-C.33", "6", "ANG-001")


def test_our_backend_is_that_of_our_class_alone() -> None:
    stock = pa.DataFrameSchema.get_backend(_FRAME)
    assert type(stock) is DataFrameSchemaBackend
    assert type(TableSchema.get_backend(_FRAME)) is not DataFrameSchemaBackend
    assert isinstance(TableSchema.get_backend(_FRAME), DataFrameSchemaBackend)
    # A plain schema goes on as before.
    assert stock_errors().failure_cases["failure_case"].tolist() == ["b", -1.0]


def test_what_pandera_is_set_to_counts_for_others_only() -> None:
    frame = plan()
    frame.loc[17, "6"] = "69.04.000"
    with config_context(validation_enabled=False):
        assert _STOCK.validate(_FRAME) is _FRAME
        with pytest.raises(SchemaErrors):
            schema_of("T-C.33", tahun=2024).validate(frame, lazy=True)
        assert not get_config_context().validation_enabled


_JUDGE = """
import sys
from pathlib import Path
from pandera.errors import SchemaErrors
from rules.public_schema import schema_of
from rules.validation import validate
from workbook_templates.reader import read_document
document = read_document(Path(sys.argv[1]))
verdict = validate(document)
table = next(table for table in document.tables if table.layout == "T-C.33")
try:
    schema_of("T-C.33", document=document).validate(table.frame, lazy=True)
except SchemaErrors as errors:
    print(verdict.status, len(verdict.findings), len(errors.failure_cases))
"""


@pytest.mark.parametrize(
    "setting",
    [
        "PANDERA_VALIDATION_ENABLED=False",
        "PANDERA_VALIDATION_DEPTH=SCHEMA_ONLY",
        "PANDERA_VALIDATION_DEPTH=DATA_ONLY",
        "PANDERA_USE_NARWHALS_BACKEND=True",
        "PANDERA_CACHE_DATAFRAME=True",
    ],
)
def test_no_environment_variable_turns_judging_off(setting: str, seed: Path) -> None:
    """The seed workbook has its findings in a process that was told not to validate."""
    name, _, value = setting.partition("=")
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _JUDGE, str(seed)],
        capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | {name: value, "PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
    assert said.split() == ["invalid", str(len(kept("renja-2024-seed"))), str(_failure_cases(read_document(seed)))]


def _failure_cases(document: Document) -> int:
    """How many failure cases the plan has in this process, which no variable told anything."""
    frame = next(table for table in document.tables if table.layout == "T-C.33").frame
    with pytest.raises(SchemaErrors) as raised:
        schema_of("T-C.33", document=document).validate(frame, lazy=True)
    return len(raised.value.failure_cases)
