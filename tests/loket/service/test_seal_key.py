"""The agency's key: what is wrong with it is told when the counter starts, a password comes from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from headless.errors import PrivateKeyError
from headless.seal_keys import make_keys
from loket.configuration import Configuration
from loket.errors import LockedKeyError, NoKeyError
from loket.seal_key import PASSWORD, checked_key


def test_without_a_key_nothing_is_signed(tmp_path: Path) -> None:
    assert checked_key(Configuration(folder=tmp_path)) == ""


def test_a_key_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(NoKeyError, match=r"badan\.pem"):
        checked_key(Configuration(folder=tmp_path, kunci_privat="badan.pem"))


def test_a_locked_key_wants_its_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = make_keys(tmp_path, "rahasia")
    with pytest.raises(LockedKeyError, match=PASSWORD):
        checked_key(Configuration(folder=tmp_path))
    monkeypatch.setenv(PASSWORD, "salah")
    with pytest.raises(PrivateKeyError, match="kata sandinya salah"):
        checked_key(Configuration(folder=tmp_path))
    monkeypatch.setenv(PASSWORD, "rahasia")
    assert checked_key(Configuration(folder=tmp_path)) == name


def test_what_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "kunci-privat.pem").write_text("bukan kunci")
    with pytest.raises(PrivateKeyError, match="bukan kunci privat PEM"):
        checked_key(Configuration(folder=tmp_path))
