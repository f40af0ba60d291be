"""What passes between rules, views and the session that runs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pandas as pd

    from rules.document import Document
    from rules.masks import Mask
    from rules.nomenclature import Decree, Nomenclature
    from rules.outline import Names
    from rules.pack import Pack


@dataclass(slots=True)
class Judgement:
    """What a rule says of one column: cells it checked, cells it blames with details, what it left undone.

    ``checked`` and ``deferred`` are masks over the view's rows; ``faults`` has one row per blamed cell,
    indexed like the view, with `value`, `expected`, `difference`, `suggestion`, `fix` and the message's
    placeholders as columns. ``skipped`` gives the reason for workbooks that could not be judged.
    """

    checked: Mask
    faults: pd.DataFrame
    deferred: Mask | None = None
    skipped: dict[int, str] = field(default_factory=dict)


class Stack(Protocol):
    """What a view may ask of the session it belongs to (:class:`rules.session.Session`)."""

    documents: Sequence[Document]
    pack: Pack

    @property
    def views(self) -> dict[str, Any]:
        """All views of the stack by name, in sheet order."""

    @property
    def decree_ids(self) -> list[str | None]:
        """The decree each workbook is judged by."""

    def decree(self, doc: int) -> Decree | None:
        """The decree of one workbook."""

    @property
    def kinds(self) -> list[str]:
        """The kind of government of each workbook."""

    def reference(self, doc: int) -> Nomenclature | None:
        """Codes and names one workbook is judged by."""

    def sub_digits(self, doc: int) -> int:
        """Digits of the sub kegiatan segment in a workbook's decree."""

    def names(self, doc: int) -> Names:
        """Names of codes one workbook may use, for tables without codes."""

    def group(self, view: Any) -> Iterator[Any]:
        """The other tables that must agree with a view."""

    def judge(self, rule_id: str, view: Any, column: str) -> Judgement | None:
        """What a rule says of a column, evaluated once."""
