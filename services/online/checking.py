"""Check answers, declare, send, and the page that says it was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from services.applications.actions import submit
from services.applications.errors import DraftClosed, FormChanged, NotComplete
from services.applications.models import Application
from services.applications.queries import file_names, sources_of
from services.definitions.kinds import Evidence
from services.definitions.screen.fields import step_form
from services.online import changed, drafts, pages, pending, places, questions, review
from services.online.asked import awaited_answers
from services.online.doors import of_what_is_sent, require_draft
from services.online.drafts import ONLINE, Draft
from services.online.questions import COPY_TO


@of_what_is_sent
@require_safe
def check(request: HttpRequest, application: Application) -> HttpResponse:
    """Show every answer by section, with a way to change each."""
    require_draft(application)
    if elsewhere := changed.first(request, application):
        return elsewhere
    draft = drafts.of(application)
    unsaved = pending.unsaved(draft)
    context = pages.frame(
        application,
        chapters=review.chapters(draft, sources_of(application), may_change=True),
        files=file_names(application),
        open_stop=draft.journey.next,
        asked=awaited_answers(draft),
        ending=draft.journey.ending,
        go_on=places.going_on(application, draft.journey),
        unsaved=unsaved,
        back=_last_stop(draft),
        declare=places.page(application, "declare"),
    )
    return render(request, "online/check.html", context)


def _last_stop(draft: Draft) -> str:
    return places.stop_page(draft.application, draft.journey.stops[-1].key)


@of_what_is_sent
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, application: Application) -> HttpResponse:
    """Show the declaration; send the application by POST. Pressed twice, it is sent once."""
    if not application.is_draft:
        return redirect(places.page(application, "sent"))
    if elsewhere := changed.first(request, application):
        return elsewhere
    draft = drafts.of(application)
    if not draft.journey.complete or pending.unsaved(draft):
        return redirect(places.page(application, "check"))
    declaration = step_form(
        questions.declaration(application.document),
        scope=draft.scope(),
        language=questions.language(),
        values={COPY_TO: email_in_answers(draft)},
        data=request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and declaration.is_valid():
        pages.follow_language(application)
        try:
            submit(
                application=application,
                declared="ticked",
                by=drafts.actor(request, application.document),
                channel=ONLINE,
                copy_to=str(declaration.values[COPY_TO] or ""),
            )
        except (NotComplete, FormChanged, DraftClosed):  # in another window, or by its authors, just now
            return redirect(places.page(application, "check"))
        return redirect(places.page(application, "sent"))
    context = pages.frame(
        application,
        form=declaration,
        has_errors=bool(declaration.errors),
        back=places.page(application, "check"),
    )
    return render(request, "online/declare.html", context)


def email_in_answers(draft: Draft) -> str | None:
    """Return the first e-mail address in the answers that count: it fills in where mail could go."""
    for question in draft.document.questions.values():
        value = draft.journey.relevant.values.get(question.key)
        if question.kind == "email" and value:
            return str(value)
    return None


@of_what_is_sent
@require_safe
def sent(request: HttpRequest, application: Application) -> HttpResponse:
    """Say that it was sent, what happens next and what is still to do."""
    if application.is_draft:
        return redirect(places.page(application, "check"))
    return render(request, "online/sent.html", pages.frame(application, awaited=awaited(application)))


def awaited(application: Application) -> dict[str, list[Evidence]]:
    """Return the evidence that is still to come, by the way it comes."""
    draft = drafts.of(application)
    answers = [draft.journey.relevant.values]
    answers += [row for rows in draft.journey.relevant.rows.values() for row in rows.values()]
    found: dict[str, list[Evidence]] = {}
    for values in answers:
        for key, value in values.items():
            question = draft.document.questions[key]
            if isinstance(question, Evidence) and isinstance(value, dict) and value["way"] != "upload":
                found.setdefault(value["way"], []).append(question)
    return found
