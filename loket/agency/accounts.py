"""Accounts: invited, given a new link, closed."""

from __future__ import annotations

from axes.utils import reset
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from loket.access.records import account_of
from loket.access.trail import record
from loket.agency.forms import AccountForm
from loket.register.models import Account, Invitation


def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts, and a form to invite another."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            made = Account.objects.make(data["email"], data["role"], data["office"], data["name"])
            secret = Invitation.make(made)
            record(request, "mengundang", f"{made.email} ({made.get_role_display()})")
        return _link_page(request, made, secret)
    return render(
        request,
        "loket/agency/accounts.html",
        {"accounts": Account.objects.select_related("office"), "form": form, "tab": "akun"},
        status=422 if request.method == "POST" else 200,
    )


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for an account that has lost its password or its link; it unlocks the account."""
    account = get_object_or_404(Account, pk=pk)
    with transaction.atomic():
        secret = Invitation.make(account)
        record(request, "membuat tautan baru", account.email)
    reset(username=account.email)
    return _link_page(request, account, secret)


def _link_page(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    """The link, this once."""
    return render(request, "loket/agency/link.html", {"invited": account, "secret": secret, "tab": "akun"})


def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again; nobody closes his own."""
    account = get_object_or_404(Account, pk=pk)
    if account == account_of(request):
        messages.error(request, "Akun sendiri tidak dapat ditutup.")
        return redirect("badan-akun")
    with transaction.atomic():
        account.is_active = not account.is_active
        account.save(update_fields=["is_active"])
        record(request, "membuka akun" if account.is_active else "menutup akun", account.email)
    return redirect("badan-akun")
