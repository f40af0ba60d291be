"""The formats of a workbook that came without any: all plain, as many as its cells ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAIN, _STRICT = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_PLAIN = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/>'
    '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
    'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{count}">{formats}'
    '</cellXfs><dxfs count="{rules}">{looks}</dxfs></styleSheet>'
)
_FORMAT = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_ASKED = re.compile(rb'<(?:\w+:)?(?:c|row|col)\b[^>]*? (?:s|style)="([0-9]{1,5})"')
_RULES = re.compile(rb' (?:dxfId|\w+DxfId)="([0-9]{1,5})"')
"""Formats that conditions give, by their number."""
_MOST = 65_000


def plain_styles(sheets: Iterable[bytes], *, strict: bool) -> bytes:
    """The XML of a styles part with a plain format for every number that cells, rows, columns and conditions of the sheets name.

    Readers look up the format of a cell by that number, and some fail where there is none.
    """
    cells, rules = set[int](), set[int]()
    for xml in sheets:
        cells.update(map(int, _ASKED.findall(xml)))
        rules.update(map(int, _RULES.findall(xml)))
    count, ruled = (min(max(found, default=least) + 1, _MOST) for found, least in ((cells, 0), (rules, -1)))
    return _PLAIN.format(
        space=_STRICT if strict else _MAIN, count=count, formats=_FORMAT * count, rules=ruled, looks="<dxf/>" * ruled
    ).encode()
