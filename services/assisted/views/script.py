"""The phone script: one step at a time, asking only what nobody has told us yet."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from services import wording
from services.applications.actions import add_row, keep_typed, remove_row, save_step, submit
from services.applications.actions.uploading import receive_file
from services.applications.changed import again_in, filled_in, show_earlier
from services.applications.models import Application
from services.applications.queries import journey_of, sources_of, typed_of, uploads_of
from services.applications.sealing import open_text
from services.assisted import actions, changed
from services.assisted.access import application_of, open_session
from services.assisted.choices import Authority
from services.assisted.forms.helping import SpokenDeclarationForm
from services.assisted.models import AssistedSession
from services.assisted.queries import told
from services.assisted.script import Asking, asking
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.fields import StepForm, as_data, step_form
from services.definitions.journey import Journey, Row, Stop, Values, scope_at
from services.definitions.kinds import Evidence, Question
from services.definitions.rules import Value
from services.definitions.widgets import FileShown
from services.errors import Refusal
from services.identity.actors import Actor, Role, staff


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an application an adviser is: the step, or one row's step."""

    session: AssistedSession
    application: Application
    by: Actor
    channel: Channel
    journey: Journey
    stop: Stop
    step: Step
    row: str = ""

    @property
    def values(self) -> Values:
        """The answers that count at this place."""
        for row in self.stop.rows:
            if row.id == self.row:
                return row.values
        return self.journey.relevant.values


def _enter(request: HttpRequest, pk: UUID) -> tuple[AssistedSession, Application, Actor, Journey]:
    session = open_session(pk, user_of(request))
    application = application_of(session)
    by, channel = staff(user_of(request)), Channel(session.channel)
    actions.note_look(application=application, by=by, channel=channel)
    return session, application, by, journey_of(application, channel=channel)


@adviser
def ask(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Ask one step, or show the rows of a repeat."""
    session, application, by, journey = _enter(request, pk)
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
            "after": _after(journey, found),
        }
        return render(request, "assisted/rows.html", context)
    place = Place(session, application, by, Channel(session.channel), journey, found, found.step)
    return _ask(request, place)


def _told(row: Row) -> list[tuple[Question, Value]]:
    return [(q, row.values[q.key]) for step in row.steps for q in step.questions if q.key in row.values]


@adviser
def ask_row(request: HttpRequest, pk: UUID, stop: str, row: str, step: str) -> HttpResponse:
    """Ask one step of one row of a repeat."""
    session, application, by, journey = _enter(request, pk)
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
    shown = _asking(place, change)
    form = _form(request, place, shown.open) if shown.open else None
    problem = ""
    if request.method == "POST" and form is not None:
        try:
            form = _take_files(request, place, form)
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
        "after": _after(place.journey, place.stop),
    }
    return render(request, "assisted/ask.html", context, status=400 if problem else 200)


def _asking(place: Place, change: str) -> Asking:
    inside = place.values if place.row else None
    scope = scope_at(place.journey, channel=place.channel, today=timezone.localdate(), row=inside)
    return asking(
        place.step,
        place.values,
        scope,
        sources_of(place.application),
        channel=place.channel,
        row=place.row,
        change=change,
    )


def _form(request: HttpRequest, place: Place, step: Step) -> StepForm:
    inside = place.values if place.row else None
    kept = typed_of(place.application, place.step.key, place.row) if request.method != "POST" else None
    data: MultiValueDict[str, str] | None = request.POST if request.method == "POST" else None
    if kept:
        open_keys = {question.key for question in step.questions}
        kept = {key: typed for key, typed in kept.items() if key in open_keys}
        data = as_data(step, kept) if kept else None
    language = get_language() or "en"
    again = again_in(place.application, place.journey.relevant, step, place.row)
    form = step_form(
        step,
        scope=scope_at(place.journey, channel=place.channel, today=timezone.localdate(), row=inside),
        language=language,
        values={**filled_in(again), **place.values},
        data=data,
        files=_files(place, step),
        face="script",
        lenient=bool(kept),
    )
    show_earlier(form, again, language)
    return form


def _files(place: Place, step: Step) -> dict[str, list[FileShown]]:
    box = place.application.box
    return {
        question.key: [
            FileShown(
                str(upload.pk),
                open_text(box, upload.name, context=f"file-name:{upload.pk}"),
                upload.size_bytes,
                upload.state == upload.State.REFUSED,
            )
            for upload in uploads_of(place.application, question.key, place.row)
        ]
        for question in step.questions
        if isinstance(question, Evidence)
    }


def _take_files(request: HttpRequest, place: Place, form: StepForm) -> StepForm:
    """Return the form again with the files that came with it, received and listed."""
    came = False
    for question in form.step.questions:
        for file in request.FILES.getlist(f"{question.key}-files"):
            receive_file(
                application=place.application,
                question=question.key,
                row=place.row,
                name=file.name or "",
                content=file,
                by=place.by,
                channel=place.channel,
            )
            came = True
    return _form(request, place, form.step) if came else form


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
    return _go_on(place.session, _after(journey, place.stop))


def _after(journey: Journey, stop: Stop) -> Stop | None:
    """Return the next stop with something to ask: what is known is passed over."""
    if journey.next is None:
        return None
    later = journey.after(stop.key)
    while later is not None and later.complete:
        later = journey.after(later.key)
    return later or journey.next


def _go_on(session: AssistedSession, stop: Stop | None) -> HttpResponse:
    if stop is None:
        return redirect("assisted:read_back", session.pk)
    return redirect("assisted:ask", session.pk, stop.key)


@adviser
@post_only
def add(request: HttpRequest, pk: UUID, stop: str) -> HttpResponse:
    """Add a row to a repeat and ask its first step."""
    session, application, by, journey = _enter(request, pk)
    found = journey.stop(stop)
    if found is None or found.repeat is None:
        return redirect("assisted:session", pk)
    row = add_row(application=application, repeat=stop, by=by, channel=Channel(session.channel))
    first = application.document.steps_of_repeat(stop)[0]
    return redirect("assisted:ask_row", pk, stop, row.id, first.key)


@adviser
@post_only
def remove(request: HttpRequest, pk: UUID, stop: str, row: str) -> HttpResponse:
    """Take a row of a repeat away."""
    session, application, by, _journey = _enter(request, pk)
    remove_row(application=application, row=row, by=by, channel=Channel(session.channel))
    return redirect("assisted:ask", pk, stop)


@adviser
def read_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read everything back, hear the declaration, and submit for the person."""
    session, application, by, journey = _enter(request, pk)
    if elsewhere := changed.first(request, session, application):
        return elsewhere
    form = SpokenDeclarationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        submit(
            application=application,
            declared=form.cleaned_data["declared"],
            by=by,
            channel=Channel(session.channel),
        )
        return redirect("assisted:session", pk)
    context = {
        "session": session,
        "application": application,
        "document": application.document,
        "journey": journey,
        "parts": told(application, channel=Channel(session.channel)),
        "form": form,
        "has_errors": bool(form.errors),
    }
    return render(request, "assisted/read_back.html", context)
