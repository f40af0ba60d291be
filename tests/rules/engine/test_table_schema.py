"""A table's schema in somebody's hand: what it holds, what it says of a frame, and what it refuses."""

from __future__ import annotations

import datetime as dt
import gc
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.errors import SchemaError, SchemaErrors

from rules.engine.errors import (
    ColumnNamesError,
    EmptyFrameError,
    NotInForceError,
    OtherYearError,
    PartOfTableError,
    RepeatedColumnsError,
    RowNumbersError,
    SeveralTablesError,
    UnknownFieldError,
    UnknownTableError,
    WithoutTableError,
)
from rules.engine.rule_check import RuleCheck
from rules.engine.session import Session
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.frames.stacked_rows import StackedRows
from rules.model.document import Document, Table
from rules.public_schema import schema_of
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import Inactive, load_pack

SOUND = [(document, table) for document in (sound_document(), sound_report()) for table in document.tables]
IDS = [table.layout for _, table in SOUND]


def table_of(document: Document, layout: str) -> Table:
    return next(table for table in document.tables if table.layout == layout)


def plan() -> pd.DataFrame:
    """The sound T-C.33."""
    return table_of(sound_document(), "T-C.33").frame


def identity(document: Document) -> dict[str, Any]:
    return {key: found.value for key, found in document.identity.items()}


def cases(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """The failure cases of a frame that has some."""
    with pytest.raises(SchemaErrors) as raised:
        schema.validate(frame, lazy=True)
    found: pd.DataFrame = raised.value.failure_cases
    return found


def blamed(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Rule, column and row of every failure case."""
    found = cases(schema, frame)
    return list(zip(found["check"], found["column"], found["index"], strict=True))


# ---- what it holds


def test_it_is_built_of_layout_pack_and_rules() -> None:
    schema, layout = schema_of("T-C.33", tahun=2026), layouts()["T-C.33"]
    assert list(schema.columns) == list(layout.columns)
    assert schema.columns["6"].title == "Rencana Tahun 2026 Kebutuhan Dana/Pagu Indikatif"
    assert schema.title
    for number, column in schema.columns.items():
        assert str(column.dtype) == "object"
        ids = [check.name for check in column.checks]
        applying = [rule for rule in all_rules().values() if rule.subject == "baris" and number in rule.columns(layout)]
        assert ids == [rule.id for rule in applying]
        for check in column.checks:
            rule = all_rules()[check.name]
            assert isinstance(check, RuleCheck)
            assert (check.error, check.title, check.description) == (rule.message.id, rule.title.id, rule.explanation)
            assert check.metadata == {"severity": rule.severity, "basis": rule.basis, "name": rule.name}
            assert not check.ignore_na


def test_every_rule_of_rows_is_in_a_schema() -> None:
    tables = [layout.id for layout in layouts().values() if layout.columns]
    held = {check.name for table in tables for column in schema_of(table).columns.values() for check in column.checks}
    assert held == {rule.id for rule in all_rules().values() if rule.subject == "baris"}


def test_the_pack_sets_severities_and_switches_rules_off() -> None:
    off = Inactive(reason="uji coba", date=dt.date(2024, 1, 2))
    pack = load_pack("2024").model_copy(update={"severities": {"ANG-004": "galat"}, "inactive": {"NOM-003": off}})
    frame = plan()
    frame.loc[17, "6"] = "30.000.000"
    found = cases(schema_of("T-C.33", pack=pack), frame)
    assert found[["check", "severity"]].to_numpy().tolist() == [["ANG-004", "galat"]]
    schema = schema_of("T-C.33", pack=pack)
    assert "NOM-003" not in {check.name for column in schema.columns.values() for check in column.checks}


# ---- what it says


@pytest.mark.parametrize(("document", "table"), SOUND, ids=IDS)
def test_a_sound_table_alone_is_sound(document: Document, table: Table) -> None:
    """With nothing but the identity; what needs other tables or documents is skipped, and says why."""
    schema = schema_of(table.layout, identity=identity(document))
    assert schema.validate(table.frame, lazy=True) is not None
    outcomes = schema.outcomes(table.frame)
    assert {outcome.status for outcome in outcomes} <= {"ran", "skipped"}
    assert all(outcome.reason for outcome in outcomes if outcome.status == "skipped")


@pytest.mark.parametrize(("document", "table"), SOUND, ids=IDS)
def test_rules_across_tables_run_where_the_document_is_given(document: Document, table: Table) -> None:
    alone = {x.rule: x for x in schema_of(table.layout, identity=identity(document)).outcomes(table.frame)}
    among = {x.rule: x for x in schema_of(table.layout, document=document).outcomes(table.frame)}
    assert {rule for rule, outcome in alone.items() if outcome.status == "ran"} <= {
        rule for rule, outcome in among.items() if outcome.status == "ran"
    }
    for rule in set(alone) & ACROSS:
        if among[rule].status == "ran" and (rule, table.layout) not in WITHIN_ONE_TABLE:
            assert (alone[rule].status, alone[rule].checked) == ("skipped", 0), rule
            assert alone[rule].reason.startswith("tabel "), rule


ACROSS = {"LTS-001", "LTS-002", "LTS-003", "LTS-004", "LTS-005", "LTS-006", "LTS-009", "DOK-003"}
WITHIN_ONE_TABLE = {("LTS-006", "Daftar-Pendukung"), ("LTS-009", "LKIP-Tujuan-Sasaran"), ("LTS-009", "Capaian-IKU")}
"""What these rules judge without any other table: a count against its list, one figure in several columns."""


def test_failure_cases_name_rule_column_row_severity_and_message() -> None:
    frame = plan()
    frame.loc[17, "6"], frame.loc[21, "9"] = "69.04.000", None
    found = cases(schema_of("T-C.33", tahun=2024), frame)
    assert list(found.columns) == [
        "schema_context", "column", "check", "check_number", "failure_case", "index", "severity", "message",
    ]  # fmt: skip
    assert found[["check", "column", "index", "failure_case", "severity"]].to_numpy().tolist() == [
        ["ANG-001", "6", 17, "69.04.000", "galat"],
        ["STR-010", "9", 21, None, "galat"],
    ]
    assert found["message"].str.len().min() > 20


def test_without_lazy_the_first_fault_is_raised_with_a_frame_of_its_cases() -> None:
    frame = plan()
    frame.loc[[17, 18], "6"] = "69.04.000"
    with pytest.raises(SchemaError, match=r"ANG-001 kolom 6 baris 17: .* \(dan 1 sel lain\)") as raised:
        schema_of("T-C.33", tahun=2024).validate(frame)
    assert raised.value.failure_cases["index"].tolist() == [17, 18]
    assert raised.value.check.name == "ANG-001"


@pytest.mark.parametrize("kind", ["int64", "float64", "Int64", "object"])
def test_columns_of_any_dtype_are_taken(kind: str) -> None:
    """Blank is None, NaN or NA; numbers are Python's or numpy's; both are what a planner typed."""
    frame = plan()
    frame["6"] = frame["6"].astype(float if kind == "int64" else kind).fillna(0).astype(kind) if kind == "int64" else (
        frame["6"].astype("float64").astype(kind)
    )  # fmt: skip
    schema = schema_of("T-C.33", tahun=2024)
    if kind != "int64":
        assert schema.validate(frame, lazy=True) is frame
    frame.loc[21, "6"] = frame.loc[21, "6"] + 1
    assert ("JML-001", "6", 20) in blamed(schema, frame)


def test_rows_are_named_by_the_index_whatever_it_counts() -> None:
    frame = plan().reset_index(drop=True)
    frame.loc[11, "6"] += 5
    assert blamed(schema_of("T-C.33", tahun=2024), frame) == [("JML-004", "6", 11)]


def test_the_total_is_told_by_its_label_or_by_a_column() -> None:
    frame = plan()
    frame.loc[23, "1"] = "Jumlah Keseluruhan :"
    schema = schema_of("T-C.33", tahun=2024)
    assert schema.validate(frame, lazy=True) is frame
    frame.loc[23, "1"] = "Semuanya"
    assert ("NOM-001", "1", 23) in blamed(schema, frame)
    frame["kind"] = ["isi"] * 11 + ["total"]
    frame.loc[23, "6"] += 5
    assert blamed(schema, frame) == [("JML-004", "6", 23)]


def test_what_a_document_says_of_cells_holds_where_they_are_unchanged() -> None:
    document = sound_document()
    schema, frame = schema_of("T-C.31", document=document), table_of(document, "T-C.31").frame
    assert next(x for x in schema.outcomes(frame) if x.rule == "STR-012").status == "ran"
    frame.loc[18, "6"] = 250_000_001
    found = blamed(schema, frame)
    assert ("STR-012", "6", 18) not in found, "the formula of a cell that was changed speaks of what it was"
    assert ("STR-012", "6", 17) in found, "=F18 was not calculated again"


def test_an_absent_column_is_a_failure_case_and_the_rest_is_judged() -> None:
    frame = plan().drop(columns="9")
    frame.loc[17, "6"] = "69.04.000"
    found = cases(schema_of("T-C.33", tahun=2024), frame)
    assert found[["check", "column", "failure_case"]].to_numpy().tolist() == [
        ["column_in_dataframe", "9", "9"], ["ANG-001", "6", "69.04.000"],
    ]  # fmt: skip
    with pytest.raises(SchemaError, match=r"Kolom 9 \(.*Target.*\) tidak ada"):
        schema_of("T-C.33", tahun=2024).validate(frame)


def test_a_crashing_rule_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("sengaja")

    monkeypatch.setattr(all_rules()["ANG-002"], "check", crash, raising=False)
    schema = schema_of("T-C.33", tahun=2024)
    found = cases(schema, plan())
    assert set(found["check"]) == {"ANG-002"}
    assert found["message"].str.contains("sengaja").all()
    assert next(x for x in schema.outcomes(plan()) if x.rule == "ANG-002").status == "crashed"


# ---- what it refuses


@pytest.mark.parametrize("part", [{"head": 5}, {"tail": 5}, {"sample": 5, "random_state": 1}])
def test_parts_of_a_table_are_refused(part: dict[str, int]) -> None:
    with pytest.raises(PartOfTableError, match="diperiksa utuh"):
        schema_of("T-C.33").validate(plan(), **part)


def test_frames_that_are_no_table_are_refused() -> None:
    schema, frame = schema_of("T-C.33"), plan()
    numbered = frame.set_axis(range(len(frame.columns)), axis=1)
    for wrong, error, said in (
        (frame.iloc[:0], EmptyFrameError, "tidak punya baris"),
        (numbered, ColumnNamesError, "frame.columns.map(str)"),
        (pd.concat([frame, frame[["6"]]], axis=1), RepeatedColumnsError, "Kolom 6"),
        (frame.set_axis([f"baris {row}" for row in frame.index]), RowNumbersError, "bilangan bulat"),
        (pd.concat([frame, frame], keys=["a", "b"]), RowNumbersError, "reset_index"),
        (pd.concat([frame, frame]), SeveralTablesError, "Baris 12, 13, 14"),
        (pd.concat([frame, frame], ignore_index=True), SeveralTablesError, "Baris 11, 23: masing-masing baris TOTAL"),
    ):
        for ask in (schema.validate, schema.outcomes):
            with pytest.raises(error) as raised:
                ask(wrong)
            assert said in str(raised.value)
    with pytest.raises(TypeError):
        schema.validate([1, 2])  # type: ignore[arg-type]


def test_a_schema_that_cannot_be_is_refused() -> None:
    with pytest.raises(UnknownTableError, match=r"T-C\.33"):
        schema_of("T-C.99")
    with pytest.raises(UnknownFieldError, match="bidang_urusan"):
        schema_of("T-C.33", identity={"bidang": "2.17"})
    with pytest.raises(OtherYearError, match="2024"):
        schema_of("T-C.33", tahun=2026, document=sound_document())
    with pytest.raises(NotInForceError, match="1999"):
        schema_of("T-C.33", tahun=1999)


def test_a_rule_is_not_judged_on_a_column_by_itself() -> None:
    """A check that cannot see its table says so; it never passes what it did not judge."""
    check = schema_of("T-C.33").columns["6"].checks[0]
    with pytest.raises(WithoutTableError, match="jalankan lewat schema"):
        check(plan()["6"])
    with pytest.raises(WithoutTableError):
        check(plan())


# ---- what pandera's own tools make of it


def test_checks_that_somebody_adds_are_run_too() -> None:
    schema = schema_of("T-C.33", tahun=2024).add_columns({"opd": pa.Column(str, pa.Check.isin(["Dinas A"]))})
    frame = plan().assign(opd="Dinas A")
    assert schema.validate(frame, lazy=True) is frame
    frame.loc[14, "opd"], frame.loc[17, "6"] = "Dinas B", "69.04.000"
    assert {("ANG-001", "6", 17), ("isin(['Dinas A'])", "opd", 14)} == set(blamed(schema, frame))
    stricter = schema_of("T-C.33", tahun=2024).update_column("8", checks=pa.Check(lambda notes: notes.isna()))
    assert stricter.validate(plan(), lazy=True) is not None
    frame = plan()
    frame.loc[:22, "8"] = "catatan"
    assert {column for _, column, _ in blamed(stricter, frame)} == {"8"}


def test_columns_left_out_are_not_judged() -> None:
    frame = plan()
    frame.loc[17, "6"] = "69.04.000"
    assert schema_of("T-C.33", tahun=2024).remove_columns(["6"]).validate(frame, lazy=True) is frame


@pytest.mark.parametrize(("document", "table"), SOUND, ids=IDS)
def test_yaml_carries_the_columns(document: Document, table: Table) -> None:
    """Read back by plain pandera: titles, dtypes, what must be there and may be blank, all true of a sound table."""
    schema = schema_of(table.layout, document=document)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        carried = pa.DataFrameSchema.from_yaml(schema.to_yaml())
    assert {name: column.title for name, column in carried.columns.items()} == {
        name: column.title for name, column in schema.columns.items()
    }
    assert len(carried.validate(table.frame, lazy=True)) == len(table.rows)
    wanted = next(name for name, column in schema.columns.items() if column.required)
    with pytest.raises(SchemaErrors):
        carried.validate(table.frame.drop(columns=wanted), lazy=True)


def test_nothing_of_a_frame_is_kept_once_it_is_judged() -> None:
    frame = plan()
    frame.loc[17, "6"] = "69.04.000"
    schema = schema_of("T-C.33", tahun=2024)
    for _ in range(2):
        assert len(cases(schema, frame)) == 1
        schema.outcomes(frame)
    gc.collect()
    # By type: isinstance asks an object for its class, and lazy ones of a library loaded by another test would come to life.
    assert not [kept for kept in gc.get_objects() if issubclass(type(kept), Session | StackedRows)]


def test_numpy_numbers_in_cells_are_numbers() -> None:
    frame = plan()
    frame.loc[17, "6"] = np.int64(30_000_000)
    assert schema_of("T-C.33", tahun=2024).validate(frame, lazy=True) is frame
