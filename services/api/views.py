"""The addresses of the API: forms for everybody, applications and checks for partners with a key."""

import re
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from services.api import actions, showing
from services.api.answering import anybody, partners, private
from services.api.keys import note_use, require_form
from services.api.models import ApiKey
from services.api.problems import Wrong
from services.api.requests import sent
from services.api.schema import answers_schema
from services.api.taking import take
from services.applications.models import Application
from services.definitions.exchange.exporting import SCHEMA_ADDRESS, as_content
from services.definitions.journey import Answers
from services.definitions.models import FormVersion
from services.definitions.publishing import current_version

FRESH_S = 300
REQUEST_KEY_LONGEST = 255
ETAG = re.compile(r'"([0-9]{1,18})"')
published = cache_control(public=True, max_age=FRESH_S)


@conditional_page
@published
def _forms(request: HttpRequest) -> HttpResponse:
    """List the published forms."""
    newest: dict[int, FormVersion] = {}
    for version in (
        FormVersion.objects.select_related("form").defer("content").order_by("form__key", "number")
    ):
        newest[version.form_id] = version
    return JsonResponse({"forms": [_form_data(version) for version in newest.values()]})


@conditional_page
@published
def _form(request: HttpRequest, form: str) -> HttpResponse:
    """Show a form as it is published now, and the schema of its answers."""
    version = current_version(form)
    document = version.document
    return JsonResponse(
        {
            **_form_data(version),
            "document": {"$schema": settings.SITE_URL + SCHEMA_ADDRESS, **as_content(document)},
            "answers": answers_schema(document),
        }
    )


def _form_data(version: FormVersion) -> dict[str, Any]:
    document, key = version.document, version.form.key
    does = "check" if document.is_checker else "applications"
    return {
        "key": key,
        "kind": document.kind,
        "title": document.title,
        "version": version.number,
        "published_at": version.published_at.isoformat(),
        "address": settings.SITE_URL + reverse("api:form", args=[key]),
        does: settings.SITE_URL + reverse(f"api:{does}", args=[key]),
        "online": settings.SITE_URL + reverse("online:start", args=[key]),
    }


def _start(request: HttpRequest, key: ApiKey, form: str) -> HttpResponse:
    """Start an application with the answers that were sent."""
    require_form(key, form)
    version = current_version(form)
    if version.document.is_checker:
        raise Wrong("form-is-checker")
    request_key = request.headers.get("Idempotency-Key", "")
    if not 1 <= len(request_key) <= REQUEST_KEY_LONGEST:
        raise Wrong("request-key-needed")
    done = actions.begin(
        key=key,
        version=version,
        language=get_language() or settings.LANGUAGE_CODE,
        sent=sent(request, version.document),
        request=request_key,
    )
    place = settings.SITE_URL + reverse("api:application", args=[done.application.reference])
    return _application_answer(done.application, done, status=201, Location=place)


def _show(request: HttpRequest, key: ApiKey, reference: str) -> HttpResponse:
    """Show how far an application is."""
    application = actions.started_with(key, reference)
    with transaction.atomic():
        note_use(key, "looked", application)
    return _application_answer(application)


def _add(request: HttpRequest, key: ApiKey, reference: str) -> HttpResponse:
    """Add answers to an application, unless the person answered otherwise meanwhile."""
    application = actions.started_with(key, reference)
    require_form(key, application.version.form.key)
    seen = ETAG.fullmatch(request.headers.get("If-Match", ""))
    if seen is None:
        raise Wrong("version-needed")
    body = sent(request, application.document)
    done = actions.add(key=key, application=application, sent=body, seen=int(seen[1]))
    return _application_answer(done.application, done)


def _application_answer(
    application: Application, done: actions.Done | None = None, *, status: int = 200, **headers: str
) -> HttpResponse:
    content = showing.application_data(application)
    if done:
        content |= {**showing.taken_data(done.taking), "resume": showing.resume_data(done.code)}
    etag = f'"{actions.newest_answer(application)}"'
    return private(content, status=status, ETag=etag, **headers)


def _check(request: HttpRequest, key: ApiKey, form: str) -> HttpResponse:
    """Say what a checker makes of the answers that were sent. They are kept nowhere."""
    require_form(key, form)
    document = current_version(form).document
    if not document.is_checker:
        raise Wrong("form-is-application")
    taking = take(document, Answers(), sent(request, document).answers, today=timezone.localdate())
    with transaction.atomic():
        note_use(key, "checked")
    return private(showing.check_data(taking, get_language() or settings.LANGUAGE_CODE))


def _nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that there is nothing at an address."""
    raise Wrong("address-unknown")


forms = anybody(get=_forms)
form = anybody(get=_form)
applications = partners(post=_start)
application = partners(get=_show, patch=_add)
check = partners(post=_check)
nothing = anybody(get=_nothing, post=_nothing, put=_nothing, patch=_nothing, delete=_nothing)
