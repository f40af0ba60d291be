"""Fetching records: an account gets those it may see, and for all others the answer is that there is none."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from loket.register.models import Account, Dossier, Version


def account_of(request: HttpRequest) -> Account:
    """The account behind a request that the guard let through."""
    account = request.user
    if not isinstance(account, Account):
        raise TypeError("no account behind this request: its door is public or for tokens")
    return account


def dossier_of(request: HttpRequest, pk: int) -> Dossier:
    """A dossier by number; raises Http404."""
    found = Dossier.objects.seen_by(account_of(request)).select_related("office", "period", "submitted")
    dossier: Dossier = get_object_or_404(found, pk=pk)
    return dossier


def version_of(request: HttpRequest, code: str) -> Version:
    """A version by its code; raises Http404."""
    found = Version.objects.seen_by(account_of(request)).select_related("dossier__office", "dossier__period")
    version: Version = get_object_or_404(found, code=code)
    return version
