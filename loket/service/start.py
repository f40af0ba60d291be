"""The start of a counter: folder, database, static files, and a link for its administrator."""

from __future__ import annotations

import os
from pathlib import Path

from loket.configuration import FILE, Configuration, tell_environment

_SETTINGS = """# Setelan loket; artinya ada di docs/loket.md. Baris yang diawali '#' tidak berlaku.
# pemda = "Kota Contoh"
# alamat = "0.0.0.0:80"
# nama_host = ["renja.contoh.go.id"]
# https = true
# zona = "Asia/Makassar"
"""


def set_up(configuration: Configuration) -> None:
    """Make Django ready for a counter; comes before anything that touches the register."""
    configuration.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings = configuration.folder / FILE
    if not settings.exists():
        settings.write_text(_SETTINGS, encoding="utf-8")
    tell_environment(configuration)
    os.environ["DJANGO_SETTINGS_MODULE"] = "loket.settings"
    import django

    django.setup()


def make_ready(configuration: Configuration, *, backed_up: bool) -> str:
    """Bring database and static files up to date; returns the secret of an administrator's link, empty if there is one."""
    from django.core.management import call_command

    from loket.service.upgrade import migrate

    migrate(configuration, backed_up=backed_up)
    call_command("collectstatic", interactive=False, verbosity=0)
    return first_administrator()


def first_administrator() -> str:
    """The secret of a link for the first administrator, empty where one has chosen a password."""
    from loket.register.models import Account, Invitation, Role
    from loket.register.models.accounts import NOBODY

    known = Account.objects.filter(role=Role.ADMINISTRATOR).first()
    if known and known.has_usable_password():
        return ""
    return Invitation.make(known or Account.objects.make(NOBODY, Role.ADMINISTRATOR))


def link(configuration: Configuration, secret: str) -> str:
    """The address at which an invitation is opened."""
    if configuration.nama_host:
        return f"{'https' if configuration.https else 'http'}://{configuration.nama_host[0]}/undangan/{secret}/"
    host = "127.0.0.1" if configuration.host in {"0.0.0.0", "::", ""} else configuration.host
    return f"http://{host}:{configuration.port}/undangan/{secret}/"


def documentation() -> Path | None:
    """The built pages of the documentation that are served under /bantuan, if they are at hand."""
    for place in (Path(__file__).parents[1] / "bantuan", Path(__file__).parents[2] / "site"):
        if (place / "index.html").is_file():
            return place
    return None
