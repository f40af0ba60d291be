"""The board: offices by stages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.register.models import Office, Period


def board(request: HttpRequest) -> HttpResponse:
    """Every office of a period with how far it has come."""
    return render(
        request, "loket/agency/board.html", {"offices": Office.objects.all(), "periods": Period.objects.all()}
    )
