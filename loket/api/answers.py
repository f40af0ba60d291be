"""Answers as JSON, refusals with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse

from loket.intake.errors import (
    ClosedDossierError,
    EmptyUploadError,
    LargeUploadError,
    ManyUploadsError,
    NoFileError,
    NotKeptError,
    WrongKindOfUploadError,
)
from rules.errors import RenjaError

View = Callable[..., JsonResponse]

STATUS: dict[type[RenjaError], int] = {
    NoFileError: 400,
    EmptyUploadError: 400,
    ClosedDossierError: 409,
    LargeUploadError: 413,
    WrongKindOfUploadError: 415,
    ManyUploadsError: 429,
    NotKeptError: 503,
}
_UNKNOWN = "Tidak ditemukan: tidak ada, atau bukan milik perangkat daerah pemegang token."


def refusal(status: int, sentence: str, name: str = "") -> JsonResponse:
    """Why there is no other answer; ``name`` is the id of the error, which never changes."""
    return answer({"error": sentence} | ({"id": name} if name else {}), status)


def answer(body: dict[str, Any], status: int = 200) -> JsonResponse:
    """A JSON object, texts as they are written."""
    made = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    made["Cache-Control"] = "no-store"
    return made


def endpoint(**methods: View) -> View:
    """A view of an address whose methods are answered by one function each (``get=…, post=…``); all refusals are JSON."""
    known = {name.upper(): view for name, view in methods.items()}

    @wraps(next(iter(methods.values())))
    def view(request: HttpRequest, *words: Any, **named: Any) -> JsonResponse:
        asked = known.get("GET" if request.method == "HEAD" else request.method or "")
        if asked is None:
            refused = refusal(
                405, f"Metode {request.method} tidak dilayani di sini; yang dilayani: {', '.join(known)}."
            )
            refused["Allow"] = ", ".join(known)
            return refused
        try:
            return asked(request, *words, **named)
        except Http404:
            return refusal(404, _UNKNOWN)
        except RenjaError as error:
            return refusal(STATUS.get(type(error), 422), str(error), error.id)

    return view


ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""What a door lets through to :func:`endpoint`, which refuses in JSON."""
