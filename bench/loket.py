"""How long a counter takes: verdicts under twenty clients, pages over a full register, and what it holds in memory.

A closed loop on the loopback: each client uploads a real-size workbook, asks until its verdict is there, and uploads the
next. Beside it, in the same run, `renja validate` judges the same workbook alone; verdicts are told as multiples of that.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.loket.running import Browser, Counter, encode_multipart

_BOOK = Path(__file__).parents[1] / "examples" / "renja-2024-benar.xlsx"
_CLIENTS, _OFFICES, _PASSWORD = 20, 50, "kata-sandi-ukur-2026"
_POLL = 0.5
"""Seconds between two looks of a client; the interface asks for two."""
_FILL = f"""
import json
from datetime import timedelta
from django.utils import timezone
from loket.configuration import of_environment
from loket.service.upgrade import migrate
migrate(of_environment())
from loket.register.models import *
now = timezone.now()
period = Period.objects.create(kind="renja", year=2024, stage="rancangan", opens=now, deadline=now + timedelta(30))
head = Account.objects.make("kepala@contoh.id", Role.HEAD)
accounts, tokens = [head], []
for number in range({_OFFICES}):
    office = Office.objects.create(name=f"Dinas {{number:02}}", bidang="2.17")
    Dossier.objects.create(office=office, period=period)
    tokens.append(Token.make(office, "ukur", head))
    accounts.append(Account.objects.make(f"pd{{number}}@contoh.id", Role.OFFICE, office))
for account in accounts[:2]:
    account.set_password("{_PASSWORD}")
    account.save()
print(json.dumps(tokens))
"""
_MANY = """
from loket.register.models import *
from django.utils import timezone
first = Version.objects.exclude(verdict=None).order_by("pk").first()
made = []
for dossier in Dossier.objects.all():
    last = dossier.versions.count()
    for number in range(last + 1, last + 1 + {each}):
        made.append(Version(dossier=dossier, number=number, blob_id=first.blob_id, filename="renja.xlsx", ending=".xlsx", state="selesai",
            status="valid", complete=True, verdict=first.verdict, causes=first.causes, traces=first.traces, judged=timezone.now()))
    Version.objects.bulk_create(made, batch_size=50)
    made = []
print(Version.objects.count(), Dossier.objects.first().pk, Dossier.objects.first().versions.first().code)
"""
_COUNT = "from loket.register.models import *\nprint(Version.objects.count(), Version.objects.filter(state='selesai', status='valid').count())"


@dataclass
class Client:
    """An office's application: uploads and asks until the verdict is there."""

    port: int
    token: str
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def hand_in(self, uploads: int) -> None:
        """So many uploads, one after the other."""
        body, kind = encode_multipart(
            {"dokumen": "renja", "tahun": "2024", "tahap": "rancangan"}, {"berkas": (_BOOK.name, _BOOK.read_bytes())}
        )
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        for _ in range(uploads):
            begun = time.monotonic()
            status, told = self._ask(connection, "POST", "/api/v1/serahan", body, kind)
            if status != 202:
                self.errors.append(f"{status}: {told}")
                continue
            while told["putusan"] is None:
                time.sleep(_POLL)
                status, told = self._ask(connection, "GET", f"/api/v1/serahan/{told['kode']}")
                if status != 200:
                    self.errors.append(f"{status}: {told}")
                    break
            else:
                self.waits.append(time.monotonic() - begun)

    def _ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None, kind: str = ""
    ) -> tuple[int, dict[str, str]]:
        named = {"Authorization": f"Bearer {self.token}"} | ({"Content-Type": kind} if kind else {})
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"{}")


def _alone() -> float:
    """Seconds of one headless judging, start included."""
    took = []
    for _ in range(5):
        begun = time.monotonic()
        subprocess.run([sys.executable, "-m", "headless.cli", "validate", str(_BOOK)], check=True, capture_output=True)
        took.append(time.monotonic() - begun)
    return statistics.median(took)


def _quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _resident(process: int) -> int:
    """Megabytes of memory of a process and those it has started."""
    own = Path(f"/proc/{process}/status").read_text()
    size = int(next(line.split()[1] for line in own.splitlines() if line.startswith("VmRSS")))
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return size // 1000 + sum(_resident(int(child)) for child in children)


def _told_pages(counter: Counter, each: int) -> None:
    number, dossier, version = counter.python(_MANY.format(each=each)).split()
    print(f"pages at {number} versions, milliseconds: median, p95")
    for who, paths in (
        ("kepala@contoh.id", ("/badan/", f"/badan/berkas/{dossier}/", "/badan/jejak/")),
        ("pd0@contoh.id", ("/pd/", f"/pd/dokumen/{dossier}/", f"/pd/versi/{version}/")),
    ):
        browser = Browser(counter.address)
        browser.sign_in(who, _PASSWORD)
        for path in paths:
            took = []
            for _ in range(40):
                begun = time.monotonic()
                reply = browser.get(path)
                took.append((time.monotonic() - begun) * 1000)
                assert reply.status == 200, (path, reply.status)
            print(f"  {path:<32} {statistics.median(took):6.0f} {_quantile(took, 0.95):6.0f}")


def main(uploads: int = 200, versions: int = 10_000) -> None:
    """Hand in ``uploads`` workbooks in all, then look at pages over ``versions`` versions."""
    with tempfile.TemporaryDirectory(prefix="renja-ukur-") as name:
        counter = Counter(Path(name) / "loket")
        counter.folder.mkdir()
        (counter.folder / "loket.toml").write_text("unggah_per_jam = 100000\n")
        tokens = json.loads(counter.python(_FILL))
        alone = _alone()
        begun = time.monotonic()
        counter.start()
        print(f"first page after {time.monotonic() - begun:.1f} s")
        try:
            clients = [Client(counter.port, token) for token in tokens[:_CLIENTS]]
            threads = [threading.Thread(target=one.hand_in, args=(max(1, uploads // _CLIENTS),)) for one in clients]
            begun = time.monotonic()
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            took = time.monotonic() - begun
            waits = [wait for client in clients for wait in client.waits]
            errors = [error for client in clients for error in client.errors]
            p50, p95 = _quantile(waits, 0.5), _quantile(waits, 0.95)
            print(
                f"{len(waits)} verdicts in {took:.0f} s under {_CLIENTS} clients; one judged alone takes {alone:.2f} s"
            )
            print(f"  p50 {p50:.2f} s = {p50 / alone:.1f} x alone; p95 {p95:.2f} s = {p95 / alone:.1f} x alone")
            kept, judged = counter.python(_COUNT).split()
            print(f"  errors {len(errors)}, lost {len(waits) - int(kept)}, without verdict {int(kept) - int(judged)}")
            print(*errors[:3], sep="\n")
            assert counter.process is not None
            print(f"memory: server with its worker and judge {_resident(counter.process.pid)} MB")
            _told_pages(counter, (versions - len(waits)) // _OFFICES)
        finally:
            counter.stop()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
