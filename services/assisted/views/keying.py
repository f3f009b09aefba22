"""Key a returned paper form, section by section, in the paper's own order."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from services.applications.actions import keep_typed, save_step
from services.applications.changed import again_in, show_earlier
from services.applications.models import Application
from services.applications.queries import answers_of, journey_of, typed_of
from services.assisted import actions, changed, keying
from services.assisted.access import application_of, open_session
from services.assisted.choices import Authority
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import adviser, user_of
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.journey import Answers, scope_at
from services.definitions.kinds import Evidence
from services.definitions.screen.fields import StepForm, as_data, step_form
from services.definitions.sentences import say
from services.identity.actors import Actor, Role, staff


@adviser
def overview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the sections to key, the routing mistakes on the paper and what is still missing."""
    session = open_session(pk, user_of(request))
    application = application_of(session)
    actions.note_look(application=application, by=staff(user_of(request)), channel=Channel.PAPER)
    document, answers = application.document, answers_of(application)
    journey = journey_of(application, channel=Channel.PAPER, answers=answers)
    context = {
        "session": session,
        "application": application,
        "document": document,
        "journey": journey,
        "sections": keying.sections_on_paper(document),
        "skipped": [
            (item, say(item.rule, document, get_language() or "en") if item.rule else "")
            for item in keying.skipped(document, answers, journey)
        ],
        "missing": keying.missing(document, journey),
    }
    return render(request, "assisted/key.html", context)


@adviser
def page(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """Key one section: every question as it stands on paper, whatever the answers say."""
    session = open_session(pk, user_of(request))
    application = application_of(session)
    actions.note_look(application=application, by=staff(user_of(request)), channel=Channel.PAPER)
    document = application.document
    if elsewhere := changed.first_of_section(request, session, application, section):
        return elsewhere
    sections = keying.sections_on_paper(document)
    here = next((found for found in sections if found.key == section), None)
    if here is None:
        return redirect("assisted:key", pk)
    answers = answers_of(application)
    forms = [_form(request, application, step, answers) for step in keying.steps_on_paper(document, section)]
    if request.method == "POST":
        wrong = _save_all(forms, session=session, application=application, by=staff(user_of(request)))
        if not wrong:
            place = sections.index(here) + 1
            following = sections[place] if place < len(sections) else None
            if following is None:
                return redirect("assisted:key", pk)
            return redirect("assisted:key_page", pk, following.key)
    context = {
        "session": session,
        "application": application,
        "document": document,
        "section": here,
        "forms": forms,
        "repeats": keying.repeats_on_paper(document, section),
        "has_errors": request.method == "POST",
    }
    return render(request, "assisted/key_page.html", context)


def _form(request: HttpRequest, application: Application, step: Step, answers: Answers) -> StepForm:
    paper_step = _without_uploads(keying.as_on_paper(step))
    typed = typed_of(application, step.key)
    data = request.POST if request.method == "POST" else as_data(paper_step, typed) if typed else None
    journey = journey_of(application, channel=Channel.PAPER, answers=answers)
    form = step_form(
        paper_step,
        scope=scope_at(journey, channel=Channel.PAPER, today=timezone.localdate()),
        language=get_language() or "en",
        values=answers.values,
        data=data,
        lenient=True,
    )
    show_earlier(form, again_in(application, answers, step), get_language() or "en")
    for key, field in form.asked.items():
        field.page_heading = False
        field.label = format_html("{}. {}", application.document.numbers[key], field.label)
    return form


def _without_uploads(step: Step) -> Step:
    """Paper brings its own enclosures: a file cannot be sent in an envelope."""
    questions = [
        question.model_copy(update={"ways": tuple(way for way in question.ways if way != "upload")})
        if isinstance(question, Evidence)
        else question
        for question in step.questions
    ]
    return step.model_copy(update={"questions": tuple(questions)})


def _save_all(
    forms: list[StepForm], *, session: AssistedSession, application: Application, by: Actor
) -> list[StepForm]:
    """Save what can be saved of every step, keep the rest as typed, and return the forms with problems."""
    giver = Role.HELPER if session.authority == Authority.ACTING else Role.CITIZEN
    wrong = []
    for form in forms:
        valid = form.is_valid()
        values = {key: value for key, value in form.values.items() if key not in form.errors}
        if values:
            save_step(
                application=application,
                step=form.step.key,
                values=values,
                by=by,
                channel=Channel.PAPER,
                given_by=giver,
            )
        if not valid:
            keep_typed(application=application, step=form.step.key, typed=form.typed, channel=Channel.PAPER)
            wrong.append(form)
    return wrong
