"""Draw the house from its imports, and print the order of its wings into ``docs/arsitektur.md``.

A wing is a folder of a package with all that lies below it; a module beside the wings stands for itself. Every import
counts, also one inside a function or for type checkers. Run ``make docs``; an import in a circle fails here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PICTURE, PAGE = HERE / "gambar" / "arsitektur.svg", HERE / "arsitektur.md"
PACKAGES = ("rules", "workbook_templates", "headless", "addin", "loket", "renja")
"""From the bottom up."""
BEGIN, END = "<!-- the order below is written by docs/architecture.py -->", "<!-- end of the order -->"

Graph = dict[str, set[str]]


# ---- who imports whom


@cache
def modules() -> dict[str, Path]:
    """Every module by its dotted name; a package's ``__init__`` goes by the name of the package."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: an import that names no package"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else str(node.module) for name in names if node.module in known)


@cache
def module_graph() -> Graph:
    """Each module with the modules of ours that it imports."""
    known = modules()
    return {name: set(_imported(path, known)) - {name} for name, path in known.items()}


def wing(module: str) -> str:
    """The wing a module belongs to.

    >>> wing("workbook_templates.recognition.text.heads")
    'workbook_templates.recognition'
    """
    return ".".join(module.split(".")[:2])


def folder(module: str) -> str:
    """The folder within its wing that a module belongs to; one that stands beside such folders is its own.

    >>> folder("workbook_templates.recognition.text.heads"), folder("workbook_templates.recognition.find_tables")
    ('workbook_templates.recognition.text', 'workbook_templates.recognition.find_tables')
    """
    return ".".join(module.split(".")[:3])


def graph_of(parts: Callable[[str], str]) -> Graph:
    """Each part of the house (wing, folder of a wing) with the parts that its modules import."""
    graph: Graph = {}
    for module, wanted in module_graph().items():
        graph.setdefault(parts(module), set()).update({parts(name) for name in wanted} - {parts(module)})
    return graph


def wing_graph() -> Graph:
    """Each wing with the wings that it imports."""
    return graph_of(wing)


def heights(graph: Graph) -> dict[str, int]:
    """How high each node stands above what it imports within its package; raises CycleError, which names the circle."""
    found: dict[str, int] = {}
    for node in TopologicalSorter(graph).static_order():
        own = (found[name] for name in graph[node] if name.split(".")[0] == node.split(".")[0])
        found[node] = 1 + max(own, default=-1)
    return found


def direct(graph: Graph) -> Graph:
    """The graph without the arrows that follow from others."""
    reached: Graph = {}
    for node in TopologicalSorter(graph).static_order():
        reached[node] = graph[node].union(*(reached[name] for name in graph[node]))
    return {
        node: {name for name in wanted if not any(name in reached[other] for other in wanted)}
        for node, wanted in graph.items()
    }


# ---- the order as a page


def _says(name: str) -> str:
    """What a wing or module holds: the first line of its docstring."""
    text = ast.get_docstring(ast.parse(modules()[name].read_text(encoding="utf-8"))) or ""
    return text.partition("\n")[0].rstrip(".").replace("|", "\\|")


def order() -> str:
    """The wings of each package from the bottom up, as Markdown."""
    height = heights(wing_graph())
    lines: list[str] = []
    for package in PACKAGES:
        inside = sorted((level, name) for name, level in height.items() if name.startswith(f"{package}."))
        lines += ["", f"### `{package}`", "", f"{_says(package)}.", ""]
        if inside:
            lines += ["| height | wing | holds |", "|--:|---|---|"]
            lines += [f"| {level} | `{name.split('.')[1]}` | {_says(name)} |" for level, name in inside]
    return "\n".join(lines).strip()


def page() -> str:
    """The page on the architecture with the order as it is now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{order()}\n\n{END}{rest.partition(END)[2]}"


# ---- the picture

_WIDTH, _HEIGHT, _ACROSS, _UP, _EDGE, _HEAD, _GAP = 118, 26, 12, 24, 16, 34, 46
_COLOURS = {
    "rules": "#1f5fbf",
    "workbook_templates": "#2f855a",
    "headless": "#b7791f",
    "addin": "#8a3ffc",
    "loket": "#c05621",
    "renja": "#52606d",
}


class _Block:
    """One package drawn: its boxes in rows by height, the highest on top."""

    def __init__(self, package: str, graph: Graph) -> None:
        height = heights(graph)
        inside = [name for name in graph if name.startswith(f"{package}.")] or [package]
        rows = [sorted(x for x in inside if height[x] == level) for level in range(1 + max(height[x] for x in inside))]
        self.package, self.rows, self.below = package, rows, direct(graph)
        self.across = max(map(len, self.rows))
        self.width = 2 * _EDGE + self.across * (_WIDTH + _ACROSS) - _ACROSS
        self.height = _HEAD + len(self.rows) * (_HEIGHT + _UP) - _UP + _EDGE

    def drawn(self, left: int, top: int) -> Iterator[str]:
        """The package with its upper left corner there."""
        colour = _COLOURS[self.package]
        yield f'<rect x="{left}" y="{top}" width="{self.width}" height="{self.height}" rx="8" fill="{colour}" fill-opacity=".07" stroke="{colour}"/>'
        yield f'<text x="{left + _EDGE}" y="{top + 21}" font-size="14" font-weight="600" fill="{colour}">{self.package}</text>'
        places = dict(self._places(left, top))
        for name, (x, y) in places.items():
            for other in sorted(self.below[name] & set(places)):
                yield _arrow(_down(x, y + _HEIGHT, *places[other]))
        for name, (x, y) in places.items():
            yield f'<rect x="{x - _WIDTH / 2}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" fill="#fff" stroke="{colour}"/>'
            yield f'<text x="{x}" y="{y + 17}" text-anchor="middle">{escape(name.partition(".")[2] or f"import {name}")}</text>'

    def _places(self, left: int, top: int) -> Iterator[tuple[str, tuple[float, int]]]:
        """Middle and top of each box; a row's boxes stand in the order of what they import, below the middle of the package."""
        found: dict[str, tuple[float, int]] = {}
        for level, row in enumerate(self.rows):
            y = top + self.height - _EDGE - _HEIGHT - level * (_HEIGHT + _UP)
            start = left + (self.width - len(row) * (_WIDTH + _ACROSS) + _ACROSS + _WIDTH) / 2
            for at, name in enumerate(sorted(row, key=self._middle(found))):
                found[name] = (start + at * (_WIDTH + _ACROSS), y)
        yield from found.items()

    def _middle(self, found: dict[str, tuple[float, int]]) -> Callable[[str], float]:
        def of(name: str) -> float:
            stands = [found[other][0] for other in self.below[name] if other in found]
            return sum(stands) / len(stands) if stands else 0.0

        return of


def _arrow(path: str, thick: float = 1) -> str:
    return f'<path d="{path}" fill="none" stroke="#7b8794" stroke-width="{thick}" marker-end="url(#head)"/>'


def _down(x: float, y: int, to_x: float, to_y: int) -> str:
    bend = max(12, (to_y - y) // 2)
    return f"M{x:.0f} {y}C{x:.0f} {y + bend} {to_x:.0f} {to_y - bend} {to_x:.0f} {to_y - 2}"


def picture() -> str:
    """The packages side by side, what is imported to the left; arrows from a wing to those it imports."""
    graph = wing_graph()
    rules, templates, headless, addin, loket, renja = (_Block(package, graph) for package in PACKAGES)
    second = rules.width + _GAP + 1
    third = second + max(templates.width, renja.width) + _GAP
    fourth = third + max(headless.width, addin.width) + _GAP
    height = max(rules.height, headless.height + addin.height + _GAP, loket.height) + 2
    width = fourth + loket.width + 1
    lower, lowest = height - templates.height - 1, height - addin.height - 1
    middle = second + templates.width // 2
    drawn = [
        *rules.drawn(1, height - rules.height - 1),
        *templates.drawn(second, lower),
        *renja.drawn(middle - renja.width // 2, 1),
        *headless.drawn(third, 1),
        *addin.drawn(third, lowest),
        *loket.drawn(fourth, 1),
        # Between packages the way is the same for all their wings.
        _arrow(f"M{second} {height - 90}h{6 - _GAP}", 2),
        _arrow(f"M{third} {height - 90}h{6 - _GAP}", 2),
        _arrow(f"M{fourth} {headless.height // 2}h{6 - _GAP}", 2),
        _arrow(f"M{middle} {renja.height + 1}V{lower - 6}", 2),
        _arrow(_down(third, headless.height // 2, middle + 60, lower - 4), 2),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            'font-family="Segoe UI, Arial, sans-serif" font-size="11.5" fill="#1f2933">',
            "<title>Packages and wings, each with the wings that it imports</title>",
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
            '<path d="M0 0L8 4L0 8z" fill="#7b8794"/></marker></defs>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def main() -> None:
    """Write the picture and the order."""
    PICTURE.write_text(picture(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
