"""A form that changed while someone was being helped with it: what was typed is kept, then it is told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from services.applications.actions import keep_typed_before
from services.applications.changed import MADE_FROM, earlier_version
from services.applications.models import Application
from services.assisted import keying
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.models import FormVersion
from services.definitions.rules import Scope
from services.definitions.screen.fields import step_form
from services.wording import sentence


def first(
    request: HttpRequest, session: AssistedSession, application: Application, step: str = "", row: str = ""
) -> HttpResponse | None:
    """Return the way to the page that says what has changed, if that comes first.

    What was typed into a page of an earlier version is kept, not saved as an answer.
    """
    earlier = _made_from(request, application, step)
    asked = earlier.document.steps_by_key.get(step) if earlier else None
    if asked:
        _keep(request, application, asked, Channel(session.channel), row)
    return _told_first(request, session, application, late=earlier is not None)


def first_on_paper(
    request: HttpRequest,
    session: AssistedSession,
    application: Application,
    section: str,
    repeat: str = "",
    row: str = "",
) -> HttpResponse | None:
    """Return the same for a page on which all steps of a section, or of a row, are keyed."""
    number = request.POST.get(MADE_FROM, "")
    known = FormVersion.objects.filter(form=application.version.form_id)
    asked: tuple[Step, ...] = ()
    if number.isascii() and number.isdigit() and int(number) != application.version.number:
        made_from = known.filter(number=min(int(number), 10**9)).first()
        asked = keying.steps_on_paper(made_from.document, section, repeat) if made_from else ()
    late = any(_made_from(request, application, step.key) for step in asked)
    for step in asked if late else ():
        _keep(request, application, step, Channel.PAPER, row)
    return _told_first(request, session, application, late=late)


def _made_from(request: HttpRequest, application: Application, step: str) -> FormVersion | None:
    return earlier_version(application, request.POST.get(MADE_FROM, ""), step)


def _told_first(
    request: HttpRequest, session: AssistedSession, application: Application, *, late: bool
) -> HttpResponse | None:
    if late:
        messages.warning(request, sentence("form_changed"))
    if late or application.closed_at or (application.is_draft and application.changed_from_id):
        return redirect("assisted:session", session.pk)
    return None


def _keep(request: HttpRequest, application: Application, step: Step, channel: Channel, row: str) -> None:
    form = step_form(
        keying.as_on_paper(step),
        scope=Scope({}, timezone.localdate(), channel),
        language=get_language() or "en",
        data=request.POST,
    )
    if form.has_typing:
        keep_typed_before(application=application, step=step.key, typed=form.typed, channel=channel, row=row)
