"""Addresses for applications, and the pages that describe them."""

from __future__ import annotations

from loket.access.doors import PUBLIC, TOKEN, door
from loket.api import pages, periods, submissions
from loket.api.answers import ALL_METHODS, endpoint

urlpatterns = [
    door("api/", pages.readable, "api-halaman", PUBLIC),
    door("api/v1/openapi.json", pages.document, "api-openapi", PUBLIC),
    door("api/v1/periode", endpoint(get=periods.periods), "api-periode", TOKEN, ALL_METHODS),
    door("api/v1/serahan", endpoint(post=submissions.submit), "api-serah", TOKEN, ALL_METHODS),
    door("api/v1/serahan/<str:code>", endpoint(get=submissions.submission), "api-serahan", TOKEN, ALL_METHODS),
]
