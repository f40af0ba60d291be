"""A counter in a folder of its own, over SQLite in memory; offices, accounts and a period to begin with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

_FOLDER = tempfile.TemporaryDirectory(prefix="renja-loket-uji-")
os.environ["RENJA_LOKET"] = _FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "loket.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from loket.register.models import Account, Dossier, Office, Period, Role  # noqa: E402
from loket.register.models.periods import PeriodKind, PeriodStage  # noqa: E402

PASSWORD = "kata-sandi-uji-2026"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session", autouse=True)
def _static_files() -> None:
    """Pages name their style by its content, so it is collected once."""
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass(frozen=True, slots=True)
class World:
    """Two offices with a dossier each in an open period, and an account of every role."""

    period: Period
    offices: tuple[Office, Office]
    dossiers: tuple[Dossier, Dossier]
    accounts: dict[str, Account]


@pytest.fixture
def world(db: None) -> World:
    """What most tests begin with."""
    now = timezone.now()
    offices = (
        Office.objects.create(name="Dinas Koperasi, Usaha Kecil dan Menengah", bidang="2.17"),
        Office.objects.create(name="Dinas Kesehatan", bidang="1.02"),
    )
    period = Period.objects.create(
        kind=PeriodKind.RENJA,
        year=2024,
        stage=PeriodStage.DRAFT,
        opens=now - timedelta(days=1),
        deadline=now + timedelta(days=20),
    )
    dossiers = tuple(Dossier.objects.create(office=office, period=period) for office in offices)
    accounts = {
        role.value: Account.objects.make(f"{role.value}@contoh.id", role) for role in Role if role != Role.OFFICE
    }
    accounts["pd"] = Account.objects.make("pd@contoh.id", Role.OFFICE, offices[0])
    accounts["pd lain"] = Account.objects.make("pd-lain@contoh.id", Role.OFFICE, offices[1])
    for account in accounts.values():
        account.set_password(PASSWORD)
        account.save()
    return World(period, offices, (dossiers[0], dossiers[1]), accounts)


@pytest.fixture
def signed_in(world: World) -> Callable[[str], Client]:
    """A browser in which one of the accounts is signed in."""

    def sign_in(who: str) -> Client:
        client = Client()
        client.force_login(world.accounts[who], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
