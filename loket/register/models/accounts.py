"""Accounts of people, and the one-time links that open or reopen one."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from loket.register.models.offices import Office

INVITED = timedelta(days=7)
"""How long a link may be used."""
NOBODY = "admin@loket.invalid"
"""The name of the first administrator's account until its owner gives his own."""


class Role(models.TextChoices):
    """What an account may do."""

    OFFICE = "pd", "Perangkat daerah"
    VERIFIER = "verifikator", "Verifikator"
    HEAD = "kepala", "Kepala badan perencanaan"
    INSPECTORATE = "inspektorat", "Inspektorat"
    ADMINISTRATOR = "admin", "Administrator"


def account_name(text: str) -> str:
    """The name of an account as it is kept, however it was typed."""
    return unicodedata.normalize("NFKC", text).strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the name of one is an address of e-mail, in small letters."""

    def make(self, email: str, role: Role, office: Office | None = None, name: str = "") -> Account:
        """A new account without a password: an :class:`Invitation` lets its owner choose one."""
        account = self.model(email=account_name(email), role=role, office=office, name=name)
        account.set_unusable_password()
        account.full_clean(exclude=["password"])
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account that a name belongs to, whatever its case."""
        return self.get(email=account_name(username or ""))


class Account(AbstractBaseUser):
    """A person's account, locked by django-axes after wrong passwords; one of the role :attr:`Role.OFFICE` belongs to an office, the others to none."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    email = models.EmailField("alamat surel", unique=True)
    name = models.CharField("nama", max_length=200, blank=True)
    role = models.CharField("peran", max_length=16, choices=Role.choices)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, verbose_name="perangkat daerah")
    is_active = models.BooleanField("aktif", default=True)
    created = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        ordering = ("email",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role=Role.OFFICE, office__isnull=False)
                | (~models.Q(role=Role.OFFICE) & models.Q(office__isnull=True)),
                name="an_office_account_has_an_office",
                violation_error_message="Akun perangkat daerah wajib menyebut perangkat daerahnya; akun lain tidak.",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email


def fingerprint(secret: str) -> str:
    """What is kept of a link's or token's secret: whoever reads the database cannot use it."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Invitation(models.Model):
    """A link that lets the owner of an account choose a password, once, within :data:`INVITED`."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    fingerprint = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)

    @classmethod
    def make(cls, account: Account) -> str:
        """A new link's secret; those made before for the account no longer work."""
        cls.objects.filter(account=account, used__isnull=True).delete()
        secret = secrets.token_urlsafe(32)
        cls.objects.create(account=account, fingerprint=fingerprint(secret), expires=timezone.now() + INVITED)
        return secret

    @classmethod
    def of(cls, secret: str) -> Invitation | None:
        """The invitation that a secret opens, if it still may be used."""
        found = cls.objects.select_related("account").filter(fingerprint=fingerprint(secret), used__isnull=True)
        return found.filter(expires__gt=timezone.now(), account__is_active=True).first()

    def spend(self) -> bool:
        """Use it up; False where another request was faster."""
        return bool(Invitation.objects.filter(pk=self.pk, used__isnull=True).update(used=timezone.now()))
