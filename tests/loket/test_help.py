"""The built documentation: for everyone signed in, nothing beside it, its own code allowed by hash alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from loket.pages import help

SignIn = Callable[[str], Client]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site with something secret beside it."""
    built = tmp_path / "site"
    (built / "aturan").mkdir(parents=True)
    (tmp_path / "rahasia.html").write_text("rahasia")
    (built / "index.html").write_text('<style>a{}</style><script>satu()</script><p style="color: red">Panduan</p>')
    (built / "aturan" / "JML-001.html").write_text("<h1>JML-001</h1>")
    (built / "kunci.pem").write_text("rahasia")
    (built / "keluar.html").symlink_to(tmp_path / "rahasia.html")
    monkeypatch.setattr(help, "documentation", lambda: built)
    return built


def test_a_rule_has_its_page(site: Path, signed_in: SignIn) -> None:
    assert signed_in("pd").get("/bantuan/").headers["Location"] == "/bantuan/index.html"
    for who in ("pd", "inspektorat"):
        assert "JML-001" in signed_in(who).get("/bantuan/aturan/JML-001.html").content.decode()
    assert Client().get("/bantuan/aturan/JML-001.html").status_code == 302


@pytest.mark.parametrize(
    "path",
    ["../rahasia.html", "aturan/../../rahasia.html", "%2e%2e/rahasia.html", "keluar.html", "kunci.pem", "aturan", "/etc/passwd",
     "tidak-ada.html", "a%00b.html", "a" * 5000 + ".html"],
)  # fmt: skip
def test_nothing_beside_it_is_told(path: str, site: Path, signed_in: SignIn) -> None:
    answer = signed_in("pd").get(f"/bantuan/{path}")
    assert answer.status_code == 404
    assert "rahasia" not in answer.content.decode()


def test_its_own_code_is_allowed_by_hash(site: Path, signed_in: SignIn) -> None:
    policy = signed_in("pd").get("/bantuan/index.html").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    for code in ("satu()", "a{}", "color: red"):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" in policy


def test_without_documentation_a_page_says_so(monkeypatch: pytest.MonkeyPatch, signed_in: SignIn) -> None:
    monkeypatch.setattr(help, "documentation", lambda: None)
    answer = signed_in("pd").get("/bantuan/aturan/JML-001.html")
    assert answer.status_code == 404
    assert "Bantuan belum tersedia" in answer.content.decode()


def test_browsers_find_the_icon_that_they_ask_for_by_themselves() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(".svg")
