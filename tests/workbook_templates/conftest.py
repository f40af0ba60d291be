"""What tests of readers share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support import hostile


@pytest.fixture(scope="module")
def child() -> Iterator[hostile.Reader]:
    """The process that reads hostile files."""
    pytest.importorskip("resource")
    made = hostile.Reader()
    yield made
    made.close()
