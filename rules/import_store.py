"""The store: one compact file for each imported decree, map and vocabulary, in one folder.

A file is a first line `renja-data <format> <sha256 of the rest>`, a line of JSON that tells where the content
comes from, and the compressed content. Only the file asked for is opened, so that many installed decrees
cost nothing; a file replaces its predecessor in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from rules.atomic_file import replacing
from rules.errors import ChangedDataError, ClosedDataError, ForeignDataError, NewerDataError
from rules.record import record
from rules.refusals import why_refused

FORMAT = 1
_MAGIC = b"renja-data"
_SUFFIX = ".rnj"
_ROWS, _CELLS = "\x1e", "\x1f"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_LARGEST = 200_000_000
"""Bytes of a file, and of one of its sections unpacked: a decree with all its definitions is a tenth."""
_Key = TypeVar("_Key")
_Made = TypeVar("_Made")


def store_folder() -> Path:
    """Where imported data lie: RENJA_STORE, else the user's own data folder."""
    given = os.environ.get("RENJA_STORE")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_data_dir("renja", appauthor=False)) / "nomenklatur"


@record
class Header:
    """What a file tells of its content: what it is, its sources, how many lines."""

    path: Path
    what: str
    about: dict[str, Any]

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The imported files: name, sha256, date, kinds, what was rejected."""
        return list(self.about.get("sources", []))


def _split(path: Path, raw: bytes) -> tuple[Header, bytes]:
    first, _, rest = raw.partition(b"\n")
    words = first.split()
    if len(words) != 3 or words[0] != _MAGIC or not words[1].isdigit():
        raise ForeignDataError(path)
    if int(words[1]) > FORMAT:
        raise NewerDataError(path, int(words[1]))
    if hashlib.sha256(rest).hexdigest().encode() != words[2]:
        raise ChangedDataError(path)
    about, _, body = rest.partition(b"\n")
    try:
        content: dict[str, Any] = json.loads(about)
        return Header(path, content.pop("what"), content), body
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise ForeignDataError(path) from None


def _pack(columns: Iterable[Sequence[str]]) -> bytes:
    text = _ROWS.join(_CELLS.join(_CONTROL.sub(" ", cell) for cell in column) for column in columns)
    return zlib.compress(text.encode("utf-8"), 6)


def _unpack(packed: bytes) -> list[list[str]]:
    """The columns of a section; raises ValueError and `zlib.error`."""
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, _LARGEST)
    if not unpacking.eof:
        raise ValueError("a section that does not end")
    return [column.split(_CELLS) for column in content.decode("utf-8").split(_ROWS)]


@dataclass(slots=True)
class Stored:
    """An opened file: its header, and the content unpacked when asked for."""

    header: Header
    sections: list[bytes]

    def columns(self, section: int = 0) -> list[list[str]]:
        """The columns of a section; none where it is empty."""
        try:
            columns = _unpack(self.sections[section])
        except (ValueError, LookupError, zlib.error):
            raise ForeignDataError(self.header.path) from None
        return columns if columns != [[""]] else []


class Store:
    """The files of one folder. Reading raises :class:`StoreError` for a file that is damaged or too new."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or store_folder()

    def path(self, name: str) -> Path:
        """Where the data of a name lie (a decree's id, `peta`, `satuan`, `sumber_dana`)."""
        return self.folder / f"{name}{_SUFFIX}"

    def names(self) -> list[str]:
        """Names of all data at hand."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name.removesuffix(_SUFFIX) for path in self.folder.glob(f"*{_SUFFIX}"))

    def stamp(self, name: str) -> tuple[str, int, int] | None:
        """What changes whenever the data of a name do; None where there are none."""
        path = self.path(name)
        try:
            status = path.stat()
        except OSError:
            return None
        return str(path), status.st_mtime_ns, status.st_size

    def open(self, name: str) -> Stored | None:
        """The data of a name after their hash was checked, or None if there are none."""
        path = self.path(name)
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                raise ForeignDataError(path)
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ClosedDataError(path, why_refused(error)) from None
        header, body = _split(path, raw)
        sizes = header.about.pop("sections", None)
        if not isinstance(sizes, list) or not all(isinstance(size, int) and size >= 0 for size in sizes):
            raise ForeignDataError(path)
        ends = list(accumulate(sizes, initial=0))
        return Stored(header, [body[start:end] for start, end in pairwise(ends)])

    def save(self, name: str, what: str, about: dict[str, Any], *sections: Iterable[Sequence[str]]) -> Path:
        """Write data; the file appears whole or not at all. Raises OSError as the system does."""
        packed = [_pack(columns) for columns in sections]
        told = {"what": what, "sections": [len(part) for part in packed], **about}
        rest = json.dumps(told, ensure_ascii=False).encode("utf-8") + b"\n" + b"".join(packed)
        first = b" ".join([_MAGIC, str(FORMAT).encode(), hashlib.sha256(rest).hexdigest().encode()]) + b"\n"
        self.folder.mkdir(parents=True, exist_ok=True)
        with replacing(self.path(name)) as partial, partial.open("wb") as file:
            file.write(first + rest)
            file.flush()
            os.fsync(file.fileno())
        return self.path(name)


class Kept(Generic[_Key, _Made]):
    """What was made from stored data, by what it was made for; each is made anew only when its stamp has changed.

    >>> names: Kept[str, list[str]] = Kept()
    >>> names.get("satuan", 1, lambda: ["Orang"]), names.get("satuan", 1, list), names.get("satuan", 2, list)
    (['Orang'], ['Orang'], [])
    """

    def __init__(self) -> None:
        self._made: dict[_Key, tuple[object, _Made]] = {}

    def get(self, key: _Key, stamp: object, make: Callable[[], _Made]) -> _Made:
        """What was made under a key, or ``make`` makes now."""
        found = self._made.get(key)
        if found is None or found[0] != stamp:
            found = self._made[key] = (stamp, make())
        return found[1]
