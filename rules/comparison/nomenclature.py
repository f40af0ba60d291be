"""Codes of a view held against the nomenclature in force for each workbook.

Every distinct code is looked up once, however many workbooks of a stack hold it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, as_cells, filled
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip
from rules.nomenclature import KIND_LABEL, Decree, Nomenclature, nomenclature, own
from rules.record import record
from rules.values.codes import SUB, bidang_of, level_of
from rules.values.names import normalise
from rules.values.text import fold
from rules.values.vocabulary import units

_NO_DECREE = Skip(
    Gap.DECREE,
    Text("keputusan nomenklatur tidak diketahui", "the decree on nomenclature is not known"),
    Text("Isi keputusan nomenklatur di lembar Identitas.", "Name the decree in Identitas."),
)


@once
def missing_reference(view: View) -> dict[int, Skip]:
    """Workbooks whose codes cannot be judged for want of a nomenclature, with the reason."""
    reasons: dict[int, Skip] = {}
    for doc, found in _bidangs(view).items():
        if not found:
            continue
        decree = view.session.decree(doc)
        if decree is None:
            reasons[doc] = _NO_DECREE
            continue
        reference = view.session.reference(doc)
        # Without a readable code there is nothing to judge, whatever is at hand.
        if found and not (reference and any(reference.covers(bidang) for bidang in found)):
            kind = KIND_LABEL.get(view.session.kinds[doc], "")
            other = reference is None and bool(kind) and nomenclature(decree.id) is not None
            reasons[doc] = _not_at_hand(found, decree, f" {kind}" if other else "")
    return reasons


@once
def unsure_texts(view: View) -> dict[int, Skip]:
    """Workbooks whose names, indicators and units cannot be judged, or only by the list of another decree, with the reason."""
    reasons: dict[int, Skip] = {}
    for doc, bidangs in _bidangs(view).items():
        decree, reference = view.session.decree(doc), view.session.reference(doc)
        stand_in = reference.stand_in(bidangs) if reference else None
        if decree and stand_in:
            reasons[doc] = _read_by(stand_in, decree)
    return reasons | missing_reference(view)


def untold_codes(view: View, rows: Mask) -> dict[int, Skip]:
    """Workbooks with codes, among ``rows``, of which the reference cannot tell whether they exist, with the reason."""
    untold = rows & view.coded & filled(view.levels.official) & ~referenced(view).judged
    reasons = dict(missing_reference(view))
    for doc, bidangs in _bidangs(view, untold).items():
        decree, reference = view.session.decree(doc), view.session.reference(doc)
        if doc not in reasons and bidangs and decree and reference:
            known = reference.scope(view.levels.official[untold & (view.docs == doc)].tolist())
            reasons[doc] = _not_at_hand(bidangs, decree, "", known)
    return reasons


def _read_by(stand_in: Decree, decree: Decree) -> Skip:
    command = f"renja nomenclature import FILE --keputusan {decree.id}"
    return Skip(
        Gap.STAND_IN,
        Text(f"nama, indikator, dan satuan dibaca menurut {stand_in.name}; {decree.name} tidak terpasang lengkap ({command})",
             f"names, indicators and units are read by {stand_in.name}; {decree.name} is not wholly at hand ({command})"),
    )  # fmt: skip


def _bidangs(view: View, rows: Mask | None = None) -> dict[int, set[str]]:
    """The bidang of each workbook's codes, of all rows or some."""
    used: dict[int, set[str]] = {doc: set() for doc in view.workbooks}
    docs, codes = (x if rows is None else x[rows] for x in (view.docs, view.levels.official))
    by_code = {code: bidang_of(code) if code else None for code in set(codes)}
    for doc, code in set(zip(docs.tolist(), codes, strict=True)):
        bidang = by_code[code]
        if isinstance(bidang, str):
            used[doc].add(bidang)
    return used


def _not_at_hand(bidangs: set[str], decree: Decree, whose: str, known: str = "") -> Skip:
    """That codes of some bidang cannot be judged; ``known`` is what is said of the decree's list (Indonesian)."""
    listed = f" bidang {', '.join(sorted(bidangs))}" if bidangs else ""
    said = f"{known} ({listed.strip()})" if known and bidangs else known
    return Skip(
        Gap.NOMENCLATURE,
        Text(said or f"nomenklatur{whose}{listed} menurut {decree.name} belum diimpor seluruhnya",
             f"the nomenclature{whose}{listed and f' of{listed}'} by {decree.name} is not wholly imported"),
        Text(f"Impor daftar kodenya: renja nomenclature import FILE --keputusan {decree.id}",
             f"Import its list of codes: renja nomenclature import FILE --keputusan {decree.id}"),
    )  # fmt: skip


# ---- one look-up for each distinct value


@once
def groups(view: View) -> tuple[np.ndarray, list[int]]:
    """For each row the number of its workbook's reference (-1 for none), and one workbook for each reference."""
    numbers: dict[Any, int] = {}
    samples: list[int] = []
    of_doc = np.full(len(view.session.documents), -1)
    lacking = missing_reference(view)
    for doc in view.workbooks:
        if doc in lacking:
            continue
        key = view.session.decree_ids[doc], view.session.kinds[doc]
        if key not in numbers:
            numbers[key] = len(samples)
            samples.append(doc)
        of_doc[doc] = numbers[key]
    return of_doc[view.docs], samples


def _distinct(view: View, rows: Mask, *columns: Cells) -> tuple[np.ndarray, list[int]]:
    """Numbers of the distinct values of columns among ``rows`` (boolean), references told apart.

    Gives for each row the number of its value (-1 beyond ``rows``) and for each number one row that has it.
    """
    positions = np.flatnonzero(rows)
    combined = groups(view)[0][positions].astype(np.int64)
    for column in columns:
        numbers, values = pd.factorize(column[positions])
        combined = combined * (len(values) + 1) + numbers + 1
    _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    found = np.full(len(view.frame), -1)
    found[positions] = inverse
    return found, positions[first].tolist()


def _spread(numbers: np.ndarray, values: Sequence[Any], empty: Any = None) -> Cells:
    """Values of distinct numbers given back to their rows."""
    pool = np.empty(len(values) + 1, dtype=object)
    pool[: len(values)] = values
    pool[-1] = empty
    found: Cells = pool[numbers]
    return found


def per_value(view: View, rows: Mask, work: Callable[[int], Any], *columns: Cells, empty: Any = None) -> Cells:
    """``work`` of one row for each distinct value of ``columns`` among ``rows``, given to all that have it."""
    numbers, samples = _distinct(view, rows, *columns)
    return _spread(numbers, [work(row) for row in samples], empty)


def reference_of(view: View, position: int) -> Nomenclature:
    """The reference of a row's workbook; raises LookupError where it lacks one (see :func:`missing_reference`)."""
    found = view.session.reference(view.doc_of(position))
    if found is None:
        raise LookupError(f"no nomenclature at hand for row {position} of {view.name}")
    return found


@record
class Referenced:
    """What the reference of its workbook tells of the code of each row; arrays over the view."""

    judged: Mask
    """Where it can be told whether the code exists."""
    listed: Mask
    """Where the code is at hand, with its name or without."""
    name: Cells
    """The official name (None where it is not at hand)."""
    unit: Cells
    """The official unit of a sub kegiatan (None if unknown)."""
    indicator: Cells
    """The official indicator of a sub kegiatan (None if unknown)."""
    doubtful: Mask
    """Where not all of name, indicator and unit are confirmed."""

    @property
    def unknown(self) -> Mask:
        """Where the code certainly does not exist."""
        return self.judged & ~self.listed


@once
def referenced(view: View) -> Referenced:
    """What the reference tells of each row with a code."""
    codes = view.levels.official
    rows = view.coded & filled(codes) & (groups(view)[0] >= 0)
    numbers, samples = _distinct(view, rows, codes)
    told = [(reference_of(view, row), str(codes[row])) for row in samples]
    return Referenced(
        judged=_spread(numbers, [known.judges(code) for known, code in told], False).astype(bool),
        listed=_spread(numbers, [code in known for known, code in told], False).astype(bool),
        name=_spread(numbers, [known.name(code) for known, code in told]),
        unit=_spread(numbers, [known.unit(code) if level_of(code) == SUB else None for known, code in told]),
        indicator=_spread(numbers, [known.indicator(code) if level_of(code) == SUB else None for known, code in told]),
        doubtful=_spread(numbers, [known.doubts(code) for known, code in told], False).astype(bool),
    )


@once
def official_units(view: View) -> Cells:
    """The official unit of each sub kegiatan by its spelling in the vocabulary, empty where it is not at hand."""
    told = referenced(view).unit
    spelled = {unit: (units().official(unit) or fold(unit)) if unit else "" for unit in set(told)}
    return as_cells([spelled[unit] for unit in told])


def severity_of(view: View, rows: Mask) -> list[str | None]:
    """What an indicator or a unit of some rows weighs: a note where not all the reference says of the code is confirmed."""
    return ["catatan" if doubtful else None for doubtful in referenced(view).doubtful[rows]]


def differs(view: View, rows: Mask, written: Cells, official: Cells) -> Mask:
    """Whether a text is not the official one; case, spacing and Kab/Kota are no difference."""

    def differ(row: int) -> bool:
        return normalise(str(written[row])) != normalise(str(official[row]))

    return per_value(view, rows, differ, written, official, empty=False).astype(bool)


def codes_named(view: View, position: int, name: str) -> list[str]:
    """Codes of the workbook's decree that officially bear a name, written with the row's own bidang."""
    reference = view.session.reference(view.doc_of(position))
    bidang = bidang_of(str(view.levels.official[position]))
    return [own(code, bidang) for code in reference.codes_named(name)] if reference else []
