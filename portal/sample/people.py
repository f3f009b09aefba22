"""Demonstration accounts: staff with password and second factor, and a citizen. Only where DEMO is True."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import transaction

from portal.sample.reading import read_yaml
from services.identity.contact import ContactWay, Way
from services.identity.models import User
from services.identity.people import person_of, set_ways
from services.identity.roles import StaffRole
from services.identity.staffing import make_staff

_FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True, slots=True)
class SignIn:
    """How to sign in as somebody; `password` is empty for citizens, who get a code by email."""

    role: str
    name: str
    email: str
    password: str


@transaction.atomic
def load_people() -> list[SignIn]:
    """Make the demonstration accounts that are missing and return all of them. Safe to call again.

    Raises ValueError outside a demonstration: their password is in the source.
    """
    if not settings.DEMO:
        raise ValueError("demonstration accounts are made only where DEMO is True")
    people = read_yaml(_FILE)
    password = people["password"]
    staff = [_staff(row, password) for row in people["staff"]]
    return staff + [_citizen(row) for row in people["citizens"]]


def _staff(row: dict[str, Any], password: str) -> SignIn:
    role = StaffRole[row["role"]]
    user = make_staff(email=row["email"], name=row["name"], roles=[role])
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return SignIn(role.value, user.name, user.email, password)


def _citizen(row: dict[str, Any]) -> SignIn:
    user = User.objects.filter(email=row["email"]).first()
    if user is None:
        user = User.objects.create_user(row["email"], name=row["name"])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        ways = [ContactWay(Way.EMAIL, user.email), ContactWay(Way.PHONE, "01632 960983", times="mornings")]
        set_ways(person=person_of(user), ways=ways, language=row["language"])
    return SignIn("Citizen", user.name, user.email, "")
