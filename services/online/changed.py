"""A form that changed while it was being filled in: what its person sees first, and what they typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services.applications.changed import compared
from services.applications.models import Application
from services.definitions.changes import Effect
from services.definitions.models import FormVersion
from services.online import pages, places

VERSION = "step-version"
"""The hidden field by which a step's page says which version of the form it was made from."""
HARMLESS = (Effect.WORDING, Effect.COMPATIBLE, Effect.CONDITION)


def first(request: HttpRequest, application: Application) -> HttpResponse | None:
    """Return what has to be shown before anything else: that it is closed, or what has changed."""
    if application.closed_at:
        return render(request, "online/ended.html", pages.frame(application))
    if application.is_draft and application.changed_from_id:
        return redirect(places.page(application, "changed"))
    return None


def sent_from(request: HttpRequest, application: Application, step: str) -> FormVersion | None:
    """Return the earlier version that a posted step was made from; None if it can be read as it is.

    A step in which only words or limits changed can: whoever pressed Continue has answered it.
    """
    number = request.POST.get(VERSION, "")
    if not (number.isascii() and number.isdigit()) or int(number) == application.version.number:
        return None
    known = FormVersion.objects.filter(form=application.version.form_id, number=min(int(number), 10**9))
    version = known.first()
    if version is None or _same_step(version, application.version, step):
        return None
    return version


def _same_step(old: FormVersion, new: FormVersion, step: str) -> bool:
    before, now = (version.document.steps_by_key.get(step) for version in (old, new))
    if before is None or now is None:
        return False
    keys = {question.key for question in before.questions}
    if keys != {question.key for question in now.questions}:
        return False
    found = compared(old, new).of
    return all(found[key].effect in HARMLESS for key in keys & found.keys())
