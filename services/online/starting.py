"""The first page of a form, and the start of an application by POST."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from services.applications.access import SESSION_KEY
from services.applications.actions import catch_up, erase, start
from services.applications.choices import State
from services.applications.models import Application
from services.applications.queries import with_everything
from services.checklists import linking
from services.definitions.kinds import Evidence
from services.definitions.publishing import current_version
from services.identity.access_levels import public
from services.identity.actors import citizen
from services.identity.models import User
from services.online import browsers, changed, drafts, pages, places, prefilling
from services.online.doors import of_application

AGAIN = "again"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest, form: str) -> HttpResponse:
    """Show what the form needs and takes; start, or go on with what is open, by POST."""
    version = current_version(form)
    open_draft = _open_draft(request, form)
    if request.method == "POST":
        if open_draft and request.POST.get("start") != AGAIN:
            linking.started(request.session, open_draft)
            return _go_on(request, open_draft)
        if open_draft and open_draft.document.is_checker:
            erase(application=open_draft, by=citizen(), channel=drafts.ONLINE)
        language = get_language() or settings.LANGUAGE_CODE
        application = start(
            version=version,
            by=drafts.actor(request, version.document),
            channel=drafts.ONLINE,
            language=language,
        )
        linking.started(request.session, application)
        if known := prefilling.first(request, application):
            return browsers.let_in(request, redirect(known), application)
        return _go_on(request, application)
    document = version.document
    proofs = [question for question in document.questions.values() if isinstance(question, Evidence)]
    context = {
        "document": document,
        "open_draft": open_draft,
        "sent_here": prefilling.in_session(request, document),
        "proofs": proofs,
        "foreign": pages.foreign(document),
    }
    template = "online/start_checker.html" if document.is_checker else "online/start.html"
    return render(request, template, context)


@of_application
@require_safe
def go_on(request: HttpRequest, application: Application) -> HttpResponse:
    """Lead to the first place that still needs an answer, or to what became of the application."""
    if not application.is_draft:
        return redirect(places.page(application, "sent"))
    if elsewhere := changed.first(request, application):
        return elsewhere
    return redirect(places.going_on(application, drafts.as_opened(application).journey))


def _go_on(request: HttpRequest, application: Application) -> HttpResponse:
    application = catch_up(application)
    draft = drafts.of(application)
    response = redirect(places.going_on(application, draft.journey))
    return browsers.let_in(request, response, application)


def _open_draft(request: HttpRequest, form: str) -> Application | None:
    """Return the newest draft of a form that this browser may open: from its session or its account."""
    found = with_everything().filter(version__form__key=form, state=State.DRAFT).order_by("-used_at")
    held = request.session.get(SESSION_KEY, [])
    if mine := found.filter(pk__in=held).first() if held else None:
        return mine
    return found.filter(owner=request.user).first() if isinstance(request.user, User) else None
