"""Take a row of a repeat away: a page that asks, and a POST that does it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from services.applications.actions import remove_row
from services.applications.models import Application
from services.definitions.display import row_title
from services.online import drafts, pages, places
from services.online.doors import of_application, require_draft
from services.online.drafts import ONLINE


@of_application
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, application: Application, repeat: str, row: str) -> HttpResponse:
    """Ask before removing a row; remove it by POST. A row that is gone already is no error."""
    require_draft(application)
    draft = drafts.of(application)
    trail = draft.trail_to(repeat, row)
    if not trail:
        return redirect(places.going_on(application, draft.journey))
    stop, mine = trail[-1]
    listing = places.list_page(application, trail)
    if request.method == "POST":
        remove_row(
            application=application, row=row, by=drafts.actor(request, application.document), channel=ONLINE
        )
        return redirect(listing)
    context = pages.frame(
        application,
        repeat=stop.repeat,
        number=[known.id for known in stop.rows].index(row) + 1,
        text=row_title(application.document, mine.values, get_language() or settings.LANGUAGE_CODE),
        back=listing,
    )
    return render(request, "online/remove_row.html", context)
