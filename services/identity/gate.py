"""Lets only staff with a second factor into staff pages: a decorator for views, a guard for prefixes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_from_path

from services.identity.access_levels import Access, Level, declare
from services.identity.models import User
from services.identity.roles import StaffRole, has_role

StaffView = Callable[..., HttpResponseBase]

# Guarded whole, whatever a view under them forgets. The order is the order of homes (home_of).
STAFF_PREFIXES: dict[str, tuple[StaffRole, ...]] = {
    "/desk/": (StaffRole.ADVISER, StaffRole.MANAGER),
    "/admin/": (StaffRole.AUTHOR, StaffRole.MANAGER),  # managers publish forms
}
# The editor's own sign-in knows no second factor. Whoever is in already and lacks a permission of
# the editor is sent there: they are told so instead.
_CLOSED = "/admin/login/"


def staff_required(*roles: StaffRole, second_factor: bool = True) -> Callable[[StaffView], StaffView]:
    """Open the view to staff with one of the roles (any, if none is named) and a second factor.

    Works on functions and on `View.as_view()`. `second_factor=False` is for the pages that set it up:
    they ask for the password instead, so that an e-mailed code alone never suffices.
    """

    def decorate(view: StaffView) -> StaffView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            elsewhere = turned_away(request, *roles, second_factor=second_factor)
            return elsewhere or view(request, *args, **kwargs)

        return declare(guarded, Access(Level.STAFF, frozenset(roles)))

    return decorate


def turned_away(
    request: HttpRequest, *roles: StaffRole, second_factor: bool = True
) -> HttpResponseRedirect | None:
    """Return where someone must go first (sign in, set up, confirm), or None if they may enter.

    Raises PermissionDenied for citizens and for staff without one of the roles.
    """
    user = request.user
    if not isinstance(user, User):
        return _send("account_login", request)
    if not has_role(user, *roles):
        raise PermissionDenied
    proofs = {record["method"] for record in get_authentication_records(request, user)}
    if not second_factor:
        return None if proofs & {"password", "mfa"} else _ask_password(user, request)
    if "mfa" in proofs:
        return None
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return _send("mfa_reauthenticate", request)
    return _send("mfa_activate_totp", request)


def access_for_path(path: str) -> Access | None:
    """Return what is declared for all addresses under a staff prefix, in any language, or None."""
    for prefix, roles in STAFF_PREFIXES.items():
        if _without_language(path).startswith(prefix):
            return Access(Level.STAFF, frozenset(roles))
    return None


def home_of(user: User) -> str:
    """Return the address at which someone starts after signing in."""
    for prefix, roles in STAFF_PREFIXES.items():
        if has_role(user, *roles):
            return prefix
    return resolve_url(settings.LOGIN_REDIRECT_URL)


class StaffGate:
    """Middleware: applies `turned_away` to every address under a staff prefix."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, or send it away before any view sees it."""
        access = access_for_path(request.path_info)
        elsewhere = turned_away(request, *access.roles) if access else None
        if not elsewhere and request.path_info.startswith(_CLOSED):
            raise PermissionDenied
        return elsewhere or self.get_response(request)


def _ask_password(user: User, request: HttpRequest) -> HttpResponseRedirect:
    if user.has_usable_password():
        return _send("account_reauthenticate", request)
    return HttpResponseRedirect(reverse("account_reset_password"))


def _send(name: str, request: HttpRequest) -> HttpResponseRedirect:
    if request.method not in ("GET", "HEAD"):
        return HttpResponseRedirect(reverse(name))
    query = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    return HttpResponseRedirect(f"{reverse(name)}?{query}")


def _without_language(path: str) -> str:
    language = get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path
