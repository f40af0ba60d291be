"""Words for a claim that is not borne out: what the text says, what the table holds, and what may have happened."""

from __future__ import annotations

from decimal import Decimal

from rules.comparison.diagnosis import diagnose_sum
from rules.factcheck.check import JudgedClaim
from rules.factcheck.fact import GROUP, HEADING, WHOLE, Fact
from rules.model.bilingual import NOTHING, Text
from rules.model.display import display
from rules.narrative.claims import Claim
from rules.narrative.figures import NOUNS

_NAMES = {
    "pagu": Text("pagu", "money"),
    "pagu_awal": Text("pagu sebelum perubahan", "money before the revision"),
    "kebutuhan": Text("kebutuhan dana", "money needed"),
    "realisasi_dana": Text("realisasi anggaran", "money spent"),
    "serapan": Text("serapan anggaran", "share spent"),
    "target": Text("target", "target"),
    "proyeksi": Text("proyeksi", "projection"),
    "realisasi": Text("realisasi", "realisation"),
    "capaian": Text("capaian", "achievement"),
    "tingkat_realisasi": Text("tingkat realisasi", "rate of realisation"),
    "tingkat_capaian": Text("tingkat capaian", "rate of achievement"),
    "akumulasi": Text("realisasi kumulatif", "realisation so far"),
    "jumlah": Text("jumlah orang", "head count"),
    "efisien": Text("jumlah sasaran yang efisien", "number of efficient sasaran"),
}  # fmt: skip


def reported(value: object) -> object:
    """A figure as reports hold it: whole ones as integers, others to four decimals."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(round(value, 4))


def with_unit(value: Decimal, unit: str) -> str:
    """A figure as tables print it.

    >>> with_unit(Decimal("92.6114"), "persen"), with_unit(Decimal(824166800), "rupiah"), with_unit(Decimal("1.05"), "")
    ('92,61%', 'Rp 824.166.800', '1,05')
    """
    if unit == "rupiah" and value == value.to_integral_value():
        return f"Rp {display(int(value), 0)}"
    places = value.as_tuple().exponent
    exact = value if isinstance(places, int) and places >= -2 else round(value, 2)
    text = display(exact)
    return f"{text}%" if unit == "persen" else text


def _of(fact: Fact, lang: str) -> str:
    """What a figure is of, and when."""
    indonesian = lang == "id"
    measure = _NAMES[fact.measure].get(lang) if fact.measure in _NAMES else fact.measure
    if fact.measure in NOUNS:
        measure = f"jumlah {fact.measure}" if indonesian else f"number of {fact.measure}"
    if fact.of == WHOLE:
        name = " seluruhnya" if indonesian else " as a whole"
    elif fact.of == HEADING:
        name = f" {fact.name}" if fact.name else (" pegawai" if indonesian else " of staff")
    elif fact.of == GROUP:
        name = f' pendukung "{fact.name}"' if indonesian else f' behind "{fact.name}"'
    else:
        name = f' "{fact.name}"'
    when = "" if fact.year is None else f" tahun {fact.year}" if indonesian else f" of {fact.year}"
    return f"{measure}{name}{when}"


def claimed(claim: Claim, fact: Fact) -> Text:
    """What the text says of what a fact tells."""
    figure = claim.figure.text
    return Text(f"{_of(fact, 'id')} ditulis {figure}", f"{_of(fact, 'en')} is given as {figure}")


def held(fact: Fact) -> Text:
    """What the table holds instead, and where."""
    value = with_unit(fact.value, fact.unit)
    if fact.cell:
        return Text(
            f"tabel {fact.table} memuat {value} ({fact.where})", f"table {fact.table} has {value} ({fact.where})"
        )
    return Text(f"menurut angka tabel {fact.table} {value}", f"by the figures of table {fact.table} it is {value}")


def hint(one: JudgedClaim) -> Text:
    """What may have happened: a row left out, digits swapped, the figure of another year or table, a wrong year."""
    said = [text for text in (_of_sum(one), _of_others(one), _of_year(one)) if text.id]
    return Text("".join(f" {text.id}" for text in said), "".join(f" {text.en}" for text in said))


def _of_sum(one: JudgedClaim) -> Text:
    fact, value = one.fact, one.claim.figure.value
    if fact is None or fact.unit != "rupiah" or value is None or value != value.to_integral_value():
        return NOTHING
    return diagnose_sum(int(value), int(fact.value), [(f'"{name}"', amount) for name, amount in fact.parts])


def _of_others(one: JudgedClaim) -> Text:
    if not one.elsewhere:
        return NOTHING
    other = one.elsewhere[0]
    return Text(
        f"Angka itu sama dengan {_of(other, 'id')} ({other.where}).", f"It is the {_of(other, 'en')} ({other.where})."
    )


def _of_year(one: JudgedClaim) -> Text:
    if one.slipped is None or one.fact is None:
        return NOTHING
    return Text(
        f"Kalimatnya menyebut tahun {one.slipped}, sedangkan angka lainnya adalah angka tahun {one.fact.year}.",
        f"The sentence says {one.slipped}, yet its other figures are those of {one.fact.year}.",
    )
