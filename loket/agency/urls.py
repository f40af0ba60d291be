"""Addresses of the agency."""

from __future__ import annotations

from loket.access.doors import ADMINISTRATORS, AGENCY, READERS, VERIFIERS, door
from loket.agency import accounts, board, offices, papers, periods, sums, tokens, trail, verification

_BOTH = ("GET", "POST")

urlpatterns = [
    door("badan/", board.board, "badan-papan", READERS),
    door("badan/periode/<int:pk>/pengingat/", board.reminder, "badan-pengingat", AGENCY),
    door("badan/periode/<int:pk>/rekap.<str:form>", sums.recap, "badan-rekap", READERS),
    door("badan/periode/<int:pk>/arsip.zip", sums.archive, "badan-arsip", READERS),
    door("badan/periode/<int:pk>/berita-acara.docx", papers.minutes_of_all, "badan-berita-acara-semua", READERS),
    door("badan/periode/<int:pk>/berita-acara/", papers.minutes_page_of_all, "badan-cetak-semua", READERS),
    door("badan/berkas/<int:pk>/", verification.dossier, "badan-berkas", READERS),
    door("badan/berkas/<int:pk>/saran/", verification.recommend, "badan-saran", VERIFIERS, ("POST",)),
    door("badan/berkas/<int:pk>/catatan/", verification.remark, "badan-catatan", VERIFIERS, ("POST",)),
    door(
        "badan/berkas/<int:pk>/saran/<int:recommendation>/tarik/",
        verification.withdraw,
        "badan-tarik",
        VERIFIERS,
        ("POST",),
    ),
    door("badan/berkas/<int:pk>/putusan/", verification.rule, "badan-putusan", VERIFIERS, ("POST",)),
    door("badan/berkas/<int:pk>/berita-acara.docx", papers.minutes, "badan-berita-acara", READERS),
    door("badan/berkas/<int:pk>/berita-acara/", papers.minutes_page, "badan-cetak", READERS),
    door("badan/periode/", periods.periods, "badan-periode", AGENCY),
    door("badan/periode/baru/", periods.edit, "badan-periode-baru", ADMINISTRATORS, _BOTH),
    door("badan/periode/<int:pk>/", periods.edit, "badan-periode-ubah", ADMINISTRATORS, _BOTH),
    door(
        "badan/periode/<int:pk>/acuan/<int:reference>/lepas/",
        periods.drop_reference,
        "badan-acuan-lepas",
        ADMINISTRATORS,
        ("POST",),
    ),
    door("badan/perangkat-daerah/", offices.offices, "badan-pd", ADMINISTRATORS, _BOTH),
    door("badan/perangkat-daerah/baru/", offices.edit, "badan-pd-baru", ADMINISTRATORS, _BOTH),
    door("badan/perangkat-daerah/<int:pk>/", offices.edit, "badan-pd-ubah", ADMINISTRATORS, _BOTH),
    door("badan/akun/", accounts.accounts, "badan-akun", ADMINISTRATORS, _BOTH),
    door("badan/akun/<int:pk>/tautan/", accounts.renew, "badan-akun-tautan", ADMINISTRATORS, ("POST",)),
    door("badan/akun/<int:pk>/saklar/", accounts.switch, "badan-akun-saklar", ADMINISTRATORS, ("POST",)),
    door("badan/token/", tokens.tokens, "badan-token", ADMINISTRATORS, _BOTH),
    door("badan/token/<int:pk>/cabut/", tokens.revoke, "badan-token-cabut", ADMINISTRATORS, ("POST",)),
    door("badan/jejak/", trail.trail, "badan-jejak", AGENCY),
]
