"""Fetching records: an account gets those it may see, and for all others the answer is that there is none."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from loket.register.models import Account, Dossier, Office, Token, Version
from loket.register.models.dossiers import LARGE


def account_of(request: HttpRequest) -> Account:
    """The account behind a request that the guard let through."""
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("no account behind this request: its door is public or for tokens")
    return account


def office_of(request: HttpRequest) -> Office:
    """The office that an account or a token speaks for; raises Http404 for those of the agency."""
    token: Token | None = getattr(request, "token", None)
    office = token.office if token else account_of(request).office
    if office is None:
        raise Http404
    return office


def dossier_of(request: HttpRequest, pk: int) -> Dossier:
    """A dossier by number; raises Http404."""
    found = Dossier.objects.seen_by(account_of(request)).select_related("office", "period", "submitted")
    dossier: Dossier = get_object_or_404(found.defer(*(f"submitted__{name}" for name in LARGE)), pk=pk)
    return dossier


def version_of(request: HttpRequest, code: str) -> Version:
    """A version by its code; raises Http404."""
    found = Version.objects.seen_by(account_of(request)).select_related("dossier__office", "dossier__period")
    version: Version = get_object_or_404(found, code=code)
    return version


def version_of_office(request: HttpRequest, code: str) -> Version:
    """A version by its code, for an application with its office's token; raises Http404."""
    found = Version.objects.filter(dossier__office=office_of(request)).select_related(
        "dossier__office", "dossier__period"
    )
    version: Version = get_object_or_404(found, code=code)
    return version
