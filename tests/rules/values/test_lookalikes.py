"""Signs that look like plain ones are read as these, wherever a value or a name is read."""

from __future__ import annotations

import pytest

from rules.values.money import MoneyStatus, read_money
from rules.values.names import normalise
from rules.values.targets import TargetKind, read_target
from rules.values.text import fold

DASHES = ["-", "‐", "‑", "‒", "–", "—", "―", "−", "﹣", "－", "- -", "––", "---"]


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_says_that_there_is_nothing(dash: str) -> None:
    assert read_money(dash).status is MoneyStatus.NIL
    assert read_target(dash).kind is TargetKind.NIL


def test_wide_digits_are_digits() -> None:
    assert read_money("Ｒｐ １６０．０００．０００").amount == 160_000_000
    assert (read_target("１２ Laporan").value, read_target("１００％").unit) == (12, "%")


def test_joined_letters_are_letters() -> None:
    assert normalise("Sertiﬁkasi Koperasi") == normalise("Sertifikasi Koperasi")
    assert fold("Eﬂuen ﬁsik") == fold("Efluen fisik")
