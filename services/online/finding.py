"""The address finder on the page of a step: look up, choose, and go on typing."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from services.applications.models import Application
from services.definitions.document import Step
from services.definitions.kinds import Typed
from services.definitions.screen.fields import StepForm
from services.gazetteer import asking


def looked_up(
    request: HttpRequest,
    application: Application,
    step: Step | None,
    *,
    make: Callable[..., Any],
    keep: Callable[[StepForm, Mapping[str, Typed]], None],
    show: Callable[[StepForm], HttpResponse],
) -> HttpResponse | None:
    """Look an address up, or fill in the one that was chosen; None if neither was asked for.

    `make` makes the step's form, `keep` keeps everything typed so far, `show` shows what was found.
    """
    looked = asking.answer(step, make, request.POST, who=str(application.pk))
    if looked is None:
        return None
    if looked.typed:
        keep(looked.sent, looked.typed)
    if looked.form is None:
        return redirect(f"{request.get_full_path()}#id_{looked.key}_line1")
    return show(looked.form)
