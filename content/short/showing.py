"""Where a short code leads, and how the short address of a service is written."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from content.languages import to_reader
from content.models.codes import ShortCode
from content.models.gone import GoneAddress
from content.short.letters import plain


def find(text: str) -> ShortCode | None:
    """Return the code that somebody typed, however they typed it."""
    code = plain(text)
    return ShortCode.objects.filter(plain=code).first() if code else None


def destination(key: UUID, language: str) -> str:
    """Return where a service is, in a language if it can be read there; "" if nothing was ever there.

    Where it was taken down, that is where it was: the address says why, or leads on.
    """
    pages = list(Page.objects.filter(translation_key=key).select_related("locale").order_by("pk"))
    wanted = (language, settings.LANGUAGE_CODE)
    pages.sort(key=lambda page: (not page.live, *(page.locale.language_code != code for code in wanted)))
    if pages:
        return str(pages[0].get_url() or "")
    gone = list(GoneAddress.objects.filter(translation_key=key).order_by("pk"))
    gone.sort(key=lambda each: [each.language != code for code in wanted])
    return f"{gone[0].path}/" if gone else ""


def code_of(page: Page) -> ShortCode | None:
    """Return the code to show for a service: the newest that somebody chose, else its own."""
    return ShortCode.objects.filter(translation_key=page.translation_key).first()


def short_address(page: Page) -> str:
    """Return the short address of a service in the reader's language, as one says it; "" if none."""
    code = code_of(page)
    return spoken(code) if code else ""


def spoken(code: ShortCode) -> str:
    """Return the address without "https://": "lanternbay.example/s/badge"."""
    where = urlsplit(full(code))
    return f"{where.netloc}{where.path}"


def full(code: ShortCode) -> str:
    """Return the whole address in the reader's language."""
    with to_reader():
        return f"{settings.SITE_URL}{reverse('short', args=[code.shown])}"
