"""The board: offices by stages, who is missing, and what most of them have wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from loket.agency.overview import overview
from loket.register.models import Period


def chosen_period(request: HttpRequest) -> Period | None:
    """The period that a page asks for, else the one whose deadline comes next, else the last."""
    asked = request.GET.get("periode", "")
    if asked.isdecimal():
        return get_object_or_404(Period, pk=int(asked))
    opened = Period.objects.filter(opens__lte=timezone.now())
    coming = opened.filter(deadline__gte=timezone.now()).order_by("deadline").first()
    return coming or opened.order_by("-deadline").first() or Period.objects.first()


def board(request: HttpRequest) -> HttpResponse:
    """Every office of a period with how far it has come."""
    period = chosen_period(request)
    seen = overview(period) if period else None
    return render(
        request,
        "loket/agency/board.html",
        {"seen": seen, "period": period, "periods": Period.objects.all(), "tab": "papan"},
    )


def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """A text to copy for the offices that have not handed in."""
    seen = overview(get_object_or_404(Period, pk=pk))
    return render(request, "loket/agency/reminder.html", {"seen": seen, "tab": "papan"})
