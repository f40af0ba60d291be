"""Errors that are told to people: each a class with an id, a title and a template of one sentence.

What the rule book's own data files and the store can have wrong stands here; each wing further up has an ``errors``
module of its own. ``docs/kesalahan.md`` lists all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError


@dataclass_transform(eq_default=False)
class RenjaError(Exception):
    """Something the planner is told in one sentence: what is wrong, where, and what to do.

    A concrete error states ``id``, ``title`` and ``template``. What it annotates are its arguments, in that order, and
    what the template speaks of; lists are told with commas. ``opening`` begins the sentence of a whole family. ``id``
    never changes; ``status`` is how the program ends. ``english`` is a template of the same sentence for reports in English, where
    an error can come into one.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    template: ClassVar[str]
    english: ClassVar[str] = ""
    opening: ClassVar[str] = ""
    english_opening: ClassVar[str] = ""
    status: ClassVar[int] = 2
    arguments: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [name for name, kind in cls.__annotations__.items() if not str(kind).startswith("ClassVar")]
        cls.arguments = (*cls.arguments, *own)

    def __init__(self, *values: object, **named: object) -> None:
        given = dict(zip(self.arguments[: len(values)], values, strict=True)) | named
        super().__init__(*(given[name] for name in self.arguments))
        vars(self).update(given)

    def __str__(self) -> str:
        return self.told("id")

    def told(self, lang: str) -> str:
        """The sentence in `id` or, as far as there is one, in `en`."""
        in_english = lang == "en" and self.english
        template = self.english_opening + self.english if in_english else self.opening + self.template
        return template.format(**{name: _in_words(vars(self)[name]) for name in self.arguments})


def _in_words(value: object) -> object:
    """A list as the template tells it."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def known_errors(family: type[RenjaError] = RenjaError) -> list[type[RenjaError]]:
    """The concrete errors of a family in the modules loaded so far, in the order they were made."""
    found = [family] if "template" in vars(family) else []
    return [*found, *(error for kind in family.__subclasses__() for error in known_errors(kind))]


# ---- layouts, packs and decrees


class RulebookError(RenjaError):
    """A layout, pack or decree file is broken."""


class BrokenYamlError(RulebookError):
    id = "aturan-tak-terbaca"
    title = "File aturan tidak dapat dibaca"
    template = "{file.name}: tidak dapat dibaca: {reason}; betulkan penulisannya, lalu ulangi."
    file: Path
    reason: str


class NoMappingError(RulebookError):
    id = "aturan-bukan-daftar"
    title = "Isi file aturan bukan daftar kunci dan nilai"
    template = "{file.name}: isi file harus berupa daftar kunci dan nilai; contohnya paket dan bentuk yang disertakan."
    file: Path


class BrokenRuleFileError(RulebookError):
    id = "aturan-isian-salah"
    title = "Satu isian file aturan salah"
    template = "{file.name}: {fault}; betulkan isian itu, lalu ulangi."
    file: Path
    fault: str
    """The path of the key, and what is wrong with it."""

    @classmethod
    def from_validation(cls, file: Path, error: ValidationError) -> BrokenRuleFileError:
        """The first complaint of a schema about a file."""
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        return cls(file, ": ".join(filter(None, (key, first["msg"].removeprefix("Value error, ")))))


class UnknownPackError(RulebookError):
    id = "paket-tidak-ada"
    title = "Paket aturan tidak ada"
    english = "There is no rule pack '{name}'; there are {known}."
    template = "Paket aturan '{name}' tidak ada; yang ada: {known}."
    name: str
    known: Sequence[str]


# ---- imported data


class StoreError(RenjaError):
    """Imported data cannot be used."""


class ForeignDataError(StoreError):
    id = "data-bukan-milik-renja"
    title = "File di folder data bukan data impor"
    template = (
        "'{path.name}' di folder data rusak atau bukan milik renja; impor kembali dengan 'renja nomenclature import'."
    )
    path: Path


class NewerDataError(StoreError):
    id = "data-terlalu-baru"
    title = "Data impor ditulis renja yang lebih baru"
    template = (
        "'{path.name}' di folder data ditulis renja yang lebih baru (format {number}); perbarui renja, atau impor kembali "
        "dengan 'renja nomenclature import'."
    )
    path: Path
    number: int


class ChangedDataError(StoreError):
    id = "data-berubah"
    title = "Data impor berubah sejak diimpor"
    template = "'{path.name}' di folder data berubah atau rusak sejak diimpor; impor kembali dengan 'renja nomenclature import'."
    path: Path


class ClosedDataError(StoreError):
    id = "data-tak-dapat-dibuka"
    title = "Data impor tidak dapat dibuka"
    template = (
        "'{path.name}' di folder data tidak dapat dibuka ({reason}); periksa izinnya, atau impor kembali dengan "
        "'renja nomenclature import'."
    )
    path: Path
    reason: str
