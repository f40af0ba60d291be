"""Building `renja.xlam`: our VBA and ribbon, the worksheet functions, and xlwings' own VBA module, without Excel.

From xlwings only what its BSD licence covers is taken (the module of custom add-ins and the Dictionary class it needs on
the Mac, MIT), as installed here, so that VBA and Python are of one version.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from addin.errors import NoVbaWriterError, NoXlwingsError, OtherXlwingsError
from addin.vba_functions import NAME as FUNCTIONS_MODULE
from addin.vba_functions import function_module
from addin.vba_project import without_caches
from workbook_templates.safe_writing import written

FILE = "renja.xlam"
PROJECT = "renja"
"""What xlwings' module calls the add-in: its configuration file is named after it."""
CUSTOM_UI = "customUI/customUI.xml"
_CHANGES = (
    (r'Public Const PROJECT_NAME As String = "[^"]*"', f'Public Const PROJECT_NAME As String = "{PROJECT}"'),
    # A received workbook may bring a sheet renja.conf, its folder a file renja.conf: neither may name the interpreter.
    (
        r"(?ms)^Function GetConfig\(configKey .*?^End Function",
        """Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    Dim configValue As String
    GetConfig = default
    If FileExists(GetConfigFilePath()) = True Then
        If GetConfigFromFile(GetConfigFilePath(), configKey, configValue) Then
            GetConfig = configValue
        End If
    End If
    GetConfig = ExpandEnvironmentStrings(GetConfig)
End Function""",
    ),
    # Nor is Python looked for modules beside the workbook; its path, in which a sign may mean something to a shell, is
    # not handed over at all, and its name as digits.
    (r"PYTHONPATH = (AddExcelDir|FName) & .*", 'PYTHONPATH = "False;;;;"'),
    (r'"\|" \+ ActiveWorkbook\.Name', '"|" + Hexa(ActiveWorkbook.Name)'),
    (r'" --wb=" & """" & ActiveWorkbook\.Name & """', '" --wb=" & """" & Hexa(ActiveWorkbook.Name) & """'),
    # A sheet named after a Python file is the workbook's own affair: no code is taken from it.
    (r'(?m)^( +)If Right\$\(sht\.Name, 3\) = "\.py" Then$', "\\1If False Then"),
)
"""What is changed in xlwings' module: a pattern, and what takes its place."""
_OWN = ("RenjaRibbon", "RenjaDialog", "RenjaMulai")
_PROJECT = "xl/vbaProject.bin"
_UI_TYPE = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
_RELATIONS, _TYPES = "_rels/.rels", "[Content_Types].xml"
_RELATION_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (2020, 1, 1, 0, 0, 0)
"""Date of every part: the same sources make the same file."""


def own_source(name: str) -> str:
    """One of our texts under ``addin/vba``."""
    return resources.files("addin").joinpath("vba", name).read_text(encoding="utf-8")


def xlwings_folder() -> Path:
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise NoXlwingsError
    return Path(spec.origin).parent


def xlwings_sources() -> dict[str, str]:
    """xlwings' VBA for add-ins of one's own, named after our project, and the Dictionary class."""
    folder = xlwings_folder()
    module = (folder / "xlwings_custom_addin.bas").read_text(encoding="utf-8-sig")
    for pattern, instead in _CHANGES:
        module, count = re.subn(pattern, instead, module)
        if not count:
            raise OtherXlwingsError
    return {"xlwings": module, "Dictionary": (folder / "addin" / "Dictionary.cls").read_text(encoding="utf-8-sig")}


def sources() -> dict[str, str]:
    """All VBA modules by name, with Unix line ends."""
    own = {name: own_source(f"{name}.bas") for name in _OWN}
    modules = xlwings_sources() | own | {FUNCTIONS_MODULE: function_module()}
    return {name: text.replace("\r\n", "\n") for name, text in modules.items()}


def build(target: Path) -> None:
    """Write the add-in; raises :class:`RenjaError` where pyOpenVBA is missing or the target cannot be written."""
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError:
        raise NoVbaWriterError from None
    with tempfile.TemporaryDirectory(prefix="renja-") as folder:
        plain = Path(folder) / FILE
        with ExcelFile.create_new(str(plain)) as book:
            project: Any = book.vba_project()
            for name, text in sources().items():
                kind = VBAModuleKind.other if name == "Dictionary" else VBAModuleKind.standard
                project.add_module(name, text.replace("\n", "\r\n"), kind=kind)
            for name in book.module_names():
                if name == "Module1":
                    project.delete_module(name)
            book.save()
        with written(target) as partial:
            _with_ribbon(plain, partial)


def _with_ribbon(source: Path, target: Path) -> None:
    """Copy an add-in with our ribbon in it, related from the package and typed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {item.filename: old.read(item) for item in old.infolist()}
        parts[_RELATIONS] = _related(parts[_RELATIONS])
        parts[_TYPES] = _typed(parts[_TYPES])
        parts[_PROJECT] = without_caches(parts[_PROJECT])
        parts[CUSTOM_UI] = own_source("ribbon.xml").encode()
        for name, content in parts.items():
            item = zipfile.ZipInfo(name, _EPOCH)
            item.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(item, content)


def _related(relations: bytes) -> bytes:
    ElementTree.register_namespace("", _RELATION_SPACE)
    root = ElementTree.fromstring(relations)
    ElementTree.SubElement(
        root, f"{{{_RELATION_SPACE}}}Relationship", {"Id": "rIdRenja", "Type": _UI_TYPE, "Target": CUSTOM_UI}
    )
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _typed(types: bytes) -> bytes:
    ElementTree.register_namespace("", _TYPE_SPACE)
    root = ElementTree.fromstring(types)
    if not any(default.get("Extension") == "xml" for default in root.iter(f"{{{_TYPE_SPACE}}}Default")):
        default = ElementTree.Element(
            f"{{{_TYPE_SPACE}}}Default", {"Extension": "xml", "ContentType": "application/xml"}
        )
        root.insert(0, default)
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))
