"""What the pages of an application show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info

from services.applications import access, meanwhile
from services.applications.actions import use_language
from services.applications.models import Application
from services.applications.queries import Source, sources_of
from services.definitions.display import row_title
from services.definitions.document import Document, Section, Step
from services.definitions.journey import Row, Stop
from services.definitions.kinds import Computed, Evidence
from services.definitions.kinds.base import Words
from services.definitions.screen.fields import StepForm
from services.online import places, unanswered
from services.online.drafts import Draft


def frame(application: Application, **more: Any) -> dict[str, Any]:
    """Return what every page of an application has: its form, reference, language notice, time limit."""
    own = {"application": application, "save_page": places.leaving(application)}
    return {**to_anybody(application.document), **own, **more}


def to_anybody(document: Document) -> dict[str, Any]:
    """Return what every page of a form's applications says, whosever they are."""
    return {
        "document": document,
        "foreign": foreign(document),
        "idle_s": int(settings.SESSION_IDLE.total_seconds()),
    }


def foreign(document: Document) -> str:
    """Return the name of the language that a form's questions are in, if it is not the page's."""
    language = get_language() or settings.LANGUAGE_CODE
    return "" if language in document.languages else str(_name_of(document.languages[0]))


def _name_of(code: str) -> object:
    return get_language_info(code)["name_translated"]


def step(
    request: HttpRequest,
    draft: Draft,
    stop: Stop,
    found: Step | None,
    row: Row | None,
    form: Any,
    *,
    is_new: bool = True,
) -> HttpResponse:
    """Show a step, or the list of a repeat. `is_new` tells that nothing is asked here for a second time."""
    application, own = draft.application, _own(request, draft.application)
    context = {
        **to_anybody(application.document),
        "progress": progress(draft.document, stop.section),
        "has_errors": request.method == "POST" and bool(form.errors),
    }
    if not (isinstance(form, StepForm) and found):
        more = {"form": form, "application": application, **own, **_repeat(draft, stop, request)}
        return render(request, "online/repeat.html", {**context, **more})
    context |= {**_step(found, stop, row, form), "told": told_elsewhere(draft, found, row)}
    context["seen"] = _seen(request, draft, found, row)
    if is_new and unanswered.is_blank(request, form):
        return unanswered.page(request, application.version, form, context, own)
    sends = {"files_page": places.page(application, "files"), "row_id": row.id if row else ""}
    more = {"form": form, "application": application, **own, **sends}
    return render(request, "online/step.html", {**context, **more})


def _seen(request: HttpRequest, draft: Draft, found: Step, row: Row | None) -> str:
    """Return what this page is made from: still the same as when what was typed wrongly was asked."""
    row_id = row.id if row else ""
    fresh = meanwhile.marks(draft.application, found.questions, row_id, draft.values_at(row_id))
    return request.POST.get(meanwhile.FIELD, fresh)


def _own(request: HttpRequest, application: Application) -> dict[str, str]:
    return {
        "typing_pass": access.typing_pass(application),
        "posts_to": request.get_full_path(),
        "save_page": places.leaving(application),
    }


def blank_step(
    request: HttpRequest, draft: Draft, stop: Stop, found: Step, row: Row | None
) -> HttpResponse | None:
    """Return a step in which its person has not entered anything yet, if that needs no form to be made."""
    row_id = row.id if row else ""
    known, typed = draft.values_at(row_id), draft.typed
    if typed is None or (found.key, row_id) in typed or any(q.key in known for q in found.questions):
        return None
    own = _own(request, draft.application)
    return unanswered.known_page(request, draft.application.version, found, _item_number(stop, row), own)


def _item_number(stop: Stop, row: Row | None) -> int:
    return [known.id for known in stop.rows].index(row.id) + 1 if row else 0


def _step(found: Step, stop: Stop, row: Row | None, form: StepForm) -> dict[str, Any]:
    return {
        "step": found,
        "heading": found.heading,
        "item": stop.repeat.item if stop.repeat and row else None,
        "item_number": _item_number(stop, row),
        "takes_files": any(isinstance(field.question, Evidence) for field in form.asked.values()),
        "kept": form.is_bound and form.lenient,
        "may_leave_open": any(not field.question.required for field in form.asked.values()),
    }


def told_elsewhere(draft: Draft, step: Step, row: Row | None) -> list[tuple[Words, Source]]:
    """Return the questions of a step whose answer did not come from this person online, with its source."""
    known = draft.values_at(row.id if row else "")
    if not any(question.key in known for question in step.questions):
        return []
    sources = sources_of(draft.application, step=step)
    pairs = ((question, sources.get((question.key, row.id if row else ""))) for question in step.questions)
    return [
        (question.label, source)
        for question, source in pairs
        if source and source.is_elsewhere and not isinstance(question, Computed)
    ]


def _repeat(draft: Draft, stop: Stop, request: HttpRequest) -> dict[str, Any]:
    came_from = places.FROM_CHECK if request.GET.get("from") == places.FROM_CHECK else ""
    application = draft.application
    rows = [
        {
            "number": number,
            "row": row,
            "text": row_title(draft.document, row.values, get_language() or settings.LANGUAGE_CODE),
            "change": places.row_page(
                application, stop.key, row.id, (row.next_stop or row.stops[0]).key, came_from=came_from
            ),
            "remove": places.page(application, "remove_row", repeat=stop.key, row=row.id),
        }
        for number, row in enumerate(stop.rows, start=1)
    ]
    return {"repeat": stop.repeat, "rows": rows, "heading": stop.repeat.title if stop.repeat else {}}


def progress(document: Document, section: str) -> dict[str, Any]:
    """Return which section of how many this is. They are counted in the document, so the number holds."""
    keys = [found.key for found in document.sections]
    found: Section = document.sections_by_key[section]
    return {"number": keys.index(section) + 1, "count": len(keys), "title": found.title}


def already_sent(request: HttpRequest, application: Application) -> HttpResponse:
    """Say that the application was sent, with its receipt."""
    application.refresh_from_db()
    return render(request, "online/already_sent.html", frame(application))


def no_longer_asked(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Say that the answers no longer lead here, and where to go on."""
    context = frame(draft.application, go_on=places.going_on(draft.application, draft.journey))
    status = 409 if request.method == "POST" else 404
    return render(request, "online/no_longer_asked.html", context, status=status)


def follow_language(application: Application) -> None:
    """Let the application speak the language its person uses now."""
    language = get_language() or settings.LANGUAGE_CODE
    if application.language != language:
        use_language(application=application, language=language)
        application.language = language
