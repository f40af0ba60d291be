"""Broken and hostile workbooks are refused in one sentence, never worse; sound ones are far from every limit."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from headless.batch.run import validate_files
from tests.places import EXAMPLES
from tests.support import hostile
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.preflight import inspect

BENAR, SEED = EXAMPLES / "renja-2024-benar.xlsx", EXAMPLES / "renja-2024-seed.xlsx"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file_size=1000), "di atas batas"),
        (Limits(entries=5), "bagian, jauh di atas yang wajar"),
        (Limits(inflated=10_000), "mengembang"),
        (Limits(rows=20), "sel yang sangat jauh"),
        (Limits(columns=5), "sel yang sangat jauh"),
        (Limits(cells=50), "lebih dari 50 sel"),
        (Limits(cells=900), "lebih dari 900 sel"),
        (Limits(strings=50), "lebih dari 50 teks"),
    ],
)
def test_limits(limits: Limits, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        inspect(BENAR, limits)
    assert str(caught.value).startswith("'renja-2024-benar.xlsx' ")
    assert str(caught.value).endswith(".")


def test_sound_workbook_is_far_from_every_limit() -> None:
    found = inspect(SEED, DEFAULT_LIMITS)
    assert {"Petunjuk", "Identitas", "T-C.29", "T-C.33", "Temuan"} <= {part.name for part in found.sheets}
    assert sum(part.facts.cells for part in found.sheets) * 50 < DEFAULT_LIMITS.cells


REFUSED = {
    "far_cell", "row_number_4e9", "column_beyond_excel", "cell_flood", "row_flood", "dtd_in_sheet", "dtd_in_workbook",
    "dtd_in_strings", "dtd_in_styles", "bomb_by_ratio", "bomb_by_sum", "duplicate_entries", "sheet_missing",
    "rels_missing", "workbook_missing", "strings_missing", "truncated", "empty_file", "not_a_zip", "plain_zip",
    "ole_xlsx", "ole_xls", "sound_as_docx", "sound_without_extension", "folder_named_like_a_workbook", "not_there",
    "sheet_not_closed", "too_many_entries", "other_compression", "strings_flood", "dtd_in_every_part", "comment_before_a_dtd",
    "cell_doubled", "cell_doubled_far_apart", "styles_by_the_hundred_thousand", "other_spreadsheets",
    "external_entity", "dtd_late_in_workbook",
}  # fmt: skip
"""Kinds of which nothing may be read; the others may be read or refused."""


@pytest.fixture(scope="module")
def rows_of_sound(child: hostile.Reader) -> str:
    """How many rows the tables of the sound workbook have."""
    outcome, text = child.read(hostile.SOUND)
    assert outcome == "read"
    assert int(text) > 100
    return text


@pytest.mark.parametrize("name", list(hostile.KINDS))
def test_hostile_file_is_read_or_refused(child: hostile.Reader, tmp_path: Path, name: str, rows_of_sound: str) -> None:
    for path in hostile.KINDS[name](tmp_path):
        outcome, text = child.read(path)
        assert outcome in ({"refused"} if name in REFUSED else {"read", "refused"}), f"{path.name} {outcome}: {text}"
        if name in hostile.SPELLINGS:
            assert (outcome, text) == ("read", rows_of_sound)
        if outcome == "refused":
            assert f"'{path.name}'" in text
            assert re.search(r"[^.]\.$", text)
            assert "\n" not in text


def test_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK rusak")
    shutil.copy(BENAR, tmp_path / "b.xlsx")
    statuses = [
        v.status for v in validate_files([tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"], None, "id")
    ]
    assert statuses == ["unreadable", "valid", "unreadable"]
