"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from loket.access.records import account_of
from loket.access.trail import record
from loket.pages.context import home_of


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
