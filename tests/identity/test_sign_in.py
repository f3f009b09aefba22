"""Signing in as a citizen: a code by e-mail, nothing to remember, nothing to find out about others."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from services.identity.models import User
from services.notifications.models import Message
from tests.identity.conftest import PASSWORD, Visitor, code_in_mail

pytestmark = pytest.mark.django_db


def test_a_code_from_the_mail_signs_in(visitor: Visitor, citizen: User) -> None:
    answer = visitor.ask_code(citizen.email)
    assert answer.url == reverse("account_confirm_login_code")
    assert mail.outbox[-1].to == [citizen.email]
    before = visitor.browser.session.session_key
    answer = visitor.send("account_confirm_login_code", code=code_in_mail().lower().replace("-", " "))
    assert answer.url == reverse("online:mine")
    assert visitor.is_signed_in()
    assert visitor.browser.session.session_key != before
    assert citizen.email in visitor.open("account_home").content.decode()


def test_after_signing_in_the_page_that_was_wanted_opens(visitor: Visitor, citizen: User) -> None:
    answer = visitor.open("account_contact")
    assert answer.url.startswith(reverse("account_request_login_code"))
    answer = visitor.ask_code(citizen.email, next=reverse("account_contact"))
    assert visitor.send(answer.url, code=code_in_mail()).url == reverse("account_contact")


def test_another_site_is_never_where_signing_in_leads(visitor: Visitor, citizen: User) -> None:
    answer = visitor.ask_code(citizen.email, next="https://evil.example/")
    answer = visitor.send(answer.url, code=code_in_mail(), next="https://evil.example/")
    assert answer.url == reverse("online:mine")


def test_a_new_person_gets_an_account_by_a_code(visitor: Visitor) -> None:
    answer = visitor.send("account_signup", email="New@Example.org")
    assert answer.url == reverse("account_email_verification_sent")
    assert not visitor.is_signed_in()
    answer = visitor.send(answer.url, code=code_in_mail())
    assert answer.url == reverse("online:mine")
    user = User.objects.get(email="new@example.org")
    assert not user.has_usable_password()
    assert not user.is_staff


def test_known_and_unknown_addresses_get_the_same_pages(
    citizen: User, django_capture_on_commit_callbacks
) -> None:
    pages = []
    for email in (citizen.email, "ghost@example.org"):
        visitor = Visitor(django_capture_on_commit_callbacks)
        asked = visitor.ask_code(email)
        page = visitor.browser.get(asked.url).content.decode().replace(email, "ADDRESS")
        wrong = visitor.send(asked.url, code="WRNG-CDXX").content.decode().replace(email, "ADDRESS")
        pages.append((asked.url, _without_tokens(page), _without_tokens(wrong)))
    assert pages[0] == pages[1]
    assert [message.to for message in mail.outbox] == [[citizen.email], ["ghost@example.org"]]
    assert reverse("account_signup") in mail.outbox[1].body


def test_creating_an_account_twice_tells_only_its_owner(visitor: Visitor, citizen: User) -> None:
    answer = visitor.send("account_signup", email=citizen.email)
    assert answer.url == reverse("account_email_verification_sent")
    assert "You already have an account" in mail.outbox[-1].subject
    assert visitor.browser.get(answer.url).status_code == 200


def test_wrong_codes_end_the_attempt(visitor: Visitor, citizen: User) -> None:
    visitor.ask_code(citizen.email)
    code = code_in_mail()
    for _ in range(settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS - 1):
        page = visitor.send("account_confirm_login_code", code="WRNG-CDXX")
        assert "It is not right" in page.content.decode()
    assert visitor.send("account_confirm_login_code", code="WRNG-CDXX").status_code == 302
    visitor.send("account_confirm_login_code", code=code)
    assert not visitor.is_signed_in()


def test_asking_for_codes_is_limited(visitor: Visitor, citizen: User) -> None:
    for _ in range(3):
        visitor.ask_code(citizen.email)
        visitor.browser = Client()
    page = visitor.ask_code(citizen.email)
    assert "too many tries" in page.content.decode()
    assert len(mail.outbox) == 3


def test_another_code_can_be_sent(visitor: Visitor, citizen: User) -> None:
    visitor.ask_code(citizen.email)
    first = code_in_mail()
    visitor.send("account_confirm_login_code", action="resend")
    assert code_in_mail() != first
    visitor.send("account_confirm_login_code", code=code_in_mail())
    assert visitor.is_signed_in()


def test_a_code_stops_working(visitor: Visitor, citizen: User) -> None:
    visitor.ask_code(citizen.email)
    with time_machine.travel(_later(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 60)):
        visitor.send("account_confirm_login_code", code=code_in_mail())
    assert not visitor.is_signed_in()


def test_another_address_can_be_given(visitor: Visitor, citizen: User) -> None:
    visitor.ask_code("typo@example.org")
    answer = visitor.send("account_logout", next=reverse("account_request_login_code"))
    assert answer.url == reverse("account_request_login_code")
    assert visitor.browser.get(answer.url).status_code == 200


def test_signing_out_needs_a_post(visitor: Visitor, citizen: User) -> None:
    visitor.browser.force_login(citizen)
    visitor.open("account_logout")
    assert visitor.is_signed_in()
    visitor.send("account_logout")
    assert not visitor.is_signed_in()


def test_a_citizen_has_no_password_and_gets_no_link_to_make_one(visitor: Visitor, citizen: User) -> None:
    visitor.send("account_login", login=citizen.email, password=PASSWORD)
    assert not visitor.is_signed_in()
    visitor.send("account_reset_password", email=citizen.email)
    assert "account/staff/password/new" not in mail.outbox[-1].body


def test_the_mail_is_in_the_language_of_the_page(visitor: Visitor, citizen: User) -> None:
    visitor.send("/cy/account/sign-in/", email=citizen.email)
    assert Message.objects.get().language == "cy"
    assert mail.outbox[-1].extra_headers["Content-Language"] == "cy"


def test_a_mail_server_that_is_down_breaks_no_page(visitor: Visitor, citizen: User, settings) -> None:
    settings.EMAIL_BACKEND = "tests.notifications.broken_mail.Down"
    answer = visitor.ask_code(citizen.email)
    assert answer.url == reverse("account_confirm_login_code")
    assert Message.objects.get().state == "queued"


@pytest.mark.parametrize("name", ["account_home", "account_contact"])
def test_account_pages_are_for_people_who_are_signed_in(visitor: Visitor, name: str) -> None:
    assert visitor.open(name).url.startswith(reverse("account_request_login_code"))


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "nonce" not in line)


def _later(seconds: int) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)
