"""Importing lists of units and of sources of funds: new words, and further spellings of known ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from headless.imports.errors import NoUsableRowsError
from headless.imports.report import Report, ReportedLine, tidy
from headless.imports.tables import FUNDS, Recognised
from rules.nomenclature import Store
from rules.values.cells import as_text
from rules.values.text import fold
from rules.values.vocabulary import Term, Vocabulary, merged, shipped_vocabulary, stored_entries

_TAG = re.compile(r"</?su[bp]>", re.IGNORECASE)
_ALIKE = 85.0


def _much_more(often: int, seldom: int) -> bool:
    """Whether one unit is met so much more often than one that looks like it that the other is a slip."""
    return often >= seldom * (20 if seldom <= 2 else 100)


class _ListedWord(NamedTuple):
    """A word of a list: where it stands, its kind or code, other spellings, how often it is met (0 unknown)."""

    place: str
    name: str
    kind: str
    spellings: tuple[str, ...]
    met: int = 0


def _units(table: Recognised) -> Iterator[_ListedWord]:
    for place, row in table.rows:
        if "item" in table.columns:
            name = tidy(_TAG.sub("", as_text(table.cell(row, "item"))))
            more = [_TAG.sub("", as_text(table.cell(row, role))) for role in ("nilai", "sebutan_lain", "keterangan")]
            words = [tidy(word.replace("_", " ")) for text in more for word in text.split(",")]
            yield _ListedWord(place, name, "cacah", tuple(word for word in words if word))
            continue
        known = set(table.columns.values())
        numbers = [x for at, x in enumerate(row) if at not in known and re.fullmatch(r"\d+(\.0)?", as_text(x))]
        words = re.split(r"[|,;]", as_text(table.cell(row, "sebutan_lain")))
        count = sum(int(float(as_text(x))) for x in numbers)
        kind = tidy(table.cell(row, "kelompok_satuan")) or "cacah"
        yield _ListedWord(place, tidy(table.cell(row, "satuan")), kind, tuple(filter(None, map(tidy, words))), count)


def _funds(table: Recognised) -> Iterator[_ListedWord]:
    roles = ("sumber_dana", "kelompok", "jenis_dana", "objek", "rincian_objek", "sub_rincian_objek")
    for place, row in table.rows:
        parts = [as_text(table.cell(row, role)).removesuffix(".0") for role in roles]
        code = ".".join(part for part in parts if part)
        name = re.sub(r"(?<=\w)-\s+(?=[a-z])", "-", tidy(table.cell(row, "uraian_akun")))
        yield _ListedWord(place, name, code, (code,) if code else ())


def _slip(word: _ListedWord, words: list[_ListedWord]) -> str | None:
    """The frequent unit that a rare one is a slip of, if its list tells how often each is met."""
    from rapidfuzz import fuzz

    if not word.met or len(word.name) < 5:
        return None
    often = [x.name for x in words if _much_more(x.met, word.met)]
    near = [x for x in often if fuzz.ratio(fold(x), fold(word.name)) >= _ALIKE and fold(x) != fold(word.name)]
    return near[0] if near else None


def _taken(vocabulary: Vocabulary, name: str, word: _ListedWord, report: Report) -> tuple[str, ...]:
    """Spellings of a word that are new; one that means something else stays what it was."""
    found = []
    for spelling in word.spellings:
        known = vocabulary.official(spelling)
        if known is None:
            found.append(spelling)
        elif known != name:
            report.notes.append(f'{word.place}: sebutan "{spelling}" tetap berarti {known}, bukan {name}')
    return tuple(dict.fromkeys(found))


def _known_otherwise(word: _ListedWord, vocabulary: Vocabulary, table: Recognised, kind: str) -> str | None:
    """The official name of a word whose own name is not known: by its kind of fund, or by its further spellings."""
    if kind == "sumber_dana":
        return next((x.name for x in vocabulary.entries.values() if word.kind and x.kind == word.kind), None)
    if "item" not in table.columns:
        return None
    # That list gives a unit's symbol and its name as equals, and may know it by another name than ours.
    known = {name for name in map(vocabulary.official, word.spellings) if name}
    return known.pop() if len(known) == 1 else None


def import_vocabulary(table: Recognised, store: Store) -> Report:
    """Add the words of a list to the vocabulary in a store; raises :class:`UnreadableError` if it has none."""
    kind = "sumber_dana" if table.shape == FUNDS else "satuan"
    report, base = Report(kind), shipped_vocabulary(kind)
    entries = {entry.name: entry for entry in stored_entries(kind, store)}
    words = list(_funds(table) if kind == "sumber_dana" else _units(table))
    for word in words:
        report.read += 1
        vocabulary = merged(base, entries.values())
        if not re.search(r"[^\W_]|%", word.name):
            report.rejected.append(ReportedLine(word.place, word.name, "tanpa nama"))
            continue
        meant = _slip(word, words) if kind == "satuan" else None
        official = vocabulary.official(meant or word.name) or _known_otherwise(word, vocabulary, table, kind)
        if official is None:
            fresh = _taken(vocabulary, word.name, word, report)
            entries[word.name] = Term(word.name, word.kind, fresh)
            report.kept += 1
            continue
        other = word._replace(spellings=(word.name, *word.spellings))
        fresh = tuple(x for x in _taken(vocabulary, official, other, report) if fold(x) != fold(official))
        before = entries.get(official) or Term(
            official, base.entries[official].kind if official in base.entries else word.kind, ()
        )
        why = f"diduga salah ketik dari {official}" if meant else f"sudah ada sebagai {official}"
        report.duplicates.append(ReportedLine(word.place, word.name, why))
        if fresh or (word.kind and not before.kind):
            entries[official] = Term(official, before.kind or word.kind, (*before.synonyms, *fresh))
    if not entries and not report.duplicates:
        raise NoUsableRowsError(table.path, "satuan atau sumber dana", "tidak ada nama di dalamnya")
    previous = store.open(kind)
    source = {"file": table.path.name, "sha256": table.sha256, "date": dt.date.today().isoformat()}
    about = {"sources": [*(previous.header.sources if previous else []), source], "count": len(entries)}
    rows = [(x.name, x.kind, "|".join(x.synonyms)) for x in entries.values()] or [("", "", "")]
    report.path = store.save(kind, "kosakata", about, list(zip(*rows, strict=True)))
    return report
