"""Some people cannot go on with a form: every channel tells them so, and what they can do instead."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from services.api.showing import application_data
from services.applications.actions import save_step, start
from services.applications.models import Application
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.document import Document
from services.definitions.publishing import publish
from services.identity.actors import SYSTEM, citizen
from services.identity.roles import StaffRole
from services.paper.prints import Print
from services.paper.sheets import paper_form
from tests.assisted.test_phone import checked
from tests.builders import both, small_document
from tests.online.visitor import Visitor
from tests.paper.conftest import words_of
from tests.pdf.verapdf import VeraPdf
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

ELSEWHERE = {
    "key": "elsewhere",
    "section": "you",
    "title": {"en": "You cannot apply for someone else", "cy": "Ni allwch wneud cais dros rywun arall"},
    "guidance": both("Ask them to call us."),
    "blocks": [{"kind": "warning", "text": both("We cannot keep what you said.")}],
    "when": {"op": "equals", "question": "who", "value": "other"},
    "ends": True,
}
TITLE = ELSEWHERE["title"]["en"]


def ended_document() -> Document:
    """The small form, which ends for whoever applies for someone else."""
    steps = small_document().model_dump(mode="json", by_alias=True)["steps"]
    return small_document(steps=[steps[0], ELSEWHERE, *steps[2:]])


@pytest.fixture(autouse=True)
def _published() -> None:
    publish(document=ended_document(), by=SYSTEM)


def ended_draft() -> Application:
    """A draft whose person applies for someone else."""
    version = publish(document=ended_document(), by=SYSTEM)
    application = start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")
    save_step(
        application=application, step="who", values={"who": "other"}, by=citizen(), channel=Channel.ONLINE
    )
    return application


@pytest.fixture
def visitor() -> Visitor:
    """Somebody at the first question."""
    found = Visitor()
    found.go("/apply/small/")
    found.send()
    return found


def test_on_the_web_the_page_says_so_and_leads_back_to_the_answers(visitor: Visitor) -> None:
    page = visitor.send(who="other")
    assert visitor.at.endswith("/elsewhere/")
    assert re.search(rf"<h1[^>]*>{TITLE}</h1>", page)
    assert "Ask them to call us." in page
    assert "We cannot keep what you said." in page
    assert 'data-module="govuk-button">Continue</button>' not in page
    assert "Some questions still need an answer." not in visitor.press("check")
    assert visitor.at.endswith("/check/")
    assert TITLE in visitor.page
    visitor.go(visitor.url("elsewhere/"))
    assert visitor.press("back")
    assert visitor.at.endswith("/who/")
    visitor.send(who="me")
    assert visitor.at.endswith("/person/")


@pytest.mark.parametrize("page", ["person/", "proof/", "declare/"])
def test_on_the_web_nothing_behind_it_opens(visitor: Visitor, page: str) -> None:
    visitor.send(who="other")
    visitor.go(visitor.url(page))
    assert visitor.status == 404 or visitor.at.endswith("/check/")
    assert visitor.url("elsewhere/") in visitor.page


def test_on_the_web_nothing_can_be_sent_from_it(visitor: Visitor) -> None:
    visitor.send(who="other")
    visitor.send()
    assert visitor.at.endswith("/elsewhere/"), "a page without questions takes no answer and leads nowhere"
    visitor.send(to=visitor.url("declare/"))
    assert visitor.at.endswith("/check/")
    assert visitor.application.is_draft


def test_what_was_answered_behind_it_is_kept_for_who_changes_their_mind(visitor: Visitor) -> None:
    visitor.answer(until="proof")
    visitor.go(visitor.url("who/"))
    visitor.send(who="other")
    assert visitor.at.endswith("/elsewhere/")
    visitor.press("back")
    visitor.send(who="me")
    visitor.go(visitor.url("proof/"))
    assert visitor.at.endswith("/proof/")
    visitor.go(visitor.url("person/"))
    assert 'value="Ann"' in visitor.page


@pytest.mark.pdf
def test_on_paper_it_is_a_box_that_arrows_lead_to(verapdf: VeraPdf) -> None:
    version = publish(document=ended_document(), by=SYSTEM)
    for language, stop in (
        ("en", "Stop and read what to do"),
        ("cy", "Stopiwch a darllenwch beth i’w wneud"),
    ):
        pdf = paper_form(version, language=language, size=Print.STANDARD, copy="1")
        assert verapdf.broken_rules(pdf.pdf) == []
        words = words_of(pdf.pdf)
        assert ELSEWHERE["title"][language] in words
        assert stop in words
        assert "at-end.elsewhere" in {name for page in pdf.boxes for name in page}


@pytest.fixture
def call() -> tuple[Client, AssistedSession]:
    """An adviser with somebody who applies for someone else."""
    desk = at_the_desk(member(StaffRole.ADVISER))
    return desk, checked(desk, ended_draft())


@pytest.mark.parametrize("page", ["ask", "read_back", "key"])
def test_at_the_desk_an_adviser_is_told_what_to_tell_them(
    call: tuple[Client, AssistedSession], page: str
) -> None:
    desk, session = call
    more = ["elsewhere"] if page == "ask" else []
    html = desk.get(reverse(f"assisted:{page}", args=[session.pk, *more])).content.decode()
    assert TITLE in html
    assert "Ask them to call us." in html
    assert "The form ends here for them." in html


def test_at_the_desk_it_is_the_next_step_and_cannot_be_sent(call: tuple[Client, AssistedSession]) -> None:
    desk, session = call
    page = desk.get(reverse("assisted:session", args=[session.pk])).content.decode()
    assert reverse("assisted:ask", args=[session.pk, "elsewhere"]) in page
    desk.post(reverse("assisted:read_back", args=[session.pk]), {"declared": "spoken"})
    assert Application.objects.get().is_draft


def test_keying_asks_nothing_for_it(call: tuple[Client, AssistedSession]) -> None:
    desk, session = call
    page = desk.get(reverse("assisted:key_page", args=[session.pk, "you"])).content.decode()
    assert TITLE not in page
    assert 'name="who"' in page


def test_a_partner_is_told_why_and_what_the_person_can_do() -> None:
    data = application_data(ended_draft())
    assert data["ends"] == {"step": "elsewhere", "title": TITLE, "text": "Ask them to call us."}
    assert (data["complete"], data["missing"]) == (False, [])
