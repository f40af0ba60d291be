"""Edits of what surrounds the tables: identity, file, seal, narrative, and what a workbook is held against."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rules.engine.example_edit import Edit, quoted
from rules.frames.indicators import indicator_key
from rules.model.bilingual import NOTHING, Text
from rules.model.display import display
from rules.model.document import Document, Foreign, MoneyScale, Unseen
from rules.model.finding import Verdict
from rules.model.references import Ceilings, Foreseen, Planned, Reported
from rules.narrative.paragraphs import Narrative
from rules.record import record
from rules.schema.pack import load_pack, pack_for
from rules.seal.seal import make_seal
from rules.values.invisible import with_signs_named


@record
class Identify(Edit):
    """Change a field of the identity; None empties it."""

    field: str
    value: Any

    def apply(self, document: Document) -> None:
        document.identity[self.field].value = self.value

    @property
    def words(self) -> Text:
        if self.value is None:
            return Text(f"Identitas {self.field} dikosongkan", f"Identitas {self.field} emptied")
        value = quoted(self.value)
        return Text(f"Identitas {self.field} diisi {value}", f"Identitas {self.field} filled with {value}")


@record
class Holds(Edit):
    """Put something into the workbook that reaches outside or acts (:class:`rules.model.document.Foreign`)."""

    kind: str
    what: Text
    sheet: str = ""
    cell: str = ""
    told: str = ""

    def apply(self, document: Document) -> None:
        document.foreign.append(Foreign(self.kind, self.what, self.sheet, self.cell, self.told))

    @property
    def words(self) -> Text:
        return Text(f"Buku kerja memuat {self.what.id}: {self.told}", f"Workbook holds {self.what.en}: {self.told}")


@record
class Prints(Edit):
    """A column of money says that its amounts are of a scale; they stay the rupiah they are, unless ``against`` says why not."""

    table: str
    column: str
    power: int
    text: str
    cell: str
    against: Text = NOTHING

    def apply(self, document: Document) -> None:
        table = next(table for table in document.tables if table.layout == self.table)
        table.captions.scales[self.column] = MoneyScale(self.power, self.text, self.cell, self.against)

    @property
    def words(self) -> Text:
        return Text(
            f'{self.table} sel {self.cell} berbunyi "{self.text}"', f'{self.table} cell {self.cell} reads "{self.text}"'
        )


@record
class Bears(Edit):
    """A cell whose text came with characters that nobody sees."""

    sheet: str
    cell: str
    text: str

    def apply(self, document: Document) -> None:
        document.unseen.append(Unseen(self.text, self.sheet, self.cell))

    @property
    def words(self) -> Text:
        said = with_signs_named(self.text)
        return Text(
            f'{self.sheet} sel {self.cell} diisi "{said}"', f'{self.sheet} cell {self.cell} filled with "{said}"'
        )


@record
class Sealed(Edit):
    """Seal the document as it stands, under the pack of its year or another."""

    pack: str = ""

    def apply(self, document: Document) -> None:
        pack = load_pack(self.pack) if self.pack else pack_for(document.year)
        document.seal = make_seal(document, Verdict(document.source, "valid"), pack, "2024-01-15T09:00:00+07:00")

    @property
    def words(self) -> Text:
        return Text(
            f"Buku kerja disegel menurut paket {self.pack or 'tahunnya'}",
            f"Workbook sealed under the pack {self.pack or 'of its year'}",
        )


@record
class Tells(Edit):
    """Replace the text of the narrative, a paragraph a line."""

    text: str

    def apply(self, document: Document) -> None:
        document.references = replace(document.references, narrative=Narrative.of_text(self.text))

    @property
    def words(self) -> Text:
        return Text(f"Naskah berbunyi {quoted(self.text)}", f"The narrative reads {quoted(self.text)}")


@record
class Given(Edit):
    """Give the validation something to compare with.

    Ceilings; money foreseen by last year's Renja; money of programs and targets of indicators in the year's Renja; figures
    (measure, indicator, value) and money (role, program, amount) of last year's LKIP.
    """

    ceilings: tuple[tuple[str, int], ...] = ()
    foreseen: tuple[tuple[str, int], ...] = ()
    planned_pagu: tuple[tuple[str, int], ...] = ()
    planned_targets: tuple[tuple[str, str], ...] = ()
    reported: tuple[tuple[str, str, str], ...] = ()
    reported_money: tuple[tuple[str, str, int], ...] = ()

    @property
    def of_report(self) -> bool:
        """Whether an LKIP is held against it."""
        return bool(self.planned_pagu or self.planned_targets or self.reported or self.reported_money)

    def apply(self, document: Document) -> None:
        given = document.references
        planned, reported = given.planned or Planned(), given.reported or Reported()
        targets = {indicator_key(name): target for name, target in self.planned_targets}
        figures = {(measure, indicator_key(name)): value for measure, name, value in self.reported}
        money = {(role, name): amount for role, name, amount in self.reported_money}
        document.references = replace(
            given,
            ceilings=Ceilings(dict(self.ceilings), "plafon.xlsx") if self.ceilings else given.ceilings,
            foreseen=Foreseen(dict(self.foreseen), {}, "renja-2023.xlsx") if self.foreseen else given.foreseen,
            planned=Planned(
                {**planned.pagu, **dict(self.planned_pagu)}, {**planned.targets, **targets}, "renja-2024.xlsx"
            ),
            reported=Reported({**reported.figures, **figures}, {**reported.money, **money}, "lkip-2023.xlsx"),
        )

    @property
    def words(self) -> Text:
        return Text(f"Diberikan {self._listed('id')}", f"Given {self._listed('en')}")

    def _listed(self, lang: str) -> str:
        """What is given, each line after the words for its kind; amounts as reports print them."""
        lines = [(said.get(lang), *line) for kind, said in _GIVEN.items() for line in getattr(self, kind)]
        return "; ".join(" ".join([*filter(None, names), display(value, 0)]) for *names, value in lines)


_GIVEN = {
    "ceilings": Text("plafon", "ceiling"),
    "foreseen": Text("prakiraan maju tahun lalu", "forward estimate of last year"),
    "planned_pagu": Text("pagu dalam Renja", "money in the Renja of"),
    "planned_targets": Text("target dalam Renja", "target in the Renja of"),
    "reported": Text("LKIP tahun lalu:", "last year's LKIP:"),
    "reported_money": Text("LKIP tahun lalu:", "last year's LKIP:"),
}
