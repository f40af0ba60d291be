"""What pandera costs: the checks of its schemas against the bare functions of the rules, over the same stacks.

Both judge every rule on every column it may blame, from documents already read, and tell rule, column and row of each fault;
the schemas besides by way of pandera's failure cases. Ratios are medians of pairs in processor seconds, because processors
change their speed meanwhile. Run: ``python bench/pandera_cost.py`` (or with a number of workbooks of each kind).
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from rules.engine.gc_pause import collector_paused
from rules.engine.session import Session
from rules.engine.table_schema import failures
from rules.model.document import Document
from rules.registry import all_rules
from rules.schema.pack import pack_for
from rules.validation import validate_many
from tests.support.large_plans import generate
from workbook_templates.reader import read_document

KINDS = {"clean": False, "dirty": True}
ROWS = 120
PAIRS = 9

Fault = tuple[str, str, str, int]
"""Table or structure frame, column, rule and row."""


def _session(documents: Sequence[Document]) -> Session:
    return Session(documents, pack_for(documents[0].year), list(all_rules().values()))


def bare(documents: Sequence[Document]) -> Iterator[Fault]:
    """What the rules' own functions blame."""
    session = _session(documents)
    rules = [rule for rule in session.rules if rule.id not in session.pack.inactive]
    for view in session.views.values():
        for rule in rules:
            for column in session.columns_of(rule, view):
                for row in session.faults(rule.id, view, column).rows.tolist():
                    yield view.name, column, rule.id, row


def by_schemas(documents: Sequence[Document]) -> Iterator[Fault]:
    """What the failure cases of the tables' schemas say."""
    session = _session(documents)
    for view in session.views.values():
        for rule, column, row in failures(session, view):
            yield view.name, column, rule.id, row


def _seconds(work: Callable[[Sequence[Document]], Iterable[object]], documents: Sequence[Document]) -> float:
    gc.collect()
    start = time.process_time()
    with collector_paused():
        list(work(documents))
    return time.process_time() - start


def measure(documents: Sequence[Document]) -> tuple[int, float, float, float]:
    """Faults, seconds of the bare functions, and how many times as long the schemas and the whole validation take."""
    faults = sorted(bare(documents))
    if faults != sorted(by_schemas(documents)):
        raise SystemExit("the schemas blame other cells than the rules do")
    rounds = [[_seconds(work, documents) for work in (bare, by_schemas, validate_many)] for _ in range(PAIRS)]
    schemas, whole = (statistics.median(spent[at] / spent[0] for spent in rounds) for at in (1, 2))
    return len(faults), min(spent[0] for spent in rounds), schemas, whole


def main(count: int = 20) -> None:
    """Print the ratios for a single workbook and for a stack, without and with faults."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, dirty in KINDS.items():
            place = Path(folder) / kind
            place.mkdir()
            documents = [read_document(path) for path in generate(place, count, ROWS, dirty=dirty)]
            for stack in (documents[:1], documents):
                faults, least, schemas, whole = measure(stack)
                print(f"{len(stack):>4} {kind}, {faults:>6,} faults; 1.00 = bare functions, {least * 1000:.0f} ms")
                print(f"{schemas:8.3f}  the schemas' checks and failure cases")
                print(
                    f"{whole:8.3f}  validation, from documents to verdicts (pandera {(schemas - 1) / whole:.1%} of it)"
                )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
