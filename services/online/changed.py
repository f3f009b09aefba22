"""A form that changed while it was being filled in: what its person sees first, and what they typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services.applications.changed import MADE_FROM, earlier_version
from services.applications.models import Application
from services.definitions.models import FormVersion
from services.online import pages, places


def first(request: HttpRequest, application: Application) -> HttpResponse | None:
    """Return what has to be shown before anything else: that it is closed, or what has changed."""
    if application.closed_at:
        return render(request, "online/ended.html", pages.frame(application))
    if application.is_draft and application.changed_from_id:
        return redirect(places.page(application, "changed"))
    return None


def sent_from(request: HttpRequest, application: Application, step: str) -> FormVersion | None:
    """Return the earlier version that a posted step was made from; None if it can be read as it is."""
    return earlier_version(application, request.POST.get(MADE_FROM, ""), step)
