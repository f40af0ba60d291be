"""The agency's key that seals what is handed in: looked at when the counter starts, so that no office meets its faults."""

from __future__ import annotations

import os

from headless.seal_keys import is_locked, print_of_key, read_private
from loket.configuration import Configuration
from loket.errors import LockedKeyError, NoKeyError

PASSWORD = "RENJA_LOKET_SANDI_KUNCI"
"""The environment variable with the password of a locked key; a file of settings is no place for it."""


def key_password() -> str:
    """The password of the key, empty where none is said."""
    return os.environ.get(PASSWORD, "")


def checked_key(configuration: Configuration) -> str:
    """The print of the public key, empty where there is no key; raises :class:`RenjaError` for one that cannot be used."""
    key = configuration.key
    if not key.exists():
        if configuration.kunci_privat != Configuration().kunci_privat:
            raise NoKeyError(key)
        return ""
    if is_locked(key) and not key_password():
        raise LockedKeyError(key, PASSWORD)
    return print_of_key(read_private(key, key_password()).public_key())
