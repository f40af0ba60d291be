"""A text in Indonesian and in English."""

from __future__ import annotations

from collections.abc import Iterable

from rules.record import record


@record
class Text:
    """A text in Indonesian and in English; both may hold `{placeholders}` of a finding's details."""

    id: str
    en: str

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.id)

    def get(self, lang: str) -> str:
        """The text in `id` or `en`."""
        return self.en if lang == "en" else self.id

    @classmethod
    def joined(cls, separator: str, texts: Iterable[Text]) -> Text:
        """What several texts say, empty ones left out.

        >>> Text.joined("; ", [Text("satu", "one"), NOTHING, Text("dua", "two")])
        Text(id='satu; dua', en='one; two')
        """
        said = [text for text in texts if text]
        return cls(separator.join(text.id for text in said), separator.join(text.en for text in said))


NOTHING = Text("", "")


@record
class Noun:
    """What is counted: the same word for one and for many in Indonesian, not so in English."""

    id: str
    en: str

    def counted(self, number: int, lang: str = "id") -> str:
        """So many of it.

        >>> Noun("sel", "cell").counted(2), Noun("sel", "cell").counted(1, "en"), Noun("sel", "cell").counted(2, "en")
        ('2 sel', '1 cell', '2 cells')
        """
        return f"{number} {self.en}{'s' if number != 1 else ''}" if lang == "en" else f"{number} {self.id}"
