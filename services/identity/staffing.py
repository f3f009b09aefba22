"""Making accounts for staff, and reading the current code of a demonstration account."""

import time
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from services.identity.models import User
from services.identity.roles import StaffRole, ensure_roles


@transaction.atomic
def make_staff(*, email: str, name: str, roles: Iterable[StaffRole]) -> User:
    """Return the member of staff with this address, made if missing, with exactly these roles.

    They have no password yet: they choose one through "I have forgotten my password", and set up a
    second factor when they first sign in. Raises ValueError if the address is a citizen's account.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, name=name, is_staff=True)
    if not user.is_staff:
        raise ValueError("this address belongs to a citizen's account: staff need a work address")
    user.name = name
    user.save(update_fields=["name"])
    groups = ensure_roles()
    user.groups.set([groups[role] for role in roles])
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def demo_code(email: str) -> str:
    """Return the current code of a demonstration account's authenticator app.

    Raises ValueError outside a demonstration, and if there is no such account or it has no app.
    """
    if not settings.DEMO:
        raise ValueError("codes are shown only where the sample council runs (DEMO=True)")
    app = Authenticator.objects.filter(user__email__iexact=email, type=Authenticator.Type.TOTP).first()
    if app is None:
        raise ValueError("no such account, or it has no authenticator app")
    return code_now(decrypt(app.data["secret"]))


def code_now(secret: str) -> str:
    """Return what an authenticator app with this secret shows now (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))
