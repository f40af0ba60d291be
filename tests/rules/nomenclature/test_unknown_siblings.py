"""Every code that ships, put wrong by its last segment: the rule on unknown codes tells of each, and offers only codes that exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.engine.session import Session
from rules.model.document import DATA, Document, Field, Table
from rules.nomenclature import Decree, Nomenclature, decrees, nomenclature, own
from rules.nomenclature.shipped import facts
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import load_pack
from rules.values.codes import KEGIATAN, bidang_of, level_of

RULE = "NOM-002"
EXISTING = {fact.kode for fact in facts()}


@pytest.fixture(autouse=True)
def _nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path / "store"))


def _strangers(reference: Nomenclature) -> Iterator[str]:
    """For each kegiatan and sub kegiatan one code beside it that no decree has."""
    taken: set[str] = set(EXISTING)
    for code in reference.names:
        if level_of(code) < KEGIATAN:
            continue
        above, _, last = code.rpartition(".")
        free = (f"{above}.{n:0{len(last)}}" for n in range(10 ** len(last) - 1, 0, -1))
        stranger = next(x for x in free if x not in taken)
        taken.add(stranger)
        yield stranger


def _session(decree: Decree, codes: dict[str, list[str]]) -> Session:
    """A stack of plans, one for each bidang, that list some codes under a decree."""
    layout, documents = layouts()["T-C.33"], []
    letters = {number: chr(65 + at) for at, number in enumerate(layout.official)}
    for bidang, listed in codes.items():
        columns = {number: [None] * len(listed) for number in layout.official} | {"1": listed}
        table = Table("T-C.33", "T-C.33", list(range(12, 12 + len(listed))), [DATA] * len(listed), columns, letters)
        told = {"tahun": 2026, "jenis_pemda": "kota", "keputusan": decree.name, "bidang_urusan": bidang}
        identity = {key: Field(value, "Identitas", "C1") for key, value in told.items()}
        documents.append(Document(f"{bidang}.xlsx", "renja", [table], identity, ["T-C.33"]))
    return Session(documents, load_pack("2026"), list(all_rules().values()))


@pytest.mark.parametrize("decree_id", [x.id for x in decrees().values() if x.sub_digits == 4])
def test_an_unknown_sibling_of_any_code_is_told_where_the_list_is_known(decree_id: str) -> None:
    reference = nomenclature(decree_id, "kabkota")
    assert reference is not None
    by_bidang: dict[str, list[str]] = defaultdict(list)
    for code in _strangers(reference):
        # Penunjang stands in the plan of every bidang; one is enough.
        by_bidang[bidang_of(own(code, "1.02")) or ""].append(own(code, "1.02"))
    session = _session(reference.decree, by_bidang)
    view = session.tables["T-C.33"]
    judgement = session.judge(RULE, view, "1")
    assert judgement is not None
    assert not session.crashes
    if reference.decree.codes != "all":
        assert not len(judgement.faults.rows)
        assert set(judgement.skipped) == set(range(len(by_bidang)))
        return
    wrong = [code for listed in by_bidang.values() for code in listed]
    assert len(wrong) > 3_500
    assert len(judgement.faults.rows) == len(wrong)
    for row, offered in zip(judgement.faults.rows, judgement.faults.details["expected"], strict=True):
        assert offered in reference, (view.levels.code[row], offered)
        assert bidang_of(offered) == bidang_of(view.levels.code[row])
