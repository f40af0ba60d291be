"""How large honest files may be."""

from __future__ import annotations

from rules.record import record

MEGABYTE = 1_000_000


@record
class Limits:
    """How large an honest workbook may be. Sizes in bytes, positions in rows and columns.

    ``xml`` bounds the parts that are read, taken together, ``odd_xml`` those of them that are spelled as no office program
    does and must be parsed tag by tag; ``inflated`` bounds all parts, pictures included, and what repeated texts come to.
    ``text`` is what Excel takes in one cell; ``other`` bounds the text of a .csv, .ods or .docx, and ``elements`` the tags
    of the latter two, which are always parsed tag by tag; ``map`` bounds the file of ``--peta``.
    """

    file_size: int = 100_000_000
    entries: int = 3_000
    inflated: int = 300_000_000
    xml: int = 30_000_000
    odd_xml: int = 6_000_000
    ratio: int = 250
    rows: int = 100_000
    columns: int = 1_024
    area: int = 8_000_000
    cells: int = 400_000
    strings: int = 400_000
    styles: int = 65_500
    sheets: int = 400
    text: int = 32_767
    other: int = 15_000_000
    elements: int = 200_000
    map: int = 2_000_000


DEFAULT_LIMITS = Limits()
