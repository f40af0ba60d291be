"""The add-in's VBA, run: the callbacks in LibreOffice, xlwings' real RunPython in a VBA interpreter.

The interpreter shows the command line that Windows would run. Only what is Windows itself is stood in for: the shell,
files, the environment.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import xlwings
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication

from addin import functions, ribbon
from addin.calling import calling_book
from addin.errors import ClosedBookError
from addin.install import Python, config_lines
from addin.udf import MODULE
from addin.xlam import build, own_source
from tests.conftest import Office
from tests.support.excel_engine import blank, said
from tests.support.mac_xlwings import excel_for_mac

INTERPRETER = r"C:\Users\Sri Dewi\renja\Scripts\pythonw.exe"
LIBRARY = rf"C:\Users\Sri Dewi\renja\xlwings64-{xlwings.__version__}.dll"
ONEDRIVE = "https://d.docs.live.net/a1b2c3/Dinas Koperasi & UKM/Renja.xlsx"


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The VBA of the add-in, as it stands in the file."""
    path = tmp_path_factory.mktemp("addin") / "renja.xlam"
    build(path)
    book = ExcelFile(str(path))
    return {name: book.get_module(name) for name in ("xlwings", "Dictionary", "RenjaRibbon", "RenjaDialog")}


# ---- in a VBA interpreter


def _uncommented(source: str) -> str:
    """Without comments behind conditional compilation, which the interpreter does not take."""
    lines = source.splitlines()
    return "\n".join(re.sub(r"'.*$", "", x) if re.match(r"\s*#(If|ElseIf|Else|End If|Const)", x) else x for x in lines)


def _stood_in(source: str, name: str, body: str) -> str:
    """A function with another body."""
    pattern = rf"(?ms)^((?:Public |Private )?Function {name}\(.*?$).*?^End Function"
    changed, count = re.subn(pattern, lambda match: f"{match[1]}\n{body}\nEnd Function", source, count=1)
    assert count == 1, name
    return changed


class Windows:
    """Excel for Windows with the add-in, a configuration and a workbook in front."""

    def __init__(
        self,
        modules: dict[str, str],
        config: list[str],
        fullname: str,
        *,
        planted: bool = False,
        name: str = "",
        protected: bool = False,
        library: str = LIBRARY,
        bits: int = 64,
    ) -> None:
        if bits == 32:
            modules = {key: text.replace("#If Win64", "#If False") for key, text in modules.items()}
        source = _uncommented(modules["xlwings"])
        if name:
            source = source.replace("ActiveWorkbook.Name", " & ".join(f"ChrW({ord(sign)})" for sign in name))
        for words, instead in (
            ("Application.Hwnd", "4242"), ("Application.Path", '"C:\\Office"'), ("ActiveWorkbook.FullName", f'"{fullname}"'),
        ):  # fmt: skip
            source = source.replace(words, instead)
        source = re.sub(r'Environ\("(\w+)"\)', r'"C:\\env\\\1"', source)
        source = re.sub(r"(?m)^(\s*)Kill .*$", r"\1Rem", source)
        # VBA compares the text "False" with False; the interpreter asks for the conversion.
        source = re.sub(r'GetConfig\(("[^"]+"), False\) = True', r"CBool(GetConfig(\1, False)) = True", source)
        cases = [line.strip('"').split('","') for line in config]
        told = "\n".join(f'Case "{key.lower()}"\nsValue = "{value}"\nGetConfigFromFile = True' for key, value in cases)
        bodies = {
            "WScript": "Set WScript = New FakeShell",
            "FileExists": f'FileExists = (Right(FileSpec, 5) = ".conf" Or Right(FileSpec, 4) = ".exe" Or Right(FileSpec, {len(library)}) = "{library}")',
            "CreateGUID": 'CreateGUID = "GUID"',
            "GetDirectoryConfigFilePath": 'GetDirectoryConfigFilePath = ""',
            "GetConfigFilePath": 'GetConfigFilePath = "renja.conf"',
            "GetConfigFromFile": f"Select Case LCase(sName)\n{told}\nEnd Select",
            "XLPy": "Set XLPy = New FakePython",
        }
        if planted:
            bodies |= _PLANTED | {
                "GetConfigFromFile": f"{_BESIDE}\nSelect Case LCase(sName)\n{told}\nEnd Select\nEnd If"
            }
        for name, body in bodies.items():
            source = _stood_in(source, name, body)
        ribbon_source = _stood_in(_uncommented(modules["RenjaRibbon"]), "HanyaTampil", f"HanyaTampil = {protected}")
        self.app = ExcelApplication()
        self.app.add_workbook()
        for name, kind, text in (
            ("FakeShell", "class", _SHELL), ("FakePython", "class", _PYTHON), ("FakeSettings", "class", _SETTINGS), ("Dictionary", "class", modules["Dictionary"]),
            ("xlwings", "standard", source), ("RenjaRibbon", "standard", ribbon_source),
            ("RenjaDialog", "standard", _DIALOG),
        ):  # fmt: skip
            self.app.add_module(text, name=name, kind=kind)

    def press(self, name: str) -> tuple[str, str, str]:
        """Run a callback: the command line, what the warm Python was told to do, the message shown."""
        self.app.add_module(f"Sub Press{name}()\n {name} Nothing\nEnd Sub\n", name=f"Test{name}")
        self.app.run(f"Press{name}")
        sheet = self.app.sheet(1)
        return tuple(str(sheet.value(cell) or "") for cell in ("Z1", "Z2", "Z3"))  # type: ignore[return-value]


_SHELL = """Public Function Run(Command, WindowStyle, WaitOnReturn)
    Worksheets(1).Range("Z1").Value = Command
    Run = 0
End Function
Public Function ExpandEnvironmentStrings(s)
    ExpandEnvironmentStrings = s
End Function
"""
_PYTHON = """Public Sub SetAttr(Of_, Name, Value)
End Sub
Public Function Module(Name)
    Module = Name
End Function
Public Sub Exec(Statement)
    Worksheets(1).Range("Z2").Value = Statement
End Sub
"""
_EVIL = r"\\tamu\berbagi\jahat.exe"
_PLANTED = {
    "SheetExists": "SheetExists = True",
    "GetConfigFromSheet": "Set GetConfigFromSheet = New FakeSettings",
    "GetDirectoryConfigFilePath": 'GetDirectoryConfigFilePath = "beside.conf"',
}
"""A workbook with a sheet renja.conf, and a file of that name in its folder."""
_SETTINGS = f"""Public Function Exists(Key)
    Exists = (Key = "INTERPRETER_WIN" Or Key = "PYTHONPATH")
End Function
Public Function Item(Key)
    Item = "{_EVIL}"
End Function
"""
_BESIDE = f'If sFile = "beside.conf" And (sName = "INTERPRETER_WIN" Or sName = "PYTHONPATH") Then\nsValue = "{_EVIL}"\nGetConfigFromFile = True\nElse'
_DIALOG = """Public Function Tanya(Pertanyaan As String, Judul As String, Awal As String) As String
    If Judul = "Nomenklatur" Then
        Tanya = "pasar " & ChrW(233)
    ElseIf InStr(Pertanyaan, "Tahun") > 0 Then
        Tanya = "2027"
    ElseIf Awal <> "" Then
        Tanya = Batal
    End If
End Function
Public Sub Pesan(Teks As String)
    Worksheets(1).Range("Z3").Value = Teks
End Sub
"""


def config(*, warm: bool = False) -> list[str]:
    """The configuration that installing writes on Windows."""
    return config_lines("win32", Python(Path(INTERPRETER), warm))


def test_validasi_runs_the_pinned_python_on_the_workbook_in_front(modules: dict[str, str]) -> None:
    command, warm, message = Windows(modules, config(), r"D:\Data\Renja 2024.xlsx").press("Validasi")
    assert (warm, message) == ("", "")
    assert command.rstrip() == (
        r'cmd.exe /C C: & cd "C:\Users\Sri Dewi\renja\Scripts" & "C:\Users\Sri Dewi\renja\Scripts\pythonw.exe" -B -c '
        r'"import xlwings.utils;xlwings.utils.prepare_sys_path(\"False;;;;\"); '
        r'import addin.ribbon; addin.ribbon.validate()"  --wb="0042006F006F006B0031" --from_xl=1 --app="C:\Office\Microsoft Excel" '
        r'--hwnd="4242" 2> "C:\env\Temp\xlwings-GUID.log"'
    )


@pytest.mark.parametrize("button", ["Validasi", "Hitung", "PerbaikiYangAman"])
def test_what_a_workbook_and_its_folder_bring_changes_nothing(modules: dict[str, str], button: str) -> None:
    plain, planted = (Windows(modules, config(), r"D:\Renja.xlsx", planted=x).press(button) for x in (False, True))
    assert planted == plain
    assert "pythonw.exe" in plain[0]
    assert "jahat" not in planted[0]


def test_without_a_configuration_nothing_a_workbook_brings_is_run(modules: dict[str, str]) -> None:
    command, warm, message = Windows(modules, [], r"D:\Renja.xlsx", planted=True).press("Validasi")
    assert (command, warm) == ("", "")
    assert "belum dipasang" in message


def test_the_module_reads_no_other_configuration(modules: dict[str, str]) -> None:
    """The only reader of settings opens the user's own file; Python never looks beside the workbook."""
    body = re.search(r"(?ms)^Function GetConfig\(.*?^End Function", modules["xlwings"])
    assert body
    assert not re.search(r"ActiveWorkbook|ThisWorkbook|GetDirectoryConfigFilePath|GetConfigFromSheet", body[0])
    assert set(re.findall(r"(?m)^ *PYTHONPATH = ([^R].*?)\r?$", modules["xlwings"])) == {'"False;;;;"'}


def test_the_command_itself_works_for_a_workbook_in_onedrive(modules: dict[str, str]) -> None:
    """What Windows would hand to Python is run here, on a workbook whose path is an address."""
    command = Windows(modules, config(), ONEDRIVE).press("Hitung")[0]
    program = re.search(r'-c "(.*?)(?<!\\)" ', command)
    assert program
    book, paths = blank(), list(sys.path)
    exec(program[1].replace(r"\"", '"'), {})
    assert sys.path == paths, "nothing is looked for beside the workbook"
    assert "tidak memuat teks atau angka" in said(book)


def test_a_warm_python_is_told_without_starting_another(modules: dict[str, str]) -> None:
    command, warm, _ = Windows(modules, config(warm=True), r"D:\Renja.xlsx").press("Validasi")
    assert (command, warm) == ("", "import addin.ribbon; addin.ribbon.validate()")


def test_a_library_of_another_version_is_told_before_the_warm_python_fails(modules: dict[str, str]) -> None:
    other = LIBRARY.replace(xlwings.__version__, "0.1.0")
    excel = Windows(modules, config(warm=True), r"D:\Renja.xlsx", library=other)
    command, warm, told = excel.press("Validasi")
    assert (command, warm) == ("", "")
    assert "renja addin install" in told
    assert xlwings.__version__ in told


def test_excel_of_32_bits_asks_for_the_library_of_its_own_bits(modules: dict[str, str]) -> None:
    """Python's own bits do not count: the library talks to it as to another program."""
    own = LIBRARY.replace("xlwings64", "xlwings32")
    assert Windows(modules, config(warm=True), r"D:\Renja.xlsx", library=own, bits=32).press("Validasi")[1]
    command, warm, told = Windows(modules, config(warm=True), r"D:\Renja.xlsx", bits=32).press("Validasi")
    assert (command, warm) == ("", "")
    assert own.rpartition("\\")[2] in told


def test_texts_of_the_planner_pass_through_the_command_line(
    modules: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Windows(modules, config(), r"D:\Renja.xlsx").press("Nomenklatur")[0]
    call = re.search(r"addin\.ribbon\.(\w+)\('([0-9A-F]+)'\)", command)
    assert call
    heard: list[str] = []
    monkeypatch.setattr("addin.code_search.search_nomenclature", lambda _, words: heard.append(words) or "")
    blank()
    getattr(ribbon, call[1])(call[2])
    assert heard == ["pasar é"]


ODD_NAMES = [
    "a=b=c.xlsx",
    "Ren'ja 'akhir'.xlsx",
    "Koperasi & UKM.xlsx",
    "100% (1)^.xlsx",
    "计划 Ĳ.xlsx",
    "$(touch x)`y`.xlsx",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_workbook_of_any_name_is_found_by_a_python_started_for_the_click(
    modules: dict[str, str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Windows(modules, config(), ONEDRIVE, name=name).press("Validasi")[0]
    told = re.search(r'--wb="(.*?)"', command)
    assert told
    assert re.fullmatch(r"[0-9A-F]+", told[1]), "no sign means anything to a shell"
    other, workbook = openpyxl.Workbook(), tmp_path / name
    other.save(workbook)
    with excel_for_mac(workbook) as book:
        monkeypatch.setattr(sys, "argv", ["-c", f"--wb={told[1]}", "--from_xl=1"])
        assert calling_book().name == book.name == name
        monkeypatch.setattr(sys, "argv", ["-c", f"--wb={told[1]}00", "--from_xl=1"])
        with pytest.raises(ClosedBookError):
            calling_book()


def test_a_sheet_named_like_a_python_file_runs_nothing(modules: dict[str, str]) -> None:
    body = re.search(r"(?ms)^Public Function RunPython\(.*?^End Function", modules["xlwings"])
    assert body
    before, embedded = body[0].split("If uses_embedded_code = True Then", 1)
    assert "If False Then" in before.split("uses_embedded_code = True")[0]
    assert before.count("uses_embedded_code = True") == 1
    assert embedded


def test_a_window_of_protected_view_is_told_and_nothing_runs(modules: dict[str, str]) -> None:
    """Nothing is asked of its workbook, and no empty one is opened to be judged in its stead."""
    excel = Windows(modules, config(), r"C:\Renja.xlsx", protected=True)
    command, warm, told = excel.press("Validasi")
    assert (command, warm) == ("", "")
    assert "Tampilan Terproteksi" in told
    assert "Aktifkan Pengeditan" in told


def test_an_account_without_installation_is_told_what_to_do(modules: dict[str, str]) -> None:
    command, _, message = Windows(modules, [], r"D:\Renja.xlsx").press("Validasi")
    assert (command, message) == (
        "", "Renja belum dipasang untuk akun ini. Tutup Excel, lalu jalankan: renja addin install",
    )  # fmt: skip


def test_cancelling_one_question_makes_no_template(modules: dict[str, str]) -> None:
    assert Windows(modules, config(), r"D:\Renja.xlsx").press("TemplatRenja") == ("", "", "")
    assert (
        "new_template('lkip', 2027, '', '', '', '', '')"
        in Windows(modules, config(), r"D:\Renja.xlsx").press("TemplatLkip")[0]
    )


def _hexa(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


# ---- in LibreOffice

_DOUBLES = {
    "xlwings": """Public Const XLWINGS_VERSION As String = "0"
Public Perintah As String
Public Kabar As String
Public Function RunPython(PythonCommand As String)
    Perintah = PythonCommand
End Function
Public Function GetConfig(Key As String, Optional Awal As String) As Variant
    GetConfig = "python"
End Function
Public Function FileExists(ByVal FileSpec As String) As Boolean
    FileExists = True
End Function
Public Function ParentFolder(ByVal Folder) As String
    ParentFolder = Folder
End Function
Public Function Diambil() As String
    Diambil = Perintah & "|" & Kabar
    Perintah = ""
    Kabar = ""
End Function
""",
    "RenjaDialog": """Public Function Tanya(Pertanyaan As String, Judul As String, Awal As String) As String
    If Judul = "Nomenklatur" Then
        Tanya = "pasar"
    ElseIf InStr(Pertanyaan, "dilaporkan") > 0 Then
        Tanya = "26"
    ElseIf InStr(Pertanyaan, "Tahun") > 0 Then
        Tanya = "2027"
    Else
        Tanya = IIf(InStr(Pertanyaan, "bidang") > 0, "1.02", Awal)
    End If
End Function
Public Sub Pesan(Teks As String)
    Kabar = Teks
End Sub
""",
}


@pytest.mark.libreoffice
def test_every_callback_runs_in_libreoffice(office: Office, modules: dict[str, str], tmp_path: Path) -> None:
    """LibreOffice refuses every .xlam: the callbacks are run from a workbook that holds the same module."""
    path = tmp_path / "renja.xlsm"
    with ExcelFile.create_new(str(path)) as book:
        project: Any = book.vba_project()
        for name, text in ({"RenjaRibbon": modules["RenjaRibbon"]} | _DOUBLES).items():
            head = "" if text.startswith("Attribute") else f'Attribute VB_Name = "{name}"\n'
            project.add_module(name, (head + text).replace("\r\n", "\n").replace("\n", "\r\n"))
        book.save()
    calls = sorted(
        {element.get("onAction", "") for element in ElementTree.fromstring(own_source("ribbon.xml")).iter()} - {""}
    )
    told = dict(zip(calls, office.ask("uno_macros.py", path, calls=calls, told="xlwings.Diambil"), strict=True))
    run = "import addin.ribbon; addin.ribbon."
    assert told == {
        "RenjaRibbon.Bantuan": f"{run}guide()|",
        "RenjaRibbon.Batalkan": f"{run}undo()|",
        "RenjaRibbon.BukuAturan": f"{run}rule_page()|",
        "RenjaRibbon.CetakKeWord": f"{run}print_document()|",
        "RenjaRibbon.Hitung": f"{run}compute()|",
        "RenjaRibbon.LupakanAcuan": f"{run}forget_references()|",
        "RenjaRibbon.Nomenklatur": f"{run}search_nomenclature('00700061007300610072')|",
        "RenjaRibbon.PerbaikiYangAman": f"{run}apply_safe_fixes()|",
        "RenjaRibbon.PilihAcuan": f"{run}choose_references()|",
        "RenjaRibbon.Segel": f"{run}seal()|",
        "RenjaRibbon.TemplatLkip": "|Tahun '26' bukan tahun empat angka, contoh 2026.",
        "RenjaRibbon.TemplatRenja": f"{run}new_template('renja', 2027, '', '', '0031002E00300032', '{_hexa('rancangan awal')}', '')|",
        "RenjaRibbon.TemuanBerikutnya": f"{run}next_finding()|",
        "RenjaRibbon.TemuanSebelumnya": f"{run}previous_finding()|",
        "RenjaRibbon.Validasi": f"{run}validate()|",
    }
    called: dict[str, Callable[..., Any]] = {
        match[1]: getattr(ribbon, match[1])
        for command in told.values()
        if (match := re.search(r"ribbon\.(\w+)\(", command))
    }
    assert set(called) == {name for name, x in vars(ribbon).items() if callable(x) and x.__module__ == ribbon.__name__ and name[0] != "_"} - {"log_file"}  # fmt: skip


def test_excel_asks_the_module_that_holds_the_functions() -> None:
    assert functions.__name__ == MODULE
