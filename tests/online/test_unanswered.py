"""A blank step that was rendered for somebody else is the same page, and holds nothing of theirs."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import messages
from django.http import HttpRequest
from django.test import Client
from django.utils import translation

from portal.sample.forms import form_keys, load_form
from services.applications.actions import keep_typed, save_step, start
from services.applications.models import Application
from services.definitions.comparing import RowAnswers
from services.definitions.document import Document, Step
from services.definitions.journey import Row, Stop
from services.definitions.models import FormVersion
from services.definitions.publishing import publish
from services.definitions.screen.fields import StepForm, shape_for_all, step_form
from services.identity.actors import SYSTEM, citizen
from services.online import drafts, pages, unanswered
from services.online.drafts import ONLINE
from tests import builders
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


def begun(version: FormVersion) -> Application:
    return start(version=version, by=citizen(), channel=ONLINE, language="en")


def asked(path: str, cookies: str = "") -> HttpRequest:
    client = Client()
    client.cookies.load({"reading": cookies} if cookies else {})
    request: HttpRequest = client.get(path).wsgi_request
    return request


def page(request: HttpRequest, application: Application, key: str, *, is_new: bool = True) -> bytes:
    """A step as a page, whatever the answers before it would be, without the token that changes."""
    draft, (stop, step, row) = drafts.of(application), place(application, key)
    form = step_form(step, scope=draft.scope(), language=translation.get_language())
    response = pages.step(request, draft, stop, step, row, form, is_new=is_new)
    return TOKEN.sub(rb"\1", response.content)


def place(application: Application, key: str) -> tuple[Stop, Step, Row | None]:
    """Where a step stands, in a row if it belongs to a repeat."""
    step = application.document.steps_by_key[key]
    repeat = application.document.repeats_by_key.get(step.repeat or "")
    row = Row("a" * 32, (), RowAnswers(), complete=False, next_stop=None) if repeat else None
    stop = Stop(key, step.section, complete=False, step=step, repeat=repeat, rows=(row,) if row else ())
    return stop, step, row


def known_page(request: HttpRequest, application: Application, key: str) -> bytes | None:
    """A step as it is given without making its form, if it is."""
    response = pages.blank_step(request, drafts.as_opened(application), *place(application, key))
    return TOKEN.sub(rb"\1", response.content) if response else None


def own_words(application: Application) -> Iterator[bytes]:
    """What only one person's page may show."""
    yield str(application.pk).encode()
    yield application.reference.encode()


@pytest.mark.parametrize(("language", "cookies"), [("en", ""), ("cy", "large.high"), ("ar", "")])
@pytest.mark.parametrize("form", form_keys())
def test_a_kept_page_is_the_page_that_would_be_rendered(form: str, language: str, cookies: str) -> None:
    version = load_form(form)
    document = version.document
    with translation.override(language):
        request = asked(f"/apply/{form}/", cookies)
        for key in document.steps_by_key:
            first, second = begun(version), begun(version)
            page(request, first, key)
            kept = page(request, second, key)
            rendered = page(request, second, key, is_new=False)
            assert _without_pass(kept) == _without_pass(rendered)
            assert not [word for word in own_words(first) if word in kept]
    assert unanswered._kept


@pytest.mark.parametrize("form", form_keys())
def test_a_step_that_asks_everybody_the_same_is_given_without_making_its_form(form: str) -> None:
    version = load_form(form)
    document = version.document
    request = asked(f"/apply/{form}/")
    given = []
    for key, step in document.steps_by_key.items():
        first, second = begun(version), begun(version)
        assert known_page(request, first, key) is None  # nobody has seen it yet
        made = page(request, first, key)
        if known := known_page(request, second, key):
            assert shape_for_all(step) is not None
            assert _without_pass(known) == _without_pass(page(request, second, key, is_new=False))
            assert known != made
            given.append(key)
    assert given


def test_what_was_answered_or_typed_is_not_hidden_by_a_page_that_is_known() -> None:
    document = builders.small_document()
    version, request = publish(document=document, by=SYSTEM), asked("/apply/small/")
    one, other = begun(version), begun(version)
    page(request, one, "who")
    assert known_page(request, one, "who")
    save_step(application=one, step="who", values={"who": "me"}, by=citizen(), channel=ONLINE)
    keep_typed(application=other, step="who", typed={"who": {"": "me"}}, channel=ONLINE)
    for application in (one, other):
        assert known_page(request, Application.objects.get(pk=application.pk), "who") is None


def test_a_message_is_not_lost_on_a_page_that_is_known() -> None:
    version, request = publish(document=builders.small_document(), by=SYSTEM), asked("/apply/small/")
    page(request, begun(version), "who")
    messages.info(request, "For your eyes only")
    assert known_page(request, begun(version), "who") is None


def _without_pass(content: bytes) -> bytes:
    return re.sub(rb'(name="step-pass" value=")[^"]+', rb"\1", content)


def test_nothing_of_a_person_is_ever_kept() -> None:
    document = builders.small_document()
    version = publish(document=document, by=SYSTEM)
    application = begun(version)
    saved: dict[str, dict[str, Any]] = {
        "who": {"who": "other"},
        "helper": {"helper": "Zebedee"},
        "person": {"name": {"given": "Ermintrude"}, "born": "1944-02-29"},
    }
    for step, values in saved.items():
        save_step(application=application, step=step, values=values, by=citizen(), channel=ONLINE)
    application.refresh_from_db()
    for key in document.steps_by_key:
        page(asked("/apply/small/"), application, key)
    assert unanswered._kept
    kept = "".join(piece for pieces in unanswered._kept.values() for piece in pieces)
    secret = ["Zebedee", "Ermintrude", "1944", str(application.pk), application.reference]
    assert not [word for word in secret if word in kept]


def test_two_people_get_their_own_addresses_tokens_and_passes() -> None:
    builders.small_form()
    one, other = Visitor(), Visitor()
    pages_of = []
    for visitor in (one, other):
        visitor.start("small")
        pages_of.append(visitor.client.get(visitor.at).content.decode())
    for visitor, content in zip((one, other), pages_of, strict=True):
        assert f'action="{visitor.at}"' in content
    whose = one.at.split("/")[3]
    assert whose in pages_of[0]
    assert whose not in pages_of[1]
    tokens = [set(re.findall(r'csrfmiddlewaretoken" value="([^"]+)', content)) for content in pages_of]
    assert not tokens[0] & tokens[1]


def test_a_page_with_anything_of_its_person_is_rendered_for_them() -> None:
    document: Document = builders.small_document()
    application = begun(publish(document=document, by=SYSTEM))
    scope, step = drafts.of(application).scope(), document.steps_by_key["helper"]
    request = asked("/apply/small/")

    def form(**what: Any) -> StepForm:
        return step_form(step, scope=scope, language="en", **what)

    assert unanswered.is_blank(request, form())
    assert not unanswered.is_blank(request, form(values={"helper": "Jo"}))
    assert not unanswered.is_blank(request, form(typed={"helper": {"": "J"}}))
    messages.info(request, "For your eyes only")
    assert not unanswered.is_blank(request, form())
