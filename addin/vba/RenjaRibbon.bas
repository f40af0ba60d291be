Attribute VB_Name = "RenjaRibbon"
Option Explicit

' The buttons of the tab Renja. Each hands over to Python; what it did or why it could not is told there,
' in one message box. Only what keeps Python from being called at all is told here.

Public Const Batal As String = "<batal>"
' What is answered to a question that was cancelled.

Public Sub Validasi(control As IRibbonControl)
    Panggil "validate()"
End Sub

Public Sub PilihAcuan(control As IRibbonControl)
    Panggil "choose_references()"
End Sub

Public Sub LupakanAcuan(control As IRibbonControl)
    Panggil "forget_references()"
End Sub

Public Sub Hitung(control As IRibbonControl)
    Panggil "compute()"
End Sub

Public Sub TemuanBerikutnya(control As IRibbonControl)
    Panggil "next_finding()"
End Sub

Public Sub TemuanSebelumnya(control As IRibbonControl)
    Panggil "previous_finding()"
End Sub

Public Sub PerbaikiYangAman(control As IRibbonControl)
    Panggil "apply_safe_fixes()"
End Sub

Public Sub Batalkan(control As IRibbonControl)
    Panggil "undo()"
End Sub

Public Sub Segel(control As IRibbonControl)
    Panggil "seal()"
End Sub

Public Sub CetakKeWord(control As IRibbonControl)
    Panggil "print_document()"
End Sub

Public Sub BukuAturan(control As IRibbonControl)
    Panggil "rule_page()"
End Sub

Public Sub Bantuan(control As IRibbonControl)
    Panggil "guide()"
End Sub

Public Sub TemplatRenja(control As IRibbonControl)
    BuatTemplat "renja", "Tahun rencana (n), contoh 2026:", 1
End Sub

Public Sub TemplatLkip(control As IRibbonControl)
    BuatTemplat "lkip", "Tahun yang dilaporkan (n), contoh 2025:", -1
End Sub

Public Sub Nomenklatur(control As IRibbonControl)
    Dim Kata As String
    Kata = Tanya("Kata dari nama program, kegiatan, atau sub kegiatan:", "Nomenklatur", "")
    If Kata <> "" And Kata <> Batal Then Panggil "search_nomenclature('" & Hexa(Kata) & "')"
End Sub

Private Sub BuatTemplat(Dokumen As String, Pertanyaan As String, Selisih As Integer)
    ' Cancel ends it; what is left empty is filled in later, in Identitas.
    Dim Tahun As String, Pemda As String, Kantor As String, Bidang As String, Tahap As String, Nomor As String
    Tahun = Tanya(Pertanyaan, "Templat baru", CStr(Year(Now) + Selisih))
    If Tahun = "" Or Tahun = Batal Then Exit Sub
    If Not (Tahun Like "20##") Then
        Pesan "Tahun '" & Tahun & "' bukan tahun empat angka, contoh 2026."
        Exit Sub
    End If
    Pemda = Tanya("Pemerintah daerah, contoh Kota Bekasi:", "Templat baru", "")
    If Pemda = Batal Then Exit Sub
    Kantor = Tanya("Perangkat daerah, contoh Dinas Kesehatan:", "Templat baru", "")
    If Kantor = Batal Then Exit Sub
    Bidang = Tanya("Kode bidang urusan, contoh 1.02; beberapa dipisah titik koma. Dari kode ini templat menawarkan " & _
        "kode, nama, indikator, dan satuan.", "Templat baru", "")
    If Bidang = Batal Then Exit Sub
    If Dokumen = "renja" Then
        Tahap = Tanya("Tahap: rancangan awal, rancangan, rancangan akhir, atau perubahan.", "Templat baru", "rancangan awal")
        If Tahap = Batal Then Exit Sub
    End If
    Nomor = Tanya("Cetak nomor tabel seperti 'Tabel 3.3' di atas judulnya? Ketik ya bila perlu.", "Templat baru", "")
    If Nomor = Batal Then Exit Sub
    Panggil "new_template('" & Dokumen & "', " & Tahun & ", '" & Hexa(Pemda) & "', '" & Hexa(Kantor) & "', '" & _
        Hexa(Bidang) & "', '" & Hexa(Tahap) & "', '" & Hexa(Nomor) & "')"
End Sub

Private Sub Panggil(Tindakan As String)
    Dim Kurang As String
    Kurang = YangKurang()
    If Kurang <> "" Then
        Pesan Kurang
        Exit Sub
    End If
    If HanyaTampil() Then
        Pesan "Buku kerja ini dibuka dalam Tampilan Terproteksi, hanya untuk dibaca. Klik 'Aktifkan Pengeditan' (Enable Editing) " & _
            "di bilah kuning di atas lembar, lalu ulangi."
        Exit Sub
    End If
    ' Python is told of the workbook in front; without any there is none to tell of.
    If ActiveWorkbook Is Nothing Then Workbooks.Add
    RunPython "import addin.ribbon; addin.ribbon." & Tindakan
End Sub

Private Function HanyaTampil() As Boolean
    ' Whether the window in front is one of Protected View: its workbook cannot be asked for, nor written to.
    On Error Resume Next
    #If Not Mac Then
        HanyaTampil = Not Application.ActiveProtectedViewWindow Is Nothing
    #End If
    If Err.Number <> 0 Then HanyaTampil = False
End Function

Private Function YangKurang() As String
    ' Why Python cannot be called; empty if it can.
    Dim Interpreter As String
    #If Mac Then
        ' The sandbox does not let Excel look for the interpreter itself.
        Interpreter = GetConfig("INTERPRETER_MAC", "")
        If Interpreter <> "" Then Exit Function
    #Else
        Interpreter = GetConfig("INTERPRETER_WIN", "")
        If FileExists(Interpreter) Then
            If GetConfig("USE UDF SERVER", "False") = "True" Then YangKurang = PustakaYangKurang(Interpreter)
            Exit Function
        End If
    #End If
    If Interpreter = "" Then
        YangKurang = "Renja belum dipasang untuk akun ini. Tutup Excel, lalu jalankan: renja addin install"
    Else
        YangKurang = "Python yang dipakai Renja tidak ada lagi di " & Interpreter & _
            ". Pasang Renja kembali, lalu jalankan: renja addin install"
    End If
End Function

Private Function PustakaYangKurang(Interpreter As String) As String
    ' An upgrade of xlwings puts a library of another name beside Python; the add-in looks for that of its own version.
    ' Excel loads the one of its own bits, whatever those of Python.
    Dim Nama As String
    #If Win64 Then
        Nama = "xlwings64-" & XLWINGS_VERSION & ".dll"
    #Else
        Nama = "xlwings32-" & XLWINGS_VERSION & ".dll"
    #End If
    If FileExists(ParentFolder(Interpreter) & "\" & Nama) Then Exit Function
    If FileExists(ParentFolder(ParentFolder(Interpreter)) & "\" & Nama) Then Exit Function
    PustakaYangKurang = "Pustaka " & Nama & " tidak ada di samping Python yang dipakai Renja; mungkin versi xlwings berubah " & _
        "sejak Renja dipasang. Tutup Excel, lalu jalankan: renja addin install"
End Function

Public Function Hexa(Teks As String) As String
    ' A text as hexadecimal digits, four a character: it passes through any command line.
    Dim I As Long
    For I = 1 To Len(Teks)
        Hexa = Hexa & Right$("0000" & Hex$(CLng(AscW(Mid$(Teks, I, 1))) And 65535), 4)
    Next I
End Function
