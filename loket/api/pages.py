"""The description of the interface: for programs, and for people who write them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from loket.api.answers import answer
from loket.api.description import description
from loket.api.schemas import SCHEMAS


def document(request: HttpRequest) -> JsonResponse:
    """The OpenAPI document."""
    return answer(_described(request))


def readable(request: HttpRequest) -> HttpResponse:
    """The same as a page, with an example of a call."""
    told = _described(request)
    calls = [
        {"path": path, "method": method.upper(), **call}
        for path, methods in told["paths"].items()
        for method, call in methods.items()
    ]
    schemas = [
        {"name": name, "description": one["description"], "fields": list(_fields(one))} for name, one in SCHEMAS.items()
    ]
    server = told["servers"][0]["url"]
    context = {"calls": calls, "schemas": schemas, "server": server, "info": told["info"]}
    return render(request, "loket/api/page.html", context)


def _described(request: HttpRequest) -> dict[str, Any]:
    return description(request.build_absolute_uri("/").rstrip("/"))


def _fields(schema: dict[str, Any]) -> list[dict[str, str]]:
    """The fields of an object: name, what kind of value, and whether it may be missing."""
    needed = schema["required"]
    return [
        {"name": name, "kind": _kind(one), "optional": "" if name in needed else "boleh tidak ada"}
        for name, one in schema["properties"].items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    """A kind of value in words."""
    words = {"string": "teks", "integer": "bilangan", "boolean": "ya/tidak", "object": "objek", "null": "kosong"}
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return ", ".join("kosong" if value is None else str(value) for value in schema["enum"])
    if "oneOf" in schema:
        return " atau ".join(_kind(one) for one in schema["oneOf"])
    if schema.get("type") == "array":
        return f"daftar {_kind(schema['items'])}"
    kinds = schema.get("type", "nilai apa pun")
    told = " atau ".join(words.get(kind, str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))
    return told.replace("teks", "waktu (ISO 8601)") if schema.get("format") == "date-time" else told
