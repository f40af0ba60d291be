"""A version's page: progress while it waits, then its verdict, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRefresh

from loket.access.records import version_of
from loket.copies.make import MENDED, PATCHED
from loket.intake.hand_in import unexplained
from loket.judging.line import ahead_of
from loket.office.advice import advice_on
from loket.office.deadlines import deadline_of
from loket.pages.shown_verdicts import ShownVerdict, shown, shown_narrative
from loket.register.models import CopyKind, Version, VersionState

_FIRST, _LONGEST = 400, 5_000
"""Milliseconds between two looks whether a version is judged: the first, and the longest."""


def version(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a version."""
    return version_page(request, version_of(request, code))


def version_page(request: HttpRequest, found: Version, error: str = "") -> HttpResponse:
    """The page, or what is told above it where something asked for was refused."""
    context = _progress(found, _FIRST) if not found.done else _judged(found)
    context |= {"version": found, "dossier": found.dossier, "deadline": deadline_of(found.dossier), "error": error}
    return render(request, "loket/office/version.html", context, status=422 if error else 200)


def progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far the judging is; the page itself once it is done."""
    found = version_of(request, code)
    if found.done:
        return HttpResponseClientRefresh()
    told = request.GET.get("jeda", "")
    pause = min(_LONGEST, int(told) * 3 // 2) if told.isdecimal() and len(told) < 6 else _FIRST
    return render(request, "loket/office/progress.html", {"version": found, **_progress(found, max(_FIRST, pause))})


def _progress(found: Version, pause: int) -> dict[str, Any]:
    judging = found.state == VersionState.JUDGING
    return {"ahead": 0 if judging else ahead_of(found), "judging": judging, "pause": pause}


def _judged(found: Version) -> dict[str, Any]:
    advice = advice_on(found.dossier)
    explanations = dict(found.explanations.values_list("cause", "text"))
    latest = found.dossier.latest
    verdict = shown(found, explanations, advice.by_cause if advice else None)
    current = latest is not None and latest.pk == found.pk and found.dossier.may_upload and not found.handed_in
    return {
        "verdict": verdict,
        "narrative": shown_narrative(found),
        "advice": advice,
        "latest": latest,
        "current": current,
        "open": current and not found.blocked,
        "unexplained": unexplained(found, explanations),
        "patched": found.ending in PATCHED and found.status != "unreadable",
        "clicks": _clicks(verdict) if found.ending in PATCHED else [],
    }


def _clicks(verdict: ShownVerdict) -> list[CopyKind]:
    """The kinds of copies that mend some of the causes; they are called as the buttons in Excel are."""
    asked = {cause.click for cause in verdict.causes}
    return [kind for kind in MENDED if kind.label in asked]
