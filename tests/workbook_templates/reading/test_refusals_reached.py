"""Every refusal of the readers is reached by a hostile file, in a child process under limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import hostile, hostile_formats
from workbook_templates.errors import RefusedFileError
from workbook_templates.reading import errors, limit_errors

KINDS = hostile_formats.KINDS | hostile.KINDS
REFUSALS = {
    error.id: error
    for module in (errors, limit_errors)
    for error in vars(module).values()
    if isinstance(error, type) and issubclass(error, RefusedFileError) and error.__module__ == module.__name__
}
AS = {
    "bukan-naskah": "narrative",
    "naskah-tanpa-teks": "narrative",
    "batas-daftar-acuan": "list",
    "json-bukan-tabel": "list",
}
"""As what a file is read, where not as a document."""
REACHED = {
    "bagian-berawal-ganjil": "comment_before_a_dtd", "bagian-berentitas": "dtd_in_sheet", "bagian-ganda": "duplicate_entries",
    "bagian-hilang": "content_types_missing", "bagian-menunjuk-keluar": "path_tricks", "bagian-rusak": "content_types_broken",
    "bagian-tak-pasti": "content_types_wrong", "bagian-terenkripsi": "entry_fields_broken",
    "bagian-utama-hilang": "package_rels_missing", "bagian-utama-naskah-hilang": "docx_main_part_elsewhere",
    "batas-bagian": "too_many_entries", "batas-baris": "csv_line_breaks", "batas-daftar-acuan": "list_of_long_texts",
    "batas-format": "styles_by_the_hundred_thousand", "batas-huruf": "ods_spaces_by_the_million", "batas-kolom": "csv_wide_rows",
    "batas-lembar": "ods_sheets_by_the_thousand", "batas-mengembang": "bomb_by_sum",
    "batas-nama-unsur": "ods_attributes_flood_in_many_cells", "batas-panjang-baris": "csv_delimiters",
    "batas-panjang-unsur": "ods_attributes_flood", "batas-sel": "cell_flood", "batas-sel-ods": "ods_far_row",
    "batas-tabel": "docx_tables", "batas-teks": "strings_by_the_hundred_thousand", "batas-teks-lain": "ods_text_of_20_megabytes",
    "batas-ukuran-file": "csv_larger_than_the_limit", "batas-unsur": "docx_rows", "batas-xml": "strings_flood",
    "batas-xml-ganjil": "long_sheet_spelled_oddly", "bom-zip": "entry_fields_broken", "bukan-buku-kerja": "not_a_zip",
    "bukan-csv": "csv_nul", "bukan-file-biasa": "pipe", "bukan-naskah": "not_a_narrative", "csv-rusak": "csv_quoted_line_breaks",
    "file-kosong": "empty_file", "file-rusak": "entry_fields_broken", "file-tak-dapat-dibuka": "name_too_long",
    "file-terkunci": "ole_locked", "file-tidak-ada": "not_there", "format-lama": "ole_xlsx", "format-lain": "ole_xls", "isi-lembar-hilang": "rel_external",
    "isi-tak-pasti": "cell_doubled", "json-bukan-tabel": "json_that_is_no_list",
    "masukan-adalah-folder": "folder_named_like_a_workbook",
    "naskah-tak-dikenali": "docx_main_part_elsewhere", "naskah-tanpa-teks": "narrative_without_text",
    "pemampatan-asing": "entry_fields_broken", "pengodean-asing": "ods_encodings", "pengodean-rusak": "name_of_a_part_not_utf8",
    "sel-terlalu-jauh": "far_cell", "tabel-bertingkat": "docx_tables_in_tables",
    "tanda-kutip-tidak-ditutup": "csv_quote_never_closed", "tanpa-lembar": "ods_without_sheets", "teks-panjang-diulang": "long_string_repeated",
}  # fmt: skip
"""A kind of hostile file for each refusal."""


@pytest.mark.parametrize("refusal", sorted(REFUSALS))
def test_every_refusal_is_reached(child: hostile.Reader, tmp_path: Path, refusal: str) -> None:
    assert refusal in REACHED, "a refusal without a hostile file that is refused so"
    reached = []
    for path in KINDS[REACHED[refusal]](tmp_path):
        outcome, text = child.read(path, AS.get(refusal, "document"))
        reached.append(child.refusal or f"{outcome}: {text}")
        if child.refusal == refusal:
            return
    raise AssertionError(reached)


def test_only_refusals_that_there_are_are_listed() -> None:
    assert REFUSALS.keys() == REACHED.keys()
