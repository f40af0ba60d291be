"""NOM-008: a code of another decree than the one the document follows."""

from __future__ import annotations

from typing import Any

from rules.arrays import filled, mask_of, within
from rules.comparison.nomenclature import missing_reference, reference_of, referenced
from rules.comparison.other_decree import Abroad, Stranger, strangers, whole_tables
from rules.engine.example_table_edits import Example, Insert, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.nomenclature import own
from rules.values.codes import bidang_of

_NONE = Text(
    "Tidak ada padanannya yang pasti; pilih sub kegiatan dari keputusan yang berlaku.",
    "It has no certain counterpart; choose a sub kegiatan of the decree in force.",
)


def _offer(view: View, row: int, found: Stranger, whole: Abroad | None) -> Text:
    if whole:
        return Text(
            f"{whole.count} dari {whole.total} sub kegiatan tabel ini memakai kode {whole.decree.name}: bila memang "
            "keputusan itu yang dipakai, perbaiki isian keputusan nomenklatur pada Identitas; bila tidak, ubah semua "
            "kodenya dengan 'renja nomenclature migrate'.",
            f"{whole.count} of {whole.total} sub kegiatan of this table bear codes of {whole.decree.name}: if that decree is "
            "followed, mend the identity; otherwise migrate the codes with 'renja nomenclature migrate'.",
        )
    code = found.proposal.code
    if code is None:
        return _NONE
    name = reference_of(view, row).name(code)
    if found.certain:
        return Text(f"Pakai {code} {name}.", f"Use {code} {name}.")
    return Text(
        f"Padanannya mungkin {code} {name} ({found.proposal.reason}); pastikan dahulu.",
        f"Perhaps {code} {name} is meant; make sure first.",
    )


def check(view: View, column: str) -> Judgement:
    """Blame codes only another decree knows; one finding where nearly all codes of a table are of that decree."""
    known, found = referenced(view), strangers(view)
    foreign = view.blamed(column, "NOM-007", "NOM-009")
    stranger = filled(found) & ~foreign
    checked = (known.judged | stranger) & ~foreign
    bad = stranger & ~within(parent_keys(view), set(code_keys(view)[stranger]) - {""})
    whole = whole_tables(view)
    for first, abroad in whole.items():
        same = mask_of((x is not None and x.decree is abroad.decree for x in found), len(found))
        bad &= ~((view.docs == view.docs[first]) & same)
        bad[first] = not foreign[first]
    rows = list(view.frame.index[bad])
    told: list[Stranger] = [found[row] for row in rows]
    bidang = [
        bidang_of(view.text(column)[row]) if row in whole else bidang_of(x.code)
        for row, x in zip(rows, told, strict=True)
    ]
    decree: list[Any] = [view.session.decree(view.doc_of(row)) for row in rows]
    return view.judge(
        checked,
        bad,
        deferred=stranger & ~bad,
        skipped=missing_reference(view),
        value=[_written(view, row, column) for row in rows],
        listed=[own(x.code, at) for x, at in zip(told, bidang, strict=True)],
        other=[x.decree.name for x in told],
        cause=["tabel" if row in whole else "kode" for row in rows],
        decree=[x.name for x in decree],
        expected=[None if row in whole else x.proposal.code for row, x in zip(rows, told, strict=True)],
        offer=[_offer(view, row, x, whole.get(row)) for row, x in zip(rows, told, strict=True)],
    )


def _written(view: View, row: int, column: str) -> Any:
    return view.levels.official[row] or view.cells(column)[row]


_KEGIATAN = "Pengembangan Usaha Mikro dengan Orientasi Peningkatan Skala Usaha Menjadi Usaha Kecil"
_SUB = "Produksi dan Pengolahan, Pemasaran, Sumber Daya Manusia, serta Desain dan Teknologi"
_ROW = {"3": "Jumlah Unit Usaha yang Difasilitasi", "4": "Kota Bekasi", "5": "-", "6": 0, "7": "-", "9": "-", "10": 0}

RULE = Rule(
    id="NOM-008",
    name="keputusan-lain",
    severity="galat",
    basis="Keputusan nomenklatur yang disebut Identitas; peta kode antarkeputusan",
    title=Text("Kode milik keputusan lain", "Code of another decree"),
    message=Text(
        "Kode {value} tidak ada dalam {decree}; ini kode {other} ({listed}).",
        "Code {value} is not in {decree}; it is a code of {other} ({listed}).",
    ),
    suggestion=Text("{offer}", "{offer}"),
    explanation="Satu dokumen mengikuti satu keputusan. Kode keputusan lain menunjuk sub kegiatan yang tidak ada, atau "
    "yang lain, dalam keputusan dokumen ini. Kodenya dikenali bila ada di keputusan lain yang terpasang dan namanya "
    "cocok. Bila hampir semua kode satu tabel begitu, satu temuan mewakilinya: yang keliru mungkin isian Identitas.",
    check=check,
    columns=of_role("kode"),
    waits=("NOM-007", "NOM-009"),
    spoils=("place",),
    causes=(
        CauseKind("kode", remedy=Text("Ganti dengan padanannya dalam keputusan yang berlaku.", "Use its counterpart in the decree in force."), advice=Text("{offer}", "{offer}")),
        CauseKind("tabel", Text("Hampir semua kode menurut keputusan lain", "Nearly all codes are of another decree"),
            Text("Periksa keputusan nomenklatur pada Identitas; bila sudah benar, ganti kodenya dengan padanannya.", "Check the decree in the identity; if it is right, use the counterparts of the codes."), advice=Text("{offer}", "{offer}")),),
    bad=Example(
        tuple(
            edit
            for table in ("T-C.33", "Bab-IV")
            for edit in (
                Insert(table, 22, {**_ROW, "1": "2.17.08", "2": "Program Pengembangan UMKM"}),
                Insert(table, 23, {**_ROW, "1": "2.17.08.2.01", "2": _KEGIATAN}),
                Insert(table, 24, {**_ROW, "1": "2.17.08.2.01.06", "2": _SUB}),
            )
        ),
        finds="T-C.33!A25 Bab-IV!A25",
    ),
    good=Example((Put("T-C.33", 22, "8", "Kode menurut keputusan yang berlaku"),)),
)  # fmt: skip
