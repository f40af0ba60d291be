"""What becomes of the lines of a decree: entries, and a report on every line that did not simply become one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from headless.imports.errors import MostRowsRejectedError, NoUsableRowsError
from headless.imports.raw_lines import RawLine, kind_of_file, kinds_named, raw_lines
from headless.imports.report import Report, ReportedLine, tidy
from headless.imports.tables import SIPD, Recognised
from rules.nomenclature import KABKOTA, KIND_LABEL, PROVINSI, Decree, Entry, generic
from rules.nomenclature.entry import counts
from rules.nomenclature.shipped import facts
from rules.values.codes import LEVELS, PROGRAM, bidang_of, level_of, parent_of, read_code
from rules.values.names import normalise

_UNWANTED = "tidak diminta"
_MISSING = 0.01
"""From this share of the codes that are known of its bidang on, what a list lacks makes it a part of its decree."""
_CUT_KEGIATAN = re.compile(r"((?:\d|X)\.(?:\d\d|XX)\.\d\d\.\d)\.(\d)((?:\.\d{2,4})?)")
"""A kegiatan of one digit in a code that keeps its other zeros: its last zero is lost, not its first."""
_WHOLE_KEGIATAN = re.compile(r"(?:\d|X)\.(?:\d\d|XX)\.\d\d\.\d\.0\d(?:\.\d+)?")


_SHORT_BIDANG = re.compile(r"(\d)\.([1-9])")
"""A bidang of one digit: its first zero is lost, or its last."""


def _kind_of_code(code: str) -> str:
    parts = code.split(".")
    return {"1": PROVINSI, "2": KABKOTA}.get(parts[3], "") if len(parts) > 4 else ""


def _is_heading(raw: RawLine) -> bool:
    """A head or a row of column numbers repeated at a page break."""
    words = tidy(raw.code).casefold()
    numbered = re.fullmatch(r"[()\d. ]+", words) and re.fullmatch(r"\(?\d{1,2}\)?", raw.texts["nama"])
    return (
        bool(numbered) or words.startswith(("kode", "urusan")) or raw.texts["nama"].casefold().startswith("nomenklatur")
    )


class _Gathering:
    """Entries under way, and the report on their lines."""

    def __init__(self, table: Recognised, decree: Decree, kind: str | None) -> None:
        self.table, self.decree, self.wanted = table, decree, kind
        self.lines = list(raw_lines(table))
        codes = [tidy(raw.code) for raw in self.lines]
        self.official = [read_code(code, decree.sub_digits).official for code in codes]
        self.below = Counter(bidang_of(code) for code in self.official if code and level_of(code) >= PROGRAM)
        self.keeps_zeros = any(map(_WHOLE_KEGIATAN.fullmatch, codes))
        self.file_kind = kind or kind_of_file(table) or self._kind_of_codes()
        self.report = Report(table.shape, decree=decree)
        self.found: dict[tuple[str, str], Entry] = {}
        self.told: set[tuple[str, str, str]] = set()
        self.completed: set[str] = set()

    def _kind_of_codes(self) -> str:
        """The kind of all kegiatan of the file; empty where it has those of both, or none."""
        kinds = {kind for code in self.official if code and (kind := _kind_of_code(code))}
        return kinds.pop() if len(kinds) == 1 else ""

    def all(self) -> list[Entry]:
        for raw in self.lines:
            self.report.read += raw.is_row
            self._take(raw)
        self._orphans()
        if self.completed:
            listed = ", ".join(sorted(self.completed)[:3])
            self.report.notes.append(f"{len(self.completed)} kode kehilangan nol di belakang dan dibaca …0 ({listed})")
        return list(self.found.values())

    def _code(self, raw: RawLine) -> str | None:
        """The official code of a line, penunjang as decrees list it; a kegiatan `2.1` among `2.01`, `2.02` … was `2.10`."""
        written = tidy(raw.code)
        cut = _CUT_KEGIATAN.fullmatch(written) if self.keeps_zeros else None
        if cut:
            self.completed.add(written)
            written = f"{cut[1]}.{cut[2]}0{cut[3]}"
        short = _SHORT_BIDANG.fullmatch(written)
        if short and self._lost_its_last_zero(short[1], short[2], raw.texts["nama"]):
            self.completed.add(written)
            written += "0"
        official = read_code(written, self.decree.sub_digits).official
        return generic(official) if official else None

    def _lost_its_last_zero(self, urusan: str, digit: str, name: str) -> bool:
        """Whether a bidang `2.1` was `2.10`: told by the codes below either, else by the name that ships for it."""
        first, last = f"{urusan}.0{digit}", f"{urusan}.{digit}0"
        if bool(self.below[first]) != bool(self.below[last]):
            return bool(self.below[last])
        return any(fact.kode == last and normalise(fact.nama) == normalise(name) for fact in facts())

    def _kinds(self, raw: RawLine, code: str | None) -> tuple[str, ...]:
        """Whose a line is: by its cell, else by its code, else by the file; of two kinds named, the code may tell which."""
        named = kinds_named(raw.jenis)
        own = _kind_of_code(code) if code else ""
        if len(named) == 2 and own:
            return (own,)
        if named:
            return named
        return (own or self.file_kind,) if own or self.file_kind else ()

    def _take(self, raw: RawLine) -> None:
        if raw.is_row and _is_heading(raw):
            self.report.headings += 1
            return
        code = self._code(raw)
        kinds = self._kinds(raw, code)
        # A row is accounted for once, whoever it is for.
        for at, kind in enumerate(kinds or ("",)):
            self._take_for(raw if at == 0 else replace(raw, is_row=False), code, kind)

    def _take_for(self, raw: RawLine, code: str | None, kind: str) -> None:
        said = f"{tidy(raw.code)} {raw.texts['nama']}".strip()
        why = self._refusal(raw, code, kind)
        if why or code is None:
            if raw.is_row:
                self.report.rejected.append(ReportedLine(raw.place, said, why))
            elif (kind, tidy(raw.code), why) not in self.told and self.wanted in (None, kind):
                self.told.add((kind, tidy(raw.code), why))
                self.report.notes.append(f'{raw.place}: induk "{said}" tidak dipakai: {why}')
            return
        entry = Entry(kind, code, **raw.texts)
        before = self.found.get((kind, code))
        if before is None:
            self.found[kind, code] = entry
            self.report.kept += raw.is_row
            return
        self._again(raw, entry, before, said)

    def _refusal(self, raw: RawLine, code: str | None, kind: str) -> str:
        if not tidy(raw.code):
            return "tanpa kode"
        if code is None:
            return f"kode tidak terbaca sebagai kode {self.decree.name} (sub kegiatan {self.decree.sub_digits} angka)"
        if self.table.shape == SIPD and raw.is_row and level_of(code) != len(LEVELS) - 1:
            return "kolom subkegiatan tidak berisi kode sub kegiatan"
        if not raw.texts["nama"]:
            return "tanpa nama"
        if raw.jenis and not kinds_named(raw.jenis):
            return f"jenis pemda '{raw.jenis}' tidak dikenal"
        if not kind:
            return "jenis pemda tidak diketahui; tambahkan --jenis"
        if self.wanted and kind != self.wanted:
            return f"untuk {KIND_LABEL[kind]}, {_UNWANTED} (--jenis {self.wanted})"
        return ""

    def _again(self, raw: RawLine, entry: Entry, before: Entry, said: str) -> None:
        """A code met before: the same, or with other words; the first one stays, empty texts are filled in."""
        pairs = {name: (getattr(before, name), getattr(entry, name)) for name in ("nama", "indikator", "satuan")}
        other = [name for name, (a, b) in pairs.items() if a and b and normalise(a) != normalise(b)]
        if not other:
            if raw.is_row:
                self.report.duplicates.append(ReportedLine(raw.place, said, "sama dengan baris sebelumnya"))
            filled = {name: getattr(before, name) or getattr(entry, name) for name in Entry._fields[2:]}
            self.found[before.jenis, before.kode] = before._replace(**filled)
            return
        line = ReportedLine(raw.place, said, f'{", ".join(other)} berbeda; dipakai "{pairs[other[0]][0]}"')
        if raw.is_row:
            self.report.conflicts.append(line)
        elif (before.jenis, before.kode, line.text) not in self.told:
            self.told.add((before.jenis, before.kode, line.text))
            self.report.notes.append(f"{raw.place}: induk {line.text}: {line.reason}")

    def _orphans(self) -> None:
        lacking = Counter(
            (kind, parent) for kind, code in self.found if level_of(code) > 2
            and (parent := parent_of(code)) and (kind, parent) not in self.found
        )  # fmt: skip
        for (kind, parent), number in sorted(lacking.items()):
            self.report.notes.append(f"{number} kode {KIND_LABEL[kind]} di bawah {parent}, yang tidak ada di file")


def _why(lines: list[ReportedLine]) -> str:
    return "; ".join(f"{number} baris: {why}" for why, number in Counter(x.reason for x in lines).most_common(3))


def gather(table: Recognised, decree: Decree, kind: str | None) -> tuple[list[Entry], Report]:
    """The entries of a recognised file for a decree, and what became of its lines.

    Raises :class:`UnreadableError` where nothing can be used, or most lines cannot: then the file is not what it seems.
    """
    gathering = _Gathering(table, decree, kind)
    entries = gathering.all()
    report = gathering.report
    report.counts = counts(entries)
    if not entries:
        raise NoUsableRowsError(table.path, decree.name, _why(report.rejected) or "tidak ada baris data")
    refused = [line for line in report.rejected if _UNWANTED not in line.reason]
    if len(refused) * 2 > report.read - report.headings:
        raise MostRowsRejectedError(table.path, len(refused), report.read - report.headings, _why(refused))
    for found in report.counts:
        if not any(entry.kode.startswith("X.XX.01") for entry in entries if entry.jenis == found):
            report.notes.append(f"program penunjang (X.XX.01) {KIND_LABEL[found]} tidak ada di file ini")
    known, missing = _missing(decree, entries)
    if len(missing) > _MISSING * known:
        report.partial = True
        report.notes.append(
            f"file ini memuat {known - len(missing)} dari {known} kode {decree.name} untuk bidangnya (tidak ada: "
            f"{', '.join(missing[:3])} …); disimpan sebagai sebagian, seperti dengan --sebagian"
        )
    return entries, report


def _missing(decree: Decree, entries: list[Entry]) -> tuple[int, list[str]]:
    """How many codes are known of the bidang of a list for kabupaten/kota, and those of them that it lacks."""
    own = {entry.kode for entry in entries if entry.jenis == KABKOTA}
    bidang = {bidang_of(code) for code in own}
    of_decree = (fact.kode for fact in facts() if decree.codes == "all" and decree.id in fact.decrees)
    known = {code for code in of_decree if bidang_of(code) in bidang}
    return len(known), sorted(known - own)
