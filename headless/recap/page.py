"""The recap of many offices as one HTML page."""

from __future__ import annotations

from headless.diff.report import pages
from headless.recap.model import Recap, bidang_of, files_told, program_of


def render_recap(recap: Recap) -> str:
    """The page; it needs nothing else."""
    tables = [
        ("Per program", "Kode", True, recap.by(program_of)),
        ("Per bidang", "Kode", True, recap.by(bidang_of)),
        ("Per sumber dana", "Sumber dana", False, recap.by(lambda line: line.fund)),
    ]
    total = sum(office.total for office in recap.counted)
    return pages().get_template("recap.html.j2").render(recap=recap, tables=tables, total=total, files_told=files_told)
