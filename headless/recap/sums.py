"""Plans of many offices summed by program, bidang and source of funds; every rupiah of an office is counted once.

Counted are the lowest rows with a readable code (sub kegiatan; what has no row below it), so typed sums above them
do not count twice. What cannot be counted (amounts without a code, unreadable amounts) is told by office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.inputs import NO_TABLES
from headless.batch.serving import at_hand
from headless.recap.model import (
    NO_PLAN,
    RECEIVED,
    SKIPPED,
    UNREADABLE,
    CountedRow,
    OfficePlan,
    Recap,
    bidang_of,
    program_of,
)
from headless.recap.senders import assign_senders, count_once, hold_against, named_together, of_all_offices
from rules.arrays import within
from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import Document
from rules.model.finding import Verdict
from rules.model.verdict_words import unchecked_reasons, verdict_title
from rules.schema.layout import layouts, player, playing
from rules.schema.pack import pack_for
from rules.seal.check import check_seal
from rules.values.cells import as_text
from rules.values.codes import parent_of
from rules.values.fund_names import fund, split_funds
from rules.values.names import normalise
from workbook_templates.errors import NoTablesError, UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.only_read import TEXT_ONLY

if TYPE_CHECKING:
    from rules.schema.pack import Pack

NO_FUND = "(sumber dana tidak disebut)"


def fund_of(text: str) -> str:
    """How a cell's sources of funds are summed: one by its official name, several as one group of their own.

    >>> fund_of("PAD; DAU") == fund_of("DAU dan PAD")
    True
    """
    found = {fund(part) or part for part in split_funds(text)}
    if not found or text.strip() in {"-", "–"}:
        return NO_FUND
    return next(iter(found)) if len(found) == 1 else f"gabungan: {'; '.join(sorted(found))}"


# ---- one office


def plan_tables() -> list[str]:
    """The tables that hold the plan's money; the first one an office has is taken."""
    return [layout.id for layout in (player("renja", "rencana"), *playing("renja", "rencana_akhir"))]


def _take(office: OfficePlan, document: Document, pack: Pack) -> None:
    """Read an office's plan; its state says if there is none."""
    document = replace(document, tables=of_all_offices(document))
    session = Session([document], pack, [])
    tables, reference = session.tables, session.reference(0)
    view = next((tables[name] for name in plan_tables() if name in tables), None)
    if view is None:
        places = dict.fromkeys(layouts()[name].place for name in plan_tables())
        office.state, office.reason = NO_PLAN, f"tidak memuat {' atau '.join(places)}"
        return
    office.table = view.name
    office.together = named_together([table for table in document.tables if table.layout == view.name])
    _count_rows(office, view)
    grouped = {code for line in office.lines for code in (line.code, program_of(line), bidang_of(line))}
    office.official = {
        code: name for code in grouped - office.names.keys() if reference and (name := reference.name(code))
    }


def _count_rows(office: OfficePlan, view: View) -> None:
    """Add the rows of a plan to what an office plans: the lowest ones with a code, and what cannot be counted."""
    column = view.column_of("pagu", 0)
    amounts, known, codes = view.money(column).whole, view.known_amount(column), view.levels.official
    texts, funds = view.text(view.column_of("sumber_dana")), dict[str, str]()
    upper = view.coded & within(codes, _parents(codes[view.coded]))
    empty = view.blank(column) | ~(view.data | view.total)
    for row in view.frame.index:
        code = codes[row]
        if view.coded[row]:
            office.names.setdefault(code, str(view.names[row]))
        if view.total[row]:
            office.written = int(amounts[row]) if known[row] else None
        elif empty[row] or upper[row]:
            continue
        elif not known[row]:
            office.unread += 1
        elif not view.coded[row]:
            office.uncoded += int(amounts[row])
        else:
            funds.setdefault(texts[row], fund_of(texts[row]))
            office.lines.append(CountedRow(code, str(view.names[row]), int(amounts[row]), funds[texts[row]]))


def _parents(codes: Iterable[str]) -> set[str]:
    """Every code above one of the given codes."""
    found: set[str] = set()
    for code in codes:
        above = parent_of(code)
        while above and above not in found:
            found.add(above)
            above = parent_of(above)
    return found


# ---- a folder


def judge_offices(files: Sequence[Path], pack: Pack | None = None, limits: Limits = DEFAULT_LIMITS) -> list[OfficePlan]:
    """The office behind each file with what it plans; the files are stacked and judged together."""
    from rules.validation import validate_many
    from workbook_templates.reader import read_document

    offices, read = [OfficePlan(str(path)) for path in files], list[tuple[OfficePlan, Document]]()
    for path, office in zip(files, offices, strict=True):
        at_hand(path)
        office.saved = _saved(path)
        try:
            read.append((office, read_document(path, limits)))
        except NoTablesError as error:
            letter = path.suffix.lower() in TEXT_ONLY
            office.state, office.reason = (SKIPPED, NO_TABLES.id) if letter else (UNREADABLE, str(error))
        except UnreadableError as error:
            office.state, office.reason = UNREADABLE, str(error)
    at_hand(*(Path(office.file) for office, _ in read))
    verdicts = validate_many([document for _, document in read], pack)
    for (office, document), verdict in zip(read, verdicts, strict=True):
        _judged(office, document, verdict, pack)
    return offices


def _saved(path: Path) -> float:
    """When a file was saved last, in seconds; 0 where the system does not say."""
    with suppress(OSError, ValueError):
        return path.stat().st_mtime
    return 0


def sum_up(offices: list[OfficePlan], year: int | None = None, listed: Sequence[str] | None = None) -> Recap:
    """The recap of offices, each counted once. ``year`` defaults to that of most files."""
    recap = Recap(year or _usual_year(offices), offices)
    assign_senders(offices, listed or ())
    count_once(recap)
    recap.offices.sort(key=lambda office: (office.state != RECEIVED, normalise(office.name), office.file))
    if listed is not None:
        hold_against(recap, listed)
    return recap


def _judged(office: OfficePlan, document: Document, verdict: Verdict, pack: Pack | None) -> None:
    named = document.said("perangkat_daerah")
    office.name, office.unnamed = as_text(named.value) if named else Path(office.file).stem, named is None
    office.printed = "office" in verdict.figures.printed
    office.year, office.galat, office.peringatan = document.year, verdict.count("galat"), verdict.count("peringatan")
    office.verdict, office.unchecked = verdict_title(verdict), unchecked_reasons(verdict)
    office.stage, office.sealed = document.text("tahap"), _sealed(document)
    _take(office, document, pack or pack_for(document.year))


def _sealed(document: Document) -> float:
    """When a document was sealed, in seconds; 0 without a seal, or with one that holds no more."""
    with suppress(ValueError):
        if document.seal and check_seal(document, document.seal).holds:
            return datetime.fromisoformat(document.seal.date).timestamp()
    return 0


def _usual_year(offices: Iterable[OfficePlan]) -> int | None:
    years = Counter(office.year for office in offices if office.year)
    return max(years, key=lambda year: (years[year], year)) if years else None
