"""Every address, tried by every role and by nobody: only those let in whom its door names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern

from loket.access.doors import Admission
from loket.register.models import Role
from loket.urls import urlpatterns
from tests.loket.conftest import World

_DOORS = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]


def _entry(pattern: URLPattern) -> Admission:
    entry: Admission = pattern.callback.entry  # type: ignore[attr-defined]
    return entry


def _address(pattern: URLPattern, world: World) -> str:
    """An address of the pattern that leads to something of the first office, where there is such a thing."""
    from django.urls import reverse

    values: dict[str, object] = {"pk": world.dossiers[0].pk, "form": "xlsx", "secret": "x", "path": "index.html"}
    converters = pattern.pattern.converters
    named = {name: values.get(name, 1 if "Int" in type(kind).__name__ else "x") for name, kind in converters.items()}
    return reverse(str(pattern.name), kwargs=named)


def test_every_address_is_declared_with_a_door() -> None:
    assert len(_DOORS) == len(urlpatterns)
    assert all(_entry(pattern) for pattern in _DOORS)


@pytest.mark.parametrize("pattern", _DOORS, ids=lambda pattern: str(pattern.name))
def test_a_door_lets_in_whom_it_names(pattern: URLPattern, world: World, signed_in: Callable[[str], Client]) -> None:
    entry, address = _entry(pattern), _address(pattern, world)
    nobody = Client().get(address)
    if entry.token:
        assert nobody.status_code == 401
        return
    if entry.public:
        assert nobody.status_code not in {302, 403} or "masuk" not in nobody.headers.get("Location", "")
        return
    assert nobody.status_code == 302
    assert nobody.headers["Location"].startswith("/masuk/")
    for who, role in {**{role.value: role for role in Role}, "pd lain": Role.OFFICE}.items():
        answer = signed_in(who).get(address)
        if role in entry.roles:
            assert answer.status_code != 403, who
        else:
            assert answer.status_code == 403, who


_OF_OFFICES = [one for one in _DOORS if Role.OFFICE in _entry(one).roles and one.pattern.converters]


@pytest.mark.parametrize("pattern", _OF_OFFICES, ids=lambda pattern: str(pattern.name))
def test_another_office_sees_nothing_of_the_first(
    pattern: URLPattern, world: World, signed_in: Callable[[str], Client]
) -> None:
    answer = signed_in("pd lain").get(_address(pattern, world))
    told = b"".join(answer) if answer.streaming else answer.content
    assert world.offices[0].name.encode() not in told


def test_whoever_was_signed_out_comes_back_to_the_page_he_saw(world: World) -> None:
    client, page = Client(), f"/pd/dokumen/{world.dossiers[0].pk}/"
    assert client.get(page).headers["Location"] == f"/masuk/?next={page}"
    assert client.post(f"{page}unggah/").headers["Location"] == "/masuk/?next=/"
    lively = client.post(f"{page}unggah/", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"})
    assert lively.headers["HX-Redirect"] == f"/masuk/?next={page}"


def test_a_form_of_another_page_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.accounts["admin"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/badan/perangkat-daerah/baru/", {"name": "Dinas Palsu"})
    assert answer.status_code == 403
    assert "muat ulang" in answer.content.decode()


def test_pages_tell_browsers_to_run_nothing_of_others(world: World, signed_in: Callable[[str], Client]) -> None:
    answer = signed_in("admin").get("/badan/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "default-src 'none'" in policy
    page = answer.content.decode()
    assert "<script>" not in page
    assert "style=" not in page
    assert " onclick=" not in page
