"""Addresses for everyone."""

from __future__ import annotations

from loket.access.doors import EVERYONE, PUBLIC, door
from loket.pages import help, invitations, signing_in

urlpatterns = [
    door("", signing_in.home, "beranda", EVERYONE),
    door("masuk/", signing_in.sign_in, "masuk", PUBLIC, ("GET", "POST")),
    door("bantuan/", help.help_page, "bantuan-awal", EVERYONE),
    door("bantuan/<path:path>", help.help_page, "bantuan", EVERYONE),
    door("favicon.ico", help.icon, "ikon", PUBLIC),
    door("keluar/", signing_in.sign_out, "keluar", EVERYONE, ("POST",)),
    door("undangan/<str:secret>/", invitations.invitation, "undangan", PUBLIC, ("GET", "POST")),
]
