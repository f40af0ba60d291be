"""Files that options name are received files: never waited for, never larger than the memory, refused in one sentence."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headless.batch.journal import Journal
from headless.cli.validate import given_in_vain
from rules.model.finding import Verdict
from tests.conftest import Run
from tests.places import EXAMPLES
from tests.support.docx_files import write_docx
from tests.support.mapped import read_mapped
from workbook_templates.recognition.errors import MapError
from workbook_templates.recognition.map_yaml import read_yaml

Renja = Callable[..., Run]
BENAR, REPORT = EXAMPLES / "renja-2024-benar.xlsx", EXAMPLES / "lkip-2024-benar.xlsx"
PATIENCE = 60
"""Seconds after which a call that waits for a file is ended; none takes a tenth of it."""

OPTIONS: dict[str, tuple[object, ...]] = {
    "peta.yaml": ("validate", BENAR, "--peta"),
    "plafon.csv": ("validate", BENAR, "--plafon"),
    "plafon.xlsx": ("validate", BENAR, "--plafon"),
    "lalu.xlsx": ("validate", BENAR, "--tahun-lalu"),
    "renja.xlsx": ("validate", REPORT, "--renja"),
    "pd.txt": ("rekap", BENAR, "-o", "rekap.html", "--daftar-pd"),
    "pd.csv": ("rekap", BENAR, "-o", "rekap.html", "--daftar-pd"),
    "pd.xlsx": ("rekap", BENAR, "-o", "rekap.html", "--daftar-pd"),
    "nomenklatur.csv": ("nomenclature", "import"),
    "nomenklatur.xlsx": ("nomenclature", "import"),
    "privat.pem": ("seal", BENAR, "-o", "segel.xlsx", "--kunci-privat"),
    "publik.pem": ("verify", BENAR, "--kunci-publik"),
    "naskah.docx": ("narrative", "--workbook", BENAR),
    "buku.xlsx": ("narrative", "naskah.docx", "--workbook"),
    "dari.xlsx": ("template", "x.xlsx", "--dari"),
    "lain.xlsx": ("diff", BENAR),
    "isi.xlsx": ("compute", "-o", "x.xlsx"),
    "cetak.xlsx": ("cetak", "-o", "cetak.docx"),
    "ke.docx": ("cetak", BENAR, "-o", "cetak.docx", "--ke"),
    "putusan.json": ("berita-acara", "-o", "berita-acara.docx"),
    "pindah.xlsx": ("nomenclature", "migrate", "-o", "x.xlsx", "--ke", "050-5889-2021"),
}


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """No call may wait for what never comes."""
    if hasattr(signal, "alarm"):
        signal.alarm(PATIENCE)
    yield
    if hasattr(signal, "alarm"):
        signal.alarm(0)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _endless(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize(
    "make", [_pipe, _device, Path.mkdir, _endless, Path.touch], ids=["pipe", "device", "folder", "200 MB", "empty"]
)
def test_what_is_no_plain_file_is_refused_at_once(
    renja: Renja, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    if name in {"lalu.xlsx", "renja.xlsx"} and make is Path.mkdir:
        return  # a folder is what these options are made for
    make(tmp_path / name)
    assert_refused(renja, name)


def assert_refused(renja: Renja, name: str) -> None:
    """A call ends with status 2 and one sentence that names the file."""
    if name == "buku.xlsx":
        write_docx(Path("naskah.docx"), ["Pagu Rp 5.000."])
    run = renja(*OPTIONS[name], name)
    assert run.status == 2
    assert (name in run.err, run.err.count("\n"), run.out) == (True, 1, "")
    assert len(run.err) < 1_000


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize(
    "content",
    [b"\0" * 5_000, b"\xff" * 5_000, b"[" * 5_000, "²".encode() * 5_000],
    ids=["nul", "ff", "brackets", "signs"],
)
def test_what_is_something_else_is_refused_in_one_sentence(
    renja: Renja, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert_refused(renja, name)


# ---- maps

MAPS = {
    "100 kB of brackets": "[" * 100_000,
    "brackets in a list": "tabel: " + "[" * 100_000,
    "100 kB of dashes": "- " * 50_000,
    "braces": "{a: " * 25_000,
    "questions": "? " * 50_000,
    "aliases": "a: &a [x, x, x, x, x, x, x, x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(f'*{chr(97 + n)}' for _ in range(9))}]\n" for n in range(9)),
    "merge keys": "a: &a {x: 1}\ntabel:\n  - <<: *a\n",
    "directives": "".join(f"%TAG !{n}! tag:x,{n}:\n" for n in range(20_000)) + "---\ntabel: []\n",
    "many documents": "---\ntabel: []\n" * 1_000,
    "a number by sixties": "tabel: " + "1:" * 500_000 + "1",
    "a number of many digits": "tabel: " + "9" * 1_000_000,
    "an object": "tabel: !!python/object/apply:os.system ['true']",
    "keys twice": "tabel: []\ntabel: []\n",
    "a list as key": "? [a]\n: b\n",
    "half a million entries": "tabel:\n" + "- a\n" * 300_000,
    "more than a map may hold": "# " + "x" * 2_000_001,
    "control signs": "tabel: \x07",
    "nothing": "",
    "a text": "tabel",
}  # fmt: skip


@pytest.mark.parametrize("name", MAPS)
def test_a_hostile_map_is_refused_in_one_sentence(renja: Renja, tmp_path: Path, name: str) -> None:
    (tmp_path / "peta.yaml").write_text(MAPS[name], encoding="utf-8")
    run = renja("validate", BENAR, "--peta", "peta.yaml", "--format", "json")
    assert "'peta.yaml'" in (run.err or run.out)
    assert run.err.count("\n") <= 1
    assert run.status == 2


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- lembar: T-C.33\n  bentuk: T-C.33\n  baris: 1-9999999\n  kolom: {'1': A}\n", "100000 baris"),
        ("- lembar: T-C.33\n  bentuk: T-C.33\n  baris: " + "8-55, " * 5_000 + "8-55\n  kolom: {'1': A}\n", "100000 baris"),
        ("- lembar: T-C.33\n  bentuk: T-C.33\n  baris: 8-55\n  kolom: {'1': A}\n" * 2_100, "2000 butir"),
        ("- lembar: T-C.33\n  bentuk: T-C.33\n  baris: 8-55\n  kolom: {'1': A:ZZZ}\n", "terbalik atau lebih jauh"),
        ("- lembar: T-C.33\n  bentuk: T-C.33\n  baris: 8-55\n  kolom: {'1': E:A}\n", "terbalik atau lebih jauh"),
        (f"- lembar: {'x' * 50_000}\n", "lembar 'xxxx"),
    ],
    ids=["far", "often", "entries", "wide", "backwards", "long name"],
)  # fmt: skip
def test_a_map_of_huge_ranges_is_refused(tmp_path: Path, entry: str, said: str) -> None:
    path = tmp_path / "peta.yaml"
    path.write_text(f"tabel:\n{entry}", encoding="utf-8")
    with pytest.raises(MapError, match=said) as refused:
        read_mapped(BENAR, path)
    assert len(str(refused.value)) < 1_000


def test_a_map_holds_texts_only(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1.50\nb: 2024-01-01\nc: yes\nd:\ne: ~\nf: ''\ng: [0x1F, {h: 1:30}]\n", encoding="utf-8")
    assert read_yaml(path, 1_000) == {
        "a": "1.50", "b": "2024-01-01", "c": "yes", "d": None, "e": None, "f": "", "g": ["0x1F", {"h": "1:30"}],
    }  # fmt: skip


# ---- journals


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("spoil", ["pipe", "folder", "deep", "wrong", "long"])
def test_a_journal_that_is_none_costs_nothing_but_time(
    renja: Renja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    monkeypatch.setenv("RENJA_JURNAL", str(tmp_path / "jurnal"))
    place = tmp_path / "kiriman"
    place.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        (place / name).write_bytes(b"PK rusak")
    first = renja("validate", place, "--format", "json")
    (path,) = (tmp_path / "jurnal").iterdir()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.unlink()
    if spoil == "pipe":
        os.mkfifo(path)
    elif spoil == "folder":
        path.mkdir()
    else:
        body = {
            "deep": "[" * 100_000,
            "wrong": lines[1].split(" ", 2)[2].strip().replace('"unreadable"', "[1]"),
            "long": "x" * 50_000_000,
        }[spoil]
        key = lines[1].split(" ")[0]
        path.write_text(lines[0] + Journal._line(key, body), encoding="utf-8")
    assert renja("validate", place, "--format", "json", "--lanjut") == first
    shutil.rmtree(tmp_path / "jurnal")


@pytest.mark.parametrize(
    ("wanted", "kinds", "said"),
    [
        ({"--renja": "lkip"}, ["renja"], ["--renja tidak dipakai: hanya untuk LKIP, sedangkan yang diperiksa RENJA."]),
        (
            {"--plafon": "renja"},
            ["lkip"],
            ["--plafon tidak dipakai: hanya untuk RENJA, sedangkan yang diperiksa LKIP."],
        ),
        ({"--renja": "lkip", "--plafon": "renja"}, ["renja", "lkip"], []),
        ({"--renja": "lkip"}, [], []),
    ],
)
def test_what_serves_no_kind_of_workbook_at_hand_is_told(
    wanted: dict[str, str], kinds: list[str], said: list[str]
) -> None:
    refused = Verdict("rusak.xlsx", "unreadable")
    assert list(given_in_vain(wanted, [refused, *(Verdict(f"{x}.xlsx", "valid", x) for x in kinds)], "id")) == said
