"""Write the golden verdicts anew and tell what that changes (`make golden`); docs/golden.md says when, and how to read it."""

from __future__ import annotations

from tests.places import GOLDEN, WORKBOOKS
from tests.support.golden import changes, keep, kept, now


def main() -> None:
    """Write every golden verdict, remove those whose workbook is gone, and print the differences."""
    for name in WORKBOOKS:
        before, after = kept(name), now(name)
        keep(name, after)
        print(f"{name}: {len(after)} findings", *changes(before, after), sep="\n  ")
    for path in GOLDEN.glob("*.json"):
        if path.stem not in WORKBOOKS:
            path.unlink()
            print(f"{path.stem}: removed, its workbook is gone")


if __name__ == "__main__":
    main()
