"""What someone at a browser sees of a form that changed while they were filling it in."""

import re
from typing import Any

import pytest

from services.applications.actions import move, publish_form
from services.applications.models import Answer, Application
from services.applications.queries import answers_of, typed_of
from services.definitions.document import Document
from services.definitions.models import FormVersion
from services.definitions.versions.fates import CLOSE, MOVE, OpenDrafts
from services.identity.actors import SYSTEM
from tests import builders
from tests.applications.test_moving import NO_HELP, edited, fresh, with_question
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db]

VERSION = re.compile(r'name="step-version" value="(\d+)"')


def put_out(document: Document, open_drafts: OpenDrafts = MOVE) -> FormVersion:
    """A new version whose applications the workers have not come to yet."""
    return publish_form(document=document, by=SYSTEM, open_drafts=open_drafts)


def send(visitor: Visitor, **fields: Any) -> str:
    """Press Continue, as a browser does: with the hidden field that names the version."""
    found = VERSION.search(visitor.page)
    return visitor.send(**({"step-version": found[1]} if found else {}), **fields)


@pytest.fixture
def visitor() -> Visitor:
    """Someone who has answered everything."""
    visitor = Visitor()
    visitor.has_answered()
    assert "/check/" in visitor.at
    return visitor


def test_nothing_is_said_when_only_words_changed(visitor: Visitor) -> None:
    put_out(edited(who={"label": builders.both("For whom do you apply?")}))
    page = visitor.go(visitor.url())
    assert "/check/" in visitor.at
    assert "For whom do you apply?" in page
    assert "has changed" not in page


@pytest.mark.parametrize("tail", ["", "check/", "declare/", "who/", "born/"])
def test_whatever_page_is_opened_first_says_what_has_changed(visitor: Visitor, tail: str) -> None:
    document = edited(with_question("pets", label=builders.both("Do you have pets?")), proof=None, **NO_HELP)
    put_out(document)
    page = visitor.go(visitor.url(tail))
    assert visitor.at == visitor.url("form/changed/")
    assert "The form has changed since you last used it" in page
    assert "Questions we need to ask you again" in page
    assert "The answer you chose is no longer on the list." in page
    assert "Your answer before: <bdi>Me</bdi>" in page
    assert "Do you have pets?" in page
    assert "Questions we no longer ask" in page
    visitor.send()
    assert visitor.at == visitor.url("who/?from=check")
    assert "has changed since" not in visitor.go(visitor.url("who/")), "it is said once"


def test_the_old_answer_stands_beside_the_question_that_is_asked_again(visitor: Visitor) -> None:
    put_out(edited(**NO_HELP))
    visitor.go(visitor.url())
    page = visitor.send()
    assert "Your answer before: <bdi>Me</bdi>" in page
    assert "checked" not in page, "it is not on the list any more"
    send(visitor, who="other")
    assert "/helper/" in visitor.at


def test_one_press_of_continue_keeps_an_answer_that_still_fits(visitor: Visitor) -> None:
    put_out(edited(medicine={"meaning": 2}))
    visitor.go(visitor.url())
    visitor.send()
    assert visitor.at == visitor.url("medicines/?from=check")
    visitor.go(re.findall(r'href="([^"]*/medicine/[^"]*)"', visitor.page)[0])
    assert 'value="Aspirin"' in visitor.page
    assert "We now ask for something different." in visitor.page
    send(visitor, medicine="Aspirin", dose="")
    assert "Aspirin" in visitor.page
    send(visitor, add="no")
    assert "/check/" in visitor.at
    current = Answer.objects.get(question="medicine", superseded_at__isnull=True)
    assert current.version.number == 2


def test_back_does_not_give_an_answer_again_that_we_filled_in(visitor: Visitor) -> None:
    put_out(edited(born={"meaning": 2}))
    visitor.go(visitor.url())
    visitor.send()
    filled = {"name-given": "Ann", "name-family": "Lee", "born-day": "1", "born-month": "2"}
    visitor.press("back", **filled, **{"born-year": "1980"})
    application = fresh(visitor.application)
    assert "born" not in answers_of(application).values
    assert typed_of(application, "person")


def test_a_page_of_the_old_form_keeps_what_was_typed_and_shows_what_changed(visitor: Visitor) -> None:
    visitor.go(visitor.url("who/"))
    put_out(edited(who={"meaning": 2}))
    send(visitor, who="other")
    assert visitor.at == visitor.url("form/changed/")
    application = fresh(visitor.application)
    assert "who" not in answers_of(application).values
    page = visitor.send()
    assert visitor.at == visitor.url("who/?from=check")
    assert "We kept what you typed here" in page
    assert re.search(r'value="other"[^>]*checked|checked[^>]*value="other"', page)


def test_a_page_whose_question_is_the_same_is_saved_though_the_form_changed(visitor: Visitor) -> None:
    visitor.go(visitor.url("who/"))
    put_out(with_question("pets"))
    send(visitor, who="other")
    assert answers_of(fresh(visitor.application)).values["who"] == "other"
    assert visitor.at == visitor.url("form/changed/")


def test_two_windows_around_a_change_lose_nothing(visitor: Visitor) -> None:
    other = Visitor()
    other.client = visitor.client
    other.go(visitor.url("person/"))
    visitor.go(visitor.url("who/"))
    put_out(edited(born={"meaning": 2}))
    send(visitor, who="other")
    visitor.send()
    send(
        other,
        **{"name-given": "Cy", "name-family": "Lee", "born-day": "3", "born-month": "2", "born-year": "1980"},
    )
    application = fresh(visitor.application)
    assert answers_of(application).values["who"] == "other"
    kept = typed_of(application, "person")
    assert kept is not None
    assert kept["name"]["given"] == "Cy"
    assert Answer.objects.filter(application=application, question="born").count() == 1


def test_a_move_in_the_middle_of_a_request_is_told_like_any_other(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.go(visitor.url("who/"))
    version = put_out(edited(who={"meaning": 2}))

    def late(application: Application) -> Application:
        """The request has read the application; then the worker moves it."""
        monkeypatch.undo()
        move(application=application, to=version)
        return application

    monkeypatch.setattr("services.online.drafts.catch_up", late)
    send(visitor, who="other")
    assert visitor.at == visitor.url("form/changed/")
    assert typed_of(fresh(visitor.application), "who") == {"who": {"": "other"}}


def test_a_step_of_the_earlier_version_is_explained_not_missing(visitor: Visitor) -> None:
    put_out(edited(proof=None))
    visitor.go(visitor.url())
    visitor.send()
    assert "We do not need to ask you this now" in visitor.go(visitor.url("proof/"))


def test_a_closed_form_says_so_and_begins_again_with_what_fits(visitor: Visitor) -> None:
    visitor.go(visitor.url("who/"))
    put_out(edited(**NO_HELP), CLOSE)
    page = send(visitor, who="other")
    assert "you need to begin again" in page
    assert visitor.application.reference in page
    for tail in ("", "check/", "declare/", "person/", "form/changed/"):
        assert "you need to begin again" in visitor.go(visitor.url(tail))
    page = visitor.send(to=visitor.url("form/again/"))
    assert visitor.at == visitor.url("form/changed/")
    assert "Who is it for?" in page
    visitor.send()
    assert visitor.at == visitor.url("who/?from=check")
    assert answers_of(fresh(visitor.application)).values["born"] == "1980-02-01"


def test_a_closed_form_can_be_deleted(visitor: Visitor) -> None:
    put_out(edited(**NO_HELP), CLOSE)
    visitor.go(visitor.url())
    visitor.go(visitor.url("delete/"))
    visitor.send()
    assert "/deleted/" in visitor.at


def test_a_list_that_is_too_long_now_says_how_to_mend_it(visitor: Visitor) -> None:
    visitor.go(visitor.url("medicines/"))
    visitor.send(add="yes")
    visitor.send(medicine="Insulin", dose="")
    shorter = [{**builders.small_document().model_dump(mode="json")["repeats"][0], "maximum": 1}]
    put_out(builders.small_document(repeats=shorter))
    assert "at most 1" in visitor.go(visitor.url())
    visitor.send()
    assert visitor.at == visitor.url("medicines/?from=check")
    assert "This list can have only 1." in visitor.send()


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ar", "rtl")])
def test_the_page_is_there_in_every_language(visitor: Visitor, language: str, direction: str) -> None:
    put_out(edited(**NO_HELP))
    page = visitor.go(f"/{language}{visitor.url()}")
    assert visitor.at == f"/{language}{visitor.url('form/changed/')}"
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert "&lt;" not in page, "an answer in the form's language is marked as such, not shown as code"


def test_a_stranger_learns_nothing(visitor: Visitor) -> None:
    put_out(edited(**NO_HELP))
    stranger = Visitor()
    for tail in ("form/changed/", "form/again/"):
        assert stranger.client.post(visitor.url(tail)).status_code == 403
    assert fresh(visitor.application).version.number == 1
