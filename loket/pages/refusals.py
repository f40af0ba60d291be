"""Pages that refuse, each with a way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "loket/refusal.html", {"title": title, "text": text}, status=status)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from one that was open for too long."""
    return _page(
        request,
        403,
        "Formulir tidak diterima",
        "Halaman ini terlalu lama terbuka. Kembali, muat ulang, lalu kirim lagi.",
    )


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read, such as a form with a file name beyond all measure."""
    text = "Kiriman ini tidak terbaca: rusak di jalan, atau nama filenya terlalu panjang. Beri nama yang pendek, lalu kirim lagi."
    if request.path.startswith("/api/"):
        return JsonResponse({"error": text}, status=400)
    return _page(request, 400, "Kiriman tidak terbaca", text)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page of another role."""
    return _page(
        request,
        403,
        "Bukan untuk akun ini",
        "Halaman ini untuk peran lain. Keluar, lalu masuk dengan akun yang sesuai.",
    )


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or it is not this account's."""
    return _page(request, 404, "Tidak ditemukan", "Halaman ini tidak ada, atau bukan milik perangkat daerah Anda.")


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong here; the page leans on nothing that may be what is broken."""
    return HttpResponse(_BROKEN, status=500)


_BROKEN = """<!doctype html><html lang="id"><meta charset="utf-8"><title>Loket terganggu</title>
<h1>Loket terganggu</h1><p>Yang sudah diterima tetap tersimpan. Coba lagi sebentar; bila berulang, hubungi badan perencanaan.</p>
<p><a href="/">Ke halaman awal</a></p></html>
"""
