"""The journal of a run: what has been judged so far, so that an interrupted run goes on and unchanged files are skipped.

A journal belongs to the files and folders of a call. A verdict in it holds while the file's content and name, the rules,
pack, limits, language and everything the file is held against are the same. Each line is written at once; one that was cut
off is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, fields
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from headless.batch.worker import Work
from rules.atomic_file import replacing
from rules.import_store import Store
from rules.model.cause import Cause
from rules.model.finding import STATUSES, Change, Figures, Finding, Outcome, ProgramFigure, Verdict
from rules.model.table_read import TableRead
from rules.model.unchecked import Unchecked
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.reading.received import opened

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    _Made = TypeVar("_Made", bound=DataclassInstance)

_PLAIN = ("status", "document", "year", "pack", "reason", "refused_by", "notes")
_LISTS = ("findings", "causes", "rules", "changes", "tables")
_LARGEST, _LONGEST = 2_000_000_000, 20_000_000
"""Bytes of a journal and of one of its lines, which holds a verdict with all its findings."""
_CODE = ("rules", "workbook_templates", "headless")


def journal_folder() -> Path:
    """Where journals lie: RENJA_JURNAL, else the user's own state folder."""
    given = os.environ.get("RENJA_JURNAL")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_state_dir("renja", appauthor=False)) / "jurnal"


# ---- what a verdict depends on


def _file_hash(path: Path) -> str:
    """The hash of a received file; raises :class:`UnreadableError` for one that will not be read either."""
    with opened(path, DEFAULT_LIMITS.file_size, "buku kerja") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamps(folder: Path) -> Iterator[str]:
    """Names, sizes and times of the files of a package, which change with every release."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(parent, name))
            yield f"{name} {status.st_size} {status.st_mtime_ns}"


def settings_hash(work: Work, held_against: Sequence[Path]) -> str:
    """What identifies everything but the file that a verdict depends on; ``held_against`` are the files of references."""
    root, store = Path(__file__).parent.parent.parent, Store()
    told: list[Any] = [
        work.pack.model_dump(mode="json") if work.pack else None,
        work.lang,
        astuple(work.limits),
        work.kind,
        work.whole,
    ]
    told += [stamp for name in _CODE for stamp in _stamps(root / name)]
    told += [store.stamp(name) for name in store.names()]
    told += [(str(path), _state(path)[0]) for path in held_against]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _state(path: Path) -> tuple[str, tuple[int, ...]]:
    """The key of a file, from its content and name, and what else changes when it is written; empty if unreadable."""
    with suppress(UnreadableError, OSError, ValueError):
        status = path.stat()
        named = hashlib.sha256(path.name.encode("utf-8", "surrogateescape")).hexdigest()
        key = f"{_file_hash(path)[:40]}{named[:24]}"
        return key, (status.st_ino, status.st_size, status.st_mtime_ns)
    return "", ()


# ---- verdicts as lines


def _packed(verdict: Verdict) -> dict[str, Any]:
    return {
        **{name: getattr(verdict, name) for name in _PLAIN},
        **{name: getattr(verdict, name) for name in _LISTS},
        "unchecked": [one.as_json() for one in verdict.unchecked],
        "optional": [one.as_json() for one in verdict.optional],
        "figures": verdict.figures,
    }


@cache
def _values_of(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


def _listed(made: Any) -> tuple[Any, ...]:
    """The values of an object in the order of its fields; raises TypeError for what has none."""
    # The same as `astuple`, which copies all it finds, at four times the cost.
    kind: Any = type(made)
    return _values_of(kind)(made)


def _unpacked(told: dict[str, Any], path: Path) -> Verdict:
    """A verdict from its line; raises ValueError, LookupError or TypeError for what is none."""
    if told["status"] not in STATUSES:
        raise ValueError(told["status"])
    figures: Any = _typed(Figures(*told["figures"]))
    for name in ("plan", "spending"):
        setattr(figures, name, [_typed(ProgramFigure(*line)) for line in getattr(figures, name)])
    return _typed(
        Verdict(
            str(path),
            findings=[_typed(Finding(*line)) for line in told["findings"]],
            causes=[_cause(line) for line in told["causes"]],
            rules=[_typed(Outcome(*line)) for line in told["rules"]],
            changes=[_typed(Change(*line)) for line in told["changes"]],
            tables=[_typed(TableRead(*line)) for line in told["tables"]],
            unchecked=[_typed(_unchecked(line)) for line in told["unchecked"]],
            optional=[_typed(_unchecked(line)) for line in told["optional"]],
            figures=figures,
            **{name: told[name] for name in _PLAIN},
        )
    )


def _unchecked(line: dict[str, Any]) -> Unchecked:
    return Unchecked(tuple(map(str, line["rules"])), line["reason"], line["remedy"])


def _cause(line: list[Any]) -> Cause:
    """A cause from its line, in which lists stand for tuples."""
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in line]
    return _typed(Cause(*values))


_TYPES: dict[Any, tuple[type, ...]] = {"str": (str,), "int": (int,), "int | None": (int, type(None))}


def _typed(made: _Made) -> _Made:
    """What was made of a line, if its texts and its numbers are such; raises TypeError."""
    for field in fields(made):
        if not isinstance(getattr(made, field.name), _TYPES.get(field.type, (object,))):
            raise TypeError(field.name)
    return made


class Journal:
    """The journal of one call. Opening it anew forgets what was there unless ``resume`` is asked for."""

    def __init__(self, asked: Iterable[Path], settings: str, *, resume: bool, folder: Path | None = None) -> None:
        places = "\n".join(sorted(str(path.absolute()) for path in asked))
        name = hashlib.sha256(places.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self.path = (folder or journal_folder()) / f"{name}.jsonl"
        self._settings, self._resume = settings, resume
        self._states: dict[Path, tuple[str, tuple[int, ...]]] = {}
        self._file: TextIO | None = None

    def _lines(self, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
        """(key, line) of what is there of the wanted keys under the same settings; a journal that is none holds nothing."""
        with suppress(UnreadableError), opened(self.path, _LARGEST, "jurnal") as file:
            if file.readline(_LONGEST).decode("utf-8", "replace") != f"{self._settings}\n":
                return
            while line := file.readline(_LONGEST):
                key, _, body = line.decode("utf-8", "replace").rstrip("\n").partition(" ")
                digest, _, rest = body.partition(" ")
                if key in wanted and hashlib.sha256(rest.encode()).hexdigest()[:16] == digest:
                    yield key, rest

    def _key(self, path: Path) -> str:
        """What identifies a file's content under its name; empty if it cannot be read."""
        if path not in self._states:
            self._states[path] = _state(path)
        return self._states[path][0]

    def known(self, files: Sequence[Path], keep: Callable[[Verdict], Verdict]) -> dict[Path, Verdict]:
        """Verdicts of the files that are as they were, as the caller will ``keep`` them; the journal goes on from these."""
        # What a file is like is asked before it is judged, so that one written meanwhile is told.
        paths: dict[str, list[Path]] = {}
        for path in files:
            paths.setdefault(self._key(path), []).append(path)
        found: dict[Path, Verdict] = {}
        lines = self._known_lines(paths, keep, found) if self._resume else iter(())
        self._start(lines)
        # Where nothing can be written, they are known all the same.
        deque(lines, maxlen=0)
        return found

    def _known_lines(
        self, paths: Mapping[str, Sequence[Path]], keep: Callable[[Verdict], Verdict], found: dict[Path, Verdict]
    ) -> Iterator[str]:
        """The lines that hold verdicts on some files, told by their keys; the verdicts are added to those ``found``."""
        for key, body in self._lines(paths.keys() - {""}):
            # A line that something else wrote, too deep to be read or of no known form, is no verdict.
            with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
                found |= {path: keep(_unpacked(json.loads(body), path)) for path in paths[key]}
                yield self._line(key, body)

    def _start(self, lines: Iterable[str]) -> None:
        """Begin the journal with some lines; a folder that cannot be written to costs only the journal."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self.path) as partial, partial.open("w", encoding="utf-8") as file:
                file.write(f"{self._settings}\n")
                file.writelines(lines)
            self._file = self.path.open("a", encoding="utf-8")

    @staticmethod
    def _line(key: str, body: str) -> str:
        return f"{key} {hashlib.sha256(body.encode()).hexdigest()[:16]} {body}\n"

    def add(self, path: Path, verdict: Verdict) -> None:
        """Write down a verdict, unless the file was written meanwhile: then it is not known which content was judged."""
        key = self._key(path)
        if self._file and key and self._states[path] == _state(path):
            with suppress(OSError, ValueError):
                body = json.dumps(_packed(verdict), default=_listed, ensure_ascii=False, separators=(",", ":"))
                self._file.write(self._line(key, body.encode("utf-8", "replace").decode()))
                self._file.flush()

    def close(self) -> None:
        """End writing."""
        if self._file:
            self._file.close()
            self._file = None
