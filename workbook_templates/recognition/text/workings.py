"""Tables in lines of text that work out one indicator: numbered inputs with their figures, then a formula and its result."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rules.model.bilingual import NOTHING, Text
from rules.model.document import DATA
from rules.schema.layout import Layout
from workbook_templates.recognition.text.doubts import (
    NO_FULL_ROW,
    NO_INDICATOR,
    NO_ONE_FIGURE,
    NO_RESULT,
    number_not_found,
)
from workbook_templates.recognition.text.lines import TextLine
from workbook_templates.recognition.text.names import Names
from workbook_templates.recognition.text.shape import FIGURE, AmbiguousError, TextRow, is_spoken, trailing_figures

_FORMULA = re.compile(r"(rumus|hasil|perhitungan)\b[\s:]*(.*)", re.IGNORECASE)
_RESULT = re.compile(r"=\s*(\S+)(\s*%)?$")
_PERCENT = re.compile(r"[x×*]\s*100\s?%?", re.IGNORECASE)
_FEWEST_LETTERS = 4
_NOT_NAMING = frozenset({"tahun", "jumlah", "nilai", "total"})


def works_out(layout: Layout) -> bool:
    """Whether a layout works out indicators from inputs."""
    return layout.by_role("masukan") is not None


def working_rows(
    layout: Layout,
    lines: Sequence[TextLine],
    above: Sequence[str],
    names: Names,
    taken: Collection[str],
    *,
    guess: bool,
) -> list[TextRow]:
    """The rows of such a table.

    The indicator it works out is the one that the titles name, or the only one that says the words of all inputs;
    ``guess`` also takes the only one that no other table works out (``taken``). Raises :class:`AmbiguousError`.
    """
    number, name, figure = (layout.by_role(x) or "" for x in ("no", "uraian", "masukan"))
    end = next((n for n, line in enumerate(lines) if _FORMULA.match(line.text)), len(lines))
    rows = [
        TextRow(DATA, {number: str(count), name: words, figure: amount}, [x.at for x in group])
        for count, (group, words, amount) in enumerate(_inputs(lines[:end]), 1)
    ]
    if end < len(lines):
        rows.append(_result(layout, lines[end:], rows))
    indicator, sure = _indicator(
        [row.values[name] for row in rows if row.values[number].isdigit()], above, names, taken
    )
    if not indicator or not (sure or guess):
        raise AmbiguousError(NO_INDICATOR, lines[0].at)
    rows[0].values = {layout.by_role("indikator") or "": indicator} | rows[0].values
    rows[0].guessed = NOTHING if sure else Text("indikator", "the indicator")
    return rows


def _inputs(lines: Sequence[TextLine]) -> list[tuple[list[TextLine], str, str]]:
    """The numbered inputs: their lines, words and figure."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if re.match(rf"{len(groups) + 1}[.)]?\s+[^\W\d]", line.text):
            groups.append([])
        if not groups:
            raise AmbiguousError(number_not_found("1"), line.at)
        groups[-1].append(line)
    found = []
    for group in groups:
        said, figures = trailing_figures(" ".join(line.text for line in group))
        if len(figures) == 2 and is_spoken(said, figures[0]):
            said, figures = f"{said} {figures[0]}", figures[1:]
        if len(figures) != 1 or is_spoken(said, figures[0]):
            raise AmbiguousError(NO_ONE_FIGURE, group[0].at)
        found.append((group, re.sub(r"^\d+[.)]?\s+", "", said), figures[0]))
    if not found:
        raise AmbiguousError(NO_FULL_ROW, lines[0].at if lines else 0)
    return found


def _result(layout: Layout, lines: Sequence[TextLine], inputs: Sequence[TextRow]) -> TextRow:
    """The row of the result; figures of the formula are given to the inputs, in order, where there are as many.

    Text of the report may stand below the result.
    """
    texts = [line.text for line in lines]
    count = next(
        (n for n in range(1, len(texts)) if _RESULT.search(" ".join(texts[:n])) and texts[n] != "%"), len(texts)
    )
    lines, text = lines[:count], " ".join(texts[:count])
    label, result = _FORMULA.match(text), _RESULT.search(text)
    if label is None or result is None or " ".join(texts).count("=") != 1 or not FIGURE.fullmatch(result[1]):
        raise AmbiguousError(NO_RESULT, lines[0].at)
    figures = FIGURE.findall(_PERCENT.sub(" ", label[2][: label[2].rindex("=")]))
    column = layout.by_role("masukan_rumus")
    if column and len(figures) == len(inputs):
        for row, figure in zip(inputs, figures, strict=True):
            row.values[column] = figure
    roles = {"no": "Hasil", "uraian": label[1], "masukan": result[1] + (result[2] or "").strip()}
    return TextRow(DATA, {layout.by_role(role) or "": x for role, x in roles.items()}, [line.at for line in lines])


def _indicator(inputs: Sequence[str], above: Sequence[str], names: Names, taken: Collection[str]) -> tuple[str, bool]:
    """The indicator that inputs are of, and whether that is sure; empty where none or several may be."""
    words = " ".join(above).split()
    found = names.within("indikator", words)
    if found:
        return " ".join(words[found[0] : found[1]]), True
    said = [{x for x in re.findall(r"[^\W\d_]+", text.casefold()) if len(x) >= _FEWEST_LETTERS} for text in inputs]
    common = set.intersection(*said) - _NOT_NAMING if said else set()
    alike = names.alike(common) if common else []
    if len(alike) == 1:
        return alike[0], True
    left = [name for name in alike if name not in taken]
    return (left[0], False) if len(left) == 1 else ("", False)
