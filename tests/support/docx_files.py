"""Narratives as .docx files: plain paragraphs, or raw XML for what python-docx does not write."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx

_BODY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def write_docx(path: Path, lines: Iterable[str]) -> Path:
    """A narrative with a paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def replace_part(path: Path, name: str, content: bytes | None, **more: bytes) -> Path:
    """The file with one part replaced (or left out), and more parts added by name (`__` for a slash)."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts.pop(name, None)
    if content is not None:
        parts[name] = content
    parts |= {key.replace("__", "/"): value for key, value in more.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    return path


def with_body(path: Path, xml: str) -> Path:
    """A narrative whose body is the given WordprocessingML (prefix `w`)."""
    return replace_part(write_docx(path, ["x"]), "word/document.xml", _BODY.format(xml).encode())
