"""Letters printed and posted by GOV.UK Notify, as finished PDFs
(https://docs.notifications.service.gov.uk/rest-api.html#send-a-precompiled-letter).

Its rules: A4, at most 10 pages and 2 MB, fonts embedded, the address of 3 to 7 lines 24.6 to 120 mm from
the left and 39.5 to 66.3 mm from the top, nothing else beside or below it before 95 mm, and nothing within
15 mm of the sides and 5 mm of the top and bottom. templates/notifications/letter.html keeps them.
"""

import base64
import json
import re
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

from services.notifications.carriers import CarrierFailed
from services.notifications.contents import unseal
from services.notifications.govuk_notify import token
from services.notifications.letters import drawn, postcode_in
from services.notifications.models import Message

MOST_PAGES = 10
ADDRESS_LINES = range(3, 8)
_TIMEOUT_S = 30  # a letter is up to 2 MB
_WITH_A_NUMBER = re.compile(r"\d")

UNDER_WAY = frozenset({"created", "sending", "pending", "pending-virus-check", "accepted"})
POSTED = frozenset({"received", "delivered"})
"""What became of a letter. Any other state is the end of it: cancelled, technical-failure,
permanent-failure, validation-failed, virus-scan-failed."""


class NotifyLetters:
    """A print service for settings.LETTER_ADAPTER."""

    site = "https://api.notifications.service.gov.uk"

    def send(self, *, letter: Message) -> str:
        """Hand a letter over and return Notify's id of it. Raises CarrierFailed.

        Our own id is the reference that it is looked for by before: an attempt whose answer got lost is
        not repeated. One that Notify gave up does not count.
        """
        if found := self._taken(str(letter.pk)):
            return found
        _check_address(unseal(letter).to)
        pdf = drawn([letter])
        if pdf.pages > MOST_PAGES:
            raise CarrierFailed("letter_too_long", final=True)
        body = {
            "reference": str(letter.pk),
            "content": base64.b64encode(pdf.pdf).decode(),
            "postage": settings.LETTER_POSTAGE,
        }
        return str(self._ask("/v2/notifications/letter", body)["id"])

    def is_posted(self, carrier_id: str) -> bool:
        """Return whether it was posted. Raises CarrierFailed: final if it never will be."""
        status = str(self._ask(f"/v2/notifications/{carrier_id}")["status"])
        if status not in UNDER_WAY | POSTED:
            raise CarrierFailed(f"letter_{status.replace('-', '_')}"[:40], final=True)
        return status in POSTED

    def _taken(self, reference: str) -> str:
        query = urlencode({"template_type": "letter", "reference": reference})
        known = self._ask(f"/v2/notifications?{query}")["notifications"]
        return next((str(each["id"]) for each in known if each["status"] in UNDER_WAY | POSTED), "")

    def _ask(self, path: str, body: dict[str, str] | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token()}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body else None
        request = Request(self.site + path, data, headers)  # noqa: S310  # https, or a test's
        try:
            with urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310  # https, or a test's
                told: dict[str, Any] = json.load(answer)
                return told
        except HTTPError as refused:
            refused.close()
            raise _refusal(refused.code) from None
        except (OSError, HTTPException, ValueError):
            raise CarrierFailed("print_service") from None


def _refusal(status: int) -> CarrierFailed:
    """Return what an answer means: 400 is this letter, 403 our key, 404 an unknown one; others pass."""
    codes = {400: "letter_refused", 403: "letter_key", 404: "letter_unknown"}
    return CarrierFailed(codes.get(status, "print_service"), final=status in (400, 404))


def _check_address(address: str) -> None:
    lines = [line for line in address.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    is_country = not _WITH_A_NUMBER.search(last)
    if len(lines) not in ADDRESS_LINES or not (postcode_in(last) or is_country):
        raise CarrierFailed("letter_address", final=True)
