"""Sends allauth's mail through the outbox: a mail server that is down delays a code, never breaks a page."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from services.identity import adapters
from services.notifications.models import Way
from services.notifications.outbox import queue

# allauth's name for a mail -> our template and the values it shows.
_MAILS: dict[str, tuple[str, tuple[str, ...]]] = {
    "account/email/login_code": ("sign_in_code", ("code",)),
    "account/email/unknown_account": ("sign_in_unknown", ()),
    "account/email/account_already_exists": ("sign_in_known", ()),
    "account/email/email_confirmation": ("email_code", ("code",)),
    "account/email/email_confirmation_signup": ("email_code", ("code",)),
    "account/email/password_reset_key": ("password_link", ("password_reset_url",)),
    "account/email/password_reset": ("password_changed", ()),
    "account/email/password_changed": ("password_changed", ()),
    "account/email/password_set": ("password_changed", ()),
    "mfa/email/totp_activated": ("app_added", ()),
    "mfa/email/totp_deactivated": ("app_removed", ()),
    "mfa/email/recovery_codes_generated": ("recovery_codes_made", ()),
}
_USEFUL = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


class AccountAdapter(adapters.AccountAdapter):
    """identity's adapter, with its mail in the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail in the language of the page. Raises KeyError on a mail that we do not send."""
        kind, names = _MAILS[template_prefix]
        values = {name: context[name] for name in names}
        queue(
            way=Way.EMAIL,
            to=email,
            kind=kind,
            language=translation.get_language() or settings.LANGUAGE_CODE,
            about=f"account:{uuid4()}",
            context={
                **values,
                "minutes": _USEFUL // timedelta(minutes=1),
                "sign_in_url": settings.SITE_URL + reverse("account_request_login_code"),
                "create_url": settings.SITE_URL + reverse("account_signup"),
            },
            useful_until=timezone.now() + _USEFUL if "code" in names else None,
        )
