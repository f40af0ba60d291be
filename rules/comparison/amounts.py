"""Amounts of a column held against amounts from elsewhere: another table, a ceiling, last year's document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import numpy as np

from rules.arrays import Mask
from rules.frames.judgement import Judgement
from rules.frames.merged_blocks import in_common
from rules.frames.readings import Wholes
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.references import GivenInVain, References
from rules.model.unchecked import Gap, Skip


class Source(Protocol):
    """A document given beside a workbook; ``source`` names its file."""

    @property
    def source(self) -> str: ...


_Given = TypeVar("_Given")
_Document = TypeVar("_Document", bound=Source)


def given(
    view: View, what: Callable[[References], tuple[_Given | None, Text]]
) -> tuple[dict[int, _Given], dict[int, Skip]]:
    """What workbooks of a view are held against, for those that have it, and for the others why it is not at hand.

    ``what`` picks it from a workbook's references, with the reason.
    """
    found: dict[int, _Given] = {}
    lacking: dict[int, Skip] = {}
    for doc in view.workbooks:
        held, reason = what(view.session.documents[doc].references)
        if held is None:
            lacking[doc] = Skip(Gap.IN_VAIN if isinstance(reason, GivenInVain) else Gap.OPTIONAL, reason)
        else:
            found[doc] = held
    return found, lacking


def judge_given(
    view: View,
    column: str,
    what: Callable[[References], tuple[_Document | None, Text]],
    due: Callable[[_Document, int], int | None],
    *,
    rows: Mask | None = None,
    blamed: Mask,
    above: bool = False,
    told: Callable[[Sequence[int]], Mapping[str, Any]] | None = None,
) -> Judgement:
    """Blame amounts other than (or with ``above`` beyond) those of a document given beside the workbook.

    ``due`` tells a row's amount by that document, None for none; without ``rows`` those that have one are judged. The
    message is told the document's ``source``.
    """
    documents, lacking = given(view, what)
    if not documents:
        return view.left_out(lacking)
    held = np.isin(view.docs, list(documents))
    amounts: list[int | None] = [None] * len(held)
    for row in np.flatnonzero(held).tolist():
        amounts[row] = due(documents[view.doc_of(row)], row)
    owed = Wholes.of(amounts)
    matched = set(view.docs[~owed.none].tolist())
    lacking |= {doc: _in_vain(held.source) for doc, held in documents.items() if doc not in matched}

    def details(rows: Sequence[int]) -> dict[str, Any]:
        sources = [documents[view.doc_of(row)].source for row in rows]
        return {"source": sources, **(told(rows) if told else {})}

    return judge_amounts(
        view,
        column,
        owed,
        ~owed.none if rows is None else rows & held,
        blamed=blamed,
        above=above,
        skipped=lacking,
        told=details,
    )


def _in_vain(source: str) -> Skip:
    named = (f"isi '{source}'", f"'{source}'") if source else ("isinya", "it")
    return Skip(
        Gap.IN_VAIN,
        GivenInVain(
            f"tidak ada baris yang cocok dengan {named[0]}",
            f"no row matches anything in {named[1]}",
        ),
    )


def judge_amounts(
    view: View,
    column: str,
    due: Wholes,
    rows: Mask,
    *,
    blamed: Mask,
    above: bool = False,
    skipped: dict[int, Skip] | None = None,
    told: Callable[[Sequence[int]], Mapping[str, Any]],
) -> Judgement:
    """Blame, in the given rows, amounts that are not (or with ``above`` exceed) the amounts due.

    Cells that cannot be read, those merged over several rows, and those of ``blamed``, are put off. ``told`` gives further details of the
    blamed rows for the message.
    """
    found, owed = view.money(column), due.whole
    doubtful = view.blamed(column, "figure") | in_common(view, column) | blamed
    checked = rows & ~doubtful & ~found.none & ~due.none
    bad = checked & (found.differ(due) & ((found.whole > owed) | (not above)))
    return view.judge(
        checked,
        bad,
        deferred=rows & doubtful,
        skipped=skipped,
        value=found.whole,
        expected=owed,
        difference=found.whole - owed,
        **told(np.flatnonzero(bad).tolist()),
    )
