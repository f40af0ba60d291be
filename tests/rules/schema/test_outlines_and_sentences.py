"""The data of what is printed: chapters, captions and sentences; broken files say what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.errors import BrokenRuleFileError
from rules.schema import outline, sentence
from rules.schema.layout import layouts
from rules.schema.outline import outline_of
from rules.schema.sentence import sentences_of

OUTLINE = (outline.FOLDER / "renja.yaml").read_text(encoding="utf-8")
SENTENCES = (sentence.FOLDER / "renja.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["renja", "lkip"])
def test_every_official_table_stands_under_one_caption(document: str) -> None:
    captions = [table for chapter in outline_of(document).chapters for part in chapter.parts for table in part.tables]
    due = {layout.place for layout in layouts().values() if layout.document == document and layout.columns}
    assert sorted(table.place for table in captions) == sorted(due)


def test_a_caption_names_the_years_its_official_title_names() -> None:
    """Another year would be told as a fault of the printed document."""
    for document in ("renja", "lkip"):
        for chapter in outline_of(document).chapters:
            for table in (table for part in chapter.parts for table in part.tables):
                titles = [" ".join(x.title) for x in layouts().values() if x.place == table.place]
                years = {label for label in ("{n-2}", "{n-1}", "{n}", "{n+1}") if label in table.caption}
                assert all(
                    {x for x in ("{n-2}", "{n-1}", "{n}", "{n+1}") if x in title} >= years or "{n" not in title
                    for title in titles
                )


def _broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, text: str) -> None:
    (tmp_path / "renja.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    outline_of.cache_clear()
    sentences_of.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("place: T-C.33", "place: T-C.99", "T-C.33, T-C.99 harus disebut tepat satu kali"),
        ("place: T-C.31", "place: T-C.33", "T-C.31, T-C.33 harus disebut tepat satu kali"),
        ("[tujuan]", "[tujuwan]", "tujuan, tujuwan harus disebut tepat satu kali"),
        ("charts: [pagu]", "charts: [lain]", "charts"),
    ],
)
def test_a_broken_outline_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    _broken(tmp_path, monkeypatch, outline, OUTLINE.replace(old, new))
    with pytest.raises(BrokenRuleFileError, match=r"renja\.yaml") as error:
        outline_of("renja")
    assert told in str(error.value)
    outline_of.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("place: T-C.32", "place: SDM", "tempat 'SDM' tidak ada"),
        ("id: usulan", "id: tujuan", "disebut lebih dari sekali"),
        ("[indikator n]", "[indikator n plus]", "angka dalam kurung siku"),
        ("id: usulan", "id: Usulan Baru", "id"),
    ],
)
def test_a_broken_sentence_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    _broken(tmp_path, monkeypatch, sentence, SENTENCES.replace(old, new))
    with pytest.raises(BrokenRuleFileError, match=r"renja\.yaml") as error:
        sentences_of("renja")
    assert told in str(error.value)
    sentences_of.cache_clear()
