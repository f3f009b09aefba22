"""Problem details (RFC 9457): what was wrong with a request, for the program that sent it.

Their words are English: developers read them. What a person has to do about an answer is said by
`wording`, in the language that was asked for.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse

from services.errors import Refusal
from services.wording import explain

MINUTE_S = 60
TITLES = {
    "key-needed": (401, "Send a key that is in force: Authorization: Bearer KEY."),
    "key-not-for-form": (403, "This key may not be used for this form."),
    "address-unknown": (404, "There is nothing at this address."),
    "method-not-allowed": (405, "This address does not take this method."),
    "application-unknown": (404, "This key started no application with this reference."),
    "answered-meanwhile": (
        409,
        "These questions have another answer by now. Nothing was changed: ask the person which is right.",
    ),
    "form-is-checker": (409, "A checker starts no application. POST to its check address."),
    "form-is-application": (409, "Only checkers can be asked to check."),
    "too-large": (413, "Send at most 256 KB."),
    "not-json": (415, "Send Content-Type: application/json, and no Content-Encoding."),
    "unreadable": (400, "The body is not an object of JSON in UTF-8, or it is nested too deeply."),
    "request-key-needed": (400, "Send an Idempotency-Key of 1 to 255 letters, one for each application."),
    "request-key-used": (422, "This Idempotency-Key came before, with something else."),
    "not-in-form": (422, "These places hold what the form does not ask for, or not in that shape."),
    "version-needed": (428, "Send If-Match with the ETag of your last answer from this address."),
}
"""Status and title of everything that can be wrong, by the end of its `type`."""


class Wrong(Exception):
    """Something is wrong with a partner's request. `code` is one of TITLES; `more` joins the answer."""

    def __init__(self, code: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code, self.more, self.headers = code, more, headers or {}


def told(wrong: Wrong) -> HttpResponse:
    """Return the answer to a request that was wrong."""
    status, title = TITLES[wrong.code]
    return _problem(status, {"type": _type(wrong.code), "title": title, **wrong.more}, wrong.headers)


def refused(refusal: Refusal) -> HttpResponse:
    """Return the answer to a request that the application turned down."""
    minutes = refusal.detail.get("minutes")
    headers = {"Retry-After": str(minutes * MINUTE_S)} if isinstance(minutes, int) else {}
    status = HTTPStatus.TOO_MANY_REQUESTS if headers else refusal.status
    code = refusal.code.replace("_", "-")
    return _problem(status, {"type": _type(code), "title": explain(refusal)}, headers)


def _problem(status: int, content: Mapping[str, Any], headers: Mapping[str, str]) -> HttpResponse:
    return JsonResponse(
        {**content, "status": int(status)},
        status=status,
        content_type="application/problem+json",
        headers={"Cache-Control": "no-store", **headers},
    )


def _type(code: str) -> str:
    return f"tag:anydoor,2026:{code}"
