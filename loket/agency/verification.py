"""One office's document as the verifier works on it: causes taken over as recommendations, remarks, the ruling."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from loket.access.doors import VERIFIERS
from loket.access.records import account_of, dossier_of
from loket.agency import decisions
from loket.agency.errors import DecisionError
from loket.agency.forms import RemarkForm, RulingForm
from loket.pages.listed_versions import listed_versions
from loket.pages.shown_verdicts import shown_narrative
from loket.pages.verdicts import verdict_in_words
from loket.register.models import Dossier, Version
from loket.register.models.verification import RulingOutcome

_TAKEN, _TEXT = "ambil", "saran-"


def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The document with its versions, causes, recommendations and history."""
    return _page(request, dossier_of(request, pk))


def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    """Take over the causes that are ticked."""
    found = dossier_of(request, pk)
    texts = {cause: request.POST.get(_TEXT + cause, "") for cause in request.POST.getlist(_TAKEN)}
    try:
        decisions.recommend_causes(request, found, texts)
        messages.success(request, f"{len(texts)} sebab diambil sebagai saran.")
    except DecisionError as error:
        messages.error(request, str(error))
    return redirect("badan-berkas", pk)


def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an own remark."""
    found, form = dossier_of(request, pk), RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, found, remark_form=form, status=422)
    try:
        decisions.remark(request, found, form.cleaned_data["place"], form.cleaned_data["text"])
    except DecisionError as error:
        messages.error(request, str(error))
    return redirect("badan-berkas", pk)


def withdraw(request: HttpRequest, pk: int, recommendation: int) -> HttpResponse:
    """Take back a remark or a cause that was taken over."""
    try:
        decisions.withdraw(request, dossier_of(request, pk), recommendation)
    except DecisionError as error:
        messages.error(request, str(error))
    return redirect("badan-berkas", pk)


def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Return or accept."""
    found, form = dossier_of(request, pk), RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, found, ruling_form=form, status=422)
    try:
        made = decisions.rule(request, found, RulingOutcome(form.cleaned_data["outcome"]), form.cleaned_data["note"])
        messages.success(request, f"{found.office}: {made.get_outcome_display().lower()}.")
    except DecisionError as error:
        messages.error(request, str(error))
    return redirect("badan-berkas", pk)


def _page(
    request: HttpRequest,
    found: Dossier,
    remark_form: RemarkForm | None = None,
    ruling_form: RulingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    version = found.submitted or found.latest
    return render(
        request,
        "loket/agency/dossier.html",
        {
            "dossier": found,
            "version": version,
            "verdict": verdict_in_words(version) if version else "",
            "versions": listed_versions(request, found),
            "causes": _causes(version) if version else [],
            "narrative": shown_narrative(version) if version else None,
            "recommendations": version.recommendations.select_related("author") if version else [],
            "rulings": found.rulings.select_related("by", "version"),
            "events": found.events.all()[:30],
            "remark_form": remark_form or RemarkForm(),
            "ruling_form": ruling_form or RulingForm(),
            "may_rule": account_of(request).role in VERIFIERS and found.stage in {"diserahkan", "diverifikasi"},
            "tab": "papan",
        },
        status=status,
    )


def _causes(version: Version) -> list[dict[str, object]]:
    """The causes of a version, each with what became of it as a recommendation and what the office says of it."""
    taken = {one.cause: one for one in version.recommendations.exclude(cause="")}
    said = {one.cause: one.text for one in version.explanations.all()}
    return [
        {
            **cause,
            "taken": taken.get(cause["id"]),
            "text": _text(taken.get(cause["id"]), cause),
            "said": said.get(cause["id"], ""),
        }
        for cause in version.causes
    ]


def _text(taken: object, cause: dict[str, str]) -> str:
    """The recommendation as it stands, else as the rule book words it."""
    stated = getattr(taken, "text", "")
    return stated or f"{cause['sentence']}. {cause['remedy']}"
