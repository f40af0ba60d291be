"""A counter behind TLS: Django's own checks are clean, cookies are safe, and only the proxy is believed."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from loket.configuration import read_configuration
from loket.errors import WrongSettingError
from tests.loket.running import Counter

_NAME = "renja.contoh.go.id"
_SETTINGS = f'nama_host = ["{_NAME}"]\nhttps = true\nproksi = "{{proxy}}"\n'
_CHECK = """
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""
_BY_PROXY = {"Host": _NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": "6.6.6.6, 203.0.113.7"}


def _counter(folder: Path, proxy: str = "127.0.0.1") -> Counter:
    folder.mkdir()
    (folder / "loket.toml").write_text(_SETTINGS.format(proxy=proxy))
    return Counter(folder)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A running counter behind a proxy of this machine."""
    counter = _counter(tmp_path_factory.mktemp("tls") / "loket")
    counter.start(judges=0)
    yield counter
    counter.stop()


def _ask(
    counter: Counter, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", counter.port, timeout=60)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_djangos_checks_are_clean(tmp_path: Path) -> None:
    assert "no issues" in _counter(tmp_path / "loket").python(_CHECK)


def test_the_register_needs_no_further_migration(tmp_path: Path) -> None:
    told = Counter(tmp_path / "loket").python(
        "from django.core.management import call_command\ncall_command('makemigrations', check=True, dry_run=True)"
    )
    assert told == "No changes detected"


def test_without_tls_one_is_led_to_it(behind: Counter) -> None:
    answer = _ask(behind, "GET", "/masuk/", {"Host": _NAME})
    assert answer.status == 301
    assert answer.headers["Location"] == f"https://{_NAME}/masuk/"


def test_what_the_proxy_tells_is_believed(behind: Counter) -> None:
    answer = _ask(behind, "GET", "/masuk/", _BY_PROXY)
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie
    assert "SameSite=Lax" in cookie


def test_cookies_of_the_session_and_the_address_in_the_trail(behind: Counter) -> None:
    secret = behind.python(
        "from loket.register.models import *\nprint(Invitation.make(Account.objects.make('v@contoh.id', Role.VERIFIER)))"
    )
    page = _ask(behind, "GET", f"/undangan/{secret}/", _BY_PROXY)
    token = page.headers["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
    word = "kata-sandi-uji-2026"
    form = f"csrfmiddlewaretoken={token}&new_password1={word}&new_password2={word}"
    sent = {
        **_BY_PROXY, "Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"https://{_NAME}/undangan/{secret}/",
    }  # fmt: skip
    elsewhere = _ask(behind, "POST", f"/undangan/{secret}/", {**sent, "Referer": "https://jahat.example/"}, body=form)
    assert elsewhere.status == 403
    answer = _ask(behind, "POST", f"/undangan/{secret}/", sent, form)
    assert answer.status == 302
    session = next(one for one in answer.headers.get_all("Set-Cookie", []) if one.startswith("sessionid="))
    assert all(word in session for word in ("Secure", "HttpOnly", "SameSite=Lax"))
    told = behind.python(
        "from loket.register.models import Event\nprint(Event.objects.get(what='memilih kata sandi').address)"
    )
    assert told == "203.0.113.7", "the address that the proxy saw, not one that the caller wrote"


def test_another_name_is_refused(behind: Counter) -> None:
    assert _ask(behind, "GET", "/masuk/", {**_BY_PROXY, "Host": "jahat.example"}).status == 400
    assert _ask(behind, "GET", "/masuk/", {**_BY_PROXY, "X-Forwarded-Host": "jahat.example"}).status == 400


def test_others_than_the_proxy_are_not_believed(tmp_path: Path) -> None:
    counter = _counter(tmp_path / "loket", "10.9.8.7")
    counter.start(judges=0)
    try:
        answer = _ask(counter, "GET", "/masuk/", _BY_PROXY)
        assert answer.status == 301, "it says that it came by TLS, and did not"
    finally:
        counter.stop()


def test_without_a_proxy_nobody_is_believed(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "loket")
    counter.start(judges=0)
    try:
        answer = _ask(counter, "GET", "/masuk/", {**_BY_PROXY, "X-Forwarded-Host": "jahat.example"})
        assert answer.status == 200
        assert "Secure" not in answer.headers["Set-Cookie"]
        assert "Strict-Transport-Security" not in answer.headers
    finally:
        counter.stop()


def test_a_proxy_is_named_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "loket.toml").write_text('proksi = "*"\n')
    with pytest.raises(WrongSettingError, match="alamat IP"):
        read_configuration(tmp_path)
