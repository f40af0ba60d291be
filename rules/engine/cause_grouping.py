"""Findings grouped into causes: what belongs together is mended together, and an effect belongs to its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rules.engine.rule import FORMULA, Rule
from rules.model.bilingual import Text
from rules.model.cause import Cause, CauseKind, Follows, Mending
from rules.model.display import money_decimals
from rules.model.finding import SEVERITIES, Finding
from rules.record import record
from rules.schema.layout import layouts
from rules.values.cell_ranges import ranges_by_sheet

_CALCULATED = Text("{} (hasil rumus)", "{} (result of a formula)")


def find_causes(findings: Sequence[Finding], rules: Mapping[str, Rule], lang: str) -> tuple[list[Finding], list[Cause]]:
    """The causes of a workbook's findings, most important first; every finding belongs to exactly one.

    Returns the findings too, in their order: one whose effects are graver than itself has their severity.
    """
    behind = _behind(findings, rules)
    weighed = _as_grave_as_their_effects(findings, behind)
    groups: dict[str, _Group] = {}
    sorts: dict[tuple[str, str, bool, bool], _Sort] = {}
    for at in range(len(weighed)):
        root = behind[at][0] if at in behind else at
        sort = _sort(findings[root], rules, sorts)
        group = groups.setdefault(sort.id, _Group(sort))
        group.members.append(at)
        group.roots += [at] if root == at else []
    found = [_cause(group, weighed, lang) for group in groups.values()]
    return weighed, sorted(found, key=_importance)


def _importance(cause: Cause) -> tuple[int, bool, int, int]:
    """Errors that change money, then errors, then the rest; those of many cells first."""
    rank = SEVERITIES.index(cause.severity)
    return rank, rank > 0 or not cause.money, -cause.count - cause.effects, cause.findings[0]


# ---- effects


def _behind(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> dict[int, list[int]]:
    """The findings that lie behind each effect, by position: those which are effects of nothing else themselves."""
    indexes: dict[Follows, _Roots] = {}
    found: dict[int, list[int]] = {}
    for at, finding in enumerate(findings):
        for follows in rules[finding.rule].cause(finding.cause).follows:
            if follows not in indexes:
                indexes[follows] = _Roots(findings, follows)
            roots = [root for root in indexes[follows].behind(finding) if root != at]
            if roots:
                found[at] = roots
                break
    first = {effect: _first(effect, found) for effect in found}
    return {effect: roots for effect, roots in first.items() if roots}


def _first(effect: int, behind: Mapping[int, Sequence[int]]) -> list[int]:
    """What lies behind the causes of an effect, in turn."""
    found: list[int] = []
    seen, waiting = {effect}, list(behind[effect])
    while waiting:
        root = waiting.pop(0)
        if root not in seen:
            seen.add(root)
            if root in behind:
                waiting += behind[root]
            else:
                found.append(root)
    return found


class _Roots:
    """The findings that may lie behind others, found by what the effect would tell of them."""

    def __init__(self, findings: Sequence[Finding], follows: Follows) -> None:
        self._how = follows.how
        self.every = [at for at, finding in enumerate(findings) if finding.rule in follows.rules]
        self._named: dict[Any, list[int]] = {}
        for at in self.every:
            for name in self._names(findings[at]):
                self._named.setdefault(name, []).append(at)

    def _names(self, root: Finding) -> Iterator[Any]:
        """Where it stands; or its row's code, and those of all rows above it."""
        if self._how == "cell":
            yield root.sheet, root.cell
            return
        # A formula in another table seeks the details of the very row whose code is miswritten.
        code = root.key
        while code:
            yield code
            code = code.rpartition(".")[0]

    def behind(self, effect: Finding) -> list[int]:
        """Those that lie behind an effect: in rows its formula adds up, or in the cells that it rests on."""
        if self._how == "cell":
            return [root for cell in effect.rests_on for root in self._named.get(cell, ())]
        if not effect.calculated:
            return []
        totals = layouts()[effect.table].totals
        whole = totals is not None and effect.key == totals.label
        return self.every if whole else self._named.get(effect.key, [])


def _as_grave_as_their_effects(findings: Sequence[Finding], behind: Mapping[int, Sequence[int]]) -> list[Finding]:
    weighed = list(findings)
    for effect, roots in behind.items():
        for root in roots:
            graver = min(weighed[root].severity, findings[effect].severity, key=SEVERITIES.index)
            if graver != weighed[root].severity:
                weighed[root] = replace(weighed[root], severity=graver)
    return weighed


# ---- groups


@record
class _Sort:
    """What sort of cause a finding is of: findings of one sort are mended alike."""

    id: str
    title: Text
    remedy: Text
    mended: Mending


def _sort(finding: Finding, rules: Mapping[str, Rule], known: dict[tuple[str, str, bool, bool], _Sort]) -> _Sort:
    """The sort of a finding's cause, looked up once for all that are alike."""
    key = finding.rule, finding.cause, finding.calculated, finding.fix is not None and bool(finding.cell)
    if key not in known:
        known[key] = _sort_of(finding, rules[finding.rule])
    return known[key]


def _sort_of(finding: Finding, rule: Rule) -> _Sort:
    kind = rule.cause(finding.cause)
    name = kind.shared or ".".join(filter(None, (rule.id, kind.name)))
    title, remedy = kind.title or rule.title, kind.remedy or rule.suggestion
    if finding.calculated:
        said = Text(_CALCULATED.id.format(title.id), _CALCULATED.en.format(title.en))
        return _Sort(f"{name}.rumus", said, FORMULA, "person")
    mended = _mended(finding, kind)
    return _Sort(name if mended == kind.mended else f"{name}.{mended}", title, remedy, mended)


def _mended(finding: Finding, kind: CauseKind) -> Mending:
    """What mends a finding: its own safe fix before all else."""
    if finding.fix is not None and finding.cell:
        return "fix"
    return "person" if kind.mended == "fix" else kind.mended


@dataclass(slots=True)
class _Group:
    """The findings of one cause by position; ``roots`` are those that are no effects."""

    sort: _Sort
    members: list[int] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)


def _cause(group: _Group, findings: Sequence[Finding], lang: str) -> Cause:
    members, roots = ([findings[at] for at in places] for places in (group.members, group.roots))
    return Cause(
        id=group.sort.id,
        rules=tuple(dict.fromkeys(x.rule for x in (*roots, *members))),
        severity=min((x.severity for x in members), key=SEVERITIES.index),
        sentence=group.sort.title.get(lang),
        remedy=group.sort.remedy.get(lang),
        mended=group.sort.mended,
        count=_cells(roots),
        effects=_cells(members) - _cells(roots),
        cells=ranges_by_sheet(cell for x in roots for cell in x.cells),
        findings=tuple(group.members),
        roots=tuple(group.roots),
        example=next((at for at in group.roots if findings[at].expected is not None), group.roots[0]),
        money=any(x.severity == SEVERITIES[0] and money_decimals(x.table, x.column) is not None for x in members),
    )


def _cells(findings: Sequence[Finding]) -> int:
    """How many cells are blamed; what is no cell counts once for each thing it is about."""
    return len({(sheet, cell, "" if cell else x.key) for x in findings for sheet, cell in x.cells})
