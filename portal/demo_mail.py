"""Shows the mail of a demonstration, so that somebody who tries it can read their codes and links."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from services.identity.access_levels import public

_SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # between the mails of one file: Django's filebased backend
_NEWEST = 30


@dataclass(frozen=True, slots=True)
class Mail:
    """One email as its reader sees it."""

    to: str
    subject: str
    sent_at: datetime | None
    body: str
    language: str


@public
@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the newest emails. Only where DEMO is True: elsewhere there is no such page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/mail.html", {"mails": newest_mails(Path(settings.EMAIL_FILE_PATH))})


def newest_mails(folder: Path, limit: int = _NEWEST) -> list[Mail]:
    """Return the mails in a folder of Django's file-based backend, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails: list[Mail] = []
    for file in files:
        raw = [part for part in file.read_bytes().split(_SEPARATOR) if part.strip()]
        mails += [_read(part) for part in reversed(raw)]
        if len(mails) >= limit:
            break
    return mails[:limit]


def _read(raw: bytes) -> Mail:
    message = message_from_bytes(raw.lstrip(b"\n"), _class=EmailMessage, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    date = message["Date"]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=date.datetime if date else None,
        body=body.get_content() if body else "",
        language=str(message["Content-Language"] or settings.LANGUAGE_CODE),
    )
