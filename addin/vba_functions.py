"""The VBA module of the worksheet functions, made at build time: wrappers that call Python, and words for the wizard.

xlwings makes such a module inside Excel (*Import Functions*), which needs the trust setting for the VBA project; made
at build time, no setting is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from addin import functions  # noqa: F401  (registers them)
from addin.udf import CATEGORY, FUNCTIONS, MODULE, Argument, Function

NAME = "RenjaFunctions"
_PLAIN = {ord("×"): "x", ord("−"): "-", ord("–"): "-", ord("…"): "..."}
LONGEST = 255
"""Longest text of the function wizard, in characters."""
_ONLY_WINDOWS = "Fungsi ini hanya ada di Excel untuk Windows; di Mac pakai tombol Hitung atau rumus templat."


def quoted(text: str) -> str:
    """A VBA string literal; signs outside of VBA's code page are written with plain ones."""
    plain = text.translate(_PLAIN)
    plain.encode("ascii")
    return '"' + plain.replace('"', '""') + '"'


def _described(text: str, of: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"{of}: {len(text)} huruf, kotak fungsi Excel memuat {LONGEST}")
    return quoted(text)


def _parameter(argument: Argument) -> str:
    return f"Optional {argument.name}" if argument.optional else argument.name


def _wrapper(function: Function) -> Iterator[str]:
    name, names = function.name, ", ".join(argument.name for argument in function.arguments)
    yield f"Public Function {name}({', '.join(map(_parameter, function.arguments))})"
    yield "    #If Mac Then"
    yield f"        {name} = {quoted(_ONLY_WINDOWS)}"
    yield "    #Else"
    yield "        If TypeOf Application.Caller Is Range Then On Error GoTo gagal"
    yield f'        {name} = XLPy.CallUDF("{MODULE}", "{name}", Array({names}), ActiveWorkbook, Application.Caller)'
    yield "        Exit Function"
    yield "gagal:"
    yield f"        {name} = Err.Description"
    yield "    #End If"
    yield "End Function"
    yield ""


def _descriptions() -> Iterator[str]:
    """What tells the wizard of each function, its category and its arguments."""
    yield "Public Sub DaftarkanFungsi()"
    for function in FUNCTIONS.values():
        listed = [_described(argument.doc, f"{function.name}.{argument.name}") for argument in function.arguments]
        yield f'    Application.MacroOptions Macro:="{function.name}", _'
        yield f"        Description:={_described(function.doc, function.name)}, _"
        yield f"        Category:={quoted(CATEGORY)}, _"
        yield "        ArgumentDescriptions:=Array( _"
        yield "            " + ", _\n            ".join(listed) + ")"
    yield "End Sub"


def function_module() -> str:
    """The source of the module."""
    head = [f'Attribute VB_Name = "{NAME}"', "Option Explicit", "", "' Made by renja addin build.", ""]
    wrappers = [line for function in FUNCTIONS.values() for line in _wrapper(function)]
    return "\n".join([*head, *wrappers, *_descriptions()]) + "\n"
