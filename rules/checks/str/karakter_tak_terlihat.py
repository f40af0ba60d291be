"""STR-017: cells hold characters that nobody sees."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Bears
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import UNSEEN


def check(view: StackedRows, column: str) -> Judgement:
    """Blame each such character once, with all cells that hold it; taking it out is safe."""
    judged = view.frame["what"] == UNSEEN
    bad = judged & view.frame[column].notna()
    told, also = view.frame["told"], view.frame["also"]
    return view.judge(judged, bad, value=view.cells(column), told=told, also=also, fix=view.cells("bersih"))


RULE = Rule(
    id="STR-017",
    name="karakter-tak-terlihat",
    severity="peringatan",
    subject="berkas",
    basis="Permendagri 86/2017: setiap sel tabel memuat data yang dapat dibaca",
    title=Text("Karakter yang tidak terlihat", "Characters that nobody sees"),
    message=Text(
        "Karakter tak terlihat: {value}, di {told}. Dibaca seolah-olah tidak ada; spasi jenis lain dibaca sebagai spasi biasa.",
        "Invisible character: {value}, in {told}. It is read as if absent; blanks of other kinds are read as plain ones.",
    ),
    suggestion=Text(
        "Hapus dengan 'renja fix', atau ketik ulang isi selnya. Tempel dari web, PDF, atau Word sebagai teks saja (Tempel Nilai).",
        "Take it out with 'renja fix', or type the cells anew. Paste from the web, PDF or Word as text only (Paste Values).",
    ),
    explanation="Karakter seperti spasi lebar nol, BOM, tanda hubung lunak, tanda arah tulisan, dan spasi tanpa putus ikut tersalin "
    "dari halaman web, PDF, atau Word. Sel tampak benar, tetapi SUMIFS, VLOOKUP, dan pencarian di Excel menganggapnya lain, dan "
    "angkanya menjadi teks. Pemeriksaan membaca isi sel seolah-olah karakter itu tidak ada, sehingga tidak ada kesalahan lain yang "
    "timbul karenanya. Setiap karakter dilaporkan sekali beserta sel-selnya; yang dilihat hanya lembar yang memuat tabel resmi "
    "atau identitas.",
    check=check,
    causes=(CauseKind(mended="fix"),),
    bad=Example((Bears("T-C.33", "A12", "\u200b2.17.01.2.01.06"),), finds="Berkas!A12"),
    good=Example(()),
)
