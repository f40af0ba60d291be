"""The codes an office may plan, of its own bidang and the penunjang, under each decree at hand; and what is lacking of them.

An office is known by the fields of Identitas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import methodcaller
from typing import Any, NamedTuple

from rules.model.document import Document, Field
from rules.nomenclature import (
    KIND_LABEL,
    Decree,
    Nomenclature,
    decrees,
    find_decree,
    kind_of_government,
    nomenclature,
    own,
)
from rules.schema.pack import pack_for
from rules.values.codes import SUB, level_of, sort_key

Identity = Mapping[str, Any]
_ANY_BIDANG = "X.XX"
"""What decrees list the penunjang under; it has no name of its own."""
CODES, NAMES = "daftar_kode", "acuan_nama"
"""Names of the ranges with the codes of the office and with the keys of their names, under the decree chosen in Identitas."""
_LONGEST, _BEGIN, _END = 255, 200, 55
"""Characters of a text up to which MATCH of Excel looks it up; of a longer name the first and the last stand for it."""


class OfficeCode(NamedTuple):
    """A code with its name, and a sub kegiatan's indicator and unit; texts empty where they are not at hand."""

    kode: str
    nama: str
    indikator: str
    satuan: str


def identity_of(government: str, office: str, bidang: str, year: int | None, decree: str | None) -> dict[str, Any]:
    """The fields of Identitas from what is asked for a new template; what is empty is left open."""
    kind = government.split()[0].casefold() if government.strip() else ""
    return {
        "pemda": government or None,
        "jenis_pemda": kind if kind_of_government(kind) else None,
        "perangkat_daerah": office or None,
        "bidang_urusan": bidang or None,
        "tahun": year,
        "keputusan": decree,
    }


def office_bidang(identity: Identity) -> list[str]:
    """The office's own bidang urusan."""
    return _bidang_in(identity.get("bidang_urusan"))


def _bidang_in(typed: Any) -> list[str]:
    return Document("", "", identity={"bidang_urusan": Field(typed, "", "")}).bidang


def unread_bidang(typed: str) -> list[str]:
    """What of a call's bidang, separated by semicolons, is no code of one, as it was typed."""
    parts = [part.strip() for part in typed.split(";") if part.strip()]
    return [part for part in parts if not all(_bidang_in(word) for word in [part, *re.findall(r"[\d.]*\d", part)])]


def unknown_bidang(identity: Identity) -> list[str]:
    """Bidang of the office that no decree at hand has; none where nothing is at hand for its kind of government."""
    found = [known for decree in decrees().values() if (known := office_reference(identity, decree)) is not None]
    return [
        bidang for bidang in office_bidang(identity) if found and not any(map(methodcaller("covers", bidang), found))
    ]


def office_decree(identity: Identity) -> Decree | None:
    """The decree that Identitas names, else that of the year's pack."""
    year = identity.get("tahun")
    named = find_decree(str(identity.get("keputusan") or ""))
    return named or decrees().get(pack_for(int(year) if year else None).decree or "")


def office_reference(identity: Identity, decree: Decree | None = None) -> Nomenclature | None:
    """Codes at hand under a decree (the office's own unless given), for its kind of government."""
    decree = decree or office_decree(identity)
    kind = kind_of_government(str(identity.get("jenis_pemda") or ""))
    return nomenclature(decree.id, kind) if decree else None


def office_codes(identity: Identity, reference: Nomenclature | None) -> list[OfficeCode]:
    """Everything the office may plan of the codes at hand, in their order; nothing where none are."""
    if reference is None:
        return []
    found: dict[str, OfficeCode] = {}
    for bidang in filter(reference.covers, office_bidang(identity)):
        for listed, name in reference.names.items():
            code = own(listed, bidang) if listed != _ANY_BIDANG else ""
            if code in (bidang, bidang[0]) or code.startswith(f"{bidang}."):
                is_sub = level_of(code) == SUB
                told = (reference.indicator(listed) or "", reference.unit(listed) or "") if is_sub else ("", "")
                found[code] = OfficeCode(code, name, *told)
    return sorted(found.values(), key=lambda line: sort_key(line.kode))


def codes_by_decree(identity: Identity) -> dict[str, list[OfficeCode]]:
    """What the office may plan under each decree, by its id, in the order of their coming into force."""
    return {name: office_codes(identity, office_reference(identity, decree)) for name, decree in decrees().items()}


def plain_name(name: str) -> str:
    """A name in its full wording, without needless spaces."""
    return " ".join(name.split()).replace("Kab/Kota", "Kabupaten/Kota").replace("KAB/KOTA", "KABUPATEN/KOTA")


def name_key(name: str) -> str:
    """What a name is looked up by, here and in cells: Kab/Kota aside, and no longer than Excel can look up."""
    plain = plain_name(name)
    return plain if len(plain) <= _LONGEST else plain[:_BEGIN] + plain[-_END:]


def excel_name_key(name: str) -> str:
    """Native expression: the key of a name that an expression gives without needless spaces."""
    return f"IF(LEN({name})>{_LONGEST},LEFT({name},{_BEGIN})&RIGHT({name},{_END}),{name})"


# ---- what is told of them


def told_of(identity: Identity) -> Iterator[str]:
    """What a template of this office offers of codes, names, indicators and units; what it lacks, and what would mend that."""
    if identity.get("pemda") and not identity.get("jenis_pemda"):
        name = identity["pemda"]
        yield (
            f"Perhatian: jenis pemerintah daerah tidak terbaca dari '{name}'. Sebut namanya lengkap, contoh "
            f"'Kabupaten {name}' atau 'Kota {name}', atau pilih jenisnya di Identitas."
        )
    bidangs, decree, reference = office_bidang(identity), office_decree(identity), office_reference(identity)
    if not bidangs or decree is None or reference is None:
        yield _why_nothing_is_offered(identity, bidangs, decree)
        return
    covered = list(filter(reference.covers, bidangs))
    if covered:
        offered = len(office_codes(identity, reference))
        yield (
            f"Menawarkan {offered} kode bidang {', '.join(covered)} dan penunjang menurut {decree.name}; daftarnya mengikuti "
            "keputusan yang dipilih di Identitas."
        )
    for bidang in bidangs:
        if bidang not in covered:
            yield f"Perhatian: bidang {bidang} tidak ada dalam {decree.name}; periksa kodenya."
    if covered and (unknown := reference.scope(covered)):
        yield f"Perhatian: {unknown}. Untuk melengkapinya: {_import(decree)}"


def _why_nothing_is_offered(identity: Identity, bidangs: Sequence[str], decree: Decree | None) -> str:
    """Why a template of this office offers no codes, and what would mend that."""
    if not bidangs:
        typed = identity.get("bidang_urusan")
        said = f"Kode bidang urusan '{typed}' tidak terbaca" if typed else "Tanpa kode bidang urusan"
        return (
            f"{said}: templat tidak menawarkan kode, nama, indikator, dan satuan. Sebut bidangnya saat membuat templat, "
            "contoh --bidang 1.02."
        )
    if decree is None:
        latest = [one for one in decrees().values() if one.codes == "all"][-1]
        return (
            f"Keputusan nomenklatur untuk tahun {identity.get('tahun')} belum diketahui: templat tidak menawarkan kode, nama, "
            f"indikator, dan satuan. Pilih keputusannya di Identitas, contoh {latest.name}, atau saat membuat templat "
            f"(--keputusan {latest.id})."
        )
    kind = KIND_LABEL.get(kind_of_government(str(identity.get("jenis_pemda") or "")), "")
    whose = f" untuk {kind}" if kind else ""
    other = ", atau pilih keputusan lain di Identitas" if any(codes_by_decree(identity).values()) else ""
    return (
        f"{decree.name}{whose} tidak terpasang: templat tidak menawarkan kode, nama, indikator, dan satuan menurut "
        f"keputusan itu. Impor dahulu ({_import(decree)}){other}."
    )


def _import(decree: Decree) -> str:
    """The command that brings in the codes of a decree."""
    return f"renja nomenclature import FILE --keputusan {decree.id}"
