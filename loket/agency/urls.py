"""Addresses of the agency."""

from __future__ import annotations

from loket.access.doors import READERS, door
from loket.agency import board

urlpatterns = [
    door("badan/", board.board, "badan-papan", READERS),
]
