"""Files sent in pieces by our script (portal/look/sending.js), which goes on after a lost connection.

The shape is that of the IETF's resumable uploads (draft-ietf-httpbis-resumable-upload): a POST begins a
file or finds it again, PATCH adds a piece at an offset, the last one says that the file is complete,
HEAD tells how much is here, DELETE lets go of it. The ordinary way to send a file stays beside it.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from services.applications.actions import add_piece, begin_file, cancel_file, finish_file
from services.applications.actions.coming import find_coming
from services.applications.errors import PieceOutOfPlace, RowGone
from services.applications.models import Application, PartialUpload
from services.definitions.kinds import Evidence
from services.errors import Refusal
from services.identity import throttle
from services.identity.access_levels import citizen_session
from services.online import drafts, places
from services.online.doors import require_draft
from services.online.drafts import ONLINE
from services.wording import explain

BEGUN = throttle.Limit("files-begun", burst=60, refill=timedelta(seconds=15))
SHA256 = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[0-9]{1,10}")
NAME_LENGTH = 1000
YES, NO = "?1", "?0"
"""Booleans in header fields (RFC 9651)."""

Page = Callable[..., HttpResponse]


def _of_draft(page: Page) -> Page:
    """Open `(request, application, …)` to whoever may fill the application in. Refusals are for a script."""

    @wraps(page)
    def opened(request: HttpRequest, form: str, application: UUID, **more: Any) -> HttpResponse:
        try:
            found = drafts.opened(request, form, application)
            require_draft(found)
            return page(request, found, **more)
        except Refusal as refusal:
            return _refused(refusal)

    return citizen_session(opened)


@_of_draft
@require_http_methods(["POST"])
def begin(request: HttpRequest, application: Application) -> HttpResponse:
    """Begin a file, or find the one that was begun before, and say where it is and how much is here."""
    question, row = request.POST.get("question", ""), request.POST.get("row", "")
    sha256, size = request.POST.get("sha256", ""), request.POST.get("size", "")
    if not SHA256.fullmatch(sha256) or not NUMBER.fullmatch(size):
        return HttpResponseBadRequest()
    _require_asked(application, question, row)
    throttle.spend(str(application.pk), BEGUN)
    coming = begin_file(
        application=application,
        question=question,
        name=request.POST.get("name", "")[:NAME_LENGTH],
        size_bytes=int(size),
        sha256=sha256,
        row=row,
    )
    response = _told(coming, status=201)
    response["Location"] = places.page(application, "file", upload=str(coming.pk))
    return response


@_of_draft
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def file(request: HttpRequest, application: Application, upload: UUID) -> HttpResponse:
    """Tell how much of a file is here, add a piece to it, or let go of it."""
    if request.method == "DELETE":
        cancel_file(
            application=application,
            upload_id=upload,
            by=drafts.actor(request, application.document),
            channel=ONLINE,
        )
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return _told(find_coming(application, upload))
    offset = request.headers.get("Upload-Offset", "")
    # A connection that is cut within a piece: what came of it is not used.
    whole = str(len(request.body)) == request.headers.get("Content-Length", "0")
    if not NUMBER.fullmatch(offset) or not whole:
        return HttpResponseBadRequest()
    if request.body:
        add_piece(application=application, upload_id=upload, offset=int(offset), piece=request.body)
    if request.headers.get("Upload-Complete") == YES:
        finish_file(
            application=application,
            upload_id=upload,
            by=drafts.actor(request, application.document),
            channel=ONLINE,
        )
    return _told(find_coming(application, upload))


def _require_asked(application: Application, question: str, row: str) -> None:
    """Raise Http404 if the answers lead to no such question, RowGone if its row was removed."""
    draft = drafts.as_opened(application)
    if not isinstance(draft.document.questions.get(question), Evidence):
        raise Http404
    trail = draft.journey.trail(row)
    if row and not trail:
        raise RowGone
    stops = trail[-1][1].stops if row else draft.journey.stops
    if draft.document.step_of[question].key not in {stop.key for stop in stops}:
        raise Http404


def _told(coming: PartialUpload, status: int = 204) -> HttpResponse:
    return HttpResponse(
        status=status,
        headers={
            "Upload-Offset": str(coming.received_bytes),
            "Upload-Length": str(coming.size_bytes),
            "Upload-Complete": YES if coming.finished_as_id else NO,
            "Cache-Control": "no-store",
        },
    )


def _refused(refusal: Refusal) -> HttpResponse:
    """Return the sentence for the person, and for the script where to go on (RFC 9457)."""
    said = {"title": explain(refusal), "code": refusal.code, "status": refusal.status}
    if isinstance(refusal, PieceOutOfPlace):
        said |= {
            "type": "https://iana.org/assignments/http-problem-types#mismatching-upload-offset",
            "expected-offset": refusal.detail["offset"],
        }
    return JsonResponse(said, status=refusal.status, content_type="application/problem+json")
