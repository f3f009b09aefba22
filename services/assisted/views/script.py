"""The phone script: one step at a time, asking only what nobody has told us yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services import wording
from services.applications import access, meanwhile
from services.applications.actions import keep_typed
from services.applications.models import Application
from services.applications.queries import journey_of
from services.applications.snapshot import snapshot_of
from services.assisted import changed
from services.assisted.forms.earlier import EarlierForm
from services.assisted.keying import step_of
from services.assisted.models import AssistedSession
from services.assisted.script import Asking
from services.assisted.views import earlier
from services.assisted.views.asking import asked_at, form_at, looked_up, take_files
from services.assisted.views.clashing import Writing, put
from services.assisted.views.entrance import adviser
from services.assisted.views.place import Place, after, after_in_row, enter, go_on, list_page, row_name
from services.definitions.channels import Channel
from services.definitions.display import row_title
from services.definitions.journey import Row, Stop, Values
from services.definitions.kinds import Question
from services.definitions.rules import Value
from services.definitions.screen.fields import StepForm
from services.errors import Refusal


@adviser
def ask(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Ask one step, or show the rows of a repeat."""
    session, application, by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application, step_of(stop)):
        return elsewhere
    found = journey.stop(stop)
    if found is None:
        return _no_longer_asked(request, session, application, stop)
    if found.step is None:
        back = reverse("assisted:session", args=[pk])
        return _rows(request, session, found, back=back, onward=go_on(session, journey, found))
    place = Place(session, application, by, Channel(session.channel), journey, found, found.step)
    return _ask(request, place)


def _no_longer_asked(
    request: HttpRequest, session: AssistedSession, application: Application, step: str
) -> HttpResponse:
    """Lead on from a question to which other answers do not lead any more. What was typed is kept."""
    if request.method == "POST" and application.is_draft:
        changed.keep(request, application, step_of(step), Channel(session.channel), "")
        messages.warning(request, _("Their answers do not lead to this question any more."))
    return redirect("assisted:session", session.pk)


def _rows(
    request: HttpRequest, session: AssistedSession, stop: Stop, *, back: str, onward: str, inside: str = ""
) -> HttpResponse:
    """Show the rows of a repeat, or of one inside the row `inside`."""
    context = {
        "session": session,
        "stop": stop,
        "rows": [(row, _told(row)) for row in stop.rows],
        "back": back,
        "go_on": onward,
        "inside": inside,
    }
    return render(request, "assisted/rows.html", context)


def _told(row: Row) -> list[tuple[Question, Value]]:
    return [(q, row.values[q.key]) for step in row.steps for q in step.questions if q.key in row.values]


@adviser
def ask_row(request: HttpRequest, pk: UUID, stop: str, row: str, step: str) -> HttpResponse:
    """Ask one step of one row of a repeat."""
    session, application, by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application, step_of(step), row):
        return elsewhere
    trail = journey.trail(row)
    found, reached = trail[-1] if trail else (None, None)
    here = next((each for each in reached.stops if each.key == step), None) if reached else None
    if found is None or found.key != stop or here is None:
        return redirect("assisted:ask", pk, stop)
    if here.step is None:
        back = list_page(session, journey, row)
        onward = after_in_row(session, journey, row, step)
        return _rows(request, session, here, back=back, onward=onward, inside=row)
    place = Place(session, application, by, Channel(session.channel), journey, found, here.step, row)
    return _ask(request, place)


def _ask(request: HttpRequest, place: Place) -> HttpResponse:
    late = _answered_since(request, place)
    shown = asked_at(place, {request.GET.get("change", ""), *late})
    if request.method != "POST" and (known_before := earlier.offered_at(place, shown.fresh)):
        return earlier.show(request, place, EarlierForm(known_before))
    form = form_at(request, place, shown.open) if shown.open else None
    problem = ""
    if request.method == "POST" and form is not None:
        try:
            if looked := looked_up(request, place, form.step):
                if looked.form is None:
                    return redirect(f"{request.get_full_path()}#id_{looked.key}_line1")
                return _shown(request, place, shown, looked.form)
            form = take_files(request, place, form)
            if form.is_valid():
                return _save(request, place, form)
            keep_typed(
                application=place.application,
                step=place.step.key,
                row=place.row,
                typed=form.typed,
                channel=place.channel,
            )
        except Refusal as refusal:
            problem = wording.explain(refusal)
    return _shown(request, place, shown, form, problem)


def _answered_since(request: HttpRequest, place: Place) -> set[str]:
    """Return the questions that were open when the page was made and have an answer now."""
    seen = meanwhile.seen_by(request.POST)
    known = {key for key, value in _known(place).items() if value is not None}
    return set() if seen is None else {q.key for q in place.step.questions if q.key in known - seen.keys()}


def _known(place: Place) -> Values:
    """Return every answer here, also of questions that are not asked as things stand."""
    return snapshot_of(place.application).values_at(place.row) or {}


def _shown(
    request: HttpRequest,
    place: Place,
    shown: Asking,
    form: StepForm | None,
    problem: str = "",
) -> HttpResponse:
    fresh = meanwhile.marks(place.application, place.step.questions, place.row, _known(place))
    context = {
        "seen": request.POST.get(meanwhile.FIELD, fresh),
        "session": place.session,
        "application": place.application,
        "typing_pass": access.typing_pass(place.application),
        "document": place.application.document,
        "journey": place.journey,
        "stop": place.stop,
        "step": place.step,
        "row": place.row,
        "name": row_name(place.journey, place.row),
        "known_as": row_title(place.application.document, place.values, get_language() or "en")
        if place.row
        else "",
        "known": shown.known,
        "form": form,
        "problem": problem,
        "has_errors": bool(problem or (form and form.errors)),
        "listing": list_page(place.session, place.journey, place.row) if place.row else "",
        "before": place.journey.before(place.stop.key),
        "after": after(place.journey, place.stop),
    }
    return render(request, "assisted/ask.html", context, status=400 if problem else 200)


def _save(request: HttpRequest, place: Place, form: StepForm) -> HttpResponse:
    seen = meanwhile.seen_by(request.POST)
    writing = Writing(place.session, place.application, place.by, place.channel, place.row, seen)
    unsettled = writing.save(place.step.key, form.values)
    journey = journey_of(place.application, channel=place.channel)
    if place.row and journey.trail(place.row):
        onward = after_in_row(place.session, journey, place.row, "")
    else:
        onward = go_on(place.session, journey, place.stop)
    return put(request, writing, unsettled, onward) if unsettled else redirect(onward)
