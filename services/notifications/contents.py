"""What a message says and to whom: rendered in its language, sealed into its row."""

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from services import vault
from services.notifications.models import Message, Way

_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an email."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """Recipient (an email address, a number, or address lines), subject, words and files.

    `on_paper` is the same as a letter says it, for when it cannot arrive: subject and words.
    `enclosed` is the HTML of a sheet that goes with a letter, on pages of its own.
    """

    to: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    on_paper: tuple[str, str] = ("", "")
    enclosed: str = ""


def compose(
    *,
    way: Way,
    to: str,
    kind: str,
    language: str,
    context: Mapping[str, Any],
    attachments: Sequence[Attachment] = (),
    enclosed: str = "",
) -> Content:
    """Return a message's content from `templates/notifications/KIND.txt` (`KIND.sms.txt` for texts).

    The template's first line is the subject ("Subject: …"); texts have none. It sees `context`
    (plain values only), `site_url`, `sender` and `way`. Raises ValueError if the subject is missing.
    """
    with translation.override(language):
        letter = _subject_and_words(kind, Way.LETTER, context)
        if way == Way.SMS:
            text = _rendered(f"{kind}.sms.txt", way, context)
            return Content(to, "", " ".join(text.split()), on_paper=letter)
        subject, body = letter if way == Way.LETTER else _subject_and_words(kind, way, context)
    return Content(to, subject, body, tuple(attachments), letter, enclosed)


def _subject_and_words(kind: str, way: Way, context: Mapping[str, Any]) -> tuple[str, str]:
    first, _, body = _rendered(f"{kind}.txt", way, context).partition("\n")
    if not first.startswith("Subject: "):
        raise ValueError(f"notifications/{kind}.txt does not begin with its subject")
    return first.removeprefix("Subject: ").strip(), body.strip()


def _rendered(template: str, way: Way, context: Mapping[str, Any]) -> str:
    known = {"site_url": settings.SITE_URL, "sender": sender_name(), "way": str(way)}
    return _BLANK_LINES.sub(
        "\n\n", render_to_string(f"notifications/{template}", {**context, **known}).strip()
    )


def sender_name() -> str:
    """Return the name that messages come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[0]


def seal(content: Content, message_id: UUID) -> bytes:
    """Return the content sealed; it opens only for this message."""
    plain = asdict(content)
    for attachment in plain["attachments"]:
        attachment["data"] = base64.b64encode(attachment["data"]).decode()
    return vault.seal_for_site(json.dumps(plain).encode(), context=_context(message_id))


def unseal(message: Message) -> Content:
    """Return what a message says. Raises vault.Unreadable if it was erased or changed."""
    if not message.content:
        raise vault.Unreadable("the content of this message was erased")
    plain = json.loads(vault.open_for_site(message.content, context=_context(message.pk)))
    files = [
        Attachment(row["name"], row["media_type"], base64.b64decode(row["data"]))
        for row in plain["attachments"]
    ]
    subject, body = plain["on_paper"]
    enclosed = plain.get("enclosed", "")
    return Content(plain["to"], plain["subject"], plain["body"], tuple(files), (subject, body), enclosed)


def _context(message_id: UUID) -> str:
    return f"message:{message_id}"
