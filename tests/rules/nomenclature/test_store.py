"""The store: what is written comes back, damage is noticed, files are opened at once; list, show and search."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headless.cli.app import app
from rules.errors import StoreError
from rules.nomenclature import KABKOTA, PROVINSI, Entry, Nomenclature, Store, decrees, nomenclature, store_folder
from rules.nomenclature.code_map import code_map
from rules.nomenclature.entry import save_decree, stored_lines
from rules.nomenclature.nearest_codes import nearest_codes
from rules.nomenclature.reference import comparable
from rules.nomenclature.search import search

DECREE, OTHER = "050-5889-2021", "900.1-861-2026"
LINES = [
    Entry(KABKOTA, "2", "URUSAN WAJIB"),
    Entry(KABKOTA, "2.17", "BIDANG KOPERASI"),
    Entry(KABKOTA, "2.17.08", "PROGRAM PENGEMBANGAN UMKM"),
    Entry(KABKOTA, "2.17.08.2.01", "Pengembangan Usaha Mikro"),
    Entry(
        KABKOTA,
        "2.17.08.2.01.06",
        "Pembinaan Inkubator",
        "Terbina",
        "Jumlah Inkubator",
        "Lembaga",
        "baris satu\nbaris dua",
    ),
    Entry(PROVINSI, "2.17.08", "PROGRAM PENGEMBANGAN USAHA KECIL"),
]


def saved(store: Store, decree: str = DECREE, lines: Sequence[Entry] = LINES) -> Path:
    """A decree in a store."""
    return save_decree(store, decree, {"counts": {KABKOTA: {"program": 1}}, "sources": []}, lines)


def run(*call: str) -> tuple[int, str]:
    """Exit status and all that is said."""
    done = CliRunner().invoke(app, ["nomenclature", *call])
    return done.exit_code, done.output


def test_what_is_written_comes_back(store: Store) -> None:
    saved(store)
    stored = store.open(DECREE)
    assert stored is not None
    assert sorted(stored_lines(stored, definitions=True)) == sorted(LINES)
    assert {entry.definisi for entry in stored_lines(stored)} == {""}
    assert [store.names(), store.open("peta")] == [[DECREE], None]


def test_separators_in_a_text_do_no_harm(store: Store) -> None:
    line = Entry(KABKOTA, "2.17", "nama\x1fdengan\x1etanda", definisi="a\tb")
    saved(store, lines=[line])
    stored = store.open(DECREE)
    assert stored is not None
    assert [x.nama for x in stored_lines(stored, definitions=True)] == ["nama dengan tanda"]


@pytest.mark.parametrize("harm", ["cut", "flip", "foreign", "newer", "empty"])
def test_damage_is_noticed_and_said(harm: str, store: Store) -> None:
    path = saved(store)
    raw = path.read_bytes()
    path.write_bytes({
        "cut": raw[:-5], "flip": raw[:-1] + bytes([raw[-1] ^ 1]), "foreign": b"PK\x03\x04", "empty": b"",
        "newer": raw.replace(b"renja-data 1 ", b"renja-data 2 "),
    }[harm])  # fmt: skip
    with pytest.raises(StoreError, match="renja nomenclature import"):
        store.open(DECREE)


BOMB = zlib.compress(b"x" * 300_000_000, 9)


@pytest.mark.parametrize(
    "rest",
    [
        b"[" * 100_000, b"[]\n", b"{}\n", b'{"what": "x"}\n', b'{"what": "x", "sections": [-1]}\nx', b'{"what": "x", "sections": "a"}\n',
        b'{"what": "x", "sections": [5]}\nxxxxx', b'{"what": "x", "sections": [%d]}\n' % len(BOMB) + BOMB,
    ],
    ids=["deep", "a list", "nothing", "no sections", "sizes", "no list", "unpacked", "bomb"],
)  # fmt: skip
def test_a_hostile_file_with_the_right_hash_is_refused(rest: bytes, store: Store) -> None:
    path = saved(store)
    path.write_bytes(b"renja-data 1 " + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
    with pytest.raises(StoreError, match="renja nomenclature import"):
        store.open(DECREE).columns()  # type: ignore[union-attr]


def test_a_pipe_in_the_store_is_not_waited_for(store: Store) -> None:
    store.folder.mkdir()
    os.mkfifo(store.path(DECREE))
    with pytest.raises(StoreError, match="renja nomenclature import"):
        store.open(DECREE)


def test_a_failed_write_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved(store).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rules.import_store.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        saved(store, lines=LINES[:1])
    assert store.path(DECREE).read_bytes() == before
    assert list(store.folder.iterdir()) == [store.path(DECREE)]


def test_a_new_import_is_seen_without_a_new_process(store: Store) -> None:
    saved(store)
    assert named(DECREE, "2.17.08") == "PROGRAM PENGEMBANGAN UMKM"
    saved(store, lines=[Entry(KABKOTA, "2.17.08", "NAMA BARU SEKALI")])
    assert named(DECREE, "2.17.08") == "NAMA BARU SEKALI"


def named(decree: str, code: str, kind: str = KABKOTA) -> str | None:
    """Official name of a code."""
    found = nomenclature(decree, kind)
    return found.name(code) if found else None


def test_each_kind_of_government_has_its_own_names(store: Store) -> None:
    saved(store)
    assert named(DECREE, "2.17.08", PROVINSI) == "PROGRAM PENGEMBANGAN USAHA KECIL"
    saved(store, OTHER, LINES[:3])
    assert nomenclature(OTHER, PROVINSI) is None


def test_the_store_is_the_one_named_or_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path))
    assert store_folder() == tmp_path
    monkeypatch.delenv("RENJA_STORE")
    assert store_folder().name == "nomenklatur"
    assert "renja" in store_folder().parts


# ---- codes that may have been meant, words that are sought


@pytest.fixture
def reference() -> Nomenclature:
    """A decree with two kegiatan."""
    more = [
        Entry(KABKOTA, "2.17.08.2.01.07", "Pelatihan Wirausaha"),
        Entry(KABKOTA, "2.17.08.2.02", "Pemasaran"),
        Entry(KABKOTA, "2.17.08.2.02.16", "Pameran Produk"),
    ]
    return Nomenclature.of_entries(decrees()[DECREE], [*LINES[:5], *more])


@pytest.mark.parametrize(
    ("code", "name", "offered"),
    [
        ("2.17.08.2.01.16", "", ["2.17.08.2.01.06", "2.17.08.2.01.07"]),  # by the digits
        ("2.17.08.2.01.16", "Pelatihan Wirausaha", ["2.17.08.2.01.07", "2.17.08.2.01.06"]),  # by the name
        ("2.17.08.2.01.16", "Pameran Produk", ["2.17.08.2.01.06", "2.17.08.2.01.07"]),  # another parent's name
        ("2.17.08.2.09.16", "Pameran Produk", ["2.17.08.2.02.16"]),  # the parent does not exist
    ],
)
def test_nearest_codes_stand_under_the_right_parent(
    code: str, name: str, offered: list[str], reference: Nomenclature
) -> None:
    assert [near for near, _ in nearest_codes(reference, code, name)][: len(offered)] == offered


@pytest.mark.parametrize("words", ["inkubator", "INKUBATR pembinan", "pembinaan inkub"])
def test_search_forgives_slips(words: str, reference: Nomenclature) -> None:
    assert search(reference, words)[0].code == "2.17.08.2.01.06"


def test_search_finds_nothing_for_nonsense(reference: Nomenclature) -> None:
    assert search(reference, "qzxw") == search(reference, " ?! ") == []


# ---- the command line


def test_list_show_and_search(store: Store, tmp_path: Path) -> None:
    assert "Belum ada yang diimpor" in run("list")[1]
    table = tmp_path / "kode.csv"
    table.write_text(
        "kode;nama;indikator;satuan\n2.17.08;Program\n2.17.08.2.01;Kegiatan\n2.17.08.2.01.06;Pembinaan Inkubator;Jumlah Inkubator;Lembaga\n"
    )
    status, said = run("import", str(table), "--keputusan", DECREE, "--jenis", "kabkota")
    assert (status, "3 dipakai" in said) == (0, True)
    status, said = run("list")
    assert status == 0
    assert all(word in said for word in ("Kepmendagri 050-5889/2021", "kode.csv", "1 sub kegiatan", "diimpor 20"))
    status, said = run("show", "2.17.08.2.01.0006")
    assert status == 0
    assert all(word in said for word in ("Jumlah Inkubator", "Lembaga", "program       2.17.08", "Ada dalam: "))
    assert "900.1.15.5-1317/2023" in said  # the code of the other decree that ships
    assert "2.17.08.2.01.06" in run("search", "inkubatr", "--keputusan", DECREE)[1]


@pytest.mark.parametrize(
    ("call", "said"),
    [(("show", "abc"), "bukan bentuk kode"), (("show", "9.99"), "tidak ada"), (("import", "tidak-ada.csv"), "file tidak ada"),
     (("search", "x", "--keputusan", "90-2019"), "belum diimpor")],
)  # fmt: skip
def test_what_cannot_be_done_ends_in_one_sentence(call: tuple[str, ...], said: str, store: Store) -> None:
    done = CliRunner().invoke(app, ["nomenclature", *call])
    assert done.exit_code != 0
    assert said in (done.output or "") + str(done.exception)


def test_a_shared_store_is_used_by_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path / "sendiri"))
    saved(Store(tmp_path / "bersama"))
    assert DECREE in run("list", "--store", str(tmp_path / "bersama"))[1]
    assert not (tmp_path / "sendiri").exists()


def test_replacements_of_an_export_under_its_former_id_are_seen_when_they_come(store: Store) -> None:
    decree = decrees()["sipd-ri-2027"]
    assert code_map([decree.id], KABKOTA, store).newer == {}
    entry = Entry(KABKOTA, "2.17.04.2.01.0001", "Penilaian", sebelumnya="2.17.04.2.01.0009 Penilaian Lama")
    save_decree(store, decree.formerly, {"sources": [{"shape": "sipd"}]}, [entry])
    assert code_map([decree.id], KABKOTA, store).newer == {comparable("2.17.04.2.01.0009"): (comparable(entry.kode),)}
