"""Addresses of the offices; what the agency reads as well stands open to it."""

from __future__ import annotations

from loket.access.doors import EVERYONE, OFFICES, door
from loket.office import dossier as dossiers
from loket.office import downloads, explanations, home, mended, receipt, upload, version

_POST = ("POST",)

urlpatterns = [
    door("pd/", home.home, "pd-beranda", OFFICES),
    door("pd/dokumen/<int:pk>/", dossiers.dossier, "pd-dokumen", OFFICES),
    door("pd/dokumen/<int:pk>/unggah/", upload.upload, "pd-unggah", OFFICES, _POST),
    door("pd/dokumen/<int:pk>/templat/", downloads.template_file, "templat", EVERYONE),
    door("pd/versi/<str:code>/", version.version, "pd-versi", OFFICES),
    door("pd/versi/<str:code>/keadaan/", version.progress, "pd-keadaan", OFFICES),
    door("pd/versi/<str:code>/salinan/<str:kind>/", mended.page, "pd-salinan", OFFICES),
    door("pd/versi/<str:code>/salinan/<str:kind>/unggah/", mended.upload, "pd-unggah-salinan", OFFICES, _POST),
    door("pd/versi/<str:code>/penjelasan/", explanations.explain, "pd-penjelasan", OFFICES, _POST),
    door("versi/<str:code>/tanda-terima/", receipt.receipt, "tanda-terima", EVERYONE),
    door("versi/<str:code>/asli/", downloads.original, "file-asli", EVERYONE),
    door("versi/<str:code>/naskah/", downloads.word, "file-naskah", EVERYONE),
    door("versi/<str:code>/temuan/", downloads.result, "file-temuan", EVERYONE),
    door("versi/<str:code>/salinan/<str:kind>/", mended.file, "file-salinan", EVERYONE),
    door("versi/<str:code>/tersegel/", downloads.sealed, "file-tersegel", EVERYONE),
]
