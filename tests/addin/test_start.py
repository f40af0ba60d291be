"""What Excel runs when it opens the add-in, in a VBA interpreter: a start that fails never leaves the add-in visible."""

from __future__ import annotations

import pytest
from pyopenvba.apps.excel import ExcelApplication

from addin.xlam import own_source

_BOOK = """Public IsAddin As Boolean
Public Saved As Boolean
"""
_AROUND = """Public Kept As Object
Public Tries As Long
Public Function OwnBook() As Object
    If Kept Is Nothing Then
        Set Kept = New FakeBook
        Kept.IsAddin = True
    End If
    Set OwnBook = Kept
End Function
Public Sub DaftarkanFungsi()
    Tries = Tries + 1
    If OwnBook().IsAddin And {hidden} Or Not OwnBook().IsAddin And {shown} Then Err.Raise 1004, , "tidak dapat"
End Sub
Public Sub Opened()
    Auto_Open
    Worksheets(1).Range("A1").Value = OwnBook().IsAddin
    Worksheets(1).Range("A2").Value = OwnBook().Saved
    Worksheets(1).Range("A3").Value = Tries
End Sub
"""


@pytest.mark.parametrize(
    ("hidden", "shown", "tries"),
    [(False, False, 1), (True, False, 2), (True, True, 2)],
    ids=["all is well", "refused while hidden", "refused in any case"],
)
def test_the_add_in_is_hidden_whatever_its_start_meets(hidden: bool, shown: bool, tries: int) -> None:
    """Excel may refuse to describe functions of a hidden workbook, and of a visible one as well."""
    app = ExcelApplication()
    app.add_workbook()
    app.add_module(_BOOK, name="FakeBook", kind="class")
    app.add_module(_AROUND.format(hidden=hidden, shown=shown), name="Around", kind="standard")
    source = own_source("RenjaMulai.bas").replace("ThisWorkbook", "OwnBook()")
    app.add_module(source, name="RenjaMulai", kind="standard")
    app.run("Opened")
    found = [app.sheet(1).value(cell) for cell in ("A1", "A2", "A3")]
    assert found == [True, True, tries], "hidden, nothing to save, as many tries"
