"""A text in Indonesian and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Indonesian and in English; both may hold `{placeholders}` of a finding's details."""

    id: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `id` or `en`."""
        return self.en if lang == "en" else self.id
