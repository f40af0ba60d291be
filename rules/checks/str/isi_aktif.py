"""STR-006: the file holds content that acts: macros, controls, objects, DDE, data connections."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Holds
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import ACTIVE, LINK


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every macro, control, object and data connection of the file."""
    judged = view.frame["what"] == ACTIVE
    bad = judged & view.frame[column].notna()
    return view.judge(judged, bad, value=view.cells(column), told=view.frame["told"])


RULE = Rule(
    id="STR-006",
    name="isi-aktif",
    severity="galat",
    subject="berkas",
    basis="Keamanan pertukaran dokumen: penerima tidak menjalankan isi kiriman",
    title=Text("Makro, kontrol, objek, atau sambungan data", "Macros, controls, objects or data connections"),
    message=Text("Buku kerja ini memuat {value}: {told}.", "The workbook holds {value}: {told}."),
    suggestion=Text(
        "Simpan sebagai .xlsx tanpa makro, hapus objek dan sambungan datanya, lalu kirim ulang.",
        "Save as .xlsx without macros, delete objects and data connections, and send it again.",
    ),
    explanation="Makro VBA, kontrol ActiveX, objek OLE, DDE, dan sambungan data dapat menjalankan program di komputer penerima. Buku kerja rencana tidak memerlukannya. renja tidak menjalankan apa pun dari isinya.",
    check=check,
    bad=Example((Holds(ACTIVE, Text("makro VBA", "VBA macros"), told="xl/vbaProject.bin"),), finds="Berkas!"),
    good=Example(
        (
            Holds(
                LINK,
                Text("rumus yang menunjuk buku kerja lain", "a formula that points to another workbook"),
                "T-C.33",
                "F17",
                "=[1]Pagu!B4",
            ),
        ),
        also=("STR-005 Berkas!F17",),
    ),
)
