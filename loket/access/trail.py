"""Writing the audit trail."""

from __future__ import annotations

from ipaddress import ip_address

from django.http import HttpRequest

from loket.register.models import Account, Dossier, Event, Token


def record(request: HttpRequest, what: str, about: str = "", dossier: Dossier | None = None) -> None:
    """Add who does what to the trail, in the transaction of the deed itself."""
    token: Token | None = getattr(request, "token", None)
    account = request.user if isinstance(request.user, Account) else None
    actor = f"{token.name} ({token.office})" if token else f"{account.email}" if account else "tanpa akun"
    Event.objects.create(
        account=account, actor=actor[:300], what=what, about=about[:600], dossier=dossier, address=_address(request)
    )


def _address(request: HttpRequest) -> str | None:
    """Where it came from, as far as that is an address: a proxy may pass on anything."""
    told = request.META.get("REMOTE_ADDR", "").partition("%")[0]
    try:
        return str(ip_address(told))
    except ValueError:
        return None


def record_own(what: str, about: str, dossier: Dossier | None) -> None:
    """Add what the counter did by itself."""
    Event.objects.create(actor="loket", what=what, about=about[:600], dossier=dossier)
