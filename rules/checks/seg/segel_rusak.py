"""SEG-001: the content changed since the workbook was sealed."""

from __future__ import annotations

from collections.abc import Sequence

from rules.engine.example_table_edits import Example, Put
from rules.engine.example_workbook_edits import Sealed
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.seal.check import UNSEALED, Changed
from rules.seal.explain import told


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every table, and the seal itself, in which something is not as it was sealed."""
    frame = view.frame
    bad = frame[column].notna()
    judged = frame["segel"].notna() | bad
    changes: list[Sequence[Changed]] = list(frame[column][bad])
    dates = [seal.date[:10] if seal is not None else "?" for seal in frame["segel"][bad]]
    return view.judge(
        judged,
        bad,
        skipped=dict.fromkeys({*frame["doc"]} - {*frame["doc"][judged]}, UNSEALED),
        value=None,
        what=[Text(told(found), told(found, "en")) for found in changes],
        date=dates,
    )


RULE = Rule(
    id="SEG-001",
    name="segel-rusak",
    severity="galat",
    subject="segel",
    basis="Tata cara pengiriman dokumen rencana: yang diperiksa adalah isi yang dikirim",
    title=Text("Isi berubah sejak disegel", "Content changed since it was sealed"),
    message=Text(
        "{key} tidak lagi seperti saat disegel ({date}): {what}.", "{key} is not as it was sealed ({date}): {what}."
    ),
    suggestion=Text(
        "Minta pengirim menjelaskan perubahannya, lalu periksa dan segel ulang; kode segelnya akan lain.",
        "Ask the sender to explain the change, then validate and seal again; the code will be another.",
    ),
    explanation="Segel mencatat isi tabel resmi: nilai yang diketik dan rumusnya, bukan format, lebar kolom, atau lembar "
    "lain. Menyimpan ulang di program lain tidak merusaknya; mengubah satu angka merusaknya. Buku kerja tanpa segel tidak "
    "dinilai oleh aturan ini.",
    check=check,
    bad=Example((Sealed(), Put("Tujuan-Sasaran", 12, "4", "Nilai AKIP Dinas")), finds="Tujuan-Sasaran!D12"),
    good=Example((Put("Tujuan-Sasaran", 12, "4", "Nilai AKIP Dinas"), Sealed(),
                  Put("Tujuan-Sasaran", 12, "4", " Nilai  AKIP Dinas "))),
)  # fmt: skip
