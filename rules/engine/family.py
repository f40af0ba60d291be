"""The families of rules: the letters an id begins with, and what its rules judge. Their rules stand in ``rules/checks/<folder>/``."""

from __future__ import annotations

from rules.model.bilingual import Text
from rules.record import record


@record
class Family:
    """A family of rules: the first letters of their ids, a title, and what they judge."""

    id: str
    title: Text
    meaning: Text

    @property
    def folder(self) -> str:
        """The folder of its rules below ``rules/checks``."""
        return self.id.lower()


_LISTED = (
    Family(
        "STR",
        Text("Struktur", "Structure"),
        Text(
            "buku kerja dan tabelnya: ada, dikenali, lengkap, tidak disembunyikan",
            "the workbook and its tables: present, recognised, complete, not hidden",
        ),
    ),
    Family(
        "NOM",
        Text("Nomenklatur", "Nomenclature"),
        Text("kode, nama, induk, dan urutan menurut keputusan", "codes, names, parents and order by the decree"),
    ),
    Family("SAT", Text("Satuan", "Units"), Text("satuan target dan realisasi", "units of targets and realisations")),
    Family(
        "ANG",
        Text("Angka", "Figures"),
        Text("angka dan sumber dana, tiap sel sendiri-sendiri", "amounts and sources of funds, each cell by itself"),
    ),
    Family(
        "JML",
        Text("Jumlah", "Sums"),
        Text("induk dan total terhadap rinciannya", "parents and totals against their details"),
    ),
    Family(
        "TUR",
        Text("Turunan", "Derived figures"),
        Text("tingkat, capaian, rata-rata, dan predikat", "rates, achievements, means and predicates"),
    ),
    Family(
        "LTS",
        Text("Lintas tabel", "Across tables"),
        Text("tabel satu dokumen terhadap tabel lainnya", "the tables of one document against each other"),
    ),
    Family(
        "DOK",
        Text("Lintas dokumen", "Across documents"),
        Text(
            "dokumen terhadap dokumen lain dan naskahnya sendiri", "a document against others and against its own text"
        ),
    ),
    Family("SEG", Text("Segel", "Seal"), Text("isi terhadap segelnya", "content against its seal")),
)
FAMILIES = {family.id: family for family in _LISTED}
"""The families by id, in the order of the rule book."""


def family_of(rule_id: str) -> str:
    """The family an id names, known or not.

    >>> family_of("JML-004")
    'JML'
    """
    return rule_id.partition("-")[0]
