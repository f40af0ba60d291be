"""What was taken in is judged, whatever dies meanwhile: real processes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.loket.running import Browser, Counter, PostgreSQL, has_postgresql, postgresql

_EXAMPLE = Path(__file__).parents[3] / "examples" / "renja-2024-seed.xlsx"
_PASSWORD = "kata-sandi-uji-2026"
_OFFICE = f"""
from loket.configuration import of_environment
from loket.service.upgrade import migrate
migrate(of_environment())
from loket.register.models import *
from django.utils import timezone
from datetime import timedelta
office = Office.objects.create(name="Dinas Koperasi", bidang="2.17")
account = Account.objects.make("pd@contoh.id", Role.OFFICE, office)
account.set_password("{_PASSWORD}")
account.save()
period = Period.objects.create(kind="renja", year=2024, stage="rancangan", opens=timezone.now(), deadline=timezone.now() + timedelta(9))
print(Dossier.objects.create(office=office, period=period).pk)
"""
_STATES = (
    "from loket.register.models import *\nprint(*Version.objects.order_by('number').values_list('state', flat=True))"
)
_PATIENCE = 120.0


class Place:
    """A running counter with an office that may upload."""

    def __init__(self, folder: Path, server: PostgreSQL | None) -> None:
        self.server = server
        self.counter = Counter(folder, server.address if server else "")
        self.dossier = self.counter.python(_OFFICE)
        self.browser: Browser | None = None

    def start(self) -> None:
        """Serve, and sign the office in."""
        self.counter.start()
        self.browser = Browser(self.counter.address)
        self.browser.sign_in("pd@contoh.id", _PASSWORD)

    def upload(self, content: bytes | None = None) -> int:
        """Upload a workbook; the status of the answer."""
        assert self.browser is not None
        file = ("renja.xlsx", _EXAMPLE.read_bytes() if content is None else content)
        return self.browser.post(f"/pd/dokumen/{self.dossier}/unggah/", berkas=file).status

    def states(self) -> list[str]:
        """The states of all versions."""
        return self.counter.python(_STATES).split()

    def await_judged(self, number: int) -> None:
        """Wait until so many versions are judged, and no other is there."""
        late = time.monotonic() + _PATIENCE
        while (states := self.states()) != ["selesai"] * number:
            assert time.monotonic() < late, states
            time.sleep(0.5)

    def workers(self) -> list[int]:
        """The processes of the workers beside the server."""
        return _processes(lambda words: "loket.judging.worker" in words, str(self.counter.folder))


def _processes(wanted: Callable[[list[str]], bool], folder: str) -> list[int]:
    """Processes whose call is wanted and that work for the counter in a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (path / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
            if wanted(words) and folder.encode() in (path / "environ").read_bytes():
                found.append(int(path.name))
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A counter over either database."""
    with ExitStack() as stack:
        if request.param == "postgresql" and not has_postgresql():
            missing("postgresql", "PostgreSQL is not on this machine")
        server = stack.enter_context(postgresql()) if request.param == "postgresql" else None
        made = Place(tmp_path / "loket", server)
        made.start()
        try:
            yield made
        finally:
            made.counter.stop()


def _wait_for(state: str, place: Place) -> None:
    late = time.monotonic() + _PATIENCE
    while state not in place.states():
        assert time.monotonic() < late
        time.sleep(0.05)


def test_a_killed_worker_costs_no_version(place: Place) -> None:
    assert place.upload() == 200
    worker = place.workers()[0]
    os.kill(worker, signal.SIGKILL)
    assert place.upload() == 200
    place.await_judged(2)
    assert worker not in place.workers()


def test_a_restarted_server_goes_on(place: Place) -> None:
    assert place.upload() == 200
    assert place.counter.process is not None
    os.killpg(place.counter.process.pid, signal.SIGKILL)
    for worker in place.workers():
        os.kill(worker, signal.SIGKILL)
    place.counter.process.wait()
    assert len(place.states()) == 1
    place.start()
    place.await_judged(1)


def test_uploads_at_once_are_versions_of_their_own(place: Place) -> None:
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(place.upload(b"bukan buku kerja"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 6
    place.await_judged(6)
    told = "from loket.register.models import *\nprint(*sorted(Version.objects.values_list('number', flat=True)))"
    assert place.counter.python(told) == "1 2 3 4 5 6"


def test_what_the_disk_refuses_is_not_registered(place: Place) -> None:
    """The folder of the bytes can no longer be written, as on a full disk."""
    folder = place.counter.folder / "berkas"
    assert place.upload() == 200
    place.await_judged(1)
    moved = folder.rename(folder.with_name("berkas-lama"))
    folder.write_text("di sini tidak ada folder")
    refused = place.upload(b"x" * 10_000)
    folder.unlink()
    moved.rename(folder)
    assert refused != 500
    assert place.states() == ["selesai"]
    assert place.upload() == 200
    place.await_judged(2)


def test_a_database_that_is_away_for_a_while_costs_no_version(place: Place) -> None:
    if place.server is None:
        pytest.skip("SQLite is never away")
    assert place.upload() == 200
    place.server.stop()
    assert place.upload() >= 500
    time.sleep(3)
    place.server.start()
    late = time.monotonic() + _PATIENCE
    while place.upload() != 200:
        assert time.monotonic() < late
        time.sleep(0.5)
    place.await_judged(2)
