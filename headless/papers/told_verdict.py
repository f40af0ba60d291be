"""Verdicts as the JSON contract tells them, whether just made or from a file, and the minutes that follow from each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from headless.papers.errors import NoVerdictFileError
from headless.papers.model import Minutes, MinutesFacts, Recommendation
from rules.model.finding import State, Verdict, state_of
from rules.model.verdict_words import VERDICTS, graveness
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.received import read_received

_DOCUMENTS = {"renja": "Rencana Kerja (Renja)", "lkip": "Laporan Kinerja Instansi Pemerintah (LKIP)"}
_IN_PRINT = "(menurut judul tabel)"


class ToldCause(BaseModel):
    """A cause in the JSON contract."""

    severity: str = ""
    sentence: str
    remedy: str = ""
    cells: str = ""
    rules: list[str] = Field(default_factory=list)


class ToldGap(BaseModel):
    """Why some rules did not run, in the JSON contract."""

    reason: str
    remedy: str = ""


class ToldWorkbook(BaseModel):
    """A workbook in the JSON contract, as far as minutes speak of it."""

    file: str
    status: Literal["valid", "invalid", "unreadable"]
    document: str | None = None
    year: int | None = None
    government: str | None = None
    office: str | None = None
    stage: str | None = None
    printed: list[str] = Field(default_factory=list)
    causes: list[ToldCause] = Field(default_factory=list)
    unchecked: list[ToldGap] = Field(default_factory=list)
    complete: bool = True
    reason: str = ""
    quarantined: bool = False

    @property
    def state(self) -> State:
        """What is said of the workbook."""
        return state_of(self.status, complete=self.complete, quarantined=self.quarantined)


class ToldReport(BaseModel):
    """A report of `renja validate --format json`."""

    workbooks: list[ToldWorkbook]


def read_verdicts(path: Path, limits: Limits) -> list[ToldWorkbook]:
    """The workbooks of a report of `renja validate --format json`; raises :class:`UnreadableError`."""
    try:
        content = json.loads(read_received(path, limits.file_size, "putusan (.json)").decode("utf-8-sig"))
        return ToldReport.model_validate(content).workbooks
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValidationError) as error:
        raise NoVerdictFileError(path) from error


def told(verdict: Verdict) -> ToldWorkbook:
    """A verdict in the words of the contract."""
    return ToldWorkbook.model_validate(verdict.as_json())


def minutes_of(one: ToldWorkbook, facts: MinutesFacts) -> Minutes:
    """The minutes that follow from a verdict; what the facts say comes first."""
    name = PurePath(one.file.replace("\\", "/"))
    return Minutes(
        facts.government or _named(one, "government", one.government) or "",
        facts.office or _named(one, "office", one.office) or name.stem,
        _DOCUMENTS.get(one.document or "", "Buku kerja perencanaan"),
        one.year,
        facts.stage or one.stage or "",
        facts.version or name.name,
        facts.date,
        list(_recommendations(one)),
        facts.remarks,
        facts.signatories,
        facts.agency,
        facts.number,
        VERDICTS[one.state].get("id"),
        [_sentence(gap.reason, gap.remedy) for gap in one.unchecked],
    )


def _named(one: ToldWorkbook, field: str, name: str | None) -> str | None:
    """A name, marked where only titles and headings say it."""
    return f"{name} {_IN_PRINT}" if name and field in one.printed else name


def _recommendations(one: ToldWorkbook) -> Iterator[Recommendation]:
    if one.reason:
        yield Recommendation(PurePath(one.file).name, one.reason)
    for cause in one.causes:
        yield Recommendation(
            cause.cells, _sentence(cause.sentence, cause.remedy), cause.rules, graveness(cause.severity)
        )


def _sentence(said: str, remedy: str) -> str:
    """What is wrong and what to do, as two sentences."""
    parts = [part.strip() for part in (said, remedy) if part.strip()]
    return " ".join(f"{part[0].upper()}{part[1:]}" + ("" if part[-1] in ".!?" else ".") for part in parts)
