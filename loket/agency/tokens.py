"""Tokens for offices' own applications."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from loket.access.records import account_of
from loket.access.trail import record
from loket.agency.forms import TokenForm
from loket.register.models import Token


def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens, and a form for another; its secret is shown this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            secret = Token.make(form.cleaned_data["office"], form.cleaned_data["name"], account_of(request))
            record(request, "membuat token", f"{form.cleaned_data['name']} ({form.cleaned_data['office']})")
        form = TokenForm()
    found = Token.objects.select_related("office", "made_by")
    return render(
        request, "loket/agency/tokens.html", {"tokens": found, "form": form, "secret": secret, "tab": "token"}
    )


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a token."""
    with transaction.atomic():
        token = get_object_or_404(Token, pk=pk)
        token.revoked = timezone.now()
        token.save(update_fields=["revoked"])
        record(request, "mencabut token", f"{token.name} ({token.office})")
    return redirect("badan-token")
