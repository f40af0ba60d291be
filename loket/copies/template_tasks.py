"""What a child does for a template; light to import, heavy when called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from headless.batch.serving import at_hand
from headless.tasks.new_workbooks import started
from workbook_templates.reading.limits import Limits


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose template is wanted, for which document; ``decree`` is empty for that of the year."""

    kind: str
    year: int
    government: str
    office: str
    bidang: str
    decree: str

    def identity(self) -> dict[str, Any]:
        """The fields of Identitas."""
        from headless.imports.decrees import chosen_decree
        from workbook_templates.template.blueprint import decree_named
        from workbook_templates.template.office_codes import identity_of

        decree = chosen_decree(self.decree, "").name if self.decree else decree_named(self.year)
        return identity_of(self.government, self.office, self.bidang, self.year, decree)


def blank(target: Path, wanted: Wanted) -> None:
    """Write a template with nothing but whose it is; raises :class:`RenjaError`."""
    from workbook_templates.template.blueprint import Template
    from workbook_templates.template.build import build_template

    kind: Literal["renja", "lkip"] = "lkip" if wanted.kind == "lkip" else "renja"
    build_template(target, Template(kind, wanted.identity()))


def begun(target: Path, source: Path, wanted: Wanted, limits: Limits) -> None:
    """Write a template that begins with an earlier document; raises :class:`RenjaError`."""
    started(target, source, wanted.kind, wanted.identity(), None, (), captions=False, limits=limits)


def own_among(files: Sequence[Path], wanted: Wanted, limits: Limits) -> Path | None:
    """The file that is the office's own document of the year before (of a report: the plan of its year); None without one."""
    from rules.values.offices import same_office
    from workbook_templates.errors import UnreadableError
    from workbook_templates.reader import read_document

    year = wanted.year if wanted.kind == "lkip" else wanted.year - 1
    for file in files:
        at_hand(file)
        try:
            document = read_document(file, limits)
        except UnreadableError:
            continue
        if (
            document.kind == "renja"
            and document.year == year
            and same_office(document.text("perangkat_daerah"), wanted.office, wanted.government)
        ):
            return file
    return None
