"""Verdicts written as the minutes of a verification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.serving import at_hand
from headless.tasks.answer import Answer
from workbook_templates.reading.limits import Limits
from workbook_templates.safe_writing import make_folder, means_folder

if TYPE_CHECKING:
    from headless.papers.model import Minutes, MinutesFacts
    from rules.model.finding import Verdict


def written_minutes(
    verdicts: Sequence[Verdict], reports: Sequence[Path], facts: MinutesFacts, out: Path, limits: Limits
) -> Answer:
    """Write the minutes of verdicts, and of those in JSON reports: in one document, or in a folder one for each.

    A folder that is not there yet is made. The status is the highest of the workbooks' own.
    """
    from headless.exit_status import status_of
    from headless.papers.minutes import write_minutes
    from headless.papers.told_verdict import minutes_of, read_verdicts, told

    known = [told(verdict) for verdict in verdicts]
    for path in reports:
        at_hand(path)
        known += read_verdicts(path, limits)
    made = sorted((minutes_of(one, facts) for one in known), key=lambda one: (one.office.casefold(), one.version))
    if means_folder(out):
        make_folder(out)
        places = _places(made, out)
        for one, place in zip(made, places, strict=True):
            write_minutes([one], place)
    else:
        places = [out]
        write_minutes(made, out)
    lines = [f"Ditulis: {place}" for place in places]
    lines += [f"  {name}: {one.verdict}, {len(one.recommendations)} rekomendasi" for name, one in _named_apart(made)]
    return Answer(lines, places=places, status=max((status_of(one.state) for one in known), default=0))


def _named_apart(made: Sequence[Minutes]) -> Iterator[tuple[str, Minutes]]:
    """Minutes by their office, and by what was verified where an office has several."""
    offices = Counter(one.office.casefold() for one in made)
    for one in made:
        yield (one.office if offices[one.office.casefold()] == 1 else f"{one.office}, {one.version}"), one


def _places(minutes: Iterable[Minutes], folder: Path) -> list[Path]:
    """A file that is not there yet for each of the minutes, named after the file that was verified."""
    places: dict[Path, None] = {}
    for one in minutes:
        stem = f"berita-acara-{Path(one.version).stem}"
        names = (folder / f"{stem}{f'-{at}' if at > 1 else ''}.docx" for at in range(1, 10_000))
        places[next(place for place in names if place not in places and not place.exists())] = None
    return list(places)
