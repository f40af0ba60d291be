"""The interface as an OpenAPI 3.1 document; the readable page is made of it."""

from __future__ import annotations

from typing import Any

from loket.api.schemas import SCHEMAS
from loket.intake.receive import NARRATIVES, WORKBOOKS
from rules import __version__

_JSON = "application/json"
_FILE = {"type": "string", "contentMediaType": "application/octet-stream"}


def _answer(description: str, schema: str = "Penolakan") -> dict[str, Any]:
    return {"description": description, "content": {_JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}


_TOKEN_REFUSED = {"401": _answer("Token tidak ada, salah, atau sudah dicabut.")}

_FORM = {
    "type": "object",
    "properties": {
        "berkas": _FILE | {"description": f"Buku kerja ({', '.join(WORKBOOKS)})."},
        "naskah": _FILE | {"description": f"Naskah Word ({', '.join(NARRATIVES)}) dari serahan yang sama; boleh tidak ada."},
        "periode": {"type": "string", "description": "Nomor periode dari /api/v1/periode."},
        "dokumen": {"type": "string", "description": "renja atau lkip, bersama tahun dan tahap sebagai ganti 'periode'."},
        "tahun": {"type": "string", "description": "Tahun dokumen, empat angka."},
        "tahap": {"type": "string", "description": "rancangan, rancangan akhir, penetapan, atau perubahan."},
    },
    "required": ["berkas"],
}  # fmt: skip

_PATHS: dict[str, Any] = {
    "/api/v1/periode": {
        "get": {
            "operationId": "periode",
            "summary": "Periode yang dibuka",
            "description": "Yang diminta badan perencanaan, sampai kapan, dan sejauh mana perangkat daerah Anda.",
            "responses": {"200": _answer("Semua periode yang dibuka.", "DaftarPeriode"), **_TOKEN_REFUSED},
        }
    },
    "/api/v1/serahan": {
        "post": {
            "operationId": "unggah",
            "summary": "Unggah sebuah versi",
            "description": (
                "Jawaban 202 berarti file sudah tersimpan di loket dan menunggu diperiksa; tanyakan putusannya di alamat "
                "'Location'. Menyerahkannya secara resmi tetap dilakukan di halaman loket."
            ),
            "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _FORM}}},
            "responses": {
                "202": _answer("Diterima, menunggu diperiksa.", "Serahan"),
                "400": _answer("Tanpa file, atau filenya kosong."),
                **_TOKEN_REFUSED,
                "409": _answer("Dokumen sedang di badan perencanaan, atau periodenya belum dibuka."),
                "413": _answer("File terlalu besar."),
                "415": _answer("Jenis file tidak diterima."),
                "422": _answer("Periode tidak dikenal."),
                "429": _answer("Terlalu banyak unggahan dalam satu jam."),
                "503": _answer("Penyimpanan loket penuh atau terganggu; file belum diterima."),
            },
        }
    },
    "/api/v1/serahan/{kode}": {
        "get": {
            "operationId": "serahan",
            "summary": "Keadaan dan putusan sebuah versi",
            "description": "Selama masih menunggu, 'Retry-After' menyebut kapan sebaiknya bertanya lagi (detik).",
            "parameters": [
                {
                    "name": "kode",
                    "in": "path",
                    "required": True,
                    "description": "Kode serahan dari jawaban unggahan.",
                    "schema": {"type": "string"},
                }
            ],
            "responses": {
                "200": _answer("Keadaan serahan, dan putusannya bila sudah ada.", "Serahan"),
                **_TOKEN_REFUSED,
                "404": _answer("Tidak ada, atau milik perangkat daerah lain."),
            },
        }
    },
}


def description(server: str) -> dict[str, Any]:
    """The document for a counter at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Loket renja",
            "version": __version__,
            "description": (
                "Antarmuka untuk aplikasi perangkat daerah. Token diminta kepada badan perencanaan, berlaku untuk satu "
                "perangkat daerah, dan dikirim sebagai 'Authorization: Bearer TOKEN'."
            ),
        },
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": _PATHS,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
