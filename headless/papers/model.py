"""What the minutes of a verification say, whoever writes them: the command line, or the counter. Light, for it crosses processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is to be put right: where (`T-C.33!E10:E16`), what, and the ids of the rules behind it.

    ``weight`` is how grave it is in words (`kesalahan`), empty where that is not told.
    """

    place: str
    text: str
    rules: Sequence[str] = ()
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: a position, and the name and number (NIP) where they are known."""

    position: str
    name: str = ""
    number: str = ""


USUAL_SIGNATORIES = (Signatory("Verifikator"), Signatory("Kepala Perangkat Daerah"))


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of the verification of one document, *Berita Acara Hasil Verifikasi*.

    ``government`` and ``office`` are whose document it is, ``agency`` who verified it. ``document`` is what it is
    (`Rencana Kerja (Renja)`), ``year`` its plan or report year, ``stage`` and ``version`` which draft of it, ``date`` the day
    of the minutes. ``verdict`` says how it was judged and ``unchecked`` what was not. ``remarks`` are the verifier's own;
    without any, lines are left to write on.
    """

    government: str
    office: str
    document: str
    year: int | None
    stage: str
    version: str
    date: date
    recommendations: Sequence[Recommendation] = ()
    remarks: Sequence[str] = ()
    signatories: Sequence[Signatory] = USUAL_SIGNATORIES
    agency: str = ""
    number: str = ""
    verdict: str = ""
    unchecked: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """What a verdict does not say of the minutes, and what is said instead of it; empty where nothing is."""

    date: date
    government: str = ""
    office: str = ""
    stage: str = ""
    version: str = ""
    agency: str = ""
    number: str = ""
    remarks: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = USUAL_SIGNATORIES
