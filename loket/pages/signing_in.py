"""Signing in and out, and choosing a password by a link."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from loket.access.records import account_of
from loket.access.trail import record
from loket.pages.context import home_of
from loket.register.models import Invitation


class _SignInForm(AuthenticationForm):
    """Name and password, in the words of the counter."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.fields["username"].label = "Alamat surel"
        self.fields["password"].label = "Kata sandi"
        self.error_messages["invalid_login"] = "Alamat surel atau kata sandi tidak cocok."


class _SignIn(LoginView):
    template_name = "loket/sign_in.html"
    authentication_form = _SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        record(self.request, "masuk")
        return answer


sign_in = _SignIn.as_view()
sign_out = LogoutView.as_view()


def home(request: HttpRequest) -> HttpResponse:
    """Where an account begins."""
    return redirect(home_of(account_of(request)))


def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a password by a link that works once."""
    found = Invitation.of(secret)
    if found is None:
        return render(request, "loket/invitation_spent.html", status=410)
    form: SetPasswordForm[Any] = SetPasswordForm(found.account, request.POST or None)
    if request.method == "POST" and form.is_valid() and found.spend():
        form.save()
        login(request, found.account, backend="django.contrib.auth.backends.ModelBackend")
        record(request, "memilih kata sandi")
        return redirect("beranda")
    return render(request, "loket/invitation.html", {"form": form, "invited": found.account})
