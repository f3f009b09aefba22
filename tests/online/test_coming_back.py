"""Save, leave, and come back on any device: by a printed code, by an e-mailed link."""

import re
from typing import Any

import pytest

from services.applications.actions import save_step, submit
from services.applications.models import ResumeCode
from services.definitions.channels import Channel
from services.identity.actors import citizen
from services.identity.models import User
from services.identity.throttle import Limit
from services.notifications.contents import unseal
from services.notifications.models import Message
from services.online import resuming
from tests import builders
from tests.online.visitor import Visitor

pytestmark = [pytest.mark.django_db(transaction=True)]
CODE = re.compile(r'any-code"><bdi>([^<]+)<')
WRONG = "Check the reference, the code and the last name"


@pytest.fixture
def visitor() -> Visitor:
    found = Visitor()
    found.has_answered(until="person")
    found.answer_rest_until("person", "medicine")
    return found


def printed(visitor: Visitor, last_name: str = "Lee") -> str:
    """The code from the printed page."""
    visitor.go(visitor.url("save/"))
    visitor.send(way="printed", last_name=last_name)
    found = CODE.search(visitor.page)
    assert found, visitor.page
    return found[1]


def come_back(reference: str, code: str, last_name: str = "Lee") -> Visitor:
    other = Visitor()
    other.go("/resume/")
    other.send(reference=reference, code=code, last_name=last_name)
    return other


def test_save_keeps_the_page_and_knows_the_name_already(visitor: Visitor) -> None:
    visitor.press("save", dose="75 mg")
    assert visitor.at.endswith("/save/")
    assert 'value="Lee"' in visitor.page
    visitor.go(visitor.url())
    assert visitor.at.endswith("/medicines/")
    visitor.go(re.search(r'href="([^"]+/medicine/)"', visitor.page)[1])  # type: ignore[index]
    assert 'value="75 mg"' in visitor.page


def test_the_printed_page_has_reference_code_picture_and_phone(visitor: Visitor) -> None:
    code = printed(visitor)
    assert re.fullmatch(r"\w{3} \w{3} \w{3}", code)
    assert visitor.application.reference in visitor.page
    assert "<svg" in visitor.page
    assert "/resume/" in visitor.page
    assert "Lee" not in visitor.page.split("<main")[1]


def test_the_code_opens_it_elsewhere_in_any_spelling_at_the_first_open_page(visitor: Visitor) -> None:
    other = come_back(
        visitor.application.reference.lower(), printed(visitor).lower().replace(" ", "-"), "lee"
    )
    assert other.status == 200
    assert other.at.endswith("/medicines/")


def test_unknown_and_wrong_are_answered_in_the_same_words(visitor: Visitor) -> None:
    code, reference = printed(visitor), visitor.application.reference
    stranger = builders.draft().reference
    for tried in (
        come_back(reference, code, "Leigh"),
        come_back(stranger, code),
        come_back(reference, "BCD 346 FGC"),
    ):
        assert WRONG in tried.page or "Check the code" in tried.page
        assert "/resume/" in tried.at
    assert come_back(reference, code, "Leigh").page.count(WRONG) == come_back(stranger, code).page.count(
        WRONG
    )


def test_a_slip_is_named_and_costs_no_try(visitor: Visitor) -> None:
    code, reference = printed(visitor), visitor.application.reference
    for _slip in range(15):
        slipped = come_back(reference, "AAA AAA AAA")
        assert 'href="#id_code"' in slipped.page
    assert come_back("K7MR-4TXX", code).page.count('href="#id_reference"') == 1
    assert come_back(reference, code).at.endswith("/medicines/")


def test_tries_are_limited_for_each_reference(visitor: Visitor) -> None:
    code, reference = printed(visitor), visitor.application.reference
    for _try in range(10):
        come_back(reference, code, "Leigh")
    stopped = come_back(reference, code)
    assert stopped.status == 429
    assert "too many tries" in stopped.page


def test_tries_are_limited_for_each_client_too(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Limit("resume-clients", burst=3, refill=resuming.CLIENTS.refill)
    monkeypatch.setattr(resuming, "CLIENTS", small)
    code = printed(visitor)
    for _try in range(3):
        come_back(builders.draft().reference, code)
    assert come_back(visitor.application.reference, code).status == 429


def test_a_new_code_ends_the_old_one(visitor: Visitor) -> None:
    first = printed(visitor)
    second = printed(visitor)
    reference = visitor.application.reference
    assert WRONG in come_back(reference, first).page
    assert come_back(reference, second).at.endswith("/medicines/")


def test_the_emailed_link_asks_for_the_name_and_only_a_post_opens_it(visitor: Visitor) -> None:
    visitor.go(visitor.url("save/"))
    visitor.send(way="email", email="ann@example.org", last_name="Lee")
    assert "We have emailed you the link" in visitor.page
    content = unseal(Message.objects.get())
    assert content.to == "ann@example.org"
    found = re.search(r"https?://[^/]+(/\S*resume/\S+)", content.body)
    assert found
    other = Visitor()
    other.go(found[1])
    assert "last name" in other.page.lower()
    other.go(visitor.url("person/"))
    assert other.status == 403
    other.go(found[1])
    other.send(last_name="Lee")
    assert other.at.endswith("/medicines/")


@pytest.mark.parametrize(
    ("fields", "target"),
    [
        ({"last_name": "Lee"}, "id_way_0"),
        ({"way": "email", "last_name": "Lee"}, "id_email"),
        ({"way": "email", "email": "nonsense", "last_name": "Lee"}, "id_email"),
        ({"way": "printed", "last_name": " "}, "id_last_name"),
        ({"way": "printed", "last_name": "--"}, "id_last_name"),
    ],
)
def test_what_is_missing_on_the_save_page_is_named(
    visitor: Visitor, fields: dict[str, Any], target: str
) -> None:
    visitor.go(visitor.url("save/"))
    visitor.send(**fields)
    assert f'href="#{target}"' in visitor.page
    assert not ResumeCode.objects.exists()


def test_opening_the_save_page_makes_no_code(visitor: Visitor) -> None:
    visitor.go(visitor.url("save/"))
    assert not ResumeCode.objects.exists()


def test_answers_told_by_phone_are_marked_with_where_they_came_from(visitor: Visitor) -> None:
    save_step(
        application=visitor.application,
        step="person",
        values={"born": "1981-03-02"},
        by=builders.adviser(),
        channel=Channel.PHONE,
    )
    visitor.go(visitor.url("check/"))
    assert "Told to us by phone on" in visitor.page
    assert visitor.page.count("Told to us") == 1


def test_the_code_of_a_sent_application_leads_to_where_it_stands(visitor: Visitor) -> None:
    visitor.answer_rest("medicine")
    visitor.send(visitor.url("declare/"), declaration="agreed")
    other = come_back(visitor.application.reference, printed(visitor))
    assert other.at.endswith("/track/")
    assert "Received" in other.page


def test_someone_signed_in_owns_what_they_start_and_finds_it(visitor: Visitor) -> None:
    user = User.objects.create_user("ann@example.org")
    owner = Visitor()
    owner.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    owner.start()
    assert owner.application.owner == user
    owner.go("/my/")
    assert owner.application.reference in owner.page
    owner.client.session.flush()
    later = Visitor()
    later.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    later.go(owner.url())
    assert later.at.endswith("/who/")


def test_a_resumed_application_is_added_to_an_account_once_and_by_post(visitor: Visitor) -> None:
    application = builders.filled(visitor.application)
    submit(application=application, declared="ticked", by=citizen(), channel=Channel.ONLINE)
    user = User.objects.create_user("ann@example.org")
    visitor.client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    visitor.go(visitor.url("track/"))
    assert "Add it to my account" in visitor.page
    assert visitor.client.get(visitor.url("add/")).status_code == 405
    visitor.send(visitor.url("add/"))
    assert visitor.application.owner == user
    assert visitor.application.reference in visitor.page


def test_nobody_signed_out_sees_my_forms() -> None:
    stranger = Visitor()
    stranger.go("/my/")
    assert "/account/" in stranger.at
