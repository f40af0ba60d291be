"""The built documentation under /bantuan, for everyone signed in."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from csp.constants import SELF
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static

from loket.service.start import documentation

_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".json": "application/json",
}  # fmt: skip
_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_STYLED = re.compile(rb'\sstyle="([^"]*)"')


def help_page(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """A file of the built documentation; raises Http404 for any other file."""
    root = documentation()
    if root is None:
        return render(request, "loket/help_missing.html", status=404)
    if not path:
        return redirect("bantuan", path="index.html")
    place = _inside(root, path)
    if place.suffix != ".html":
        return FileResponse(place.open("rb"), content_type=_TYPES[place.suffix])
    answer: Any = HttpResponse(place.read_bytes(), content_type=_TYPES[".html"])
    # The builder writes a little code of its own into each page: exactly that is allowed, by its hash.
    answer._csp_replace = _allowed(place, place.stat().st_mtime)
    return answer  # type: ignore[no-any-return]


def icon(request: HttpRequest) -> HttpResponse:
    """The icon that browsers ask for by themselves where a page names none, as those of the documentation do."""
    return redirect(static("loket/icon.svg"))


def _inside(root: Path, path: str) -> Path:
    """The file that a path names within the documentation; raises Http404."""
    try:
        place = (root / path).resolve()
        known = place.is_relative_to(root.resolve()) and place.suffix in _TYPES and place.is_file()
    except (OSError, ValueError):
        known = False
    if not known:
        raise Http404
    return place


@lru_cache(maxsize=512)
def _allowed(place: Path, _changed: float) -> dict[str, list[str]]:
    """What a page's own code is allowed by."""
    content = place.read_bytes()
    attributes = [html.unescape(found.decode()).encode() for found in _STYLED.findall(content)]
    styles = [*_STYLE.findall(content), *attributes]
    return {
        "script-src": [SELF, *map(_hash, _SCRIPT.findall(content))],
        "style-src": [SELF, "'unsafe-hashes'", *map(_hash, styles)],
    }


def _hash(code: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode()}'"
