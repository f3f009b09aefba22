"""The phone script: one step at a time, asking only what nobody has told us yet."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from services import wording
from services.applications.actions import keep_typed, save_step
from services.applications.queries import journey_of
from services.assisted import changed
from services.assisted.choices import Authority
from services.assisted.models import AssistedSession
from services.assisted.views.asking import asked_at, form_at, take_files
from services.assisted.views.entrance import adviser
from services.assisted.views.place import Place, after, enter
from services.definitions.channels import Channel
from services.definitions.fields import StepForm
from services.definitions.journey import Row, Stop
from services.definitions.kinds import Question
from services.definitions.rules import Value
from services.errors import Refusal
from services.identity.actors import Role


@adviser
def ask(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Ask one step, or show the rows of a repeat."""
    session, application, by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application, stop):
        return elsewhere
    found = journey.stop(stop)
    if found is None:
        return redirect("assisted:session", pk)
    if found.step is None:
        context = {
            "session": session,
            "stop": found,
            "rows": [(row, _told(row)) for row in found.rows],
            "after": after(journey, found),
        }
        return render(request, "assisted/rows.html", context)
    place = Place(session, application, by, Channel(session.channel), journey, found, found.step)
    return _ask(request, place)


def _told(row: Row) -> list[tuple[Question, Value]]:
    return [(q, row.values[q.key]) for step in row.steps for q in step.questions if q.key in row.values]


@adviser
def ask_row(request: HttpRequest, pk: UUID, stop: str, row: str, step: str) -> HttpResponse:
    """Ask one step of one row of a repeat."""
    session, application, by, journey = enter(request, pk)
    if elsewhere := changed.first(request, session, application, step, row):
        return elsewhere
    found = journey.stop(stop)
    reached = [r for r in found.rows if r.id == row] if found else []
    steps = [s for r in reached for s in r.steps if s.key == step]
    if found is None or not steps:
        return redirect("assisted:ask", pk, stop)
    place = Place(session, application, by, Channel(session.channel), journey, found, steps[0], row)
    return _ask(request, place)


def _ask(request: HttpRequest, place: Place) -> HttpResponse:
    change = request.GET.get("change", "")
    shown = asked_at(place, change)
    form = form_at(request, place, shown.open) if shown.open else None
    problem = ""
    if request.method == "POST" and form is not None:
        try:
            form = take_files(request, place, form)
            if form.is_valid():
                return _save(place, form)
            keep_typed(
                application=place.application,
                step=place.step.key,
                row=place.row,
                typed=form.typed,
                channel=place.channel,
            )
        except Refusal as refusal:
            problem = wording.explain(refusal)
    context = {
        "session": place.session,
        "application": place.application,
        "document": place.application.document,
        "journey": place.journey,
        "stop": place.stop,
        "step": place.step,
        "row": place.row,
        "known": shown.known,
        "form": form,
        "problem": problem,
        "has_errors": bool(problem or (form and form.errors)),
        "before": place.journey.before(place.stop.key),
        "after": after(place.journey, place.stop),
    }
    return render(request, "assisted/ask.html", context, status=400 if problem else 200)


def _save(place: Place, form: StepForm) -> HttpResponse:
    acting = place.session.authority == Authority.ACTING
    save_step(
        application=place.application,
        step=place.step.key,
        row=place.row,
        values=form.values,
        by=place.by,
        channel=place.channel,
        given_by=Role.HELPER if acting else Role.CITIZEN,
    )
    journey = journey_of(place.application, channel=place.channel)
    if place.row:
        for row in (r for s in journey.stops for r in s.rows if r.id == place.row):
            if row.next_step:
                return redirect(
                    "assisted:ask_row", place.session.pk, place.stop.key, row.id, row.next_step.key
                )
        return redirect("assisted:ask", place.session.pk, place.stop.key)
    return _go_on(place.session, after(journey, place.stop))


def _go_on(session: AssistedSession, stop: Stop | None) -> HttpResponse:
    if stop is None:
        return redirect("assisted:read_back", session.pk)
    return redirect("assisted:ask", session.pk, stop.key)
