"""The schema of an official table, to hold in hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from rules.engine.errors import NotInForceError, OtherYearError, UnknownFieldError, UnknownTableError
from rules.engine.table_schema import Setting, TableSchema, table_schema
from rules.model.document import Document, Field
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import Pack, pack_for


def schema_of(
    table: str,
    *,
    tahun: int | None = None,
    identity: Mapping[str, Any] | None = None,
    document: Document | None = None,
    pack: Pack | None = None,
    lang: Literal["id", "en"] = "id",
) -> TableSchema:
    """The schema of an official table (`T-C.33`) of a plan year, built from its layout, the year's pack and the rules.

    What rules ask besides the frame comes from the ``document`` it stands in (other tables, what it is held against), or where
    there is none from ``identity``, by the keys of the identity form (`bidang_urusan`, `keputusan`, …); a rule that lacks what
    it needs is skipped, and says so in :meth:`TableSchema.outcomes`. Raises :class:`rules.engine.errors.SchemaUseError`.
    """
    known = {layout.id: layout for layout in layouts().values() if layout.columns}
    if table not in known:
        raise UnknownTableError(table, list(known))
    layout = known[table]
    form = next(x for x in layouts().values() if x.fields and x.document == layout.document)
    given = dict(identity or {}) | ({"tahun": tahun} if tahun is not None else {})
    if strange := [key for key in given if key not in form.fields]:
        raise UnknownFieldError(strange, list(form.fields))
    held = document or Document("", layout.document)
    if document is not None and tahun is not None and document.year != tahun:
        raise OtherYearError(tahun, document.year)
    fields = {key: Field(value, form.sheet_name, "") for key, value in given.items()}
    held = replace(held, identity={**held.identity, **fields})
    year = held.year
    if year is not None and not (layout.since <= year <= (layout.until or year)):
        raise NotInForceError(table, year)
    return table_schema(layout, Setting(pack or pack_for(year), tuple(all_rules().values()), held, lang))
