"""What a checker says of the answers, and the way on with them into an application."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from services.applications.actions import carry_over, start
from services.applications.earlier import offers
from services.applications.models import Application
from services.definitions.checkers.judging import Judgement, Result, Told, result_of
from services.definitions.document import Document
from services.definitions.errors import FormUnknown
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version
from services.online import browsers, changed, drafts, places
from services.online.doors import of_application
from services.online.drafts import ONLINE, Draft
from services.online.pages import frame


@dataclass(frozen=True, slots=True)
class Line:
    """One answer that a requirement rests on, or a question that it waits for."""

    told: Told
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement as the page shows it."""

    judgement: Judgement
    because: list[Line]
    missing: list[Line]


@of_application
@never_cache
@require_safe
def result(request: HttpRequest, application: Application) -> HttpResponse:
    """Show what the answers so far come to, and why. Of an application, its answers are shown instead."""
    if not application.document.is_checker:
        return redirect(places.page(application, "check"))
    if elsewhere := changed.first(request, application):
        return elsewhere
    draft = drafts.of(application)
    document = draft.document
    found = result_of(document, draft.answers, channel=ONLINE, today=timezone.localdate())
    findings = [_finding(draft, found, each) for each in found.judgements]
    target = _leads_to(document)
    context = frame(
        application,
        found=found.found,
        outcome=found.words(document),
        findings=[each for each in findings if each.judgement.requirement.decides],
        expected=[each for each in findings if not each.judgement.requirement.decides],
        open_stop=draft.journey.next,
        go_on=places.going_on(application, draft.journey),
        target=target and target.document,
        carries=bool(target and offers(target.document, [application])),
        carry=places.page(application, "carry"),
        delete=places.page(application, "delete"),
        back=places.before(application, draft.journey, _last(draft)),
    )
    return render(request, "online/result.html", context)


def _last(draft: Draft) -> str:
    """Return the stop that the person was at before the result: the first open one, or the last."""
    following = draft.journey.next
    return following.key if following else ""


def _finding(draft: Draft, found: Result, judgement: Judgement) -> Finding:
    def lines(keys: tuple[str, ...]) -> list[Line]:
        return [Line(told, _change(draft, told)) for told in found.told(draft.document, keys)]

    return Finding(judgement, lines(judgement.because), lines(judgement.missing))


def _change(draft: Draft, told: Told) -> str:
    if told.stop is None or not draft.journey.may_open(told.stop.key):
        return ""
    return places.stop_page(draft.application, told.stop.key, came_from=places.FROM_CHECK)


def _leads_to(document: Document) -> FormVersion | None:
    try:
        return current_version(document.leads_to) if document.leads_to else None
    except FormUnknown:
        return None


@of_application
@require_POST
def carry(request: HttpRequest, application: Application) -> HttpResponse:
    """Start the application that the checker leads to, with the answers that both ask for."""
    version = _leads_to(application.document) if application.document.is_checker else None
    if version is None:
        return redirect(places.last_page(application))
    by = drafts.actor(request, version.document)
    language = get_language() or settings.LANGUAGE_CODE
    begun = start(version=version, by=by, channel=ONLINE, language=language)
    keys = [offer.question.key for offer in offers(version.document, [application])]
    carry_over(source=application, target=begun, keys=keys, by=by, channel=ONLINE)
    return browsers.let_in(request, redirect(places.page(begun, "go_on")), begun)
