"""Choosing a password by a link that works once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from loket.access.trail import record
from loket.register.models import Account, Invitation
from loket.register.models.accounts import NOBODY, account_name


class _FirstForm(SetPasswordForm):  # type: ignore[type-arg]  # not subscriptable when run
    """The first administrator says who he is, beside choosing a password."""

    email = forms.EmailField(label="Alamat surel Anda", widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    name = forms.CharField(label="Nama Anda", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("email", "name", "new_password1", "new_password2")

    def clean_email(self) -> str:
        """An address that no other account has, in small letters."""
        email = account_name(self.cleaned_data["email"])
        if email == NOBODY or Account.objects.filter(email=email).exists():
            raise forms.ValidationError("Alamat surel ini tidak dapat dipakai.")
        return email

    def clean(self) -> dict[str, Any]:
        """What was said stands in the account before the password is held against it."""
        for name in ("email", "name"):
            if name in self.cleaned_data:
                setattr(self.user, name, self.cleaned_data[name])
        return super().clean() or self.cleaned_data


def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a password by a link; it is used up by that, and the account's locks are lifted."""
    found = Invitation.of(secret)
    if found is None:
        return render(request, "loket/invitation_spent.html", status=410)
    account, first = found.account, found.account.email == NOBODY
    form: SetPasswordForm[Account] = (_FirstForm if first else SetPasswordForm)(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if not found.spend():
                return render(request, "loket/invitation_spent.html", status=410)
            form.save()
            login(request, account, backend="django.contrib.auth.backends.ModelBackend")
            record(request, "memilih kata sandi")
        return redirect("beranda")
    shown = {"form": form, "invited": account, "first": first}
    return render(request, "loket/invitation.html", shown, status=422 if form.is_bound else 200)
