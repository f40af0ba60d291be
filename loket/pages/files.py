"""Answers that are files, under names of our own making."""

from __future__ import annotations

import io
import re
from typing import BinaryIO

from django.http import FileResponse


def plain_name(title: str) -> str:
    """A title as a file name that every system takes."""
    return re.sub(r"[^\w.-]+", "-", title, flags=re.ASCII).strip("-.")[:120] or "berkas"


def attachment(content: bytes | BinaryIO, name: str) -> FileResponse:
    """A file to keep, never one to open within the page."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    answer = FileResponse(stream, as_attachment=True, filename=name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
