"""A form that changed while someone was being helped with it: what was typed is kept, then it is told."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from services.applications.actions import keep_typed, keep_typed_before
from services.applications.changed import MADE_FROM, earlier_version
from services.applications.models import Application
from services.assisted import keying
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.document import Document, Step
from services.definitions.models import FormVersion
from services.definitions.rules import Scope
from services.definitions.screen.fields import step_form
from services.wording import sentence

Steps = Callable[[Document], tuple[Step, ...]]
"""Which steps of a document a page asks: of the version that the page was made from."""


def first(
    request: HttpRequest,
    session: AssistedSession,
    application: Application,
    steps: Steps = lambda _document: (),
    row: str = "",
    *,
    on_paper: bool = False,
) -> HttpResponse | None:
    """Return the way to the page that says what has changed, if that comes first.

    What was typed into a page of an earlier version is kept, not saved as an answer.
    """
    late = _made_from(request, application, steps) is not None
    if late:
        channel = Channel.PAPER if on_paper else Channel(session.channel)
        keep(request, application, steps, channel, row)
        messages.warning(request, sentence("form_changed"))
    if late or application.closed_at or (application.is_draft and application.changed_from_id):
        return redirect("assisted:session", session.pk)
    return None


def keep(request: HttpRequest, application: Application, steps: Steps, channel: Channel, row: str) -> bool:
    """Keep what was sent to a page as it was typed. Tell whether anything was."""
    made_from = _made_from(request, application, steps)
    keeps = keep_typed_before if made_from or application.closed_at else keep_typed
    kept = False
    for step in steps((made_from or application.version).document):
        form = step_form(
            keying.as_on_paper(step),
            scope=Scope({}, timezone.localdate(), channel),
            language=get_language() or "en",
            data=request.POST,
        )
        # A page asks only what is open: what it did not ask is not blank, but answered.
        questions = {question.key: question for question in step.questions}
        typed = {key: text for key, text in form.typed.items() if not questions[key].is_blank(text)}
        if typed:
            keeps(application=application, step=step.key, typed=typed, channel=channel, row=row)
            kept = True
    return kept


def _made_from(request: HttpRequest, application: Application, steps: Steps) -> FormVersion | None:
    """Return the version that a page was made from, if a step on it is not the same now."""
    number = request.POST.get(MADE_FROM, "")
    if not (number.isascii() and number.isdigit()) or int(number) == application.version.number:
        return None
    known = FormVersion.objects.filter(form=application.version.form_id, number=min(int(number), 10**9))
    version = known.first()
    if version is None:
        return None
    asked = steps(version.document)
    return version if any(earlier_version(application, number, step.key) for step in asked) else None
