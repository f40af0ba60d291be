"""The audit trail: who did what, when. It only grows."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models

from loket.register.models.accounts import Account
from loket.register.models.dossiers import Dossier


class AppendOnlyError(TypeError):
    """Something tried to change or take away a line of the trail; the database refuses it too (migration 0002)."""


class EventQuerySet(models.QuerySet["Event"]):
    """Lines of the trail: added and read."""

    def update(self, **_fields: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError


class Event(models.Model):
    """One line: an account or an application's token did ``what`` (Indonesian clause) to something."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    actor = models.CharField(max_length=300)
    what = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=600, blank=True)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="events")
    address = models.GenericIPAddressField(null=True)

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; a stored one is never saved again."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_words: Any, **_named: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError
