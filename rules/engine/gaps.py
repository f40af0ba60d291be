"""What of each workbook was not checked: why rules left something, tables that are only guessed, sums that nothing adds up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rules.arrays import Mask, per_doc
from rules.engine.family import family_of
from rules.engine.outcomes import Told
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.frames.begun import only_named
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.table_read import TableRead
from rules.model.unchecked import Gap, Skip, Unchecked, unchecked
from rules.schema.layout import Layout, layouts
from rules.schema.pack import BASE, names, severity

_NO_YEAR = Skip(
    Gap.IDENTITY,
    Text("tahun dokumen tidak diketahui, jadi aturan tahun lain dipakai",
         "the year of the document is not known, so that it is judged by the rules of another"),
    Text("Isi tahun di lembar Identitas.", "Fill in the year in Identitas."),
)  # fmt: skip
_YEAR_WITHOUT_PACK = Text(
    "aturan tahun {year} belum ada di renja (yang ada: {first} sampai {last}), jadi aturan umum dipakai",
    "renja has no rules of the year {year} (but of {first} to {last}), so that those of every year are used",
)
_YEAR_REMEDY = Text(
    "Pastikan tahun di lembar Identitas; bila benar, perbarui renja atau pilih aturannya dengan --pack.",
    "Make sure of the year in Identitas; if it is right, update renja or choose the rules with --pack.",
)

_GUESSED_REMEDY = Text(
    "Kembalikan judul dan nomor kolomnya, atau tunjukkan tabelnya dengan --buat-peta lalu --peta.",
    "Restore its headings and column numbers, or point the table out by --buat-peta, then --peta.",
)
_NO_IDENTITY = Skip(
    Gap.IDENTITY,
    Text(
        "file ini tidak memuat Identitas, sehingga perangkat daerah, bidang urusan, dan keputusan nomenklaturnya belum dapat dicocokkan",
        "this file holds no Identitas, so that its office, bidang urusan and decree could not be compared",
    ),
    Text(
        "Periksa dalam buku kerja yang memuat lembar Identitas; renja template membuatnya.",
        "Validate a workbook that holds the sheet Identitas; renja template makes one.",
    ),
)
_NEVER_CALCULATED = Text(
    "{n} rumus belum pernah dihitung, sehingga isinya dan yang bergantung padanya belum diketahui",
    "{n} formulas were never calculated, so that their results and what rests on them are not known",
)
_CALCULATE = Text(
    "Buka buku kerja di Excel, simpan, lalu periksa lagi; atau hitung dengan renja compute FILE -o HASIL.xlsx.",
    "Open the workbook in Excel, save it and validate again; or reckon it with renja compute FILE -o RESULT.xlsx.",
)
_MOST_TABLES = 3
_SUM_REMEDY = Text(
    "Lengkapi kode, nomor, atau baris TOTAL tabel itu.", "Complete the codes, numbers or the row TOTAL of the table."
)

_NIL = Text(
    "semua pagu {tables} nol, sehingga jumlah dan perbandingannya tidak membuktikan apa pun",
    "all money of {tables} is nought, so that its sums and comparisons prove nothing",
)
_NIL_REMEDY = Text("Isi pagunya, lalu periksa lagi.", "Fill in the money, then validate again.")


def gaps(
    session: Session,
    rules: Sequence[Rule],
    told: Sequence[Sequence[Told]],
    tables: Sequence[Sequence[TableRead]],
    lang: str,
) -> list[tuple[list[Unchecked], list[Unchecked]]]:
    """For each workbook what leaves its verdict open, and what something optional would add.

    ``told`` is what became of each rule in each workbook, ``tables`` what was read of each. Reasons in `id` or `en`.
    """
    grave = {rule.id for rule in rules if severity(session.pack, rule.id, rule.severity) == "galat"}
    sums = [rule for rule in rules if rule.id in grave and family_of(rule.id) == "JML"]
    unsummed, nil = _unsummed(session, sums), _nil(session, sums)
    found = []
    for doc, document in enumerate(session.documents):
        left = [("STR-013", skip) for skip in [_year_gap(session, document)] if skip]
        left += _guessed(tables[doc])
        left += [(rule.id, skip) for rule, of_rule in zip(rules, told, strict=True) for skip in of_rule[doc].skips]
        never = _never_calculated(document)
        if never:
            left = [(rule, never if skip.gap is Gap.PUT_OFF else skip) for rule, skip in left]
        if not document.identity:
            left = [(rule, _NO_IDENTITY if _for_want_of_identity(rule, skip) else skip) for rule, skip in left]
        found.append(unchecked([*left, *unsummed.get(doc, []), *nil.get(doc, [])], grave, lang))
    return found


def _year_gap(session: Session, document: Document) -> Skip | None:
    """That the rules of the document's year are not known, if so."""
    if not document.year:
        return _NO_YEAR
    if session.pack.name != BASE:
        return None
    years = [name for name in names() if name.isdigit()]
    known = {"year": document.year, "first": years[0], "last": years[-1]}
    reason = Text(_YEAR_WITHOUT_PACK.id.format(**known), _YEAR_WITHOUT_PACK.en.format(**known))
    return Skip(Gap.DECREE, reason, _YEAR_REMEDY)


def _for_want_of_identity(rule: str, skip: Skip) -> bool:
    """Whether a workbook without Identitas is left unjudged because it has none; a year not known is told as such."""
    if skip is _NO_YEAR:
        return False
    return skip.gap in (Gap.IDENTITY, Gap.DECREE) or (rule == "STR-013" and skip.gap is Gap.PUT_OFF)


def _never_calculated(document: Document) -> Skip | None:
    """That formulas have no stored results, which is why the rest was put off."""
    number = sum(
        column in layouts()[table.layout].official
        for table in document.tables
        for _, column in table.marks.uncalculated
    )
    told = Text(_NEVER_CALCULATED.id.format(n=number), _NEVER_CALCULATED.en.format(n=number))
    return Skip(Gap.PUT_OFF, told, _CALCULATE) if number else None


def _guessed(tables: Sequence[TableRead]) -> list[tuple[str, Skip]]:
    """That some tables are only guessed."""
    found = [f"{x.table} ({x.sheet}!{x.cells})" for x in tables if x.guessed and not x.unread]
    if not found:
        return []
    names = ", ".join(found[:_MOST_TABLES]) + (", …" if len(found) > _MOST_TABLES else "")
    told = Text(f"{len(found)} tabel hanya diduga: {names}", f"{len(found)} tables are only guessed: {names}")
    return [("STR-002", Skip(Gap.GUESSED, told, _GUESSED_REMEDY))]


def _unsummed(session: Session, rules: Sequence[Rule]) -> dict[int, list[tuple[str, Skip]]]:
    """Tables with amounts to add up of which no rule on sums could judge or put off a single cell, by workbook."""
    found: dict[int, list[tuple[str, Skip]]] = {}
    for view in session.tables.values():
        asked = [rule for rule in rules if session.columns_of(rule, view)]
        if asked:
            told = f"jumlah {view.name}, karena tidak ada induk atau TOTAL yang rinciannya dikenali"
            english = f"the sums of {view.name}, since no parent or TOTAL has details that are recognised"
            skip = Skip(Gap.UNSUMMED, Text(told, english), _SUM_REMEDY)
            for doc in np.flatnonzero(_amounts(view) & ~_summed(session, view, asked)).tolist():
                found.setdefault(doc, []).extend((rule.id, skip) for rule in asked)
    return found


def _nil(session: Session, rules: Sequence[Rule]) -> dict[int, list[tuple[str, Skip]]]:
    """Tables whose money of the document's own year is stated and nought in each row, by workbook."""
    found: dict[int, dict[str, list[Rule]]] = {}
    size = len(session.documents)
    for view in session.tables.values():
        money = _own_money(view.layout)
        asked = [rule for rule in rules if set(money).intersection(session.columns_of(rule, view))]
        some, more = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
        for column in money if asked else ():
            stated = view.data & view.known_amount(column)
            some |= per_doc(stated, view.docs, size) > 0
            more |= per_doc(stated & (view.money(column).whole != 0), view.docs, size) > 0
        for doc in np.flatnonzero(some & ~more).tolist():
            # What formulas make of a table that is not begun yet is no plan of noughts.
            if not all(only_named(table) for table in session.documents[doc].tables if table.layout == view.name):
                found.setdefault(doc, {})[view.name] = asked
    left: dict[int, list[tuple[str, Skip]]] = {}
    for doc, tables in found.items():
        named = ", ".join(tables)
        skip = Skip(Gap.NIL, Text(_NIL.id.format(tables=named), _NIL.en.format(tables=named)), _NIL_REMEDY)
        left[doc] = [(rule.id, skip) for rule in rules if any(rule in asked for asked in tables.values())]
    return left


def _own_money(layout: Layout) -> list[str]:
    """The money of the document's own year that a table adds up, pagu among it; none where it has no such pagu."""
    pagu = layout.by_role("pagu", 0) or layout.by_role("pagu")
    year = layout.columns[pagu].year if pagu else None
    if not (pagu and layout.totals) or year not in (0, None):
        return []
    return [column for column in layout.totals.columns if layout.columns[column].year == year]


def _amounts(view: View) -> Mask:
    """For each workbook whether a column of the table that has sums holds two amounts or more."""
    size = len(view.session.documents)
    many = np.zeros(size, dtype=bool)
    for column in view.layout.totals.columns if view.layout.totals else ():
        stated = view.data & view.known_amount(column) & (view.money(column).whole != 0)
        many |= per_doc(stated, view.docs, size) > 1
    return many


def _summed(session: Session, view: View, rules: Sequence[Rule]) -> Mask:
    """For each workbook whether one of the rules judged or put off a cell of the table."""
    size = len(session.documents)
    done = np.zeros(size, dtype=bool)
    for rule in rules:
        for column in session.columns_of(rule, view):
            judgement = session.judge(rule.id, view, column)
            for cells in (judgement.checked, judgement.deferred) if judgement else ():
                done |= per_doc(cells, view.docs, size) > 0 if cells is not None else False
    return done
