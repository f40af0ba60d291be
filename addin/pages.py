"""Pages that the ribbon opens in the browser: a rule with its examples, the list of rules, the planner's guide."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterator
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from rules.model.verdict_words import graveness
from workbook_templates.safe_writing import save_text

if TYPE_CHECKING:
    from rules.engine.example_table_edits import Example
    from rules.engine.rule import Rule

Open = Callable[[str], object]

_PAGE = """<!doctype html>
<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:16px/1.5 "Segoe UI",Arial,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2933}}
h1{{font-size:1.4rem}}h2{{font-size:1.1rem;margin-top:1.6rem}}a{{color:#1f5fbf}}td{{padding:.2rem .8rem .2rem 0;vertical-align:top}}
.galat{{background:#f8c9c4}}.peringatan{{background:#fce4b0}}.catatan{{background:#cfe2f7}}.tingkat{{padding:.1rem .5rem}}</style>
{body}
</html>
"""


def page_folder() -> Path:
    """Where pages are written for the browser to read."""
    from platformdirs import user_cache_path

    folder = user_cache_path("renja", appauthor=False) / "halaman"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _opened(name: str, html: str, open_page: Open) -> Path:
    path = page_folder() / name
    save_text(html, path)
    open_page(path.as_uri())
    return path


def rule_page(rule_id: str, open_page: Open = webbrowser.open) -> Path | None:
    """Show a rule with its explanation, legal basis and examples, which are run on the spot; None if there is none."""
    from rules.registry import find_rule

    rule = find_rule(rule_id)
    if rule is None:
        return None
    title = f"{rule.id} {rule.title.id}"
    return _opened(f"{rule.id}.html", _PAGE.format(title=escape(title), body="\n".join(_rule(rule))), open_page)


def _rule(rule: Rule) -> Iterator[str]:
    from rules.examples.rulebook import findings_of

    yield f"<h1>{escape(rule.id)} {escape(rule.title.id)}</h1>"
    yield f'<p><span class="tingkat {rule.severity}">{graveness(rule.severity)}</span> {escape(rule.name)}</p>'
    yield f"<p>{escape(rule.explanation)}</p><p>Dasar: {escape(rule.basis)}.</p>"
    yield from _example("Contoh yang salah", rule.bad)
    yield "<p>Temuannya:</p><ul>" + "".join(f"<li>{escape(x)}</li>" for x in findings_of([rule.bad])[0]) + "</ul>"
    yield from _example("Contoh yang benar", rule.good)


def _example(heading: str, example: Example) -> Iterator[str]:
    edits = "".join(f"<li>{escape(edit.describe())}</li>" for edit in example.edits)
    yield f"<h2>{heading}</h2><ul>{edits}</ul>"


def rule_list(open_page: Open) -> Path:
    """Show the list of all rules, each leading to its explanation on the same page."""
    from rules.registry import all_rules

    rules = all_rules().values()
    lines = [
        f'<tr><td><a href="#{x.id}">{x.id}</a><td>{escape(x.title.id)}<td><span class="tingkat {x.severity}">{graveness(x.severity)}</span>'
        for x in rules
    ]
    told = [f'<h2 id="{x.id}">{x.id} {escape(x.title.id)}</h2><p>{escape(x.explanation)}</p><p>Dasar: {escape(x.basis)}.</p>' for x in rules]  # fmt: skip
    body = "<h1>Buku aturan</h1><table>" + "\n".join(lines) + "</table>\n" + "\n".join(told)
    return _opened("aturan.html", _PAGE.format(title="Buku aturan", body=body), open_page)


def guide(open_page: Open = webbrowser.open) -> Path:
    """Show the planner's guide."""
    html = resources.files("addin").joinpath("panduan.html").read_text(encoding="utf-8")
    return _opened("panduan.html", html, open_page)
