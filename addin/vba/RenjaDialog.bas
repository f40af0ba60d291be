Attribute VB_Name = "RenjaDialog"
Option Explicit

' What asks and tells the planner.

Public Function Tanya(Pertanyaan As String, Judul As String, Awal As String) As String
    Tanya = Trim$(InputBox(Pertanyaan, Judul, Awal))
End Function

Public Sub Pesan(Teks As String)
    MsgBox Teks, vbInformation, "Renja"
End Sub
