"""Every template that the command builds: both documents, the years whose tables differ, each other form of a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rules.schema.layout import document_layouts, layouts
from workbook_templates.template.blueprint import Template, decree_named
from workbook_templates.template.build import build_template

_YEARS = (2024, 2026)


def _told() -> Iterator[tuple[str, Template]]:
    for document in ("renja", "lkip"):
        for year in _YEARS:
            identity = {"tahun": year, "keputusan": decree_named(year), "bidang_urusan": "2.17", "jenis_pemda": "kota"}
            yield f"{document}-{year}", Template(document, identity)
        named = {x.id for x in document_layouts(document, _YEARS[-1]) if x.columns and not x.default}
        for name in sorted(named & {*layouts()}):
            yield f"{document}-{_YEARS[-1]}-{name}", Template(document, identity, layouts=[name])


TEMPLATES: dict[str, Template] = dict(_told())
"""What each is built from, by a name of its file."""


def built(name: str, folder: Path) -> Path:
    """One of them, built into a folder."""
    path = folder / f"{name}.xlsx"
    build_template(path, TEMPLATES[name])
    return path
