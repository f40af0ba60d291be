"""What differs between a text and the official one, in words."""

from __future__ import annotations

from rules.model.bilingual import Text
from rules.values.names import missing_words


def difference(found: str, official: str) -> Text:
    """Words that are lacking or too many; where there are none, punctuation or order."""
    lacking, extra = missing_words(found, official)
    if not lacking and not extra:
        return Text("tanda baca atau urutan katanya tidak sama", "punctuation or word order differs")
    said, english = [], []
    if lacking:
        said.append(f'kurang "{" ".join(lacking)}"')
        english.append(f'lacks "{" ".join(lacking)}"')
    if extra:
        said.append(f'lebih "{" ".join(extra)}"')
        english.append(f'has "{" ".join(extra)}" too much')
    return Text(", ".join(said), ", ".join(english))
