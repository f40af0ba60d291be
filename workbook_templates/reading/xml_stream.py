"""XML parts of an .ods or .docx read element by element, under limits that hold before anything is made of them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from xml.parsers import expat

import numpy as np

from workbook_templates.reading.archive import check_declarations, open_archive, part_names, read_part
from workbook_templates.reading.errors import BrokenEncodingError, BrokenPartError, CutFileError
from workbook_templates.reading.guarded_xml import ForbiddenXmlError, guarded_parser
from workbook_templates.reading.limit_errors import LargeTextError, LongTagError, ManyElementsError, ManyNamesError
from workbook_templates.reading.limits import MEGABYTE, Limits

_LONGEST_TAG = 400_000
"""Bytes of a tag and the text behind it: a cell full of text stays below."""
_PIECE = 1 << 18
"""Bytes that are parsed before it is looked at what came of them."""
_MOST_NAMES = 5_000
"""Different names of elements and attributes: Office knows some hundreds, and each costs more than a thousand repeats."""
_OFF = frozenset({"0", "false", "off", "none"})
_DIGITS = re.compile("[0-9]+")
_LONGEST = 12
"""Digits of a number that is beyond every limit, whatever follows."""


class XmlStream:
    """The elements of a part, in order. What is called for an element is looked up by its name (`namespace local`)."""

    def __init__(self) -> None:
        self.parser = guarded_parser()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.begins: dict[str, Callable[[dict[str, str]], bool]] = {}
        """What is called with the attributes of an element that begins; False skips it with all that is inside."""
        self.ends: dict[str, Callable[[], None]] = {}
        self._skipped = 0

    def other(self, name: str) -> bool:
        """Whether what is inside of any other element, by its name, is read."""
        return bool(name)

    def read(self, xml: bytes) -> None:
        """Read a part; raises ExpatError and :class:`ForbiddenXmlError`."""
        for at in range(0, len(xml), _PIECE):
            self.parser.Parse(xml[at : at + _PIECE], False)
            if len(self.parser.intern) > _MOST_NAMES:
                raise ForbiddenXmlError(partial(ManyNamesError, most=_MOST_NAMES))
        self.parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            return
        begin = self.begins.get(name)
        if not (begin(attributes) if begin else self.other(name)):
            self._skipped = 1
            self._listening, self.parser.CharacterDataHandler = self.parser.CharacterDataHandler, None

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            if not self._skipped:
                self.parser.CharacterDataHandler = self._listening
            return
        end = self.ends.get(name)
        if end:
            end()


def whole(text: str, otherwise: int = 1) -> int:
    """A whole number above nought that XML tells, however large; ``otherwise`` where it tells none."""
    return int(text[:_LONGEST]) or otherwise if _DIGITS.fullmatch(text) else otherwise


@contextmanager
def office_archive(path: Path, limits: Limits, program: str) -> Iterator[zipfile.ZipFile]:
    """The archive of an .ods or .docx; faults of it and of its XML become the reason for refusing the file."""
    part = "satu bagiannya"
    try:
        with open_archive(path, limits) as archive:
            yield archive
    except expat.ExpatError as error:
        raise BrokenPartError(path, part, str(error), program) from None
    except ForbiddenXmlError as fault:
        raise fault.refusal(path, part) from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise CutFileError(path) from None
    except ValueError:
        raise BrokenEncodingError(path, program) from None


def read_stream(path: Path, archive: zipfile.ZipFile, part: str, stream: XmlStream, limits: Limits) -> None:
    """Read a part through a stream; raises :class:`UnreadableError`, and what :func:`office_archive` tells of."""
    check_declarations(path, archive, {part})
    entry = part_names(archive).get(part)
    size = entry.file_size if entry else 0
    if size > limits.other:
        raise LargeTextError(path, size // MEGABYTE, limits.other // MEGABYTE)
    xml = read_part(path, archive, part)
    _check_tags(path, xml.replace(b"\0", b"") if b"\0" in xml[:4] else xml, limits)
    stream.read(xml)


def _check_tags(path: Path, xml: bytes, limits: Limits) -> None:
    """No more tags than may be parsed one by one, and none that is itself as long as a document."""
    if xml.count(b"<") - xml.count(b"</") > limits.elements:
        raise ManyElementsError(path, limits.elements)
    begins = np.flatnonzero(np.frombuffer(xml, np.uint8) == ord("<"))
    if np.diff(begins, prepend=0, append=len(xml)).max() > _LONGEST_TAG:
        raise LongTagError(path, _LONGEST_TAG)


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a property that is there or not is there."""
    return _OFF.isdisjoint(attributes.values())
