"""Addresses of the offices."""

from __future__ import annotations

from loket.access.doors import OFFICES, door
from loket.office import home

urlpatterns = [
    door("pd/", home.home, "pd-beranda", OFFICES),
]
