"""The pages that tell someone their form has changed: what is new, and how to go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from services.applications.actions import begin_again, note_change_told
from services.applications.changed import news_of
from services.applications.models import Application
from services.online import changed, drafts, pages, places
from services.online.doors import of_application, require_draft
from services.online.drafts import ONLINE


@of_application
@require_http_methods(["GET", "HEAD", "POST"])
def changed_page(request: HttpRequest, application: Application) -> HttpResponse:
    """Say what has changed; go on by POST."""
    require_draft(application)
    if application.closed_at:
        return changed.first(request, application) or redirect(places.page(application, "go_on"))
    if request.method == "POST":
        note_change_told(
            application=application, by=drafts.actor(request, application.document), channel=ONLINE
        )
    if request.method == "POST" or application.changed_from_id is None:
        return redirect(_onward(application))
    language = get_language() or "en"
    news = news_of(application)
    context = pages.frame(
        application,
        news=news,
        again=[(each, each.said(language) if each.value is not None else "") for each in news.again],
    )
    return render(request, "online/changed.html", context)


def _onward(application: Application) -> str:
    """Return where to go on. Whoever has answers beyond it is asked only what is open."""
    journey = drafts.of(application).journey
    beyond = journey.stops[journey.stops.index(journey.next) + 1 :] if journey.next else ()
    origin = places.FROM_CHECK if any(stop.complete for stop in beyond) else ""
    return places.going_on(application, journey, came_from=origin)


@of_application
@require_POST
def again(request: HttpRequest, application: Application) -> HttpResponse:
    """Begin again, with the answers that still fit."""
    require_draft(application)
    begin_again(application=application, by=drafts.actor(request, application.document), channel=ONLINE)
    return redirect(places.page(application, "go_on"))
