"""Staff in tests: made with their roles, signed in with a second factor."""

from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client

from services.identity.models import User
from services.identity.roles import StaffRole, ensure_roles


def member(role: StaffRole, email: str = "") -> User:
    """A member of staff with one role."""
    address = email or f"{role.name.lower()}@example.org"
    user = User.objects.create_user(address, "a long enough password", name="Sam Carter", is_staff=True)
    user.groups.add(ensure_roles()[role])
    return user


def at_the_desk(user: User) -> Client:
    """A browser in which this member of staff has signed in with a second factor."""
    browser = Client()
    browser.force_login(user)
    request = HttpRequest()
    request.session = browser.session
    record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return browser
