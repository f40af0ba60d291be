"""The limits of a call: what `--batas NAMA=NILAI` may set, with the defaults of the preflight and the workers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from headless.batch.serving import WorkerBounds
from headless.cli.errors import UnknownLimitError, WrongLimitError
from rules.record import record
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

_MEGABYTE = 1_000_000


@record
class LimitSetting:
    """A limit by its Indonesian name: which field it sets, in which unit, and what it means."""

    field: str
    unit: int
    meaning: str
    of_worker: bool = False

    @property
    def default(self) -> int:
        """Its default in the unit."""
        whole: float = getattr(WorkerBounds() if self.of_worker else DEFAULT_LIMITS, self.field)
        return round(whole / self.unit)


SETTINGS = {
    "file": LimitSetting("file_size", _MEGABYTE, "ukuran file, MB"),
    "bagian": LimitSetting("entries", 1, "banyaknya bagian di dalam file"),
    "mengembang": LimitSetting("inflated", _MEGABYTE, "ukuran seluruh bagian setelah mengembang, MB"),
    "xml": LimitSetting("xml", _MEGABYTE, "ukuran tabel dan teks setelah mengembang, MB"),
    "xml-ganjil": LimitSetting("odd_xml", _MEGABYTE, "ukuran lembar yang ditulis tidak lazim, MB"),
    "rasio": LimitSetting("ratio", 1, "berapa kali satu bagian boleh mengembang"),
    "baris": LimitSetting("rows", 1, "nomor baris terjauh"),
    "kolom": LimitSetting("columns", 1, "nomor kolom terjauh"),
    "luas": LimitSetting("area", 1, "baris kali kolom, semua lembar"),
    "sel": LimitSetting("cells", 1, "banyaknya sel, semua lembar"),
    "teks": LimitSetting("strings", 1, "banyaknya teks berbeda"),
    "format": LimitSetting("styles", 1, "banyaknya format sel"),
    "lembar": LimitSetting("sheets", 1, "banyaknya lembar"),
    "huruf": LimitSetting("text", 1, "banyaknya huruf dalam satu sel"),
    "teks-lain": LimitSetting("other", _MEGABYTE, "ukuran isi .csv, .ods, atau .docx, MB"),
    "unsur": LimitSetting("elements", 1, "banyaknya unsur XML dalam .ods atau .docx"),
    "peta": LimitSetting("map", _MEGABYTE, "ukuran peta tabel (--peta), MB"),
    "waktu": LimitSetting("seconds", 1, "detik untuk satu file", of_worker=True),
    "memori": LimitSetting("memory", _MEGABYTE, "memori satu pekerja, MB", of_worker=True),
}


def limits_of(words: Sequence[str]) -> tuple[Limits, WorkerBounds]:
    """The limits that a call sets; raises :class:`CallError` for a name or value that cannot be."""
    limits, bounds = DEFAULT_LIMITS, WorkerBounds()
    for word in words:
        name, _, value = word.partition("=")
        setting = SETTINGS.get(name.strip().lower())
        if setting is None:
            raise UnknownLimitError(name, list(SETTINGS))
        if not re.fullmatch("[1-9][0-9]{0,9}", value.strip()):
            raise WrongLimitError(word)
        change = {setting.field: int(value) * setting.unit}
        if setting.of_worker:
            bounds = replace(bounds, **change)
        else:
            limits = replace(limits, **change)
    return limits, bounds
