"""All addresses of the counter."""

from __future__ import annotations

from loket.agency.urls import urlpatterns as agency
from loket.api.urls import urlpatterns as api
from loket.office.urls import urlpatterns as office
from loket.pages.urls import urlpatterns as pages

urlpatterns = [*pages, *office, *agency, *api]

handler400 = "loket.pages.refusals.unreadable"
handler403 = "loket.pages.refusals.forbidden"
handler404 = "loket.pages.refusals.missing"
handler500 = "loket.pages.refusals.broken"
