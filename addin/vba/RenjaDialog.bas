Attribute VB_Name = "RenjaDialog"
Option Explicit

' What asks and tells the planner.

Public Function Tanya(Pertanyaan As String, Judul As String, Awal As String) As String
    Dim Jawaban As String
    Jawaban = InputBox(Pertanyaan, Judul, Awal)
    ' Only a cancelled question leaves no text at all, not even an empty one.
    If StrPtr(Jawaban) = 0 Then
        Tanya = Batal
    Else
        Tanya = Trim$(Jawaban)
    End If
End Function

Public Sub Pesan(Teks As String)
    MsgBox Teks, vbInformation, "Renja"
End Sub
