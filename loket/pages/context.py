"""What every page knows: the government whose counter it is."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from loket.configuration import Configuration
from loket.register.models import Account, Role

_HOMES = {Role.OFFICE: "pd-beranda"}


def counter(request: HttpRequest) -> dict[str, object]:
    """The counter's settings that pages show, and who is signed in."""
    configuration: Configuration = settings.LOKET
    account = getattr(request, "user", None)
    return {
        "pemda": configuration.pemda or "Pemerintah daerah",
        "unggah_mb": configuration.unggah_mb,
        "account": account if isinstance(account, Account) else None,
    }


def home_of(account: Account) -> str:
    """The name of the page an account begins at."""
    return _HOMES.get(Role(account.role), "badan-papan")
