"""Draw the ribbon from its XML, and make the page that *Bantuan* opens from the planner's guide.

Run ``make docs``. The pictures of sheets are drawn by ``python docs/guide_pictures.py``, which needs LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
RIBBON = HERE.parent / "addin" / "vba" / "ribbon.xml"
GUIDE, PICTURE, PAGE = HERE / "panduan.md", HERE / "gambar" / "pita.svg", HERE.parent / "addin" / "panduan.html"
_UI = "{http://schemas.microsoft.com/office/2006/01/customui}"
_LARGE, _SMALL, _HEIGHT, _TOP, _GAP = 82, 150, 96, 34, 12
_COLOURS = {"ErrorChecking": "#c0392b", "CalculateNow": "#1f5fbf", "ReviewNextComment": "#b7791f",
            "ReviewPreviousComment": "#b7791f", "AcceptInvitation": "#2f855a", "FileNew": "#1f5fbf", "Lock": "#b7791f",
            "Undo": "#52606d", "FileSaveAsWordDocx": "#1f5fbf", "Help": "#1f5fbf"}  # fmt: skip
_SIGNS = {"ErrorChecking": "!", "CalculateNow": "=", "ReviewNextComment": "→", "ReviewPreviousComment": "←",
          "AcceptInvitation": "✓", "FileNew": "+", "Lock": "▪", "Undo": "↶", "FileSaveAsWordDocx": "W", "Help": "?"}  # fmt: skip
_STYLE = (
    "body{font:16px/1.5 'Segoe UI',Arial,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1f2933}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:1.8rem}code,pre{background:#f2f4f6;border-radius:4px}"
    "pre{padding:.6rem .8rem;overflow:auto}code{padding:0 .2rem}table{border-collapse:collapse}"
    "td,th{border:1px solid #cbd2d9;padding:.3rem .6rem;text-align:left;vertical-align:top}svg{max-width:100%;height:auto}"
)


# ---- the ribbon


def _icon(button: ElementTree.Element, x: int, y: int, size: int) -> str:
    """A stand-in for Office's own icon: a square with a sign."""
    image = button.get("imageMso", "")
    colour, sign = _COLOURS.get(image, "#52606d"), _SIGNS.get(image, "≡")
    return (
        f'<rect x="{x}" y="{y}" width="{size}" height="{size}" rx="3" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        f'<text x="{x + size / 2}" y="{y + size * 0.72:.1f}" font-size="{size * 0.62:.0f}" fill="{colour}" text-anchor="middle">{sign}</text>'
    )


def _large(button: ElementTree.Element, x: int) -> Iterator[str]:
    yield _icon(button, x + _LARGE // 2 - 15, _TOP + 8, 30)
    more = " ▾" if button.tag == f"{_UI}menu" else ""
    for number, line in enumerate(wrap(button.get("label", "") + more, 12)):
        yield f'<text x="{x + _LARGE / 2}" y="{_TOP + 56 + 14 * number}" text-anchor="middle">{escape(line)}</text>'


def _small(button: ElementTree.Element, x: int, row: int) -> Iterator[str]:
    y = _TOP + 6 + 23 * row
    yield _icon(button, x + 4, y, 16)
    yield f'<text x="{x + 26}" y="{y + 13}">{escape(button.get("label", ""))}</text>'


def _group(group: ElementTree.Element, x: int) -> tuple[list[str], int]:
    """A group drawn from x on, and where it ends."""
    drawn: list[str] = []
    start, row = x, 0
    for button in group:
        if button.get("size") == "large":
            if row:
                x, row = x + _SMALL, 0
            drawn += _large(button, x)
            x += _LARGE
        else:
            drawn += _small(button, x, row)
            row += 1
    x += _SMALL if row else 0
    drawn.append(
        f'<text x="{(start + x) / 2}" y="{_TOP + _HEIGHT + 6}" text-anchor="middle" fill="#7b8794">{escape(group.get("label", ""))}</text>'
    )
    return drawn, x


def ribbon() -> str:
    """The ribbon as SVG."""
    tab = next(ElementTree.parse(RIBBON).getroot().iter(f"{_UI}tab"))
    drawn: list[str] = []
    x = _GAP
    for group in tab:
        parts, x = _group(group, x)
        drawn += [*parts, f'<path d="M{x + _GAP / 2} {_TOP + 6}v{_HEIGHT}" stroke="#d9dee3"/>']
        x += _GAP
    height = _TOP + _HEIGHT + 16
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{x}" height="{height}" viewBox="0 0 {x} {height}" '
            'font-family="Segoe UI, Arial, sans-serif" font-size="11.5" fill="#1f2933">',
            f"<title>Tab {escape(tab.get('label', ''))}</title>",
            f'<rect width="{x}" height="{height}" fill="#fff"/><rect y="{_TOP - 4}" width="{x}" height="{height - _TOP + 4}" fill="#f7f8f9"/>',
            f'<text x="{_GAP + 6}" y="20" font-size="13" font-weight="600" fill="#217346">{escape(tab.get("label", ""))}</text>',
            f'<path d="M{_GAP + 2} 26h44" stroke="#217346" stroke-width="2.5"/>',
            *drawn,
            "</svg>\n",
        ]
    )


# ---- the page of the guide


def _without_pictures(tokens: list[Token]) -> Iterator[Token]:
    """The guide with the ribbon drawn in it, without the pictures of sheets, which lie in no package."""
    for token in tokens:
        pictures = [child for child in token.children or () if child.type == "image"]
        for picture in pictures:
            if picture.attrs["src"] == f"gambar/{PICTURE.name}":
                picture.type, picture.content = "html_inline", ribbon()
            else:
                picture.type, picture.content = "text", ""
        yield token


def _without_links(tokens: Iterator[Token]) -> Iterator[Token]:
    """Other pages, which do not lie beside the guide in a package, named by the place where they are found."""
    for token in tokens:
        target = ""
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrs["href"])
                child.type, child.tag, child.nesting, child.content = "text", "", 0, ""
            elif child.type == "link_close":
                child.type, child.tag, child.nesting, child.content = "text", "", 0, f", docs/{target}"
        yield token


def page() -> str:
    """The guide as one HTML page that needs nothing else."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = list(_without_links(_without_pictures(markdown.parse(GUIDE.read_text(encoding="utf-8")))))
    body = markdown.renderer.render(tokens, markdown.options, {}).replace("<p></p>\n", "")
    return (
        '<!doctype html>\n<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Panduan Renja</title><style>{_STYLE}</style>\n{body}</html>\n"
    )


def main() -> None:
    """Write the picture and the page."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(ribbon(), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
