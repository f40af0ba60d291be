"""The guard: lets a request through the door of its address, or sends it away. Nothing else decides who may enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django_htmx.http import HttpResponseClientRedirect

from loket.access.doors import Admission
from loket.register.models import Account, Token


class Guard:
    """Middleware behind sessions and accounts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the check is made once it is known which view is meant."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _words: tuple[Any, ...], _named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets it through."""
        entry: Admission | None = getattr(view, "entry", None)
        if entry is None:
            raise Http404
        if entry.public:
            return None
        if entry.token:
            return _with_token(request)
        account = request.user
        if not isinstance(account, Account):
            return _to_sign_in(request)
        if account.role not in entry.roles:
            raise PermissionDenied
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the page where one signs in, and back to the page that was seen, not to a part of it or a form that was sent."""
    lively = request.headers.get("HX-Request") == "true"
    seen = urlsplit(request.headers.get("HX-Current-URL", "")).path if lively else request.get_full_path()
    asked = redirect_to_login(seen if lively or request.method in {"GET", "HEAD"} else "/")
    return HttpResponseClientRedirect(asked.url) if lively else asked


def _with_token(request: HttpRequest) -> HttpResponseBase | None:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = Token.of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        refusal = JsonResponse({"error": "Token tidak berlaku; minta yang baru kepada badan perencanaan."}, status=401)
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    request.token = token  # type: ignore[attr-defined]
    return None
