"""What a sealed workbook records of itself: rows as the seal sees them, their short prints, and the record itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from rules.record import record
from rules.values.phone_code import FIRST_SIGNS, base32, phone_code

FIRST, SECOND = 1, 2
VERSION = SECOND
"""The version that seals are made in; older ones are still read and checked."""
_TYPED, _NONE, _BLANK = 4, "????", "0000"
"""Signs of a typed cell's print; what stands for a result that was not stored, and for an empty one."""
_CALCULATED = {FIRST: 4, SECOND: 12}
"""Signs of the prints of a formula and of its result: no hash of the content covers every one of them."""
_STRETCH: Any = {"salt": b"segel renja 2", "n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""What a code costs to work out (16 MB, some 0.05 s): who looks for two records of one code pays it for each he tries."""


class SealError(ValueError):
    """Lines that are no seal, or one of another version; the text is an Indonesian clause."""


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# ---- what is sealed


@dataclass(slots=True)
class Row:
    """A row as the seal sees it: typed values and formula texts by official column, and the formulas' results.

    ``results`` lacks formulas without a stored result. ``key`` names the row to people.
    """

    number: int
    kind: str
    key: str
    typed: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Part:
    """One official table (or the identity form) as the seal sees it; ``name`` is its layout, numbered if it repeats."""

    name: str
    sheet: str
    rows: list[Row] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)


# ---- prints: what lets a later check name the cells that changed


def print_of(text: str, signs: int = _TYPED) -> str:
    """A print of a cell's text: of a typed one short, enough to tell two apart, since the content hash is what proves."""
    return base32(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), signs)


@dataclass(slots=True)
class RowPrint:
    """Prints of one row: typed cells, formulas, and results by official column (see :class:`Row`)."""

    number: int
    key: str
    typed: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Row, version: int = VERSION) -> RowPrint:
        """The prints of a row, as a version makes them."""
        signs = _CALCULATED[version]
        return cls(
            row.number,
            row.key,
            {column: print_of(text) for column, text in row.typed.items()},
            {column: print_of(text, signs) for column, text in row.formulas.items()},
            {column: print_of(text, signs) if text else _BLANK for column, text in row.results.items()},
        )

    def line(self) -> list[Any]:
        """The row as a line of the seal: number, key, and a word per cell."""
        words = [f"{column}={text}" for column, text in self.typed.items()]
        words += [f"{column}={text}{self.results.get(column, _NONE)}" for column, text in self.formulas.items()]
        return [self.number, self.key, " ".join(words)]

    @classmethod
    def read(cls, line: Sequence[Any], version: int = VERSION) -> RowPrint:
        """The inverse of :meth:`line`."""
        row, signs = cls(int(line[0]), str(line[1])), _CALCULATED[version]
        for word in str(line[2]).split():
            column, _, text = word.partition("=")
            if len(text) == _TYPED:
                row.typed[column] = text
                continue
            row.formulas[column] = text[:signs]
            if text[signs:] != _NONE:
                row.results[column] = text[signs:]
        return row


@dataclass(slots=True)
class PartPrint:
    """Prints of one table."""

    name: str
    sheet: str
    rows: list[RowPrint]
    letters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Part, version: int = VERSION) -> PartPrint:
        """The prints of a part, as a version makes them."""
        return cls(part.name, part.sheet, [RowPrint.of(row, version) for row in part.rows], part.letters)


# ---- the seal


@lru_cache(maxsize=8)
def _stretched(message: bytes) -> bytes:
    return hashlib.scrypt(message, **_STRETCH)


@record
class Seal:
    """What a workbook records of itself when it is sealed.

    ``date`` is an ISO date and time with its zone; ``content``, ``details`` and ``pack_hash`` are SHA-256 in
    hexadecimal, ``details`` of the ``lines`` below it. ``signature`` (base64, Ed25519 over :attr:`message`) is empty
    in a seal without a key; ``signer`` is then the print of the public key. ``unchecked`` is why the verdict is not
    complete, empty where it is.
    """

    date: str
    office: str
    year: int | None
    document: str
    pack: str
    pack_hash: str
    status: str
    galat: int
    peringatan: int
    catatan: int
    content: str
    details: str
    signer: str = ""
    version: int = VERSION
    signature: str = ""
    unchecked: str = ""
    lines: tuple[str, ...] = ()

    @property
    def message(self) -> bytes:
        """What is hashed to the code and signed: everything but the signature, the lines by their hash."""
        told = {name: value for name, value in asdict(self).items() if name not in {"signature", "lines"}}
        # Records from before there was such a field keep their code.
        told = {name: value for name, value in told.items() if value or name != "unchecked"}
        return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def code(self) -> str:
        """The code to read over the phone; it stands for the whole record."""
        if self.version == FIRST:
            return phone_code(hashlib.sha256(self.message).digest(), FIRST_SIGNS)
        return phone_code(_stretched(self.message))

    @property
    def intact(self) -> bool:
        """Whether the lines are those that the record was made with."""
        return digest("\n".join(self.lines)) == self.details

    def prints(self) -> list[PartPrint]:
        """The prints in the lines; raises :class:`SealError` where they cannot be read."""
        found: list[PartPrint] = []
        try:
            for line in map(json.loads, self.lines):
                if isinstance(line, dict):
                    found.append(PartPrint(line["tabel"], line["lembar"], []))
                else:
                    found[-1].rows.append(RowPrint.read(line, self.version))
        except (ValueError, LookupError, TypeError) as error:
            raise SealError(f"rinciannya tidak dapat dibaca ({type(error).__name__})") from None
        return found

    def as_lines(self) -> list[str]:
        """The seal as lines of text: the record, then its prints."""
        record = {name: value for name, value in asdict(self).items() if name != "lines"}
        return [json.dumps(record, ensure_ascii=False), *self.lines]

    @classmethod
    def from_lines(cls, lines: Sequence[str]) -> Seal:
        """The inverse of :meth:`as_lines`; raises :class:`SealError`."""
        try:
            record = json.loads(lines[0])
            version = record.get("version")
            if type(version) is not int or version not in _CALCULATED:
                raise SealError(f"versinya {version}, yang dikenal sampai {VERSION}; perbarui renja")
            seal = cls(**record, lines=tuple(lines[1:]))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            if isinstance(error, SealError):
                raise
            raise SealError(f"catatannya tidak dapat dibaca ({type(error).__name__})") from None
        kinds = {"galat": int, "peringatan": int, "catatan": int, "year": int | None}
        if any(not isinstance(value, kinds.get(name, str)) for name, value in record.items() if name != "version"):
            raise SealError("catatannya berisi nilai yang tidak semestinya")
        return seal
