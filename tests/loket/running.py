"""Counters as a user runs them: real processes over a folder, on SQLite or on a PostgreSQL of the tests' own."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
_PATIENCE = 90.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def has_postgresql() -> bool:
    """Whether a PostgreSQL server can be started here."""
    return bool(_PROGRAMS)


@dataclass
class PostgreSQL:
    """A PostgreSQL server that may be stopped and started again."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """The address as `--db` takes it."""
        return f"postgresql://loket@127.0.0.1:{self.port}/loket"

    def _run(self, program: str, *words: str) -> None:
        # PostgreSQL refuses to run as root.
        user = {"user": "nobody"} if os.getuid() == 0 else {}
        subprocess.run([_PROGRAMS[-1] / program, *words], check=True, capture_output=True, cwd=self.folder, **user)  # type: ignore[call-overload]

    def create(self) -> None:
        """Make and start it, with an empty database."""
        self.folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(self.folder, "nobody")
        self._run("initdb", "-D", "data", "-U", "loket", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "loket", "loket")

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "stop")


@contextlib.contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL for one test."""
    # Not below pytest's own folder, which only its owner may enter.
    with tempfile.TemporaryDirectory(prefix="renja-pg-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        made = PostgreSQL(Path(name) / "server")
        made.create()
        try:
            yield made
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                made.stop()


@dataclass
class Counter:
    """A counter in a folder, served by a process of its own."""

    folder: Path
    db: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one of its commands to its end."""
        return subprocess.run(self._call(words), check=False, capture_output=True, text=True, env=self._environment())

    def start(self, judges: int = 1) -> None:
        """Serve, and wait until it answers."""
        call = self._call(["--alamat", f"127.0.0.1:{self.port}", "--penilai", str(judges)])
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                call, stdout=log, stderr=log, env=self._environment(), start_new_session=True
            )
        late = time.monotonic() + _PATIENCE
        while True:
            try:
                probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                probe.request("GET", "/masuk/")
                # Behind TLS it answers that one shall come by another way.
                probe.getresponse()
                probe.close()
                return
            except (OSError, http.client.HTTPException):
                if time.monotonic() > late or self.process.poll() is not None:
                    raise AssertionError((self.folder.parent / f"{self.folder.name}.log").read_text()[-2000:]) from None
                time.sleep(0.1)

    def stop(self) -> None:
        """End the server and its workers."""
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def _call(self, words: Sequence[str]) -> list[str]:
        own = ["--folder", str(self.folder), *(["--db", self.db] if self.db else [])]
        return [sys.executable, "-m", "headless.cli", "loket", *own, *words]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENJA_LOKET", "DJANGO_"))}
        folders = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
        return kept | {"PYTHONPATH": os.pathsep.join(folders)}

    def python(self, code: str) -> str:
        """What a piece of Python within the counter prints."""
        start = (
            "from pathlib import Path\nfrom loket.configuration import read_configuration\n"
            "from loket.service.start import set_up\n"
            f"set_up(read_configuration(Path({str(self.folder)!r}), db={self.db!r} or None))\n"
        )
        found = subprocess.run(
            [sys.executable, "-c", start + code], check=False, capture_output=True, text=True, env=self._environment()
        )
        assert found.returncode == 0, found.stderr
        return found.stdout.strip()


class _Kept(urllib.request.HTTPRedirectHandler):
    """Redirects are told, not followed."""

    def redirect_request(self, *_words: object) -> None:
        return None


@dataclass
class Reply:
    """What a server answered."""

    status: int
    text: str
    headers: Message


class Browser:
    """Somebody's browser: keeps cookies, sends forms with their token, follows a redirect after a form."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies), _Kept())

    def get(self, path: str) -> Reply:
        """A page."""
        return self._ask(urllib.request.Request(self._address + path))

    def post(self, path: str, fields: Mapping[str, str] | None = None, **files: tuple[str, bytes]) -> Reply:
        """Send a form; the answer is the page it leads to."""
        token = next((cookie.value for cookie in self._cookies if cookie.name == "csrftoken"), "") or ""
        body, kind = encode_multipart({**(fields or {}), "csrfmiddlewaretoken": token}, files)
        sent = urllib.request.Request(self._address + path, data=body, headers={"Content-Type": kind})
        reply = self._ask(sent)
        if reply.status in {302, 303}:
            return self.get(reply.headers["Location"].removeprefix(self._address))
        return reply

    def sign_in(self, email: str, password: str) -> Reply:
        """Sign in."""
        self.get("/masuk/")
        return self.post("/masuk/", {"username": email, "password": password})

    def _ask(self, request: urllib.request.Request) -> Reply:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Reply(answer.status, answer.read().decode("utf-8", "replace"), answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.read().decode("utf-8", "replace"), error.headers)


def encode_multipart(fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """A form with files as browsers send it, and its content type."""
    mark = "renja-loket-uji-4f1c"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (filename, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
