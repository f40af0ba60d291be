"""The check of a narrative against its workbooks, and its reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headless.batch.serving import at_hand
from headless.reports.json_escaping import json_text
from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.finding import SEVERITIES, Verdict
from rules.model.unchecked import Unchecked
from rules.model.verdict_words import RULE_STATES, VERDICTS, counted, graveness
from rules.narrative.paragraphs import TABLE, Narrative
from rules.values.names import names_in
from rules.values.terminal_safe import terminal_safe
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from rules.factcheck.check import JudgedClaim

RULES = ("ANG-007", "DOK-007")
_KINDS = {
    "lkip": re.compile(r"\b(?:LKIP|LKjIP|LAKIP|laporan (?:akuntabilitas )?kinerja)\b", re.IGNORECASE),
    "renja": re.compile(r"\b(?:renja|rencana kerja)\b", re.IGNORECASE),
}
_QUOTED = 160
_NOTHING = Text(
    "Belum diperiksa: naskah ini tidak memuat angka yang juga ada di tabel",
    "Not checked: this text holds no figure that a table has too",
)
_ONLY_SPELLED = Text(
    "Yang diperiksa hanya terbilangnya: tidak ada angka naskah ini yang juga ada di tabel",
    "Only its amounts in words were checked: no figure of this text is one that a table has too",
)
_NOTHING_REMEDY = Text(
    "Periksa apakah file naskah dan buku kerjanya benar.", "See whether text and workbook are the right files."
)
_WORDS = {
    "id": {
        "narrative": "Naskah", "books": "Buku kerja", "none": "tidak ada temuan",
        "todo": "Saran", "found": "angka ditemukan", "agreed": "cocok dengan tabel", "apart": "berbeda", "left": "tidak dinilai",
        "left_title": "Angka yang tidak dinilai", "spelled": "pasang angka dan terbilang diperiksa",
    },
    "en": {
        "narrative": "Narrative", "books": "Workbooks", "none": "no findings",
        "todo": "Advice", "found": "figures found", "agreed": "agree with the tables", "apart": "differ", "left": "not judged",
        "left_title": "Figures not judged", "spelled": "pairs of figure and words checked",
    },
}  # fmt: skip


@dataclass(slots=True)
class Checked:
    """A narrative's verdict, with what became of each of its figures."""

    narrative: Narrative
    workbooks: list[str]
    verdict: Verdict
    judged: list[JudgedClaim]

    @property
    def spelled(self) -> int:
        """Number of figures in the text that are spelled out in brackets."""
        figures = (one.claim.figure for one in self.judged)
        return sum(bool(figure.words) and figure.value is not None for figure in figures)

    def count(self, status: str) -> int:
        """Number of figures with a status."""
        return sum(one.status == status for one in self.judged)


def _own_first(narrative: Narrative, documents: Sequence[Document]) -> list[Document]:
    """The documents, those of the narrative's own kind first."""
    text = " ".join(paragraph.text for paragraph in narrative.paragraphs)
    said = {kind: len(pattern.findall(text)) for kind, pattern in _KINDS.items()}
    return sorted(documents, key=lambda document: -said.get(document.kind, 0))


def check_narrative(
    path: Path, workbooks: Sequence[Path], lang: str = "id", limits: Limits = DEFAULT_LIMITS
) -> Checked:
    """Hold a narrative against the tables of its workbooks; raises :class:`UnreadableError`."""
    from rules.factcheck.check import judge_narrative
    from rules.validation import validate
    from workbook_templates.reader import read_document
    from workbook_templates.reading.word.docx import read_narrative

    at_hand(path)
    narrative = read_narrative(path, limits)
    documents = []
    for book in workbooks:
        at_hand(book)
        documents.append(read_document(book, limits))
    at_hand(path, *workbooks)
    first, *others = _own_first(narrative, documents)
    first.companions = others
    first.references = replace(first.references, narrative=narrative)
    verdict = validate(first, lang=lang, only=RULES)
    found = [finding for finding in verdict.findings if finding.table in {TABLE, ""} or finding.rule not in RULES]
    verdict.findings, verdict.file, verdict.changes = found, str(path), []
    verdict.status = "invalid" if verdict.count("galat") else "valid"
    checked = Checked(narrative, [str(book) for book in workbooks], verdict, judge_narrative(narrative, first))
    if not found and not checked.count("cocok"):
        # A text without a figure that a table has may be the wrong file: nothing of it has passed.
        rules, reason = (RULES[1:], _ONLY_SPELLED) if checked.spelled else (RULES, _NOTHING)
        verdict.unchecked = [Unchecked(rules, reason.get(lang), _NOTHING_REMEDY.get(lang))]
    elif (office := first.said_text("perangkat_daerah")) and _is_of_another(checked, office):
        # Figures that agree all the same say nothing: offices have codes and round amounts in common.
        verdict.unchecked = [Unchecked(RULES, _of_another(office).get(lang), _NOTHING_REMEDY.get(lang))]
    return checked


def _is_of_another(checked: Checked, office: str) -> bool:
    """Whether a narrative speaks of other offices and nowhere of the one whose workbook it is held against."""
    from rules.narrative.claims import OTHER_OFFICE

    if not any(one.reason == OTHER_OFFICE for one in checked.judged):
        return False
    # A text shorter than the name may be a part of any name.
    texts = [paragraph.text for paragraph in checked.narrative.paragraphs if len(paragraph.text) >= len(office)]
    return not any(names_in(office, text) for text in texts)


def _of_another(office: str) -> Text:
    return Text(
        f"Belum diperiksa: naskah ini menyebut perangkat daerah lain, dan tidak menyebut {office}, pemilik buku kerjanya",
        f"Not checked: this text speaks of other offices, and nowhere of {office}, whose workbook it is held against",
    )


def _quote(narrative: Narrative, key: str) -> str:
    text = next((paragraph.text for paragraph in narrative.paragraphs if paragraph.key == key), "")
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]} …"


def render_json(checked: Checked) -> str:
    """One JSON object: the verdict, what became of the figures, and the paragraphs with findings."""
    keys = dict.fromkeys(finding.key for finding in checked.verdict.findings)
    texts = {paragraph.key: paragraph.text for paragraph in checked.narrative.paragraphs}
    body: dict[str, Any] = checked.verdict.as_json() | {
        "workbooks": checked.workbooks,
        "figures": {"found": len(checked.judged), "agreed": checked.count("cocok"), "apart": checked.count("beda"),
                    "unjudged": checked.count("tidak dinilai")},
        "unjudged": [{"paragraph": one.claim.paragraph.key, "figure": one.claim.figure.text, "reason": one.reason}
                     for one in checked.judged if one.status == "tidak dinilai"],
        "paragraphs": {key: texts[key] for key in keys if key in texts},
    }  # fmt: skip
    counts = {severity: checked.verdict.count(severity) for severity in SEVERITIES}
    return json_text({"version": 1, "narratives": [body], "summary": {"narratives": 1, **counts}})


def render_text(checked: Checked, lang: str = "id") -> str:
    """The report a planner reads: findings by paragraph, then the figures that were not judged and why."""
    words, verdict = _WORDS[lang], checked.verdict
    counts = [counted(verdict.count(severity), severity, lang) for severity in SEVERITIES if verdict.count(severity)]
    lines = [
        f"{words['narrative']}: {verdict.file}",
        f"{words['books']}: {', '.join(checked.workbooks)}",
        f"{VERDICTS[verdict.state].get(lang)}: {', '.join(counts) or words['none']}",
        *(f"{one.reason}. {one.remedy}" for one in verdict.unchecked if verdict.state == "incomplete"),
    ]
    for key in dict.fromkeys(finding.key for finding in verdict.findings):
        lines += ["", f"{key}: “{_quote(checked.narrative, key)}”"]
        for finding in (finding for finding in verdict.findings if finding.key == key):
            lines.append(f"  {graveness(finding.severity, lang)}  {finding.rule}  {finding.message}")
            lines.append(f"    {words['todo']}: {finding.suggestion}")
    told = [("found", len(checked.judged)), ("agreed", checked.count("cocok")), ("apart", checked.count("beda"))]
    lines += [
        "",
        ", ".join(f"{count} {words[name]}" for name, count in told) + f"; {checked.spelled} {words['spelled']}.",
    ]
    reasons = Counter(one.reason for one in checked.judged if one.status == "tidak dinilai")
    if reasons:
        lines.append(f"{words['left_title']}: {reasons.total()}")
        lines += [f"  {count:>4} {reason}" for reason, count in reasons.most_common()]
    lines += [
        f"{outcome.rule} {RULE_STATES[outcome.status].get(lang)}: {outcome.reason}"
        for outcome in verdict.rules
        if outcome.status == "crashed"
    ]
    return "\n".join(map(terminal_safe, lines))
