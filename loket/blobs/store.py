"""Bytes on the disk: kept before anybody is told so, found by their SHA-256."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from loket.configuration import Configuration
from loket.register.models import Blob

_STEP = 1 << 20


def _folder() -> Path:
    configuration: Configuration = settings.LOKET
    return configuration.folder / "berkas"


def place_of(sha256: str) -> Path:
    """Where bytes lie."""
    return _folder() / sha256[:2] / sha256


def keep(chunks: Iterable[bytes]) -> Blob:
    """Keep bytes; when this returns they are on the disk and in the register.

    Raises OSError where the disk refuses; then nothing is left behind.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(prefix=".masuk-", dir=folder)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        place = place_of(digest.hexdigest())
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            partial.replace(place)
            _sync(place.parent)
            _sync(folder)
    finally:
        partial.unlink(missing_ok=True)
    blob, _ = Blob.objects.get_or_create(sha256=digest.hexdigest(), defaults={"size": size})
    return blob


def keep_file(path: Path) -> Blob:
    """Keep the bytes of a file."""
    with path.open("rb") as file:
        return keep(iter(lambda: file.read(_STEP), b""))


def bytes_of(blob: Blob) -> bytes:
    """All bytes of a blob."""
    return place_of(blob.sha256).read_bytes()


def _sync(folder: Path) -> None:
    """Make the names in a folder last; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
