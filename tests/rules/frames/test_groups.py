"""Groups of any depth (Aset): marks, stated depths, and what amounts tell where nothing is marked."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.frames.groups import Member, depths_in_groups


def told(*rows: tuple[Any, ...]) -> list[int]:
    """Depths of rows given as text, amounts and perhaps a stated depth."""
    members = [Member(text, stated[0] if stated else None, amounts) for text, amounts, *stated in rows]
    return [depth for depth, _ in depths_in_groups(members)]


def test_marks_tell_the_first_two_depths() -> None:
    rows = [("Aset Tetap", (9, 90)), ("1. Tanah", (1, 10)), ("2.Peralatan", (8, 80)), ("a. Alat Angkutan", (5, 50)),
            ("b) Komputer", (3, 30))]  # fmt: skip
    assert told(*rows) == [0, 1, 1, 2, 2]


def test_numbers_within_a_name_are_no_marks() -> None:
    assert told(("1. Tanah", (2, 20)), ("1.5 PK Pompa", (1, 10)), ("14 Inch Mesin Ketik", (1, 10))) == [1, 2, 2]


def test_rows_without_mark_are_members_unless_they_add_up_what_follows() -> None:
    rows = [("1. Alat Kantor", (62, 415)), ("Mesin Ketik", (2, 48)), ("- Manual", (1, 24)), ("- Listrik", (1, 24)),
            ("Penyimpanan", (60, 367)), ("- Lemari", (40, 300)), ("- Rak", (20, 67))]  # fmt: skip
    assert told(*rows) == [1, 2, 3, 3, 2, 3, 3]


def test_a_group_within_a_group_is_found_from_the_inside() -> None:
    rows = [
        ("1. Semua", (6, 60)),
        ("Luar", (6, 60)),
        ("Dalam", (4, 40)),
        ("- x", (1, 10)),
        ("- y", (3, 30)),
        ("- z", (2, 20)),
    ]
    assert told(*rows) == [1, 2, 3, 4, 4, 3]


def test_the_value_outweighs_the_count() -> None:
    rows = [("1. Semua", (9, 100)), ("Kelompok", (7, 100)), ("- x", (1, 60)), ("- y", (1, 40))]
    assert told(*rows) == [1, 2, 3, 3]


def test_a_count_alone_is_a_guess() -> None:
    members = [Member("1. Semua", None, (5, 100)), Member("Kelompok", None, (5, 999)), Member("- x", None, (2, 60)),
               Member("- y", None, (3, 40))]  # fmt: skip
    assert depths_in_groups(members) == [(1, False), (2, False), (3, True), (3, True)]


def test_equal_rows_one_after_the_other_are_no_group_by_count() -> None:
    assert told(("1. Semua", (2, 30)), ("Meja", (1, 10)), ("Kursi", (1, 20))) == [1, 2, 2]


def test_equal_rows_marked_alike_stand_side_by_side() -> None:
    rows = [("1. Mesin", (4, 40)), ("a. Jaringan", (2, 20)), ("- x", (2, 20)), ("- y", (2, 20))]
    assert told(*rows) == [1, 2, 3, 3]


def test_a_letter_goes_on_only_in_its_own_list() -> None:
    names = ["1. Mesin", "a. Angkutan", "- Motor", "a. Dua roda", "b. Kantor", "2. Gedung", "Kantor", "a. Loket"]
    amounts = [30, 10, 10, 10, 20, 5, 5, 5]
    rows = [Member(name, None, (amount,)) for name, amount in zip(names, amounts, strict=True)]
    assert [depth for depth, _ in depths_in_groups(rows)] == [1, 2, 3, 4, 2, 1, 2, 3]


def test_a_stated_depth_goes_before_everything() -> None:
    rows = [("Aset", (3, 30), 0), ("Tanah", (1, 10), 1), ("1. Bukan golongan", (1, 10), 2), ("Mesin", (2, 20), 1)]
    assert told(*rows) == [0, 1, 2, 1]


def test_blank_amounts_and_nothing_at_all() -> None:
    assert told(("1. Semua", (None, None)), ("x", (None, None)), ("y", (0, 0))) == [1, 2, 2]
    assert depths_in_groups([]) == []


trees = st.recursive(
    st.integers(1, 10**9), lambda inner: st.lists(inner, min_size=2, max_size=4), max_leaves=12
).filter(lambda tree: isinstance(tree, list))


@settings(deadline=None, max_examples=50)
@given(trees)
def test_any_tree_of_sums_is_found_again(tree: Any) -> None:
    """Amounts too large to agree by chance: the depths come back from the sums alone."""
    rows: list[Member] = []
    wanted: list[int] = []

    def total(node: Any) -> int:
        return node if isinstance(node, int) else sum(map(total, node))

    def count(node: Any) -> int:
        return 1 if isinstance(node, int) else sum(map(count, node))

    def walk(node: Any, depth: int) -> None:
        # No two amounts are alike, so that nothing adds up by chance.
        rows.append(Member("x" if rows else "1. x", None, (count(node), total(node) * 1000 + len(rows) * 0)))
        wanted.append(depth)
        for below in node if isinstance(node, list) else ():
            walk(below, depth + 1)

    walk(tree, 1)
    values = [row.amounts[1] or 0 for row in rows]
    by_chance = any(
        sum(values[start + 1 : end]) == values[start] and wanted[start + 1] <= wanted[start]
        for start in range(len(values))
        for end in range(start + 2, len(values) + 1)
    )
    if not by_chance:
        assert [depth for depth, _ in depths_in_groups(rows)] == wanted
