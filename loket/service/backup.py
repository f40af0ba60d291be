"""A back-up of a counter in a folder: the register as lines of JSON, the bytes, the settings; and its restoring.

It can be restored into another kind of database than it came from, and by a later version than it was made by.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loket.configuration import FILE, Configuration, settings_said
from loket.errors import BrokenBackupError, TakenBackupError, TakenLoketError

MANIFEST, REGISTER, BYTES = "cadangan.json", "register.jsonl.gz", "berkas"
_SETTINGS = (FILE, "kunci-sesi.txt")
_STEP = 1 << 20


def back_up(configuration: Configuration, target: Path) -> int:
    """Write a back-up into a new or empty folder while the counter goes on; returns the number of blobs.

    The manifest is written last: a folder without one is no back-up. Raises :class:`BackupError`.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise TakenBackupError(target)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    register = target / REGISTER
    _dump(register)
    number = 0
    for sha256, place in _blobs(configuration):
        copy = target / BYTES / sha256[:2] / sha256
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place, copy)
        number += 1
    for name in (*_SETTINGS, configuration.kunci_privat):
        if (configuration.folder / name).is_file():
            shutil.copy2(configuration.folder / name, target / name)
    told = {"versi": 1, "register": _sha256(register), "berkas": number}
    (target / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    return number


def _dump(out: Path) -> None:
    """The register at one moment, without holding up those who write meanwhile."""
    from django.core.management import call_command
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        call_command("dumpdata", "register", format="jsonl", output=str(out), verbosity=0)


def _blobs(configuration: Configuration) -> Iterator[tuple[str, Path]]:
    """What the register has said is there; what came in since the dump does no harm."""
    from loket.register.models import Blob

    for sha256 in Blob.objects.values_list("sha256", flat=True).iterator():
        yield sha256, configuration.folder / BYTES / sha256[:2] / sha256


def restore(configuration: Configuration, source: Path) -> int:
    """Fill an empty counter from a back-up; returns the number of blobs.

    Settings that its folder says already stay: they may name the database that is being filled. Everything is looked at before anything is written. Raises :class:`BackupError`.
    """
    from django.core.management import call_command
    from django.core.serializers.base import DeserializationError
    from django.db import DatabaseError

    from loket.register.models import Account, Blob, Version

    told = _manifest(source)
    found = sorted(path for path in (source / BYTES).glob("??/*") if path.is_file())
    for path in found:
        if _sha256(path) != path.name:
            raise BrokenBackupError(source, f"isi {path.name[:12]} berubah")
    if len(found) < told["berkas"]:
        raise BrokenBackupError(source, f"{told['berkas'] - len(found)} berkas hilang")
    if Account.objects.exclude(password__startswith="!").exists() or Version.objects.exists():
        raise TakenLoketError(configuration.folder)
    for path in found:
        copy = configuration.folder / BYTES / path.name[:2] / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    Account.objects.all().delete()
    try:
        call_command("loaddata", str(source / REGISTER), ignorenonexistent=True, verbosity=0)
    except (DeserializationError, DatabaseError, ValueError) as error:
        raise BrokenBackupError(source, str(error).splitlines()[0]) from None
    own = {FILE} if settings_said(configuration.folder / FILE) else set()
    for name in (*_SETTINGS, configuration.kunci_privat):
        if name not in own and (source / name).is_file():
            shutil.copy2(source / name, configuration.folder / name)
    return Blob.objects.count()


def _manifest(source: Path) -> dict[str, Any]:
    """What a back-up says of itself, once its register is the one it speaks of."""
    try:
        told: dict[str, Any] = json.loads((source / MANIFEST).read_bytes()[:_STEP])
        whole = told["register"] == _sha256(source / REGISTER) and isinstance(told["berkas"], int)
    except (OSError, ValueError, KeyError, TypeError):
        raise BrokenBackupError(source, f"{MANIFEST} atau {REGISTER} tidak ada atau tidak terbaca") from None
    if not whole:
        raise BrokenBackupError(source, f"{REGISTER} berubah sejak dibuat")
    return told


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_STEP):
            digest.update(chunk)
    return digest.hexdigest()
