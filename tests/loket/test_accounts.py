"""Getting in and being kept out: invitations, passwords, lock-out, closed accounts, signing out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from loket.register.models import Account, Invitation, Role
from loket.register.models.accounts import INVITED, NOBODY
from loket.service.start import first_administrator
from tests.loket.conftest import PASSWORD, World

SignIn = Callable[[str], Client]
_NEW = "kata-sandi-baru-2026"


def _choose(client: Client, secret: str, password: str = _NEW, **fields: str) -> int:
    said = {"new_password1": password, "new_password2": password, **fields}
    return client.post(f"/undangan/{secret}/", said).status_code


def _sign_in(email: str, password: str, *, following: str = "") -> tuple[Client, str, int]:
    """A browser after the form of signing in was sent, where it was led, and the status."""
    client = Client()
    answer = client.post("/masuk/", {"username": email, "password": password, "next": following})
    return client, answer.headers.get("Location", ""), answer.status_code


# ---- invitations


def test_a_link_works_once(world: World) -> None:
    secret = Invitation.make(world.accounts["pd"])
    client = Client()
    assert _choose(client, secret) == 302
    assert client.get("/pd/").status_code == 200
    assert Client().get(f"/undangan/{secret}/").status_code == 410
    assert _choose(Client(), secret, "kata-sandi-lain-2026") == 410
    assert _sign_in("pd@contoh.id", _NEW)[1] == "/"


def test_a_link_lapses(world: World) -> None:
    secret = Invitation.make(world.accounts["pd"])
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert Client().get(f"/undangan/{secret}/").status_code == 410
    assert _choose(Client(), secret) == 410
    assert timedelta(days=7) == INVITED


def test_a_new_link_takes_the_place_of_the_old(world: World) -> None:
    old, new = Invitation.make(world.accounts["pd"]), Invitation.make(world.accounts["pd"])
    assert Client().get(f"/undangan/{old}/").status_code == 410
    assert Client().get(f"/undangan/{new}/").status_code == 200


def test_a_closed_account_is_not_opened_by_a_link(world: World) -> None:
    secret = Invitation.make(world.accounts["pd"])
    Account.objects.filter(email="pd@contoh.id").update(is_active=False)
    assert _choose(Client(), secret) == 410


@pytest.mark.parametrize("password", ["pendek", "1234567890123", "password123", "pd@contoh.id"])
def test_a_weak_password_is_refused_and_the_link_stays(password: str, world: World) -> None:
    secret = Invitation.make(world.accounts["pd"])
    assert _choose(Client(), secret, password) == 422
    assert _choose(Client(), secret) == 302


def test_only_fingerprints_of_links_are_kept(world: World) -> None:
    secret = Invitation.make(world.accounts["pd"])
    assert secret not in str(Invitation.objects.values())


# ---- the first administrator


def test_the_first_administrator_says_who_he_is(db: None) -> None:
    secret = first_administrator()
    client = Client()
    assert "administrator pertama" in client.get(f"/undangan/{secret}/").content.decode()
    assert _choose(client, secret) == 422
    assert _choose(client, secret, email=NOBODY, name="Siti Aminah") == 422
    assert _choose(client, secret, email="Siti@Contoh.go.id", name="Siti Aminah") == 302
    assert client.get("/badan/akun/").status_code == 200
    account = Account.objects.get()
    assert (account.email, account.name, account.role) == ("siti@contoh.go.id", "Siti Aminah", Role.ADMINISTRATOR)
    assert first_administrator() == ""
    assert _sign_in("siti@contoh.go.id", _NEW)[1] == "/"


def test_the_first_administrator_takes_nobodys_address(world: World) -> None:
    Account.objects.filter(role=Role.ADMINISTRATOR).delete()
    secret = first_administrator()
    assert _choose(Client(), secret, email="PD@contoh.id", name="Siti") == 422
    assert Account.objects.filter(email="pd@contoh.id").count() == 1


# ---- lock-out


def test_five_wrong_passwords_lock_and_a_new_link_unlocks(world: World, signed_in: SignIn) -> None:
    statuses = [_sign_in("pd@contoh.id", "salah-salah-salah")[2] for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    client, _, status = _sign_in("PD@contoh.id", PASSWORD)
    assert status == 429, "the right password, in other letters, is locked out too"
    assert client.get("/pd/").status_code == 302
    assert _sign_in("pd-lain@contoh.id", PASSWORD)[2] == 302, "others behind the same address are not"

    page = signed_in("admin").post(f"/badan/akun/{world.accounts['pd'].pk}/tautan/").content.decode()
    found = re.search(r"/undangan/([^/]+)/", page)
    assert found
    assert _choose(Client(), found[1]) == 302
    assert _sign_in("pd@contoh.id", _NEW)[2] == 302


# ---- sessions


def test_closing_an_account_ends_its_sessions(world: World, signed_in: SignIn) -> None:
    client = signed_in("pd")
    assert client.get("/pd/").status_code == 200
    signed_in("admin").post(f"/badan/akun/{world.accounts['pd'].pk}/saklar/")
    assert client.get("/pd/").status_code == 302
    assert _sign_in("pd@contoh.id", PASSWORD)[2] == 200


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    client, _, _ = _sign_in("pd@contoh.id", PASSWORD)
    assert client.get("/pd/").status_code == 200
    _choose(Client(), Invitation.make(world.accounts["pd"]))
    assert client.get("/pd/").status_code == 302


def test_signing_out_ends_the_session_and_is_a_form(world: World) -> None:
    client, _, _ = _sign_in("pd@contoh.id", PASSWORD)
    kept = client.cookies["sessionid"].value
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").headers["Location"] == "/masuk/"
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/pd/").status_code == 302


def test_a_session_of_before_is_not_taken_over(world: World) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    client.post("/masuk/", {"username": "pd@contoh.id", "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32


# ---- where one is led


@pytest.mark.parametrize(
    "following",
    ["https://jahat.example/", "//jahat.example/", "\\\\jahat.example", "/\\jahat.example", "javascript:alert(1)", "http:///jahat.example",
     "https:jahat.example"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(following: str, world: World) -> None:
    assert _sign_in("pd@contoh.id", PASSWORD, following=following)[1] == "/"


def test_one_is_led_where_one_wanted_to_go(world: World) -> None:
    asked = Client().get("/pd/").headers["Location"]
    assert asked == "/masuk/?next=/pd/"
    assert _sign_in("pd@contoh.id", PASSWORD, following="/pd/")[1] == "/pd/"
