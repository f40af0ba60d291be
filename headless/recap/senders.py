"""Who sent what: which of several files of one office counts, and who of a list has sent nothing, or nothing that counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from headless.recap.model import NO_YEAR, OTHER_YEAR, TWICE, OfficePlan, Recap
from rules.model.document import Document, Table
from rules.schema.layout import form_of
from rules.values.names import missing_words, normalise
from rules.values.offices import alike, office_key, office_meant
from workbook_templates.recognition.document.printed_identity import printed_identity

_AT_ONCE = 60.0
"""Seconds between two files within which the time they were saved does not tell which is newer."""


def assign_senders(offices: Sequence[OfficePlan], listed: Sequence[str]) -> None:
    """Say of each file which office of the list has sent it: by the name within, slips of spelling aside, or by the file's own.

    Where the name within is not on the list, and where the file could not be read, its path may hold one.
    """
    known = {office_key(name): name for name in listed}
    for office in offices:
        office.listed = known.get(office_key(office.name), "")
    taken = {office.listed for office in offices}
    left = {key: name for key, name in known.items() if name not in taken}
    for office in offices:
        if not office.listed:
            meant = office_meant(office_key(office.name), left)
            office.listed = left[meant] if meant is not None else _named_by(office.file, listed)


def named_together(tables: Iterable[Table]) -> tuple[str, ...]:
    """The offices that tables of one form name in their titles, where these are several."""
    found: dict[str, str] = {}
    for table in tables:
        said = printed_identity([table]).get("perangkat_daerah")
        name = normalise(said.value) if said else ""
        if said and not any(alike(name, other) for other in found):
            found[name] = said.value
    return tuple(found.values()) if len(found) > 1 else ()


def of_all_offices(document: Document) -> list[Table]:
    """The tables of a document, and those set aside because they are of another office."""
    found, part = document.tables, document.before
    while part is not None:
        several = [*found, *part.tables]
        if len(named_together(several)) > len(named_together(found)):
            found = several
        part = part.before
    return found


def _named_by(file: str, listed: Iterable[str]) -> str:
    """The longest of the names whose words all stand in a file's name, or in the names of its folders."""
    words = re.sub(r"[\W_]+", " ", str(PurePath(file).with_suffix("")))
    plain = ((name, re.sub(r"[\W_]+", " ", name)) for name in listed)
    return max((name for name, told in plain if not missing_words(words, told)[0]), key=len, default="")


def count_once(recap: Recap) -> None:
    """Leave out plans of another year, and of several files of one office all but the newest.

    The newest is that of the latest stage; of one stage the one that bears a seal, the latest seal first; else the one
    that was saved last. Of files saved within a minute, as they are where a folder is copied or unpacked, the one with the
    fewest errors counts.
    """
    sent: dict[str, list[OfficePlan]] = {}
    keys = _keys(recap.counted)
    for office in recap.counted:
        if office.year != recap.year:
            office.state = OTHER_YEAR if office.year else NO_YEAR
            office.reason = f"tahun {office.year or 'tidak disebut'}, yang direkap {recap.year}"
        else:
            sent.setdefault(keys[office.file], []).append(office)
    for offices in sent.values():
        counted = _newest(offices)
        for office in offices:
            if office is not counted:
                office.state = TWICE
                office.reason = f"yang dihitung '{PurePath(counted.file).name}', {_newer_by(counted, office)}"


def _keys(offices: Sequence[OfficePlan]) -> dict[str, str]:
    """For each file whose plan it is: the office's, and where none is named that of the office with the very same amounts."""
    own = {office.file: office.listed or normalise(office.name) for office in offices}
    planned = {_plan(office): own[office.file] for office in offices if office.lines and not office.unnamed}
    return {
        office.file: planned.get(_plan(office), own[office.file]) if office.unnamed else own[office.file]
        for office in offices
    }


def _plan(office: OfficePlan) -> frozenset[tuple[str, int]]:
    return frozenset((line.code, line.amount) for line in office.lines)


def _newest(offices: Sequence[OfficePlan]) -> OfficePlan:
    """The one of several files of one office that counts."""
    furthest = max(map(_progress, offices))
    left = [office for office in offices if _progress(office) == furthest]
    last = max(office.saved for office in left)
    return min(
        (office for office in left if last - office.saved < _AT_ONCE), key=lambda office: (office.galat, -office.saved)
    )


def _progress(office: OfficePlan) -> tuple[int, float, bool]:
    """How far a file has come, as it says itself."""
    stages = form_of("renja").fields["tahap"].choices
    stage = office.stage.casefold()
    return stages.index(stage) if stage in stages else -1, office.sealed, not office.unnamed


def _newer_by(counted: OfficePlan, other: OfficePlan) -> str:
    """By what one file counts rather than another of the same office."""
    differs = [one != two for one, two in zip(_progress(counted), _progress(other), strict=True)]
    said = (
        f"tahapnya lebih lanjut ({counted.stage})",
        "segelnya lebih baru" if other.sealed else "yang bersegel",
        "yang menyebut perangkat daerahnya; isinya sama",
    )
    by_itself = next((told for told, apart in zip(said, differs, strict=True) if apart), "")
    if by_itself or counted.saved - other.saved >= _AT_ONCE:
        return by_itself or "disimpan lebih akhir"
    which = "yang kesalahannya lebih sedikit" if counted.galat < other.galat else "salah satunya"
    return f"{which}; keduanya disimpan hampir bersamaan, jadi keluarkan yang bukan terakhir dari folder"


def hold_against(recap: Recap, listed: Sequence[str]) -> None:
    """Who of the list has not sent anything, and who has sent a plan that counts without being on it."""
    recap.listed = True
    sent = {office.listed for office in recap.offices}
    recap.missing = [name for name in listed if name not in sent]
    recap.unlisted = [office.name for office in recap.counted if not office.listed]
