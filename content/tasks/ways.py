"""Services that nobody without the internet gets, all judged at once by the rule of publishing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.checks.ways_in import Offer, judged
from content.tasks.found import Found, Kind
from services.definitions.models import FormVersion


class Services:
    """Every published service with its ways, read in four queries."""

    def __init__(self) -> None:
        model: Any = apps.get_model("content", "PublicServicePage")  # it imports what imports this
        self.pages = list(model.objects.live().filter(alias_of=None).order_by("pk"))
        self.ways = {page.pk: [each["value"] for each in page.ways.raw_data] for page in self.pages}
        every = [way for ways in self.ways.values() for way in ways]
        contacts: Any = apps.get_model("content", "ContactPoint")
        self.contacts = contacts.objects.in_bulk({way["contact"] for way in every if way.get("contact")})
        self.targets = Page.objects.in_bulk({way["page"] for way in every if way.get("page")})
        self.forms = set(FormVersion.objects.values_list("form__key", flat=True).distinct())

    def shut(self, instead: Mapping[int, Any] | None = None) -> list[Any]:
        """Return the services that only the internet leads to, with some contact points as they will be."""
        contacts = {**self.contacts, **(instead or {})}
        found = []
        for page in self.pages:
            offer = Offer(bool(page.booking_key), page.form_key in self.forms)
            ways = [
                {
                    "kind": way.get("kind"),
                    "hours": way.get("hours"),
                    "contact": contacts.get(way.get("contact")),
                    "page": self.targets.get(way.get("page")),
                    **_status(way),
                }
                for way in self.ways[page.pk]
            ]
            if judged(offer, ways)[0]:
                found.append(page)
        return found


def _status(way: Mapping[str, Any]) -> dict[str, Any]:
    until = way.get("status_until")
    return {
        "status": way.get("status"),
        "status_text": "",
        "status_until": date.fromisoformat(until) if until else None,
        "instead": "",
    }


def ways() -> Iterator[Found]:
    """Yield each published service without a way in, or with none but the internet that leads somewhere."""
    services = Services()
    today = timezone.localdate()
    for page in services.pages:
        if not services.ways[page.pk]:
            yield Found(Kind.NO_WAY, page.pk, _("It names no way to get the service."), today)
    for page in services.shut():
        why = _("No way without the internet leads anywhere now. Look at its contact points and form.")
        yield Found(Kind.NO_WAY, page.pk, why, today)
