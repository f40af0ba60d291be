"""What the agency says of a version that was handed in, and what the office says of its warnings."""

from __future__ import annotations

from django.db import models

from loket.register.models.accounts import Account
from loket.register.models.dossiers import Dossier, Version


class Explanation(models.Model):
    """The office's word on one cause of a warning (by the cause's id) in a version."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="explanations")
    cause = models.CharField(max_length=120)
    text = models.CharField("penjelasan", max_length=1000)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "cause"), name="one_explanation_a_cause"),)


class Suggestion(models.Model):
    """A recommendation (saran dan rekomendasi penyempurnaan): an accepted cause, or the verifier's own remark.

    ``cause`` is the id of the cause (empty for an own remark), ``place`` the table or cells (`T-C.33!F12`).
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="recommendations")
    cause = models.CharField(max_length=120, blank=True)
    place = models.CharField("tempat", max_length=300, blank=True)
    text = models.CharField("saran", max_length=2000)
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
        constraints = (
            models.UniqueConstraint(
                fields=("version", "cause"), condition=~models.Q(cause=""), name="one_recommendation_a_cause"
            ),
        )


class RulingOutcome(models.TextChoices):
    """How a verification ends."""

    RETURNED = "dikembalikan", "Dikembalikan untuk disempurnakan"
    ACCEPTED = "diterima", "Diterima"


class Ruling(models.Model):
    """The end of a verification: a version returned or accepted, with a word to the office."""

    outcomes = RulingOutcome
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="rulings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="rulings")
    outcome = models.CharField(max_length=16, choices=RulingOutcome.choices)
    note = models.CharField("catatan", max_length=2000, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("made",)
