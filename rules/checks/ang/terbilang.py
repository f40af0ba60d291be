"""ANG-007: an amount and its words in brackets say different things."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Tells
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind
from rules.model.unchecked import Gap, Skip
from rules.narrative.figures import Figure
from rules.narrative.paragraphs import TABLE
from rules.values.terbilang import Fault, amount_of, faults, words_of


def _said(figure: Figure) -> object:
    """The amount in words; of a count, what it counts may stand in the brackets too."""
    return amount_of(figure.words, counted=figure.kind != "rupiah")


def _problem(fault: Fault) -> Text:
    if not fault.written:
        return Text(
            f'kurang "{fault.due}" sebagai kata ke-{fault.place}', f'"{fault.due}" is missing as word {fault.place}'
        )
    if not fault.due:
        return Text(
            f'"{fault.written}" (kata ke-{fault.place}) berlebih', f'"{fault.written}" (word {fault.place}) is too much'
        )
    return Text(
        f'"{fault.written}" (kata ke-{fault.place}) seharusnya "{fault.due}"',
        f'"{fault.written}" (word {fault.place}) should be "{fault.due}"',
    )


def _problems(figure: Figure) -> Text:
    """Which words are wrong; where most are, what the words say instead."""
    found = faults(figure.value, figure.words) if figure.value is not None else []
    said = _said(figure)
    if found and len(found) <= 3:
        told = [_problem(fault) for fault in found]
        return Text("; ".join(text.id for text in told), "; ".join(text.en for text in told))
    if said is not None:
        return Text(f"kata-katanya berarti {said:f}".replace(".", ","), f"the words say {said:f}")
    return Text("kata-katanya bukan bilangan yang lengkap", "the words are no complete number")


def _place(tabel: str, key: str) -> Text:
    where = Text(f"{key[:1].upper()}{key[1:]}: ", f"{key[:1].upper()}{key[1:]}: ")
    return where if tabel == TABLE else NOTHING


def check(view: StackedRows, column: str) -> Judgement:
    """Judge every figure that has words in brackets, in the narrative and in cells."""
    frame = view.frame
    spelled = frame["figure"].map(lambda figure: bool(figure.words) and figure.value is not None).astype(bool)
    bad = spelled & ~frame["figure"].map(lambda figure: _said(figure) == figure.value).astype(bool)
    found = list(frame["figure"][bad])
    given = {doc: document.references for doc, document in enumerate(view.session.documents)}
    return view.judge(
        spelled,
        bad,
        skipped={
            doc: Skip(Gap.OPTIONAL, references.no_narrative)
            for doc, references in given.items()
            if references.narrative is None
        },
        value=[figure.words for figure in found],
        expected=[words_of(figure.value) for figure in found],
        amount=[figure.text for figure in found],
        problem=[_problems(figure) for figure in found],
        place=[_place(tabel, key) for tabel, key in zip(frame["tabel"][bad], frame["key"][bad], strict=True)],
        currency=[" rupiah" if figure.kind == "rupiah" else "" for figure in found],
    )


RULE = Rule(
    id="ANG-007",
    name="terbilang",
    severity="galat",
    subject="naskah",
    basis="Permendagri 86/2017, penyajian naskah; kaidah penulisan angka dan bilangan dalam EYD Edisi V",
    title=Text("Terbilang tidak sama dengan angkanya", "Amount in words is not the amount in figures"),
    message=Text(
        '{place}{amount} ditulis dengan kata "{value}": {problem}.',
        '{place}{amount} is written out as "{value}": {problem}.',
    ),
    suggestion=Text(
        'Tulis "{expected}{currency}", atau perbaiki angkanya.', 'Write "{expected}{currency}", or mend the figure.'
    ),
    explanation="Angka yang diikuti bilangannya dalam kurung dibaca kembali dan dibandingkan, di naskah (renja narrative) "
    "maupun di sel tabel. Beda ejaan (milyar/miliar, enambelas, puuh), huruf besar, tanda hubung, dan spasi yang hilang tidak "
    "dianggap salah; yang dinilai adalah bilangannya. Bila angka dan kata berbeda, pembaca tidak tahu mana yang benar.",
    check=check,
    causes=(
        CauseKind(
            remedy=Text(
                "Tulis terbilang yang sama dengan angkanya, atau perbaiki angkanya.",
                "Spell out the amount as its figures have it, or correct the figures.",
            )
        ),
    ),
    bad=Example(
        (Tells("Total pagu Dinas Koperasi sebesar Rp 440.000.000,- (Empat Ratus Empat Belas Juta Rupiah)."),),
        finds=f"{TABLE}!",
    ),
    good=Example((Tells("Total pagu Dinas Koperasi sebesar Rp 440.000.000,- (Empatratus Empat Puuh juta rupiah)."),)),
)
