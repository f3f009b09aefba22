"""The buttons beside Continue on the page of a step: none of them loses what was typed."""

from collections.abc import Callable

from django.http import HttpRequest, QueryDict

from services.applications.models import Application
from services.definitions.document import Document, Step
from services.definitions.screen.controls import html_name
from services.online import places
from services.online.words import in_other_language

APPLICATION_PAGES = ("check", "save", "delete")
CHECKER_PAGES = ("result", "delete")


def leads_to(request: HttpRequest, application: Application, back: Callable[[], str]) -> str:
    """Return where the pressed button leads: Back, a page of the application, a language; "" for Continue."""
    pressed, language = request.POST.get("step-then", ""), request.POST.get("step-language", "")
    if pressed == "back":
        return back()
    if pressed in (CHECKER_PAGES if application.document.is_checker else APPLICATION_PAGES):
        return places.page(application, pressed)
    return in_other_language(request.get_full_path(), language) if language else ""


def leave_open(posted: QueryDict, step: Step | None, document: Document) -> None:
    """Take out what may be left open in a checker, where "I do not know" was pressed."""
    if posted.get("step-then") != "unknown" or step is None or not document.is_checker:
        return
    for question in step.questions:
        for part in question.parts if not question.required else ():
            posted.pop(html_name(question, part), None)
