"""How a counter is set up: what `loket.toml` in its folder says, and what the call says instead."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loket.errors import UnknownSettingError, UnreadableSettingsError, WrongSettingError

FILE = "loket.toml"
FOLDER = "RENJA_LOKET"
"""The environment variable that tells a process of the counter which folder is meant."""
_MOST = 65_536


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of a counter; every one may stand in ``loket.toml`` by its name.

    ``pemda`` is the government, ``badan`` its planning agency, ``alamat`` host and port to serve on, ``nama_host`` the names it is reached by (empty: any
    name, fit for a server that only the office's own network reaches), ``db`` a PostgreSQL address (empty: SQLite in the
    folder), ``https`` whether a proxy in front speaks TLS, ``proksi`` the address that this proxy calls from (no other is
    believed about whom it speaks for), ``zona`` the zone of all times shown, ``unggah_mb`` the most a
    file may weigh, ``unggah_per_jam`` the most uploads of an office in an hour, ``penilai`` how many workers judge beside
    the server, ``kunci_privat`` the agency's key (PEM, beside the settings) that seals what was handed in.
    """

    folder: Path = Path("loket-data")
    pemda: str = ""
    badan: str = "Badan Perencanaan Pembangunan Daerah"
    alamat: str = "127.0.0.1:8046"
    nama_host: tuple[str, ...] = ()
    db: str = ""
    https: bool = False
    proksi: str = "127.0.0.1"
    zona: str = "Asia/Jakarta"
    unggah_mb: int = 20
    unggah_per_jam: int = 60
    penilai: int = 1
    kunci_privat: str = "kunci-privat.pem"

    @property
    def host(self) -> str:
        """The address to listen on."""
        return self.alamat.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port to listen on."""
        return int(self.alamat.rpartition(":")[2])

    @property
    def key(self) -> Path:
        """Where the agency's private key lies, if there is one."""
        return self.folder / self.kunci_privat


def read_configuration(folder: Path, **said: Any) -> Configuration:
    """The configuration of a folder; what is ``said`` and not None goes before what its file says.

    Raises :class:`SettingsError`.
    """
    written = settings_said(folder / FILE)
    known = {field.name: field for field in fields(Configuration) if field.name != "folder"}
    unknown = sorted(written.keys() - known)
    if unknown:
        raise UnknownSettingError(folder / FILE, unknown, sorted(known))
    configuration = Configuration(folder=folder.absolute())
    for name, value in {**written, **{name: value for name, value in said.items() if value is not None}}.items():
        configuration = replace(configuration, **{name: _fitting(name, value, getattr(configuration, name))})
    _check(configuration)
    return configuration


def of_environment() -> Configuration:
    """The configuration of the counter that this process belongs to (:data:`FOLDER`, and what the call said)."""
    said = {name: os.environ.get(f"{FOLDER}_{name.upper()}") for name in ("alamat", "db", "https", "penilai")}
    return read_configuration(Path(os.environ.get(FOLDER, "loket-data")), **said)


def tell_environment(configuration: Configuration) -> None:
    """Leave word for :func:`of_environment` in this process and those it starts."""
    os.environ[FOLDER] = str(configuration.folder)
    for name in ("alamat", "db", "https", "penilai"):
        os.environ[f"{FOLDER}_{name.upper()}"] = str(getattr(configuration, name))


def settings_said(path: Path) -> dict[str, Any]:
    """What a file of settings says; nothing where there is none."""
    if not path.exists():
        return {}
    try:
        raw = path.read_bytes()[:_MOST]
        return tomllib.loads(raw.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSettingsError(path, str(error).splitlines()[0]) from None


def _fitting(name: str, value: Any, default: Any) -> Any:
    """A value in the type of its default; texts come from the environment."""
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else {"true": True, "false": False}[str(value).lower()]
        if isinstance(default, tuple):
            return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
        return type(default)(value)
    except (ValueError, TypeError, KeyError):
        raise WrongSettingError(name, value, type(default).__name__) from None


def _check(configuration: Configuration) -> None:
    if not configuration.host or not configuration.alamat.rpartition(":")[2].isdecimal():
        raise WrongSettingError("alamat", configuration.alamat, "HOST:PORT, contoh 0.0.0.0:80")
    try:
        ZoneInfo(configuration.zona)
    except (ZoneInfoNotFoundError, ValueError):
        raise WrongSettingError("zona", configuration.zona, "Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura") from None
    for name in ("unggah_mb", "unggah_per_jam"):
        if getattr(configuration, name) < 1:
            raise WrongSettingError(name, getattr(configuration, name), "bilangan di atas 0")
    try:
        ip_address(configuration.proksi)
    except ValueError:
        raise WrongSettingError("proksi", configuration.proksi, "alamat IP, contoh 10.0.0.5") from None
    if configuration.penilai < 0:
        raise WrongSettingError("penilai", configuration.penilai, "bilangan, 0 atau lebih")
