"""Rule packs: what a plan year (or a region) sets differently, one YAML file each under ``packs/``.

A pack inherits another and lists its changes: default decree, thresholds, severities, and rules that are
off, each with its reason and date. It cannot change what a rule's id means.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from rules.errors import BrokenRuleFileError, UnknownPackError
from rules.schema.arithmetic import DEFINED, Expression, ExpressionError
from rules.yamlfile import load_mapping

FOLDER = Path(__file__).parent.parent / "packs"
Severity = Literal["galat", "peringatan", "catatan"]
_MERGED = ("thresholds", "severities", "inactive", "formulas", "scales", "iku")


_parsed = cache(Expression.parse_body)


class Inactive(BaseModel):
    """A rule that a pack switches off, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reason: str
    date: dt.date


class Scale(BaseModel):
    """Words over figures, best first, each with its lowest figure; ``above`` asks for more than that, of all or some words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    bounds: dict[str, float]
    above: bool | list[str] = False

    def word(self, figure: float) -> str:
        """The word for a figure; the last one below all bounds.

        >>> Scale(bounds={"Tinggi": 76, "Rendah": 51, "Sangat Rendah": 0}).word(75.9)
        'Rendah'
        """
        for word, bound in self.bounds.items():
            if figure > bound or (figure == bound and not self.exceeds(word)):
                return word
        return list(self.bounds)[-1]

    def exceeds(self, word: str) -> bool:
        """Whether a figure must be above the word's bound, not just reach it."""
        return self.above if isinstance(self.above, bool) else word in self.above

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        unknown = [] if isinstance(self.above, bool) else [word for word in self.above if word not in self.bounds]
        if unknown:
            raise ValueError(f"above: '{unknown[0]}' tidak ada dalam bounds")
        return self


class Pack(BaseModel):
    """Settings of a rule pack after inheritance.

    ``thresholds``: `prakiraan_maju` is the share by which pagu n+1 may differ from pagu n before it is
    noted; `kemiripan_nama` the likeness (0–100) above which two names are taken for the same; `judul` the
    likeness below which a heading counts as changed; `keyakinan_tabel` that below which a table is only guessed. ``formulas`` are the bodies of the functions a layout's
    arithmetic leaves to the pack; ``scales`` the words for figures of `kinerja`, `akip` and `efisiensi`; ``iku``
    named formulas of an indicator over the numbered inputs of its calculation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    decree: str | None = None
    thresholds: dict[str, float] = {}
    severities: dict[str, Severity] = {}
    inactive: dict[str, Inactive] = {}
    formulas: dict[str, str] = {}
    scales: dict[str, Scale] = {}
    iku: dict[str, str] = {}

    @property
    def bodies(self) -> dict[str, Expression]:
        """The parsed formulas by the name of their function."""
        return {name: _parsed(name, text) for name, text in self.formulas.items()}

    @model_validator(mode="after")
    def _formulas_parse(self) -> Self:
        for name in self.formulas:
            if name not in DEFINED:
                raise ValueError(f"formulas.{name}: yang dikenal {', '.join(DEFINED)}")
        try:
            for name, text in self.formulas.items():
                _parsed(name, text)
            for text in self.iku.values():
                Expression.parse(text)
        except ExpressionError as fault:
            raise ValueError(f"formulas: {fault}") from None
        return self


def _read(name: str, folder: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    path = folder / f"{name}.yaml"
    if name in seen:
        raise BrokenRuleFileError(path, f"inherits: pewarisan berputar: {' → '.join((*seen, name))}")
    if name not in names(folder):
        raise UnknownPackError(name, names(folder))
    content = load_mapping(path)
    for key in _MERGED:
        if not isinstance(content.get(key) or {}, dict):
            raise BrokenRuleFileError(path, f"{key}: harus berupa daftar kunci dan nilai")
    base = content.pop("inherits", None)
    inherited = _read(str(base), folder, (*seen, name)) if base is not None else {}
    merged = inherited | content
    for key in _MERGED:
        merged[key] = (inherited.get(key) or {}) | (content.get(key) or {})
    return merged


BASE = "dasar"
"""The pack of what holds in every year."""


def names(folder: Path = FOLDER) -> list[str]:
    """Names of the packs at hand."""
    return sorted(path.stem for path in folder.glob("*.yaml"))


@cache
def load_pack(name: str, folder: Path = FOLDER) -> Pack:
    """A pack by name; raises :class:`RulebookError` naming file, key and reason."""
    try:
        return Pack.model_validate({**_read(name, folder, ()), "name": name})
    except ValidationError as error:
        raise BrokenRuleFileError.from_validation(folder / f"{name}.yaml", error) from None


@lru_cache(maxsize=64)
def pack_for(year: int | None) -> Pack:
    """The pack of a plan year; the base pack where the year is unknown or has none."""
    return load_pack(str(year) if year is not None and str(year) in names() else BASE)


def severity(pack: Pack, rule_id: str, default: str) -> Severity:
    """Severity of a rule under a pack."""
    return cast("Severity", pack.severities.get(rule_id, default))
