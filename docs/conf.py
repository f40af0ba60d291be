"""How the site is built: Sphinx with MyST and Furo, since its search also works from a file and nothing comes from elsewhere.

The pages are plain Markdown, to be read in the repository too. What only the site needs (its navigation, the signatures
of the Python face) is added here as they are read. Run ``make docs``, then open ``site/index.html``.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from rules import __version__

project = "renja"
release = __version__
language = "id"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "renja"
html_copy_source = html_show_sourcelink = html_show_sphinx = False
# A page read from a file may not fetch the found pages to show a piece of them.
html_show_search_summary = False
html_static_path = ["situs"]
html_css_files = ["situs.css"]
html_search_scorer = str(Path(__file__).with_name("situs") / "urutan.js")
highlight_language = "none"
exclude_patterns = ["situs"]
default_role = "code"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True

NAVIGATION = {
    "Untuk perencana": ["panduan", "mencetak", "panduan-loket"],
    "Untuk penerima": [
        "penerima",
        "putusan",
        "memasang",
        "perintah",
        "berkas-lain",
        "nomenklatur",
        "segel",
        "loket",
        "batas",
        "kesalahan",
    ],
    "Rujukan": ["tabel/README", "aturan/README", "hitungan", "tata-letak"],
    "Untuk pengembang": ["python", "notebook", "arsitektur", "biaya", "diuji", "golden", "excel-checklist"],
}
"""The pages of the site by whom they are for."""
_INSIDE = ("tabel/README", "aturan/README")
"""Lists of the other pages of their folder."""
_PLURAL = re.compile(r"new Function\(\s*\"n\",\s*`return \(\$\{catalog\.plural_expr\}\)`,?\s*\)")
_SIGNATURES = """
## Reference

```{eval-rst}
.. autofunction:: renja.read
.. autofunction:: renja.validate
.. autofunction:: renja.compute
.. autofunction:: renja.schema
.. autoclass:: renja.Document
.. autoclass:: renja.Verdict
   :members: count, as_json
.. autoclass:: renja.Finding
   :members: as_json
.. autoclass:: renja.Derived
.. autoexception:: renja.UnreadableError
```
"""


def _toctree(pages: list[str], *options: str) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:", *options, "", *pages, "```", ""])


def _added(_: Sphinx, page: str, source: list[str]) -> None:
    if page == "index":
        source[0] += "".join(_toctree(pages, f":caption: {caption}") for caption, pages in NAVIGATION.items())
    elif page in _INSIDE:
        source[0] += _toctree(["*"], ":glob:")
    elif page == "python":
        source[0] += _SIGNATURES


def _without_eval(app: Sphinx, failed: Exception | None) -> None:
    """The plural of Indonesian is written out: the counter serves the site under a policy that runs no text as code."""
    if failed or app.builder.format != "html":
        return
    place = Path(app.outdir) / "_static" / "doctools.js"
    script, found = _PLURAL.subn("() => 0", place.read_text(encoding="utf-8"))
    if found != 1:
        raise ExtensionError("doctools.js makes its plural otherwise than it did")
    place.write_text(script, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("build-finished", _without_eval)
    app.connect("source-read", _added)
