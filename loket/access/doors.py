"""Addresses and who may enter: each is declared with :func:`door`, and the guard lets nobody through another."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from loket.register.models import Role

View = Callable[..., HttpResponseBase]

AGENCY = frozenset({Role.VERIFIER, Role.HEAD, Role.ADMINISTRATOR})
"""Who sees every office's documents and works on them."""
READERS = AGENCY | {Role.INSPECTORATE}
"""Who sees every office's documents."""
VERIFIERS = frozenset({Role.VERIFIER, Role.HEAD})
"""Who returns and accepts."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OFFICES = frozenset({Role.OFFICE})
EVERYONE = frozenset(Role)
"""Everyone with an account."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may enter: accounts of some roles; anyone at all; or an application with a token."""

    roles: frozenset[Role] = frozenset()
    public: bool = False
    token: bool = False


PUBLIC = Admission(public=True)
TOKEN = Admission(token=True)


def door(
    route: str, view: View, name: str, entry: Admission | Collection[Role], methods: Collection[str] = ("GET",)
) -> URLPattern:
    """An address of the counter; other methods than those named are refused."""
    whom = entry if isinstance(entry, Admission) else Admission(frozenset(entry))
    allowed = require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])(view)

    @wraps(view)
    def guarded(request: HttpRequest, *words: Any, **named: Any) -> HttpResponseBase:
        return allowed(request, *words, **named)

    # An application brings a token and no cookie, so nobody else's page can make it do anything.
    entered: Any = csrf_exempt(guarded) if whom.token else guarded
    entered.entry = whom
    address: URLPattern = path(route, entered, name=name)
    return address
