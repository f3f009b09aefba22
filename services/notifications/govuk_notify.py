"""Text messages through GOV.UK Notify (https://docs.notifications.service.gov.uk/rest-api.html).

The service needs one text template whose whole content is ((words)).
"""

import base64
import hashlib
import hmac
import json
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings

from services.notifications.carriers import CarrierFailed

_TIMEOUT_S = 10
_UUID_LENGTH = 36


class GovukNotify:
    """A text provider for settings.SMS_ADAPTER."""

    address = "https://api.notifications.service.gov.uk/v2/notifications/sms"

    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Send a text message. Raises CarrierFailed: final if Notify refuses the message itself."""
        body = {
            "phone_number": to,
            "template_id": settings.GOVUK_NOTIFY_TEMPLATE_ID,
            "personalisation": {"words": text},
            "reference": message_id,
        }
        headers = {"Authorization": f"Bearer {token()}", "Content-Type": "application/json"}
        request = Request(self.address, json.dumps(body).encode(), headers)  # noqa: S310  # https, or a test's
        try:
            with urlopen(request, timeout=_TIMEOUT_S):  # noqa: S310  # https, or a test's
                return
        except HTTPError as refused:
            refused.close()
            # 400: this message. 403: our key. 429 and 5xx: later.
            raise CarrierFailed(f"notify_{refused.code}", final=refused.code == 400) from None
        except (OSError, HTTPException):
            raise CarrierFailed("text_provider") from None


def token() -> str:
    """Return a JSON Web Token (RFC 7519, HS256) as Notify wants it, made from the API key."""
    # A key is name-service_id-secret, the last two of them UUIDs.
    key = settings.GOVUK_NOTIFY_API_KEY
    secret, service = key[-_UUID_LENGTH:], key[-2 * _UUID_LENGTH - 1 : -_UUID_LENGTH - 1]
    parts = [{"typ": "JWT", "alg": "HS256"}, {"iss": service, "iat": int(time.time())}]
    unsigned = ".".join(_base64url(json.dumps(part).encode()) for part in parts)
    signature = hmac.digest(secret.encode(), unsigned.encode(), hashlib.sha256)
    return f"{unsigned}.{_base64url(signature)}"


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
