"""The built add-in read back by another library than wrote it: sources, ribbon, relationships, content types."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import olefile
import pytest
import xlwings as xw
from oletools.olevba import VBA_Parser, decompress_stream

from addin import ribbon
from addin.errors import NoVbaWriterError
from addin.udf import FUNCTIONS, MODULE
from addin.vba_functions import LONGEST, function_module
from addin.xlam import CUSTOM_UI, build, sources

_UI = "{http://schemas.microsoft.com/office/2006/01/customui}"
_ACTIONS = ("Validasi", "Acuan", "Pilih acuan", "Lupakan acuan", "Hitung", "Temuan berikutnya", "Temuan sebelumnya", "Perbaiki yang aman", "Batalkan", "Templat baru", "Renja",
            "LKIP", "Cetak ke Word", "Segel", "Buku aturan", "Nomenklatur", "Bantuan")  # fmt: skip


@pytest.fixture(scope="module")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in."""
    path = tmp_path_factory.mktemp("addin") / "renja.xlam"
    build(path)
    return path


@pytest.fixture(scope="module")
def code(xlam: Path) -> dict[str, str]:
    """Its VBA by module, as oletools reads it."""
    found = VBA_Parser(str(xlam)).extract_macros()
    return {name.rpartition(".")[0]: text.replace("\r\n", "\n") for _, _, name, text in found}


@pytest.fixture(scope="module")
def buttons(xlam: Path) -> list[ElementTree.Element]:
    """Buttons and menus of its ribbon."""
    with zipfile.ZipFile(xlam) as package:
        root = ElementTree.fromstring(package.read(CUSTOM_UI))
    return [element for element in root.iter() if element.tag in {f"{_UI}button", f"{_UI}menu"}]


def _body(source: str) -> list[str]:
    """The lines of a module without the head that exported files have."""
    head = ("Attribute ", "VERSION ", "BEGIN", "  MultiUse", "END")
    lines = source.strip().splitlines()
    first = next(at for at, line in enumerate(lines) if not line.startswith(head))
    return lines[first:]


def test_the_source_in_the_file_is_the_text_we_keep(code: dict[str, str]) -> None:
    for name, text in sources().items():
        assert _body(code[name]) == _body(text), name
    assert 'PROJECT_NAME As String = "renja"' in code["xlwings"]
    assert f'XLWINGS_VERSION As String = "{xw.__version__}"' in code["xlwings"]


def test_the_project_holds_source_and_nothing_compiled(xlam: Path, code: dict[str, str]) -> None:
    """[MS-OVBA] 2.3.4.1: version 0xFFFF and no cache; 2.3.4.3: a module begins with its compressed source."""
    with zipfile.ZipFile(xlam) as package, olefile.OleFileIO(package.read("xl/vbaProject.bin")) as project:
        assert project.openstream(["VBA", "_VBA_PROJECT"]).read() == bytes.fromhex("cc61ffff000000")
        streams = {path[1] for path in project.listdir() if path[0] == "VBA"}
        assert streams == {"_VBA_PROJECT", "dir", *code}, "no stream of compiled code"
        for name in code:
            stream = project.openstream(["VBA", name]).read()
            assert decompress_stream(bytearray(stream)).startswith(b"Attribute VB_Name"), name


def test_nothing_of_xlwings_pro_is_taken() -> None:
    folder = Path(xw.__file__).parent
    licensed = {path.stem for path in (folder / "addin").glob("*.*") if path.stem not in {"Dictionary", "xlwings"}}
    assert licensed >= {"Remote", "License", "WebHelpers"}
    assert not licensed & set(sources())


def test_every_button_has_its_callback_label_icon_and_explanation(
    buttons: list[ElementTree.Element], code: dict[str, str]
) -> None:
    assert tuple(button.get("label") for button in buttons) == _ACTIONS
    for button in buttons:
        assert button.get("imageMso")
        assert button.get("screentip")
        if button.tag == f"{_UI}button":
            module, name = button.get("onAction", "").split(".")
            assert re.search(rf"(?m)^Public Sub {name}\(control As IRibbonControl\)$", code[module])
    ids = [button.get("id") for button in buttons]
    assert len(set(ids)) == len(ids)


def test_every_callback_calls_a_function_that_exists(code: dict[str, str]) -> None:
    callbacks = re.split(r"(?m)^Public Sub \w+\(control As IRibbonControl\)$", code["RenjaRibbon"])[1:]
    assert callbacks
    assert all(re.search(r"\b(Panggil|BuatTemplat)\b", callback) for callback in callbacks)
    called = re.findall(r'Panggil "(\w+)\(', code["RenjaRibbon"])
    assert all(callable(getattr(ribbon, name)) for name in called)


def test_package_parts_are_related_and_typed(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        relations = ElementTree.fromstring(package.read("_rels/.rels"))
        overrides = {x.get("PartName"): x.get("ContentType", "") for x in types if x.tag.endswith("Override")}
        defaults = {x.get("Extension") for x in types if x.tag.endswith("Default")}
        assert overrides["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
        assert {name.lstrip("/") for name in overrides if name} <= names
        assert all(f"/{name}" in overrides or name.rpartition(".")[2] in defaults for name in names if name[0] != "[")
        ui = [x for x in relations if x.get("Type", "").endswith("/ui/extensibility")]
        assert [x.get("Target") for x in ui] == [CUSTOM_UI]
        assert len({x.get("Id") for x in relations}) == len(relations)
        for part in (name for name in names if name.endswith(".rels")):
            base = Path(part).parent.parent
            for relation in ElementTree.fromstring(package.read(part)):
                target = relation.get("Target", "")
                assert (target.lstrip("/") if target.startswith("/") else str(base / target)) in names


def test_the_same_sources_make_the_same_file(xlam: Path, tmp_path: Path) -> None:
    build(tmp_path / "lagi.xlam")
    assert (tmp_path / "lagi.xlam").read_bytes() == xlam.read_bytes()


def test_every_function_has_a_wrapper_and_words_for_the_wizard(code: dict[str, str]) -> None:
    module = code["RenjaFunctions"]
    assert set(FUNCTIONS) == {
        "CAPAIAN", "TINGKAT_REALISASI", "SERAPAN", "TERBILANG", "NAMA_KODE", "INDIKATOR_KODE", "SATUAN_KODE", "CEK_KODE",
        "JUMLAH_ANAK", "PREDIKAT_AKIP", "KATEGORI_CAPAIAN", "EFISIENSI", "RUPIAH",
    }  # fmt: skip
    for function in FUNCTIONS.values():
        names = ", ".join(argument.name for argument in function.arguments)
        assert f'{function.name} = XLPy.CallUDF("{MODULE}", "{function.name}", Array({names}), ActiveWorkbook' in module
        assert f'Application.MacroOptions Macro:="{function.name}"' in module
        assert len(function.doc) <= LONGEST
        assert function.doc
        assert all(0 < len(argument.doc) <= LONGEST for argument in function.arguments)
    assert "DaftarkanFungsi" in code["RenjaMulai"]
    assert max(map(len, module.splitlines())) < 1_000  # VBA takes 1,023 characters a line


def test_the_wrappers_call_as_those_of_xlwings_do() -> None:
    """The module that xlwings itself makes inside Excel has the same signatures and the same calls."""
    from tests.support.windows_xlwings import xlwings_udfs

    with xlwings_udfs() as (udfs, functions):
        import io

        class Workbook:
            Name = "renja.xlam"

        told = io.StringIO()
        udfs.generate_vba_wrapper(MODULE, functions, told, Workbook)
    theirs, ours = told.getvalue(), function_module()
    call = re.compile(r"(\w+) = XLPy\.CallUDF\((.+)\)")
    head = re.compile(r"(?m)^\s*(?:Public )?Function (\w+\(.*\))$")
    assert set(call.findall(ours)) <= set(call.findall(theirs))
    assert {x.replace(" ", "") for x in head.findall(theirs)} == {x.replace(" ", "") for x in head.findall(ours)}


def test_a_missing_builder_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyopenvba", None)
    with pytest.raises(NoVbaWriterError, match=r"pip install 'renja\[build\]'"):
        build(tmp_path / "renja.xlam")
    assert not list(tmp_path.iterdir())
