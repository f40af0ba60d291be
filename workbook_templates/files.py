"""Writing files so that nothing is ever half written or lost."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbook_templates.errors import UnreadableError


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block ends well, and vanishes otherwise."""
    if path.is_dir():
        raise UnreadableError(f"'{path}' adalah folder; sebutkan nama file keluarannya.")
    if not path.parent.is_dir():
        raise UnreadableError(f"Folder '{path.parent}' tidak ada; buat dahulu atau pilih folder lain.")
    handle, name = tempfile.mkstemp(prefix=".renja-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    partial = Path(name)
    try:
        yield partial
        umask = os.umask(0)
        os.umask(umask)
        partial.chmod(0o666 & ~umask)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
