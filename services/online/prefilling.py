"""We already have this: is it right? Answers of earlier applications, used only if their person says so."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from services.applications import access, earlier
from services.applications.actions import carry_over
from services.applications.choices import State
from services.applications.earlier import Offer
from services.applications.errors import NotOpen
from services.applications.models import Application
from services.applications.queries import with_everything
from services.definitions.document import Document
from services.definitions.topics import pairs
from services.identity.models import User
from services.online import changed, drafts, pages, places
from services.online.doors import of_application, require_draft

ALLOWED = "use_earlier"
"""In the start form: the application whose answers its person ticked to use. In the session: for which."""


def in_session(request: HttpRequest, document: Document) -> Application | None:
    """Return the last application sent in this browser that knows something the form asks, for a person
    without an account. It may be used only if they tick it: somebody else may sit here now.
    """
    held = request.session.get(access.SESSION_KEY, [])
    if not held or isinstance(request.user, User) or document.is_checker:
        return None
    sent = with_everything().filter(pk__in=held, state=State.SUBMITTED).order_by("-submitted_at").first()
    return sent if sent and any(pairs(sent.document, document)) else None


def first(request: HttpRequest, application: Application) -> str:
    """Return the page to show before a fresh application's first step; "" if we have nothing to offer.

    What was ticked on the start page is remembered for this application alone. Raises NotOpen if this
    browser may not open it.
    """
    if ticked := request.POST.get(ALLOWED, ""):
        try:
            source = access.for_citizen(request, UUID(ticked))
        except ValueError:
            raise NotOpen from None
        request.session[ALLOWED] = {str(application.pk): str(source.pk)}
    return places.page(application, "prefill") if _offers(request, application) else ""


def _sources(request: HttpRequest, application: Application) -> Iterable[Application]:
    """Return what may be used: what the signed-in owner sent, or what was ticked and still may be opened."""
    user = request.user
    if isinstance(user, User) and application.owner_id == user.pk:
        return earlier.submitted_by(user).exclude(pk=application.pk)
    ticked = request.session.get(ALLOWED, {}).get(str(application.pk))
    if not ticked:
        return []
    try:
        source = access.for_citizen(request, UUID(ticked))
    except NotOpen:
        return []
    return [source] if source.state == State.SUBMITTED else []


def _offers(request: HttpRequest, application: Application) -> list[Offer]:
    return earlier.offers(application.document, _sources(request, application))


@of_application
@require_http_methods(["GET", "HEAD", "POST"])
def prefill(request: HttpRequest, application: Application) -> HttpResponse:
    """Show what we could use and where it is from; use by POST what stayed ticked, or nothing."""
    require_draft(application)
    if elsewhere := changed.first(request, application):
        return elsewhere
    known = drafts.of(application).answers.values
    offers = [offer for offer in _offers(request, application) if offer.question.key not in known]
    if request.method == "POST":
        if request.POST.get("use") == "yes":
            _use(request, application, offers)
        request.session.pop(ALLOWED, None)
        return redirect(places.page(application, "go_on"))
    if not offers:
        return redirect(places.page(application, "go_on"))
    return render(request, "online/prefill.html", pages.frame(application, offers=offers))


def _use(request: HttpRequest, application: Application, offers: list[Offer]) -> None:
    ticked = set(request.POST.getlist("keys"))
    wanted: dict[UUID, list[Offer]] = {}
    for offer in offers:
        if offer.question.key in ticked:
            wanted.setdefault(offer.source.pk, []).append(offer)
    for chosen in wanted.values():
        carry_over(
            source=chosen[0].source,
            target=application,
            keys=[offer.question.key for offer in chosen],
            by=drafts.actor(request, application.document),
            channel=drafts.ONLINE,
        )
