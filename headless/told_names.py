"""How files are named among others: by their names, and by the folders that tell two of one name apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path


def told_apart(files: Iterable[str | Path]) -> dict[str, str]:
    """What each file is called among these: its name, with as many of its folders before it as no other one has.

    Case tells no names apart, for it does not on the planners' computers.

    >>> told_apart(["a/2024/renja.xlsx", "b/2024/renja.xlsx", "b/lkip.xlsx"])["b/2024/renja.xlsx"]
    'b/2024/renja.xlsx'
    """
    paths = {str(file): Path(file) for file in files}
    told = {file: path.name or file for file, path in paths.items()}
    depth = 1
    while repeated := _repeated(told):
        depth += 1
        longer = {file: "/".join(paths[file].parts[-depth:]) for file in repeated}
        if all(longer[file] == told[file] for file in repeated):
            break
        told |= longer
    return told


def _repeated(told: dict[str, str]) -> list[str]:
    seen = Counter(name.casefold() for name in told.values())
    return [file for file, name in told.items() if seen[name.casefold()] > 1]
