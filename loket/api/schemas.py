"""The JSON of the interface as schemas: what is told of periods, submissions and verdicts."""

from __future__ import annotations

from typing import Any

from loket.register.models import Stage, VersionState
from loket.register.models.periods import PeriodKind, PeriodStage
from rules.model.finding import SEVERITIES, STATUSES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_TRUTH: Schema = {"type": "boolean"}
_TIME: Schema = {"type": "string", "format": "date-time"}
_ANY: Schema = {}


def _listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(description: str, maybe: Schema | None = None, /, **fields: Schema) -> Schema:
    """An object whose fields all stand in it but those that ``maybe`` do; further fields may be added in time."""
    return {
        "type": "object",
        "description": description,
        "properties": fields | (maybe or {}),
        "required": list(fields),
    }


_PERIOD = _object(
    "Periode, dengan tahap perangkat daerah pemegang token.",
    id=_NUMBER, dokumen={"enum": PeriodKind.values}, tahun=_NUMBER, tahap={"enum": PeriodStage.values}, dibuka=_TIME,
    batas_waktu=_TIME, keadaan={"enum": Stage.values}, menerima_unggahan=_TRUTH,
)  # fmt: skip
_FINDING = _object(
    "Satu temuan: sel, yang ditemukan, yang seharusnya, dan saran.",
    rule=_TEXT, severity={"enum": list(SEVERITIES)}, table=_TEXT, sheet=_TEXT, cell=_TEXT, column=_TEXT, key=_TEXT,
    value=_ANY, expected=_ANY, difference=_ANY, message=_TEXT, suggestion=_TEXT, fix=_ANY,
)  # fmt: skip
_CAUSE = _object(
    "Sebab yang menghasilkan temuan; yang terpenting lebih dahulu. 'findings' adalah nomor temuannya, dari 0; yang tidak di antara 'roots' adalah akibatnya.",
    {"roots": _listed(_NUMBER)},
    id=_TEXT, rules=_listed(_TEXT), severity={"enum": list(SEVERITIES)}, sentence=_TEXT, remedy=_TEXT, fixable=_TRUTH,
    click={"enum": ["fix", "compute", None]}, count=_NUMBER, effects=_NUMBER, cells=_TEXT, findings=_listed(_NUMBER),
    example=_NUMBER,
)  # fmt: skip
_UNCHECKED = _object("Yang belum diperiksa, dan mengapa.", rules=_listed(_TEXT), reason=_TEXT, remedy=_TEXT)
_VERDICT = _object(
    "Putusan, dengan medan yang sama seperti keluaran JSON 'renja validate'.",
    {"reason": _TEXT, "quarantined": _TRUTH},
    file=_TEXT, status={"enum": list(STATUSES)}, document=_or_null(_TEXT), year=_or_null(_NUMBER), pack=_or_null(_TEXT),
    findings=_listed(_named("Temuan")), causes=_listed(_named("Sebab")), rules=_listed({"type": "object"}),
    changes=_listed({"type": "object"}), tables=_listed({"type": "object"}), notes=_listed(_TEXT), complete=_TRUTH,
    unchecked=_listed(_named("BelumDiperiksa")), optional=_listed(_named("BelumDiperiksa")),
)  # fmt: skip
_SUBMISSION = _object(
    "Satu versi yang diunggah. 'putusan' ada begitu 'keadaan' menjadi 'selesai' atau 'dikarantina'.",
    kode=_TEXT, versi=_NUMBER, berkas=_TEXT, naskah=_or_null(_TEXT), periode=_named("Periode"),
    keadaan={"enum": VersionState.values}, diunggah=_TIME, diperiksa=_or_null(_TIME),
    putusan={"oneOf": [_named("Putusan"), {"type": "null"}]}, putusan_naskah=_or_null({"type": "object"}),
    diserahkan=_or_null(_TIME), tanda_terima=_or_null(_TEXT),
)  # fmt: skip
_ERROR = _object("Penolakan: satu kalimat; 'id' tidak pernah berubah.", {"id": _TEXT}, error=_TEXT)

SCHEMAS: dict[str, Schema] = {
    "Periode": _PERIOD,
    "DaftarPeriode": _object("Semua periode yang dibuka.", periode=_listed(_named("Periode"))),
    "Serahan": _SUBMISSION,
    "Putusan": _VERDICT,
    "Temuan": _FINDING,
    "Sebab": _CAUSE,
    "BelumDiperiksa": _UNCHECKED,
    "Penolakan": _ERROR,
}
