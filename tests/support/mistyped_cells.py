"""What people mistype in the tables of a plan: damages of single cells, each with the rule that must name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

from rules.model.document import DATA, TOTAL, Document, Table
from rules.schema.layout import layouts
from rules.values.targets import read_target
from rules.values.terms import says

Puts = Mapping[tuple[int, str], Any]
"""Values typed into cells, by Excel row and official column; the first one is the damage."""


@dataclass
class Damage:
    """What is done to which cells of a table, and the rule that must name the first of them (none if harmless)."""

    kind: str
    rule: str
    layout: str
    puts: Puts

    @property
    def place(self) -> tuple[int, str]:
        """Row and column of the damage itself."""
        return next(iter(self.puts))


def table_of(document: Document, layout: str) -> Table:
    """A table of a document."""
    return next(table for table in document.tables if table.layout == layout)


def rows_of(table: Table) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Excel row, kind and values of each row; blank cells as None."""
    for at, (row, kind) in enumerate(zip(table.rows, table.kinds, strict=True)):
        yield row, kind, {number: None if values[at] == "" else values[at] for number, values in table.columns.items()}


def _unit(value: Any) -> str:
    return read_target(value).unit


def _number(value: Any) -> str:
    """The number of a target as it is typed; empty where it has none."""
    target = read_target(value)
    return "" if target.value is None else str(value)[: -len(target.unit) or None].strip()


def _of_cells(
    table: Table, columns: str, *, kinds: tuple[str, ...] = (DATA,)
) -> Iterator[tuple[int, str, Any, dict[str, Any]]]:
    """(row, column, value, values of the row) of the filled cells of some columns."""
    for row, kind, values in rows_of(table):
        for column in columns.split():
            if kind in kinds and values.get(column) is not None:
                yield row, column, values[column], values


def coded_rows(table: Table) -> Iterator[Damage]:
    """Codes, names and indicators of a table that lists codes."""
    for row, _, values in rows_of(table):
        code, name = values["1"], values["2"]
        if not code or code == "TOTAL":
            continue
        for kind, rule, column, value in (
            ("lost zero", "NOM-010", "1", code.replace(".0", ".")),
            ("malformed code", "NOM-001", "1", f"X{code}"),
            ("code as number", "NOM-011", "1", float(code[:4])),
            ("name changed", "NOM-003", "2", f"{name} lain"),
            ("indicator emptied", "STR-010", "3", None),
        ):
            yield Damage(kind, rule, table.layout, {(row, column): value})


def plan_amounts(table: Table) -> Iterator[Damage]:
    """Money of the plan: sums overwritten, amounts nobody can read or below nought."""
    for row, column, amount, values in _of_cells(table, "6", kinds=(DATA, TOTAL)):
        code = values["1"]
        if not code or not amount:
            continue
        yield Damage("unreadable amount", "ANG-001", table.layout, {(row, column): "12.34.567"})
        if code != "TOTAL" and code.count(".") == 5:
            yield Damage("negative amount", "ANG-002", table.layout, {(row, column): -amount})
            continue
        rule = {"TOTAL": "JML-004"}.get(code, "JML-002" if code.count(".") == 2 else "JML-001")
        yield Damage("tenfold sum", rule, table.layout, {(row, column): amount * 10})
        yield Damage("sum typed over", "STR-003", table.layout, {(row, column): amount})


def plan_targets(table: Table) -> Iterator[Damage]:
    """Targets of the plan."""
    for row, column, value, _ in _of_cells(table, "5"):
        if value != "-":
            yield Damage("unit mistyped", "SAT-002", table.layout, {(row, column): "12 Lapran"})


def measures(table: Table, columns: str) -> Iterator[Damage]:
    """Targets and realisations of tables that hold both."""
    named = layouts()[table.layout].by_role("indikator") or ""
    for row, column, value, values in _of_cells(table, columns):
        unit, number = _unit(value), _number(value)
        if not number:
            continue
        name = table.layout
        yield Damage("measure unreadable", "ANG-001", name, {(row, column): "lima puluh"})
        if unit:
            if not says("perubahan", str(values.get(named))):
                yield Damage("measure negative", "ANG-002", name, {(row, column): f"-{value}"})
            # A word hardly misspelled stands for its unit; of `%x` nobody can say so, beside the other cells' `%`.
            rule = "SAT-002" if len(unit) > 2 else "SAT-004"
            yield Damage("measure unit mistyped", rule, name, {(row, column): f"{number} {unit}x"})
        yield Damage("measure emptied", "STR-010", name, {(row, column): None})


def realisations(table: Table) -> Iterator[Damage]:
    """Realisations of T-C.29 against the target of their year."""
    for row, column, value, values in _of_cells(table, "7"):
        if _unit(values["6"]) not in ("", "%") and read_target(value).value:
            yield Damage("realisation without unit", "SAT-004", table.layout, {(row, column): _number(value)})
            yield Damage("realisation in percent of money", "SAT-004", table.layout, {(row, column): 92.66})
        if read_target(value).value and read_target(values["6"]).value:
            yield Damage("target of nothing", "TUR-009", table.layout, {(row, "6"): "-"})


RATES = {"8": "TUR-001", "11": "TUR-003", "5": "TUR-005"}


def rates(table: Table, columns: str) -> Iterator[Damage]:
    """Rates that were typed: tenfold, cut off, rounded, or left out."""
    for row, column, value, _ in _of_cells(table, columns, kinds=(DATA, TOTAL)):
        exact = Decimal(repr(value))
        # What is a hair short of a figure shows that figure: nothing to cut off.
        seen = exact.quantize(Decimal("0.00001"))
        cut, rounded = (seen.quantize(Decimal("0.01"), rounding=how) for how in (ROUND_DOWN, ROUND_HALF_UP))
        yield Damage("rate tenfold", RATES[column], table.layout, {(row, column): value * 10})
        yield Damage("rate a tenth", RATES[column], table.layout, {(row, column): value / 10})
        yield Damage("rate a dash", RATES[column], table.layout, {(row, column): "-"})
        yield Damage("rate right but typed", "STR-003", table.layout, {(row, column): float(rounded)})
        if cut not in (rounded, cut.quantize(Decimal("0.1"))):  # as a number 92.70 is 92.7, which is rounded right
            yield Damage("rate cut off", "TUR-011", table.layout, {(row, column): float(cut)})


def accumulations(table: Table) -> Iterator[Damage]:
    """Accumulated realisations of T-C.29: percentages added up, counts off."""
    for row, column, value, values in _of_cells(table, "10"):
        periods = [read_target(values[number]).value for number in ("5", "7", "9")]
        states = [period for period in periods if period is not None]
        if values["jenis"] == "persentase" and len(states) > 1:
            yield Damage("percentages added up", "TUR-010", table.layout, {(row, column): float(sum(states))})
        elif values["jenis"] == "positif":
            yield Damage("accumulation tenfold", "TUR-002", table.layout, {(row, column): value * 10})
            yield Damage("accumulation a dash", "TUR-002", table.layout, {(row, column): "-"})


def service(table: Table) -> Iterator[Damage]:
    """T-C.30: indicators, and figures of several years in one unit."""
    for row, _, _, values in _of_cells(table, "2"):
        yield Damage("indicator emptied", "STR-010", table.layout, {(row, "2"): None})
        for column in ("9", "11"):
            if _unit(values[column]) == "%":
                yield Damage("share in things", "SAT-004", table.layout, {(row, column): "12 Orang"})
            elif _unit(values[column]):
                yield Damage(
                    "realisation without unit", "SAT-004", table.layout, {(row, column): _number(values[column])}
                )


def goals(table: Table) -> Iterator[Damage]:
    """Goals whose target is not that of T-C.30."""
    for row, column, _, values in _of_cells(table, "5"):
        value = "99" if not _unit(values["5"]) else "0,99%"
        yield Damage("goal apart", "LTS-009", table.layout, {(row, column): value})


def spending(table: Table) -> Iterator[Damage]:
    """Budget and realisation of programs."""
    for row, column, amount, values in _of_cells(table, "3 4", kinds=(DATA, TOTAL)):
        yield Damage("unreadable amount", "ANG-001", table.layout, {(row, column): "12.34.567"})
        if values["2"]:
            yield Damage("negative amount", "ANG-002", table.layout, {(row, column): -amount})
            yield Damage("amount emptied", "STR-010", table.layout, {(row, column): None})
        else:
            yield Damage("tenfold sum", "JML-004", table.layout, {(row, column): amount * 10})


def _above(table: Table, row: int, column: str) -> list[int]:
    """Rows of the program and kegiatan over a sub kegiatan of T-C.31, and of its grand total."""
    before = [(r, str(v["1"])) for r, kind, v in rows_of(table) if r < row and kind == DATA and v["1"] and v[column]]
    kegiatan = max(r for r, number in before if number.isdigit())
    program = max(r for r, number in before if not number.isdigit())
    return [kegiatan, program, next(r for r, kind, _ in rows_of(table) if kind == TOTAL)]


def review(table: Table) -> Iterator[Damage]:
    """T-C.31: names, numbers, money on both sides, targets against the plan."""
    amounts = {(row, column): value for row, column, value, _ in _of_cells(table, "6 11", kinds=(DATA, TOTAL))}
    for row, kind, values in rows_of(table):
        number = str(values["1"] or "")
        if kind == DATA and values["2"]:
            yield Damage("name of the draft removed", "STR-010", table.layout, {(row, "2"): None})
            yield Damage("name of the analysis removed", "STR-010", table.layout, {(row, "7"): None})
            yield Damage("name with a slip", "", table.layout, {(row, "2"): values["2"].replace("an ", "na ", 1)})
            yield Damage("number removed", "", table.layout, {(row, "1"): None})
        for column in ("6", "11"):
            amount = amounts.get((row, column))
            if not amount:
                continue
            yield Damage("unreadable amount", "ANG-001", table.layout, {(row, column): "12.34.567"})
            if number:
                rule = "JML-004" if kind == TOTAL else "JML-001" if number.isdigit() else "JML-002"
                yield Damage("tenfold sum", rule, table.layout, {(row, column): amount * 10})
            else:
                yield Damage("negative amount", "ANG-002", table.layout, {(row, column): -amount})
        if kind == DATA and values["2"] and not number and values["11"]:
            more = {(above, "11"): amounts[above, "11"] + 1_000 for above in _above(table, row, "11")}
            yield Damage("need is not the plan", "LTS-004", table.layout, {(row, "11"): values["11"] + 1_000} | more)
        for column in ("5", "10"):
            if _unit(values[column]) and kind == DATA:
                yield Damage("unit mistyped", "SAT-002", table.layout, {(row, column): "12 Lapran"})
        if kind == DATA and values["2"] and not number and _unit(values["10"]):
            yield Damage("target is not the plan's", "LTS-003", table.layout, {(row, "10"): f"9{values['10']}"})


def proposals(table: Table) -> Iterator[Damage]:
    """T-C.32: proposals, or that there are none."""
    for row, _, _, _ in _of_cells(table, "2"):
        for column in ("2", "3", "4", "5"):
            yield Damage("proposal incomplete", "STR-010", table.layout, {(row, column): None})
        nothing = {(row, "6"): None, (row, "2"): "Nihil", (row, "3"): "-", (row, "4"): "-", (row, "5"): "-"}
        yield Damage("nothing without a reason", "STR-010", table.layout, nothing)


def damages(base: Document) -> Iterator[Damage]:
    """All damages of the corrected twin."""
    for name in ("T-C.29", "T-C.33", "Bab-IV"):
        yield from coded_rows(table_of(base, name))
    for name in ("T-C.33", "Bab-IV"):
        yield from plan_amounts(table_of(base, name))
        yield from plan_targets(table_of(base, name))
    past = table_of(base, "T-C.29")
    yield from measures(past, "4 5 6 7 9")
    yield from realisations(past)
    yield from rates(past, "8 11")
    yield from accumulations(past)
    yield from measures(table_of(base, "T-C.30"), "5 6 9 12")
    yield from service(table_of(base, "T-C.30"))
    yield from goals(table_of(base, "Tujuan-Sasaran"))
    yield from spending(table_of(base, "Anggaran-Realisasi"))
    yield from rates(table_of(base, "Anggaran-Realisasi"), "5")
    yield from review(table_of(base, "T-C.31"))
    yield from proposals(table_of(base, "T-C.32"))


def quarter_damages() -> Iterator[Damage]:
    """Damages of E.81 in the sound document: figures typed beside each other, in row 15 (a sub kegiatan)."""
    for kind, rule, row, column, value in (
        ("rate tenfold", "TUR-004", 15, "13K", 200), ("spending rate off", "TUR-005", 15, "13Rp", 100),
        ("unit mistyped", "SAT-002", 15, "8K", "0,6 Pakte"), ("unit mistyped", "SAT-002", 15, "7K", "3 Pakte"),
        ("realisation without unit", "SAT-004", 15, "8K", "0,6"), ("unreadable amount", "ANG-001", 15, "8Rp", "3.00.000"),
        ("measure unreadable", "ANG-001", 15, "8K", "enam"), ("measure emptied", "STR-010", 15, "7K", None),
        ("target of nothing", "TUR-009", 15, "5K", None), ("name of a kegiatan removed", "STR-010", 14, "3", None),
        ("name of a program removed", "STR-010", 17, "3", None), ("number removed", "", 14, "1", None),
        ("number removed", "", 17, "1", None), ("mean off", "TUR-006", 22, "15K", 5.556),
        ("predicate off", "TUR-008", 23, "15K", "Tinggi"), ("spending rate off", "TUR-005", 21, "13Rp", 100),
        ("tenfold sum", "JML-001", 18, "7Rp", 2_500_000_000), ("tenfold sum", "JML-002", 17, "5Rp", 12_500_000_000),
    ):  # fmt: skip
        yield Damage(f"E.81 {kind}", rule, "E.81-16", {(row, column): value})
