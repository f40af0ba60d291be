"""What workbooks are held against, read in a child and handed on to those that judge, unopened by the process that asked."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from headless.batch.apart import Apart
from headless.batch.inputs import find_files
from headless.batch.serving import at_hand
from headless.errors import LostWorkError
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from rules.model.document import Document
    from rules.model.references import References
    from workbook_templates.references.comparison import Comparison


class HeldAgainst(Protocol):
    """Gives each workbook what it is held against."""

    def of(self, document: Document) -> References:
        """The references of one workbook."""
        ...


@dataclass(frozen=True, slots=True)
class PackedComparison:
    """A :class:`Comparison` as bytes: opening it takes libraries that the asking process does without."""

    content: bytes
    unread: tuple[UnreadableError, ...] = ()
    """Why files of a folder are held against nothing."""

    def of(self, document: Document) -> References:
        """The references of one workbook."""
        return _opened(self.content).of(document)


@lru_cache(maxsize=1)
def _opened(content: bytes) -> Comparison:
    opened: Comparison = pickle.loads(content)
    return opened


def read_comparison(
    child: Apart, ceilings: Path | None, last_year: Path | None, renja: Path | None, limits: Limits
) -> PackedComparison:
    """Read what workbooks are held against, in a child.

    Raises :class:`UnreadableError` for a file that was named; one of a folder costs only itself, also one that ends the child.
    """
    lost: dict[Path, UnreadableError] = {}
    while True:
        try:
            return child.do(_read, ceilings, last_year, renja, limits, lost)
        except LostWorkError as error:
            further = {path: error for path in child.at_hand if path not in lost}
            if not further or not further.keys().isdisjoint({ceilings, last_year, renja}):
                raise
            lost |= further


def _read(
    ceilings: Path | None,
    last_year: Path | None,
    renja: Path | None,
    limits: Limits,
    lost: Mapping[Path, UnreadableError],
) -> PackedComparison:
    """The comparison without the files that are lost already."""
    from workbook_templates.references.comparison import Comparison

    previous, plans = (_but(find_files([path]), lost) if path else None for path in (last_year, renja))
    unread = dict(lost)
    comparison = Comparison(ceilings, previous, plans, limits, at_hand, unread)
    for path in (last_year, renja):
        if path in unread:
            raise unread[path]
    return PackedComparison(pickle.dumps(comparison, pickle.HIGHEST_PROTOCOL), tuple(unread.values()))


def _but(files: Iterable[Path], lost: Mapping[Path, UnreadableError]) -> list[Path]:
    return [path for path in files if path not in lost]
