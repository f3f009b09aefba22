"""A visitor in a browser without scripts, who can read their mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from services.identity.models import User
from services.identity.roles import StaffRole
from services.identity.staffing import make_staff

PASSWORD = "three words together"


class Visitor:
    """Sends forms; what the request queued is delivered before the next line of the test."""

    def __init__(self, on_commit: Callable[..., Any]) -> None:
        self.browser = Client()
        self._on_commit = on_commit

    def open(self, name: str, **query: str):
        return self.browser.get(reverse(name), query)

    def send(self, address: str, /, **fields: str):
        path = address if address.startswith("/") else reverse(address)
        with self._on_commit(execute=True):
            return self.browser.post(path, fields)

    def ask_code(self, email: str, **more: str):
        return self.send("account_request_login_code", email=email, **more)

    def sign_in_with_password(self, user: User, **more: str):
        return self.send("account_login", login=user.email, password=PASSWORD, **more)

    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.browser.session


@pytest.fixture
def visitor(django_capture_on_commit_callbacks) -> Visitor:
    cache.clear()  # rate limits of other tests
    return Visitor(django_capture_on_commit_callbacks)


@pytest.fixture
def citizen(db) -> User:
    user = User.objects.create_user("rowan@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def adviser(db) -> User:
    user = make_staff(email="adviser@lanternbay.example", name="Priya Nair", roles=[StaffRole.ADVISER])
    user.set_password(PASSWORD)
    user.save()
    return user


def set_up_app(user: User) -> TOTP:
    app = TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return app


def recovery_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def code_in_mail() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group()
