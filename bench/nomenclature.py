"""How long judging codes, names, indicators and units against a full decree takes, and what the shipped codes cost.

1,000 stacked workbooks of 120 rows, with a wrong name, code or unit in every tenth row, against a decree as large
as the real ones; then the file that ships: its size, the loading of one bidang and of a decree. Run:
``python bench/nomenclature.py`` (or with a number of workbooks).
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import Any

from rules.comparison.nomenclature import referenced
from rules.engine.session import Session
from rules.model.document import DATA, Document, Field, Table
from rules.nomenclature import KABKOTA, PROVINSI, Entry, Store, decrees, nomenclature
from rules.nomenclature.entry import save_decree
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import pack_for

DECREE = "900.1.15.5-1317-2023"
RULES = ("NOM-001", "NOM-002", "NOM-003", "NOM-008", "NOM-009", "NOM-012", "NOM-014", "SAT-003")
_WORDS = [
    "penyusunan",
    "koordinasi",
    "pembinaan",
    "pengawasan",
    "laporan",
    "usaha",
    "mikro",
    "daerah",
    "layanan",
    "sarana",
    "data",
    "pelatihan",
]


def entries() -> list[Entry]:
    """A decree of about 10,000 lines: 33 bidang of both kinds, and the penunjang program."""
    chance = random.Random(1)

    def name() -> str:
        return " ".join(chance.choices(_WORDS, k=8)).capitalize() + f" {chance.randrange(10**6)}"

    made = []
    for kind, digit in ((PROVINSI, 1), (KABKOTA, 2)):
        bidangs = ["X.XX", *(f"{1 + at // 12}.{1 + at % 12:02}" for at in range(33))]
        for bidang in bidangs:
            made += [Entry(kind, bidang, name())]
            for program in range(1, 2 if bidang == "X.XX" else 6):
                made.append(Entry(kind, f"{bidang}.{program:02}", f"Program {name()}"))
                for kegiatan in range(1, 6):
                    above = f"{bidang}.{program:02}.{digit}.{kegiatan:02}"
                    made.append(Entry(kind, above, name()))
                    made += [
                        Entry(kind, f"{above}.{sub:04}", name(), "", f"Jumlah {name()}", "Laporan")
                        for sub in range(1, 6)
                    ]
    return made


def documents(lines: Sequence[Entry], count: int, rows: int = 120) -> list[Document]:
    """Workbooks with a plan of so many rows each, every tenth row wrong in some way."""
    chance, layout = random.Random(2), layouts()["T-C.33"]
    own = [x for x in lines if x.jenis == KABKOTA and x.kode.startswith("2.")]
    slips = [x._replace(nama=x.nama[:-4]) for x in own[::7]] + [x._replace(kode=x.kode[:-1] + "9") for x in own[::9]]
    slips += [x._replace(satuan="Dokumen") for x in own[::5]] + [x._replace(indikator="Jumlah lain") for x in own[::11]]
    made = []
    for number in range(count):
        chosen = chance.sample(own, rows - rows // 10) + chance.sample(slips, rows // 10)
        columns: dict[str, list[Any]] = {column: [None] * rows for column in layout.official}
        columns |= {
            "1": [x.kode for x in chosen],
            "2": [x.nama for x in chosen],
            "3": [x.indikator or None for x in chosen],
        }
        columns["5"] = columns["9"] = [f"12 {x.satuan}" if x.satuan else "-" for x in chosen]
        letters = {column: chr(65 + at) for at, column in enumerate(layout.official)}
        table = Table("T-C.33", "T-C.33", list(range(12, 12 + rows)), [DATA] * rows, columns, letters)
        told = {"tahun": 2025, "jenis_pemda": "kota", "keputusan": "Kepmendagri 900.1.15.5-1317/2023"}
        identity = {key: Field(value, "Identitas", "C1") for key, value in told.items()}
        made.append(Document(f"{number}.xlsx", "renja", [table], identity, ["T-C.33"]))
    return made


def measure(count: int = 1_000, *, beside: bool = False) -> dict[str, float]:
    """Processor seconds for each step, with all other decrees installed ``beside`` the one or not."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RENJA_STORE"] = folder
        lines = entries()
        for decree in decrees() if beside else [DECREE]:
            save_decree(Store(), decree, {"counts": {}}, lines)
        told: dict[str, float] = {"baris keputusan": len(lines)}
        start = time.process_time()
        Store().open(DECREE)
        told["buka keputusan"] = time.process_time() - start
        start = time.process_time()
        # The others too: a code that the workbook's own decree does not know is sought in them.
        for decree in decrees() if beside else [DECREE]:
            assert nomenclature(decree, KABKOTA) is not None
        told["muat keputusan"] = time.process_time() - start
        session = Session(documents(lines, count), pack_for(2025), list(all_rules().values()))
        view = session.tables["T-C.33"]
        # What every rule reads, whatever it judges: codes, kinds of rows, units.
        view.coded, view.names, view.keys  # noqa: B018
        for column in ("5", "9"):
            view.target(column)
            session.judge("SAT-002", view, column)
            session.judge("SAT-005", view, column)
        told["baris"] = len(view.frame)
        start = time.process_time()
        referenced(view)
        blamed = 0
        for rule in RULES:
            for column in session.columns_of(all_rules()[rule], view):
                judgement = session.judge(rule, view, column)
                blamed += len(judgement.faults.rows) if judgement else 0
        told["menilai"] = time.process_time() - start
        told["temuan"] = blamed
        assert not session.crashes, session.crashes
        return told


def shipped_cost() -> dict[str, float]:
    """What the shipped codes cost: bytes, and processor milliseconds for the largest bidang, the slowest and a whole decree."""
    from rules.nomenclature.shipped import FILE, FOLDER, _file, facts_of, shipped, shipped_bidang

    told: dict[str, float] = {"byte yang disertakan": Store(FOLDER).path(FILE).stat().st_size}
    assert not _file.cache_info().currsize, "nothing is read before it is asked for"
    start = time.process_time()
    _file()
    told["ms membuka"] = (time.process_time() - start) * 1_000
    spent = {}
    for bidang in shipped_bidang():
        start = time.process_time()
        facts_of(bidang)
        spent[bidang] = (time.process_time() - start) * 1_000
    told["ms bidang terlambat"] = max(spent.values())
    start = time.process_time()
    shipped("900.1.15.5-3406-2024", KABKOTA)
    told["ms satu keputusan"] = (time.process_time() - start) * 1_000
    return told


if __name__ == "__main__":
    for step, cost in shipped_cost().items():
        print(f"{cost:12.1f}  {step}" if isinstance(cost, float) else f"{cost:12,}  {step}")
    for step, seconds in measure(*map(int, sys.argv[1:2]), beside=True).items():
        print(f"{seconds:12.3f}  {step}" if isinstance(seconds, float) else f"{seconds:12,}  {step}")
