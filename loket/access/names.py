"""Whose password is being tried: one account, however its name is typed."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from loket.register.models.accounts import account_name


def signing_in(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The account's name, by which django-axes counts wrong passwords."""
    return account_name(str((credentials or request.POST).get("username") or ""))
