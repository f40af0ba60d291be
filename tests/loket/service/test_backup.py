"""Back-ups are whole, restored into either kind of database, and refused where something of them changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import missing
from tests.loket.running import Counter, has_postgresql, postgresql

_FILL = """
from loket.register.models import *
from loket.blobs.store import keep
from django.utils import timezone
from datetime import timedelta
office = Office.objects.create(name="Dinas Kesehatan", bidang="1.02")
account = Account.objects.make("pd@contoh.id", Role.OFFICE, office)
period = Period.objects.create(kind="renja", year=2026, stage="rancangan", opens=timezone.now(), deadline=timezone.now() + timedelta(9))
dossier = Dossier.objects.create(office=office, period=period)
version = Version.objects.create(dossier=dossier, number=1, blob=keep([b"isi"]), filename="a.xlsx", ending=".xlsx", uploaded_by=account,
    state="selesai", status="valid", verdict={"status": "valid", "findings": []}, causes=[{"id": "x"}])
dossier.submitted = version
dossier.save()
Event.objects.create(actor="pd@contoh.id", what="mengunggah", dossier=dossier)
"""
_TELL = """
from loket.register.models import *
from loket.blobs.store import bytes_of
version = Version.objects.get()
print(version.dossier.submitted.code == version.code, bytes_of(version.blob), version.verdict, version.causes, Event.objects.count(), Office.objects.get().bidang)
"""
_WHOLE = "True b'isi' {'status': 'valid', 'findings': []} [{'id': 'x'}] 1 1.02"


@pytest.fixture
def filled(tmp_path: Path) -> Counter:
    """A counter with something in it, on SQLite."""
    counter = Counter(tmp_path / "loket")
    counter.python(
        "from loket.service.upgrade import migrate\nfrom loket.configuration import of_environment\nmigrate(of_environment())\n"
        + _FILL
    )
    return counter


def test_a_back_up_is_restored_into_another_folder(filled: Counter, tmp_path: Path) -> None:
    saved = filled.command("cadangan", str(tmp_path / "cadangan"))
    assert saved.returncode == 0, saved.stderr
    other = Counter(tmp_path / "lain")
    told = other.command("pulihkan", str(tmp_path / "cadangan"))
    assert told.returncode == 0, told.stderr
    assert other.python(_TELL) == _WHOLE


def test_settings_of_the_new_folder_stay(filled: Counter, tmp_path: Path) -> None:
    """They may name the new database; a folder that says nothing takes those of the back-up."""
    (filled.folder / "loket.toml").write_text('pemda = "Kota Lama"\n', encoding="utf-8")
    assert filled.command("cadangan", str(tmp_path / "cadangan")).returncode == 0
    for name, own, kept in (("sendiri", 'pemda = "Kota Baru"\n', "Baru"), ("kosong", "# pemda\n", "Lama")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "loket.toml").write_text(own, encoding="utf-8")
        assert Counter(tmp_path / name).command("pulihkan", str(tmp_path / "cadangan")).returncode == 0
        assert kept in (tmp_path / name / "loket.toml").read_text(encoding="utf-8")


def test_a_back_up_moves_to_postgresql_and_back(filled: Counter, tmp_path: Path) -> None:
    if not has_postgresql():
        missing("postgresql", "PostgreSQL is not on this machine")
    filled.command("cadangan", str(tmp_path / "cadangan"))
    with postgresql() as server:
        other = Counter(tmp_path / "pg", server.address)
        told = other.command("pulihkan", str(tmp_path / "cadangan"))
        assert told.returncode == 0, told.stderr
        assert other.python(_TELL) == _WHOLE
        assert other.command("cadangan", str(tmp_path / "kembali")).returncode == 0
    third = Counter(tmp_path / "ketiga")
    assert third.command("pulihkan", str(tmp_path / "kembali")).returncode == 0
    assert third.python(_TELL) == _WHOLE


@pytest.mark.parametrize("harm", ["register", "bytes", "gone", "manifest"])
def test_a_changed_back_up_is_refused_before_anything_is_written(filled: Counter, tmp_path: Path, harm: str) -> None:
    saved = tmp_path / "cadangan"
    filled.command("cadangan", str(saved))
    blob = next(path for path in (saved / "berkas").glob("??/*"))
    if harm == "register":
        (saved / "register.jsonl.gz").write_bytes(b"lain")
    elif harm == "bytes":
        blob.write_bytes(b"lain")
    elif harm == "gone":
        blob.unlink()
    else:
        (saved / "cadangan.json").unlink()
    other = Counter(tmp_path / "lain")
    told = other.command("pulihkan", str(saved))
    assert told.returncode == 2
    assert "tidak dapat dipulihkan" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "lain" / "berkas").exists()


def test_neither_overwrites_what_is_there(filled: Counter, tmp_path: Path) -> None:
    saved = tmp_path / "cadangan"
    assert filled.command("cadangan", str(saved)).returncode == 0
    again = filled.command("cadangan", str(saved))
    assert (again.returncode, "sudah berisi" in again.stderr) == (2, True)
    into = filled.command("pulihkan", str(saved))
    assert (into.returncode, "sudah berisi" in into.stderr) == (2, True)


def test_an_upgrade_backs_the_database_up_first(filled: Counter) -> None:
    filled.python(
        "from django.core.management import call_command\ncall_command('migrate', 'register', '0001', verbosity=0)"
    )
    filled.start(judges=0)
    filled.stop()
    saved = list((filled.folder / "cadangan-otomatis").iterdir())
    assert [path.suffix for path in saved] == [".sqlite3"]
    assert filled.python(_TELL) == _WHOLE
