"""Send an application's receipt as a PDF by email. Confirmed once our mail server has accepted it."""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.applications.exporting import reading_language
from services.applications.models import Application
from services.definitions.sentences import words
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery, Destination
from services.delivery.reaching import reach_of
from services.notifications.carriers import CarrierFailed, send_mail
from services.notifications.contents import Attachment, Content
from services.paper.letters import receipt


def send(delivery: Delivery) -> None:
    """Send it. Raises SendFailed.

    Not through the outbox of messages to citizens: deliveries are tried for longer, and a copy of the
    answers in a second place would have to be kept and erased too.
    """
    application = delivery.application
    language = reading_language(application.document, delivery.destination.language)
    pdf = receipt(application, language=language).pdf
    attached = Attachment(f"receipt-{application.receipt.number}.pdf", "application/pdf", pdf)
    mail(delivery.destination, delivery.pk, _content(delivery.destination, application, language, attached))


def mail(destination: Destination, message_id: UUID, content: Content) -> None:
    """Hand a mail to our mail server. Raises SendFailed."""
    try:
        send_mail(content, message_id=message_id, language=destination.language)
    except CarrierFailed as failure:
        raise SendFailed(failure.code, final=failure.final) from None


def _content(
    destination: Destination, application: Application, language: str, attached: Attachment
) -> Content:
    with override(language):
        about = {"form": words(application.document.title, language), "reference": application.reference}
        # The address of the staff's page has no language: each reads it in their own.
        address = settings.SITE_URL + reverse("assisted:case", args=[application.pk])
        body = render_to_string(
            "delivery/mail.txt",
            {
                **about,
                "receipt": application.receipt,
                "address": address,
                "has_files": _has_files(application),
            },
        )
        subject = _("%(form)s: %(reference)s") % about
    return Content(reach_of(destination).email, subject, body.strip() + "\n", (attached,))


def _has_files(application: Application) -> bool:
    return application.uploads.filter(removed_at__isnull=True).exists()
