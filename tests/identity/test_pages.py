"""Every page of signing in is ours, in every language; demonstration pages stay in demonstrations."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage, get_connection
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.demo_mail import newest_mails
from portal.sample.people import load_people
from services.identity.access_levels import access_of
from services.identity.models import User
from services.identity.purging import purge
from services.identity.throttle import spend
from services.identity.urls import urlpatterns
from tests.identity.conftest import Visitor, recovery_codes, set_up_app

OPEN_TO_ALL = [
    "account_request_login_code",
    "account_signup",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]
FOR_STAFF = [
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPEN_TO_ALL)
@pytest.mark.parametrize("language", ["", "/cy", "/ar"])
def test_pages_for_everyone_are_ours(visitor: Visitor, name: str, language: str) -> None:
    page = visitor.browser.get(language + reverse(name))
    assert page.status_code == 200
    assert "govuk-template__body" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", FOR_STAFF)
def test_pages_for_staff_are_ours(visitor: Visitor, adviser: User, name: str) -> None:
    set_up_app(adviser)
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=recovery_codes(adviser)[0])
    page = visitor.open(name)
    assert page.status_code == 200
    assert "govuk-template__body" in page.content.decode()


@pytest.mark.django_db
def test_recovery_codes_can_be_taken_along(visitor: Visitor, adviser: User) -> None:
    set_up_app(adviser)
    visitor.sign_in_with_password(adviser)
    visitor.send("mfa_authenticate", code=recovery_codes(adviser)[0])
    answer = visitor.open("mfa_download_recovery_codes")
    assert answer.content.decode().split() == recovery_codes(adviser)


@pytest.mark.django_db
def test_security_pages_of_staff_are_closed_to_citizens(visitor: Visitor, citizen: User) -> None:
    visitor.browser.force_login(citizen)
    for name in ("mfa_index", "mfa_activate_totp", "account_change_password", "account_set_password"):
        assert visitor.open(name).status_code == 403, name
    assert visitor.open("account_email_verification_sent").status_code == 302


def test_every_address_of_signing_in_declares_its_access() -> None:
    assert [pattern.name for pattern in urlpatterns if access_of(pattern.callback) is None] == []


@pytest.mark.django_db
def test_demonstration_people_are_made_once_and_can_sign_in(visitor: Visitor, settings) -> None:
    settings.DEMO = True
    people = load_people()
    assert load_people() == people
    assert User.objects.count() == len(people)
    adviser = people[0]
    visitor.send("account_login", login=adviser.email, password=adviser.password)
    out = StringIO()
    call_command("sign_in_code", adviser.email, stdout=out)
    assert visitor.send("mfa_authenticate", code=out.getvalue().strip()).url == "/desk/"


@pytest.mark.django_db
def test_outside_a_demonstration_there_are_no_demonstration_ways_in(visitor: Visitor, settings) -> None:
    settings.DEMO = False
    with pytest.raises(ValueError, match="DEMO"):
        load_people()
    with pytest.raises(CommandError, match="DEMO"):
        call_command("sign_in_code", "adviser@lanternbay.example")
    assert visitor.open("demo_mail").status_code == 404


@pytest.mark.django_db
def test_the_demonstration_mailbox_shows_what_was_sent(visitor: Visitor, settings, tmp_path: Path) -> None:
    settings.DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    assert "no email yet" in visitor.open("demo_mail").content.decode()
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(tmp_path))
    for words in ("Première: <b>", "الثانية"):
        EmailMessage(
            words, f"{words} https://example.org/x", to=["rowan@example.org"], connection=connection
        ).send()
    page = visitor.open("demo_mail").content.decode()
    assert page.index("الثانية") < page.index("Première")
    assert "&lt;b&gt;" in page
    assert 'href="https://example.org/x"' in page
    assert [mail.to for mail in newest_mails(tmp_path)] == ["rowan@example.org"] * 2


@pytest.mark.django_db
def test_what_sign_in_left_behind_is_forgotten(citizen: User, adviser: User) -> None:
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        never = User.objects.create_user("never@example.org")
        EmailAddress.objects.create(user=never, email=never.email, primary=True)
        spend("a")
        clock.shift(timedelta(days=8))
        User.objects.create_user("new@example.org")
        purge()
        out = StringIO()
        call_command("purge_accounts", stdout=out)
    assert out.getvalue() == "0 deleted\n"
    kept = set(User.objects.values_list("email", flat=True))
    assert kept == {citizen.email, adviser.email, "new@example.org"}


@pytest.mark.django_db
def test_staff_are_made_by_command(db) -> None:
    out = StringIO()
    call_command("make_staff", "nia@lanternbay.example", "Nia Bowen", "--role", "ADVISER", stdout=out)
    assert reverse("account_reset_password") in out.getvalue()
    assert User.objects.get(email="nia@lanternbay.example").role_names == {"Advisers"}
