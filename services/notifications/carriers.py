"""The carriers: the mail server, the text provider, the desk's printer."""

from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from services.notifications.contents import Content
from services.notifications.models import Message, State, Way


class CarrierFailed(Exception):
    """A carrier did not take a message. `code` is ours; `final` says that trying again is of no use."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.final = final


class TextProvider(Protocol):
    """What settings.SMS_ADAPTER names: a class that can be made without arguments."""

    def send(self, *, to: str, text: str, message_id: str) -> None:
        """Send a text message. Raises CarrierFailed."""


class PrintService(Protocol):
    """What settings.LETTER_ADAPTER names: a class that can be made without arguments."""

    def send(self, *, letter: Message) -> str:
        """Hand a letter over, once however often it is called, and return how the service names it.

        Raises CarrierFailed.
        """

    def is_posted(self, carrier_id: str) -> bool:
        """Return whether it was posted. Raises CarrierFailed: final if it never will be."""


def print_service() -> PrintService:
    """Return the print service. Raises CarrierFailed if letters are printed at the desk."""
    if not settings.LETTER_ADAPTER:
        raise CarrierFailed("no_print_service")
    service: PrintService = import_string(settings.LETTER_ADAPTER)()
    return service


def available_ways() -> frozenset[Way]:
    """Return the ways we can use now: text messages only where a provider is configured."""
    always = {Way.EMAIL, Way.LETTER}
    return frozenset(always | {Way.SMS} if settings.SMS_ADAPTER else always)


def carry(message: Message, content: Content) -> State:
    """Hand a message over and return where it is then: sent, waiting to be printed, or with the printer.

    Raises CarrierFailed with a code; the carrier's own words are dropped, for they quote addresses.
    """
    if message.way == Way.EMAIL:
        send_mail(content, message_id=message.pk, language=message.language)
    elif message.way == Way.SMS:
        _send_text(message, content)
    elif not settings.LETTER_ADAPTER:
        return State.TO_PRINT
    else:
        message.carrier_id = print_service().send(letter=message)
        return State.WITH_PRINTER
    return State.SENT


def send_mail(content: Content, *, message_id: UUID, language: str) -> None:
    """Hand a mail to the mail server. Returns once it has accepted it; raises CarrierFailed.

    The same id for every attempt makes the same Message-ID.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        # The same for every attempt, so that a copy is recognised as one.
        "Message-ID": f"<{message_id}@{domain}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers
        "Content-Language": language,
    }
    mail = EmailMessage(content.subject, content.body, to=[content.to], headers=headers)
    for attachment in content.attachments:
        mail.attach(attachment.name, attachment.data, attachment.media_type)
    try:
        mail.send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        final = all(500 <= code < 600 for code in codes)  # RFC 5321, 4.2.1: 5yz is permanent
        raise CarrierFailed("address_refused", final=final) from None
    except (SMTPException, OSError):
        raise CarrierFailed("mail_server") from None


def _send_text(message: Message, content: Content) -> None:
    if not settings.SMS_ADAPTER:
        raise CarrierFailed("no_text_provider", final=True)
    provider: TextProvider = import_string(settings.SMS_ADAPTER)()
    provider.send(to=content.to, text=content.body, message_id=str(message.pk))
