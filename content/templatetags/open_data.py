"""What a page tells programs: its data for search engines, and where its open data is."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from content.open_data import schema_org
from services.booking.models import Office

register = template.Library()


@register.filter
def schema_org_service(page: Any) -> SafeString:
    """Return a service page as schema.org has it, as JSON for a script element.

    "" on a page in another language than the site's own, which names that page by hreflang: the longest
    pages are those in Arabic, and they have to fit into one round trip.
    """
    own = page.locale.language_code == settings.LANGUAGE_CODE
    return schema_org.as_script(schema_org.service(page)) if own else SafeString("")


@register.filter
def schema_org_organisation(page: Any) -> SafeString:
    """Return the page of an organisation likewise."""
    return schema_org.as_script(schema_org.organisation(page))


@register.filter
def schema_org_office(office: Office) -> SafeString:
    """Return an office likewise."""
    return schema_org.as_script(schema_org.office(office))


@register.simple_tag
def data_address(kind: str, key: object) -> str:
    """Return the address of the open data about a thing."""
    return reverse("open_data:document", args=[kind, str(key)])
