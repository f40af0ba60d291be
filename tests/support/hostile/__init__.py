"""Broken and hostile workbooks, one maker a kind, and the child processes that read them.

Each maker writes one or more files into a folder. Importing this package registers all kinds (`KINDS`); the modules named
`of_...` hold them by what is wrong with them.
"""

from tests.support.hostile import (
    of_archives,
    of_cells,
    of_listings,
    of_long_sheets,
    of_other_files,
    of_parts,
    of_refusals,
    of_spellings,
)
from tests.support.hostile.base import (
    AMOUNT,
    BOOK,
    KINDS,
    LAUGHS,
    NAMESPACE,
    NOISE,
    RELS,
    SHEET,
    SOUND,
    STRINGS,
    STYLES,
    amount,
    parts_of,
    write,
)
from tests.support.hostile.of_spellings import SPELLINGS
from tests.support.hostile.reader import Reader

__all__ = [
    "AMOUNT", "BOOK", "KINDS", "LAUGHS", "NAMESPACE", "NOISE", "RELS", "SHEET", "SOUND", "SPELLINGS", "STRINGS", "STYLES", "Reader",
    "amount", "of_archives", "of_cells", "of_listings", "of_long_sheets", "of_other_files", "of_parts", "of_refusals", "of_spellings",
    "parts_of", "write",
]  # fmt: skip
