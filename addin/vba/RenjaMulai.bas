Attribute VB_Name = "RenjaMulai"
Option Explicit

' Excel runs this once when it opens the add-in from its start folder.

Public Sub Auto_Open()
    On Error Resume Next
    DaftarkanFungsi
    If Err.Number <> 0 And ThisWorkbook.IsAddin Then
        ' Some versions refuse to describe functions of a hidden workbook.
        Err.Clear
        ThisWorkbook.IsAddin = False
        DaftarkanFungsi
        ThisWorkbook.IsAddin = True
    End If
    ThisWorkbook.Saved = True
End Sub
