"""The worksheet functions (UDFs): the arithmetic, words and codes of the rule book, usable in any cell.

Each takes single cells or ranges; what cannot be reckoned is said in words in the cell. They are a convenience for
Excel on Windows: the templates calculate by native formulas, and *Hitung* writes values.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from addin.udf import Argument, Unfit, joined, over, worksheet_function
from addin.values import Rows, rows_of
from rules.nomenclature.nearest_codes import nearest_codes
from rules.values.cells import as_text, is_blank

if TYPE_CHECKING:
    from rules.nomenclature import Nomenclature

_DECREE = Argument("keputusan", "Boleh kosong. Keputusan nomenklatur, contoh 050-5889-2021; bawaan yang terbaru.", True)
_CODE = Argument("kode", "Kode, atau rentang berisi kode.")
_POSITIVE = "1 / 2 * 100"
_KINDS = {"positif": _POSITIVE, "persentase": _POSITIVE, "nilai akhir": _POSITIVE, "negatif": "capaian_negatif(1, 2)"}
"""Arithmetic over realisation (1) and target (2) by type of indicator, as the layouts of the LKIP have it."""


# ---- figures


def _figure(value: Any, what: str) -> tuple[Decimal | None, str]:
    """A number with its unit (`448 Orang`), None for a blank; raises :class:`Unfit` for anything else."""
    from rules.values.targets import TargetKind, read_target

    target = read_target(value)
    if target.kind in (TargetKind.EMPTY, TargetKind.NIL):
        return None, ""
    if target.kind is not TargetKind.VALUE or target.value is None:
        raise Unfit(f"{what} '{as_text(value)}' bukan angka")
    return target.value, target.unit


def _amount(value: Any, what: str) -> Decimal | None:
    """An amount of money in rupiah, None for a blank; raises :class:`Unfit` for anything else."""
    from rules.values.money import read_money

    if is_blank(value):
        return None
    amount = read_money(value, 2).amount
    if amount is None:
        raise Unfit(f"{what} '{as_text(value)}' bukan jumlah uang")
    return Decimal(amount).scaleb(-2)


def _pair(formula: str, value: Decimal | None, base: Decimal | None, what: str = "") -> Any:
    """Two figures and the arithmetic over them; blank where one is missing, :class:`Unfit` where ``what`` is nought."""
    if value is None or base is None:
        return ""
    if what and base == 0:
        raise Unfit(f"{what} nol: tidak dapat dibagi")
    return formula, float(value), float(base)


def _reckoned(pairs: Rows) -> Rows:
    """The arithmetic of the rule book over all pairs of figures at once; texts stay where they stand."""
    import numpy as np

    from rules.schema.arithmetic import Expression
    from rules.schema.pack import load_pack

    places: dict[str, list[tuple[int, int]]] = {}
    for row, cells in enumerate(pairs):
        for at, cell in enumerate(cells):
            if isinstance(cell, tuple):
                places.setdefault(cell[0], []).append((row, at))
    for formula, found in places.items():
        expression = Expression.parse(formula).expanded(load_pack("dasar").bodies)
        given = {str(n): np.array([pairs[row][at][n] for row, at in found], dtype=float) for n in (1, 2)}
        for (row, at), result in zip(found, expression.evaluate(given), strict=True):
            pairs[row][at] = float(result)
    return pairs


def _aimed(value: Any, target: Any, kind: Any) -> Any:
    """A realisation and its target; raises :class:`Unfit` for units that differ and types unknown."""
    from rules.values.text import fold
    from rules.values.vocabulary import units

    chosen = fold(as_text(kind))
    if chosen and chosen not in _KINDS:
        raise Unfit(f"Jenis '{as_text(kind)}' tidak dikenal: positif atau negatif")

    (reached, unit), (aimed, other) = _figure(value, "Realisasi"), _figure(target, "Target")
    if unit and other and (units().official(unit) or fold(unit)) != (units().official(other) or fold(other)):
        raise Unfit(f"Satuan berbeda: {unit} dan {other}")
    return _pair(_KINDS.get(chosen, _POSITIVE), reached, aimed, "Target")


@worksheet_function(
    Argument("realisasi", "Realisasi: angka, boleh dengan satuan (448 Orang)."),
    Argument("target", "Target: angka, boleh dengan satuan."),
    Argument("jenis", "Boleh kosong. positif (bawaan) atau negatif: makin rendah makin baik.", True),
)
def CAPAIAN(realisasi: Rows, target: Rows, jenis: Any = None) -> Rows:  # noqa: N802
    """Tingkat capaian kinerja dalam persen: realisasi / target × 100; untuk jenis negatif (2 × target − realisasi) /
    target × 100."""
    return _reckoned(over(_aimed, realisasi, target, rows_of(jenis)))


@worksheet_function(
    Argument("realisasi", "Realisasi kinerja, kolom 7 T-C.29."), Argument("target", "Target kinerja, kolom 6 T-C.29.")
)
def TINGKAT_REALISASI(realisasi: Rows, target: Rows) -> Rows:  # noqa: N802
    """Tingkat realisasi dalam persen menurut T-C.29: realisasi / target × 100."""
    return _reckoned(over(_aimed, realisasi, target, [[None]]))


@worksheet_function(
    Argument("realisasi", "Realisasi anggaran dalam rupiah."), Argument("anggaran", "Anggaran (pagu) dalam rupiah.")
)
def SERAPAN(realisasi: Rows, anggaran: Rows) -> Rows:  # noqa: N802
    """Serapan anggaran dalam persen: realisasi / anggaran × 100."""

    def share(spent: Any, budget: Any) -> Any:
        return _pair(_POSITIVE, _amount(spent, "Realisasi"), _amount(budget, "Anggaran"), "Anggaran")

    return _reckoned(over(share, realisasi, anggaran))


@worksheet_function(
    Argument("nilai", "Angka atau jumlah uang."),
    Argument("akhiran", "Boleh kosong. Kata di belakangnya, contoh rupiah.", True),
)
def TERBILANG(nilai: Rows, akhiran: Any = None) -> Rows:  # noqa: N802
    """Angka dalam kata: 1250 menjadi seribu dua ratus lima puluh."""
    from rules.values.terbilang import LIMIT, words_of

    def said(value: Any, ending: Any) -> str:
        amount = _amount(value, "Nilai")
        if amount is None:
            return ""
        if abs(amount) >= LIMIT:
            raise Unfit("Angka terlalu besar untuk dibilang")
        return f"{words_of(amount)} {as_text(ending)}".strip()

    return over(said, nilai, rows_of(akhiran))


@worksheet_function(Argument("nilai", "Jumlah uang, angka atau teks."))
def RUPIAH(nilai: Rows) -> Rows:  # noqa: N802
    """Jumlah uang sebagai teks: 12611751848 menjadi Rp12.611.751.848; sen ditulis bila ada."""
    from rules.values.money import format_rupiah

    def written(value: Any) -> str:
        amount = _amount(value, "Nilai")
        if amount is None:
            return ""
        decimals = 0 if amount == amount.to_integral_value() else 2
        text = format_rupiah(int(amount.scaleb(decimals)), decimals)
        return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"

    return over(written, nilai)


# ---- words over figures


def _word(scale: str, what: str) -> Callable[[Any], str]:
    from rules.schema.pack import load_pack

    known = load_pack("dasar").scales[scale]

    def word(value: Any) -> str:
        figure = _figure(value, what)[0]
        if figure is None:
            return ""
        if scale == "akip" and not 0 <= figure <= 100:
            raise Unfit(f"{what} {as_text(value)} di luar 0 sampai 100")
        return known.word(round(float(figure), 2))

    return word


@worksheet_function(Argument("nilai", "Nilai AKIP, 0 sampai 100."))
def PREDIKAT_AKIP(nilai: Rows) -> Rows:  # noqa: N802
    """Predikat AKIP menurut nilainya: AA di atas 90, A di atas 80, BB di atas 70, B di atas 60, CC di atas 50, C di atas
    30, selain itu D."""
    return over(_word("akip", "Nilai"), nilai)


@worksheet_function(Argument("capaian", "Tingkat capaian dalam persen."))
def KATEGORI_CAPAIAN(capaian: Rows) -> Rows:  # noqa: N802
    """Kategori capaian kinerja: Sangat Tinggi mulai 91, Tinggi mulai 76, Sedang mulai 66, Rendah mulai 51, selain itu
    Sangat Rendah."""
    return over(_word("kinerja", "Capaian"), capaian)


@worksheet_function(
    Argument("capaian", "Rata-rata capaian kinerja dalam persen."),
    Argument("serapan", "Rata-rata serapan anggaran dalam persen."),
)
def EFISIENSI(capaian: Rows, serapan: Rows) -> Rows:  # noqa: N802
    """Efisien bila rata-rata capaian kinerja lebih tinggi daripada rata-rata serapan anggaran, selain itu tidak efisien."""
    from rules.schema.pack import load_pack

    def compared(reached: Any, spent: Any) -> Any:
        return _pair("efisiensi(1, 2)", _figure(reached, "Capaian")[0], _figure(spent, "Serapan")[0])

    scale = load_pack("dasar").scales["efisiensi"]
    found = _reckoned(over(compared, capaian, serapan))
    return [[x if isinstance(x, str) else scale.word(round(x, 2)) for x in row] for row in found]


# ---- codes


def _reference(decree: Rows) -> Nomenclature:
    """The reference of the decree named, else of the newest at hand; raises :class:`Unfit` where there is none."""
    from rules.nomenclature import at_hand, decrees, find_decree, nomenclature

    asked = joined([value for row in decree for value in row])
    if not asked:
        known = at_hand()
        reference = nomenclature(known[-1]) if known else None
    else:
        found = decrees().get(asked) or find_decree(asked)
        if found is None:
            raise Unfit(f"Keputusan '{asked}' tidak dikenal")
        reference = nomenclature(found.id)
    if reference is None:
        raise Unfit("Nomenklatur belum diimpor: renja nomenclature import")
    return reference


def _official(value: Any, reference: Nomenclature) -> str:
    """The official spelling of a code; raises :class:`Unfit` for what is none."""
    from rules.nomenclature import in_width
    from rules.values.codes import CodeStatus, read_code

    text = in_width(value.strip(), reference.decree.sub_digits) if isinstance(value, str) else value
    code = read_code(text, reference.decree.sub_digits)
    if code.status is CodeStatus.NUMBER:
        raise Unfit(f"Kode {as_text(value)} terketik sebagai angka: format selnya sebagai teks, lalu ketik ulang")
    if code.official is None:
        raise Unfit(f"'{as_text(value)}' bukan bentuk kode")
    return code.official


def _looked_up(kode: Rows, decree: Any, told: Callable[[Nomenclature, str], str | None], what: str) -> Rows:
    reference = _reference(rows_of(decree))

    def one(value: Any) -> str:
        if is_blank(value):
            return ""
        code = _official(value, reference)
        found = told(reference, code)
        if found:
            return found
        if reference.name(code):
            raise Unfit(f"{what} kode {code} tidak ada dalam data {reference.decree.name}")
        raise Unfit(_unknown(reference, code))

    return over(one, kode)


def _unknown(reference: Nomenclature, code: str) -> str:
    if not reference.covers(code):
        return f"Kode {code} tidak dapat dinilai: bidangnya belum diimpor untuk {reference.decree.name}"
    near = nearest_codes(reference, code, limit=1)
    offer = f"; yang terdekat {near[0][0]} {near[0][1]}" if near else ""
    return f"Kode {code} tidak ada dalam {reference.decree.name}{offer}"


@worksheet_function(_CODE, _DECREE)
def NAMA_KODE(kode: Rows, keputusan: Any = None) -> Rows:  # noqa: N802
    """Nama resmi urusan, bidang, program, kegiatan, atau sub kegiatan menurut kodenya."""
    return _looked_up(kode, keputusan, lambda reference, code: reference.name(code), "Nama")


@worksheet_function(_CODE, _DECREE)
def INDIKATOR_KODE(kode: Rows, keputusan: Any = None) -> Rows:  # noqa: N802
    """Indikator resmi sub kegiatan menurut kodenya."""
    return _looked_up(kode, keputusan, lambda reference, code: reference.indicator(code), "Indikator")


@worksheet_function(_CODE, _DECREE)
def SATUAN_KODE(kode: Rows, keputusan: Any = None) -> Rows:  # noqa: N802
    """Satuan resmi sub kegiatan menurut kodenya."""
    return _looked_up(kode, keputusan, lambda reference, code: reference.unit(code), "Satuan")


@worksheet_function(_CODE, _DECREE)
def CEK_KODE(kode: Rows, keputusan: Any = None) -> Rows:  # noqa: N802
    """Benar bila kode ada dalam keputusan nomenklatur dan tertulis menurut bentuknya; bila tidak, apa yang salah."""
    reference = _reference(rows_of(keputusan))

    def checked(value: Any) -> str:
        if is_blank(value):
            return ""
        code = _official(value, reference)
        if not reference.name(code):
            return _unknown(reference, code)
        return "Benar" if as_text(value) == code else f"Tulis {code}"

    return over(checked, kode)


@worksheet_function(
    Argument("kode", "Kode induk, atau rentang kode induk."),
    Argument("daftar_kode", "Rentang kode seluruh baris tabel."),
    Argument("daftar_nilai", "Rentang nilai, sebesar daftar_kode."),
)
def JUMLAH_ANAK(kode: Rows, daftar_kode: Rows, daftar_nilai: Rows) -> Rows:  # noqa: N802
    """Jumlah nilai anak langsung sebuah kode: program dari kegiatannya, kegiatan dari sub kegiatannya."""
    from rules.values.codes import parent_of, read_code

    codes = [value for row in daftar_kode for value in row]
    values = [value for row in daftar_nilai for value in row]
    if len(codes) != len(values):
        raise Unfit(f"Ukuran rentang berbeda: {len(codes)} kode dan {len(values)} nilai")

    def official(value: Any) -> str | None:
        widths = (read_code(value, digits).official for digits in (2, 4))
        return next(filter(None, widths), None)

    listed = [official(value) for value in codes]

    def total(value: Any) -> Any:
        if is_blank(value):
            return ""
        parent = official(value)
        if parent is None:
            raise Unfit(f"'{as_text(value)}' bukan bentuk kode")
        children = [amount for code, amount in zip(listed, values, strict=True) if code and parent_of(code) == parent]
        return float(sum((_amount(amount, "Nilai") or Decimal(0) for amount in children), Decimal(0)))

    return over(total, kode)
