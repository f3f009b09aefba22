"""Where staff go, as their roles open it; and which row of a list is meant."""

from typing import TypedDict

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.assisted.keying import RowName
from services.definitions.languages import shown
from services.identity.models import User
from services.identity.roles import StaffRole, has_role

register = template.Library()


class Item(TypedDict):
    """One entry of the menu."""

    url: str
    text: str
    current: bool


@register.simple_tag
def desk_menu(request: HttpRequest) -> list[Item]:
    """Return the menu of the desk for who is signed in; the page itself is marked."""
    pages = [
        (reverse("assisted:home"), _("Help somebody")),
        (reverse("assisted:cases"), _("Work queue")),
        (reverse("assisted:bookings"), _("Bookings")),
        (reverse("assisted:letters"), _("Letters")),
        (reverse("assisted:calls"), _("Calls")),
        (reverse("assisted:scans"), _("Paper that came back")),
        (reverse("assisted:formats"), _("Other formats")),
    ]
    if isinstance(request.user, User) and has_role(request.user, StaffRole.MANAGER):
        pages += [
            (reverse("assisted:failed"), _("Messages that failed")),
            (reverse("delivery:home"), _("Deliveries")),
            (reverse("assisted:offices"), _("Offices")),
            (reverse("council_details"), _("Council details")),
        ]
    return [{"url": url, "text": text, "current": url == request.path} for url, text in pages]


@register.filter
def row_name(name: RowName) -> str:
    """Return which row of which list it is, in the page's language: "Person 1, Job 2"."""
    language = get_language() or "en"
    return format_html_join(
        ", ", "{} {}", ((shown(repeat.item, language), number) for repeat, number in name)
    )
