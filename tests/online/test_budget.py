"""What a step may cost: queries that do not grow with the form, and pages that fit one round trip."""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import get_language

from portal.sample.facts import load_facts
from portal.sample.forms import form_keys, read_form
from services.applications.actions import start
from services.definitions.comparing import RowAnswers
from services.definitions.document import Document
from services.definitions.journey import Row, Stop
from services.definitions.publishing import publish
from services.definitions.screen.fields import step_form
from services.identity.actors import SYSTEM, citizen
from services.online import drafts, pages
from services.online.drafts import ONLINE
from tests import builders
from tests.definitions import documents
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]

QUERIES_AT_MOST = 8
FIRST_ROUND_TRIP_BYTES = 14_600
FOOTER_BYTES = 400  # the council's own words, which the tests do not have
CSS = Path(__file__).parents[2] / "portal" / "static" / "build" / "citizen.css"


def cost(count: int) -> tuple[int, int]:
    """Queries of one GET and one POST in the middle of a form of so many steps."""
    builders.long_form(count)
    visitor = Visitor()
    visitor.start(f"long-{count}")
    visitor.send(q1="no")
    visitor.go(visitor.at)  # the version's document is read once per process
    with CaptureQueriesContext(connection) as get:
        visitor.client.get(visitor.at)
    with CaptureQueriesContext(connection) as post:
        visitor.client.post(visitor.at, {"q2": "no"})
    return len(get), len([query for query in post if "SAVEPOINT" not in query["sql"]])


def test_queries_of_a_step_are_few_and_do_not_grow_with_the_form() -> None:
    short, long = cost(5), cost(60)
    assert long == short
    assert max(short) <= QUERIES_AT_MOST


@cache
def styles() -> int:
    return len(brotli.compress(CSS.read_bytes()))


def weight(page: bytes) -> int:
    return len(gzip.compress(page)) + styles()


def pages_of(document: Document) -> Iterator[tuple[str, bytes]]:
    """Every step of a form as a page, whatever the answers before it would be."""
    application = start(
        version=publish(document=document, by=SYSTEM), by=citizen(), channel=ONLINE, language="en"
    )
    draft = drafts.of(application)
    request = Client().get(f"/apply/{document.key}/").wsgi_request
    language = get_language()
    for step in document.steps:
        repeat = document.repeats_by_key.get(step.repeat or "")
        at = Stop(step.key, step.section, complete=False, step=step)
        row = Row("a" * 32, (at,), RowAnswers(), complete=False, next_stop=at) if repeat else None
        stop = Stop(
            step.key, step.section, complete=False, step=step, repeat=repeat, rows=(row,) if row else ()
        )
        form = step_form(step, scope=draft.scope(), language=language)
        response = pages.step(request, draft, stop, step, row, form)
        yield step.key, response.content


@pytest.mark.skipif(not CSS.exists(), reason="the styles are not built")
@pytest.mark.parametrize("language", ["en", "cy", "ar"])
@pytest.mark.parametrize("form", form_keys())
def test_every_step_of_the_sample_fits_one_round_trip(form: str, language: str) -> None:
    with translation.override(language):
        load_facts()
        sizes = {key: weight(page) for key, page in pages_of(read_form(form))}
    assert {key: size for key, size in sizes.items() if size > FIRST_ROUND_TRIP_BYTES - FOOTER_BYTES} == {}


@pytest.mark.skipif(not CSS.exists(), reason="the styles are not built")
@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_every_country_of_the_world_fits_one_round_trip(language: str) -> None:
    nation = documents.step("nation", documents.ask("country", "nation"))
    home = documents.step("home", documents.ask("address", "home", where="any"))
    document = documents.form(nation, home)
    with translation.override(language):
        sizes = {key: weight(page) for key, page in pages_of(document)}
    assert max(sizes.values()) <= FIRST_ROUND_TRIP_BYTES - FOOTER_BYTES, sizes
