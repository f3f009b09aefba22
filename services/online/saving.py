"""Save and come back later: an e-mailed link or a printed code; close; delete."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from services.applications.actions import email_resume_link, erase, issue_resume_code
from services.applications.models import Application
from services.definitions.journey import Values
from services.definitions.screen.fields import step_form
from services.identity.codes import fold, show
from services.online import browsers, drafts, facts, pages, places, questions
from services.online.checking import email_in_answers
from services.online.doors import of_application, of_what_is_sent, require_draft
from services.online.drafts import ONLINE
from services.online.questions import EMAIL, LAST_NAME, PRINTED, WAY


@of_what_is_sent
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask how someone wants to come back; e-mail the link by POST."""
    draft = drafts.of(application)
    names = facts.last_names(draft)
    filled = step_form(
        questions.coming_back(application.document),
        scope=draft.scope(),
        language=questions.language(),
        values={LAST_NAME: names[0] if names else None, EMAIL: email_in_answers(draft)},
        data=request.POST if request.method == "POST" else None,
    )
    if filled.is_valid() and not fold(str(filled.values[LAST_NAME])):
        filled.add_error(LAST_NAME, _("Enter your last name"))  # of signs only, it could never be checked
    if filled.is_valid():
        return _give(request, application, filled.values)
    context = pages.frame(
        application,
        form=filled,
        has_errors=bool(filled.errors),
        back=places.page(application, "go_on"),
        delete=places.page(application, "delete"),
        shut=places.page(application, "shut"),
    )
    return render(request, "online/save.html", context)


def _give(request: HttpRequest, application: Application, wanted: Values) -> HttpResponse:
    """Give the code in the way that is wanted."""
    last_name = str(wanted[LAST_NAME])
    pages.follow_language(application)
    if wanted[WAY] == PRINTED:
        return _printed(request, application, last_name)
    email_resume_link(
        application=application,
        fact=last_name,
        to=str(wanted[EMAIL]),
        link=_link,
        by=drafts.actor(request, application.document),
        channel=ONLINE,
    )
    messages.success(request, _("We have emailed you the link. It can take a few minutes to arrive."))
    return redirect(places.page(application, "save"))


def _link(reference: str, code: str) -> str:
    return settings.SITE_URL + reverse("online:resume_link", args=[reference, code])


@never_cache
def _printed(request: HttpRequest, application: Application, last_name: str) -> HttpResponse:
    """Show a fresh code, once. It is stored only as a hash, so this page cannot be had again."""
    code = issue_resume_code(
        application=application,
        fact=last_name,
        way="printed",
        by=drafts.actor(request, application.document),
        channel=ONLINE,
    )
    address = settings.SITE_URL + reverse("online:resume")
    context = pages.frame(application, code=show(code), address=address, picture=qr(address))
    return render(request, "online/code.html", context)


def qr(address: str) -> str:
    """Return a QR code as SVG. mark_safe: segno draws it, from an address of our own."""
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=4, omitsize=False)
    return mark_safe(drawn)  # noqa: S308 -- see above


@of_application
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, application: Application) -> HttpResponse:
    """Ask before deleting everything entered; delete it by POST."""
    require_draft(application)
    if request.method == "POST":
        erase(application=application, by=drafts.actor(request, application.document), channel=ONLINE)
        return browsers.shut(request, redirect("online:deleted"), application)
    context = pages.frame(application, back=places.page(application, "go_on"))
    return render(request, "online/delete.html", context)


@of_application
@require_http_methods(["GET", "HEAD", "POST"])
def shut(request: HttpRequest, application: Application) -> HttpResponse:
    """Close the application in this browser, which may be somebody else's, by POST."""
    if request.method == "POST":
        return browsers.shut(request, redirect("online:shut_done"), application)
    context = pages.frame(application, back=places.page(application, "save"))
    return render(request, "online/shut.html", context)
