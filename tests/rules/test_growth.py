"""No received text makes its reader look at it over and over: four times the text is at most about four times the work.

Work is counted in calls: quadratic work would be sixteen times as much. `bench/longer_texts.py` measures the same in time.
"""

from __future__ import annotations

from functools import partial

import pytest

from tests.support.longer_texts import (
    FRAMES,
    LONGEST,
    PLACES,
    READERS,
    SEEDS,
    SENTENCES,
    TABLES,
    WORDS,
    calls,
    judged,
    narrative,
    repeated,
)


@pytest.mark.parametrize("name", READERS)
def test_a_longer_text_is_no_more_work_than_it_is_longer(name: str) -> None:
    read = READERS[name]
    for seed in SEEDS:
        for frame in FRAMES:
            few, many = (calls(partial(read, repeated(seed, signs, frame))) for signs in (LONGEST // 4, LONGEST))
            assert many < 5 * few + 100, f"{seed!r}: {few} calls, {many} calls"


@pytest.mark.parametrize("said", SENTENCES)
def test_a_longer_narrative_is_no_more_work_than_it_is_longer(said: str) -> None:
    assert calls(narrative(said, 1_200)) < 5.5 * calls(narrative(said, 300))


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("place", PLACES)
def test_a_longer_text_anywhere_in_a_table_is_no_more_work_than_it_is_longer(name: str, word: str, place: str) -> None:
    short, long = (judged(name, place, word, times) for times in (250, 1_000))
    for judge in (short, long):
        judge()
    assert calls(long) < 4.5 * calls(short)
