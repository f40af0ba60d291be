"""Tokens with which an office's other applications hand in."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from loket.register.models.accounts import Account, fingerprint
from loket.register.models.offices import Office


class Token(models.Model):
    """A token of an office; only its fingerprint is kept, and it is shown once."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="tokens")
    name = models.CharField("nama aplikasi", max_length=100)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("office__name", "made")

    @classmethod
    def make(cls, office: Office, name: str, made_by: Account) -> str:
        """A new token; this is the only time it is told."""
        secret = f"renja_{secrets.token_urlsafe(32)}"
        cls.objects.create(office=office, name=name, fingerprint=fingerprint(secret), made_by=made_by)
        return secret

    @classmethod
    def of(cls, secret: str) -> Token | None:
        """The token with a secret, unless it was revoked or its office is no longer active."""
        found = cls.objects.select_related("office").filter(
            fingerprint=fingerprint(secret), revoked__isnull=True, office__active=True
        )
        token = found.first()
        if token:
            cls.objects.filter(pk=token.pk).update(used=timezone.now())
        return token
