"""A step that is still blank looks the same for everybody: it is rendered once, then only filled in.

Nothing of a person is at hand while it is rendered: the request is an empty one, the form holds no
answers, and marks stand where this person's addresses and tokens belong. They are put in each time.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from accessibility import preferences
from services.checklists.access import leads_back
from services.definitions.document import Step
from services.definitions.kinds import Computed, Evidence
from services.definitions.models import FormVersion
from services.definitions.screen.fields import StepForm, shape_for_all

KEPT = 1024
_kept: dict[Hashable, list[str]] = {}

OWN = ("csrf_token", "typing_pass", "posts_to", "save_page")
"""What differs from person to person on a page that is still blank."""
_EDGE = "\ue000"  # for private use: it means nothing in any text
_MARK = re.compile(f"{_EDGE}({'|'.join(OWN)}){_EDGE}")


@dataclass(frozen=True, slots=True)
class Anybody:
    """What a blank page may know of an application: what its form asks."""

    version: FormVersion
    is_draft: bool = True


def is_blank(request: HttpRequest, form: StepForm) -> bool:
    """Tell whether a form's page holds nothing of its person, and no message for them."""
    return (
        not form.is_bound
        and not form.initial
        and not any(isinstance(field.question, Computed | Evidence) for field in form.asked.values())
        and _is_for_anybody(request)
    )


def _is_for_anybody(request: HttpRequest) -> bool:
    return request.method == "GET" and not len(get_messages(request)) and not request.user.is_authenticated


def page(
    request: HttpRequest,
    version: FormVersion,
    form: StepForm,
    said: Mapping[str, Any],
    own: Mapping[str, str],
) -> HttpResponse:
    """Return a blank step. `said` is what its template says to anybody, `own` what is this person's."""
    around = _around(request, version)
    key = _key(version, form.step, form.shape, said["item_number"], around)
    pieces = _kept.get(key)
    if pieces is None:
        if len(_kept) >= KEPT:
            _kept.pop(next(iter(_kept)), None)
        pieces = _kept[key] = _rendered({**said, **around, "application": Anybody(version), "form": form})
    return _filled(request, pieces, own)


def known_page(
    request: HttpRequest, version: FormVersion, step: Step, item_number: int, own: Mapping[str, str]
) -> HttpResponse | None:
    """Return a step for which its person has entered nothing, if that is known without making its form:
    it was rendered before, and asks everybody the same. None if it has to be made.
    """
    shape = shape_for_all(step)
    if shape is None or not _is_for_anybody(request):
        return None
    pieces = _kept.get(_key(version, step, shape, item_number, _around(request, version)))
    return _filled(request, pieces, own) if pieces else None


def _around(request: HttpRequest, version: FormVersion) -> dict[str, Hashable]:
    council = import_string(settings.COUNCIL_OF)(request)
    checklist = leads_back(request.session, form=version.form.key)
    return {"reading": preferences.of(request), "council": council, "checklist": checklist}


def _key(
    version: FormVersion, step: Step, shape: Hashable, item_number: int, around: Mapping[str, Hashable]
) -> Hashable:
    own = (version.pk, version.mark, step.key, shape, item_number)
    return own, get_language(), timezone.localdate(), *around.values()


def _filled(request: HttpRequest, pieces: list[str], own: Mapping[str, str]) -> HttpResponse:
    mine = {name: escape(text) for name, text in {**own, "csrf_token": get_token(request)}.items()}
    # A split leaves words and marks by turns.
    return HttpResponse("".join(mine[part] if at % 2 else part for at, part in enumerate(pieces)))


def _rendered(context: Mapping[str, Any]) -> list[str]:
    nobody = HttpRequest()
    nobody.method, nobody.path = "GET", "/"
    marks = {name: f"{_EDGE}{name}{_EDGE}" for name in OWN}
    return _MARK.split(render_to_string("online/step.html", {**context, **marks}, nobody))


def forget() -> None:
    """Forget every page: for tests, whose settings and databases change."""
    _kept.clear()
