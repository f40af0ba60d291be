"""The register as Django's application."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Its models, under the label `register`."""

    name = "loket.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
