"""What a destination gets: the application as data, with links to its files where it can fetch them."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from services.applications.exporting import ApplicationData, export
from services.applications.models import UNCHECKED, Upload
from services.applications.queries import uploads_of
from services.applications.scanning import is_configured
from services.delivery.errors import LinkOver, SendFailed
from services.delivery.models import Delivery, State

LINK_SALT = "anydoor.delivered-file"
LINK_LIFE = timedelta(days=3)


def data_of(delivery: Delivery, *, with_links: bool = False) -> ApplicationData:
    """Return the application as data, in its destination's language."""

    def link(upload: Upload) -> str | None:
        return link_to(delivery, upload) if with_links else None

    return export(delivery.application, language=delivery.destination.language, address=link)


def body_of(delivery: Delivery) -> str:
    """Return the JSON that a webhook posts. Raises SendFailed while files are being checked."""
    wait_for_files(delivery)
    return data_of(delivery, with_links=True).model_dump_json(by_alias=True)


def wait_for_files(delivery: Delivery) -> None:
    """Raise SendFailed while a scanner has still to look at a file: it may be harmful."""
    if is_configured() and uploads_of(delivery.application).filter(state__in=UNCHECKED).exists():
        raise SendFailed("files_being_checked")


def link_to(delivery: Delivery, upload: Upload) -> str:
    """Return the address at which a destination can fetch a file for three days. It names only ids."""
    token = signing.dumps([delivery.pk.hex, upload.pk.hex], salt=LINK_SALT)
    return settings.SITE_URL + reverse("delivered_file", args=[token])


def file_behind(token: str) -> tuple[Delivery, Upload]:
    """Return what a link leads to. Raises LinkOver: changed, too old, removed, or switched off."""
    try:
        delivery_id, upload_id = signing.loads(token, salt=LINK_SALT, max_age=LINK_LIFE)
    except signing.BadSignature:
        raise LinkOver from None
    deliveries = Delivery.objects.select_related("destination", "application").exclude(state=State.SETTLED)
    delivery = deliveries.filter(pk=UUID(delivery_id), destination__off_at__isnull=True).first()
    if delivery is None:
        raise LinkOver
    upload = uploads_of(delivery.application).filter(pk=UUID(upload_id)).first()
    if upload is None or upload.state == Upload.State.REFUSED:
        raise LinkOver
    return delivery, upload
