"""How allauth behaves here: where people land, what it says, how it keeps second-factor secrets."""

import base64
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from services import vault
from services.identity.gate import home_of
from services.identity.models import User

_SECRET = "mfa.secret"  # noqa: S105  # the name of what is sealed, not a secret


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out. `notifications.sign_in_mail` adds how its mail is sent."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Call us if you think this is wrong."),
        "email_password_mismatch": _("Check your email address and password. One of them is not right."),
        "enter_current_password": _("Enter your password again. It is not right."),
        "incorrect_code": _("Check the code and enter it again. It is not right."),
        "incorrect_password": _("Enter your password again. It is not right."),
        "invalid_password_reset": _("Ask for a new link. This one has been used or is too old."),
        "rate_limited": _("You have asked too often. Wait a few minutes and try again."),
        "same_as_current": _("Enter an email address that is different from the one you have now."),
        "too_many_login_attempts": _("There were too many tries. Wait 5 minutes and try again, or call us."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk or the editor for staff, their account page for citizens."""
        return home_of(request.user) if isinstance(request.user, User) else "/"

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again only if it, or the second factor, was not given just now."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        proofs = get_authentication_records(self.request, self.request.user)
        newest = max((p["at"] for p in proofs if p["method"] in ("password", "mfa")), default=0.0)
        return bool(time.time() - newest > app_settings.REAUTHENTICATION_TIMEOUT)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps and recovery codes; their secrets are sealed in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Check the code and enter it again. It is not right."),
    }

    def encrypt(self, text: str) -> str:
        """Return the secret sealed, as text."""
        return base64.b64encode(vault.seal_for_site(text.encode(), context=_SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raises vault.Unreadable if it was changed."""
        return vault.open_for_site(base64.b64decode(encrypted_text), context=_SECRET).decode()
