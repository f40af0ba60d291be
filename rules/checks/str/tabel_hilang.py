"""STR-001: a required table is absent."""

from __future__ import annotations

from rules.engine.example_table_edits import Drop, Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.unchecked import Gap, Skip

_ABSENT = Text("tidak ditemukan di buku kerja", "is not in the workbook")


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every required place that no table of the workbook fills."""
    documents = view.session.documents
    alone = {doc: document.alone for doc, document in enumerate(documents) if document.alone}
    asked = ~view.frame["doc"].isin(list(alone))
    bad = asked & view.frame[column].isna()
    problems = [_problem(*told) for told in zip(view.frame["lembar"][bad], view.frame["bernama"][bad], strict=True)]
    causes = ["kosong" if sheet else "" for sheet in view.frame["lembar"][bad]]
    skipped = {
        doc: Skip(
            Gap.OPTIONAL,
            Text(
                f"hanya {', '.join(tables)} yang diserahkan; --lengkap meminta seluruh dokumen",
                f"only {', '.join(tables)} was handed in; --lengkap asks for the whole document",
            ),
        )
        for doc, tables in alone.items()
    }
    return view.judge(
        asked, bad, skipped=skipped, value=None, judul=view.frame["judul"], problem=problems, cause=causes
    )


def _problem(sheet: str, named: bool) -> Text:
    """What is wrong with a place: no table, one without rows, or one whose rows are only named."""
    if not sheet:
        return _ABSENT
    if named:
        return Text(
            f"ada di lembar {sheet}, tetapi baru berisi kode, nama, atau indikator",
            f"stands in sheet {sheet} with nothing but codes, names and indicators",
        )
    return Text(
        f"ada di lembar {sheet}, tetapi belum berisi satu baris pun", f"stands in sheet {sheet} without any row"
    )


RULE = Rule(
    id="STR-001",
    name="tabel-hilang",
    severity="galat",
    subject="tabel",
    basis="Permendagri 86/2017, sistematika dan tabel Renja Perangkat Daerah",
    title=Text("Tabel wajib tidak ada", "A required table is absent"),
    message=Text("Tabel {key} ({judul}) {problem}.", "Table {key} ({judul}) {problem}."),
    suggestion=Text(
        "Tambahkan tabel itu dengan judul kolom dan baris nomor kolom resminya, atau salin dari templat.",
        "Add the table with its official headings and column-number row, or copy it from the template.",
    ),
    explanation="Dokumen tanpa salah satu tabel wajib tidak dapat dinilai dan akan dikembalikan. Tabel dikenali "
    "dari judul dan baris nomor kolomnya, di lembar mana pun; bila tabelnya ada tetapi tidak dikenali, periksa "
    "apakah baris nomor kolom (1) (2) … masih ada. Tabel yang baru berisi kode, nama, atau indikator masih kosong: sel lainnya tidak "
    "disebut satu per satu.",
    check=check,
    causes=(
        CauseKind(),
        CauseKind(
            "kosong",
            Text("Tabel wajib masih kosong", "A required table is still empty"),
            Text("Isi tabelnya di lembar itu.", "Fill in the table of that sheet."),
        ),
    ),
    bad=Example((Drop("Tujuan-Sasaran"),), finds="Tujuan-Sasaran!"),
    good=Example((Put("Tujuan-Sasaran", 12, "4", "Nilai AKIP Perangkat Daerah"),)),
)
