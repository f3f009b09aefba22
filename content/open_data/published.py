"""Everything there is to tell, read at once: the number of queries does not grow with the pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from content.models import (
    ContactPoint,
    EvidenceType,
    LifeEventPage,
    OrganisationPage,
    PublicServicePage,
    TopicPage,
)
from content.open_data.families import Family, families
from services.booking import opening, queries
from services.booking.models import AvailabilityRule, Office
from services.booking.week import stretches

WITH_CHOICES = ("ways", "evidence", "related", "partners")
"""The streams of a service in which other rows are chosen."""


@dataclass(frozen=True, slots=True)
class Place:
    """An office, its weekly hours as they hold today, and the keys of what can be booked there."""

    office: Office
    rules: list[AvailabilityRule]
    bookable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Published:
    """Pages, snippets and offices that anybody may see, by their keys."""

    services: dict[UUID, Family]
    life_events: dict[UUID, Family]
    organisations: dict[UUID, Family]
    contacts: dict[UUID, Family]
    evidence_types: dict[UUID, Family]
    places: list[Place]
    keys: dict[int, UUID]
    """The key of each published page, aliases included, by its id: what choosers name."""

    topics: dict[UUID, Family]
    chosen_topics: dict[UUID, set[UUID]]
    """The keys of the topics under which each service stands, by its key."""

    def topics_of(self, service: Family) -> list[Family]:
        """Return the published topics under which a service stands."""
        chosen = self.chosen_topics.get(service.key, set())
        return [topic for key, topic in self.topics.items() if key in chosen]

    def services_under(self, topic: Family) -> list[Family]:
        """Return the services that stand under a topic."""
        return [each for each in self.services.values() if topic in self.topics_of(each)]

    def organisation_of(self, service: Family) -> Family | None:
        """Return who is responsible for a service, if its page is published."""
        return self.organisation(service.main.organisation_id)

    def organisation(self, pk: int | None) -> Family | None:
        """Return an organisation by the id that a service chose, if its page is published."""
        key = self.keys.get(pk) if pk else None
        return self.organisations.get(key) if key else None

    def is_public(self, organisation: Family) -> bool:
        """Tell whether an organisation is known to be public: the council, or who answers for a service.

        Life events lead to charities too, and nothing on their pages tells them from a ministry.
        """
        page = organisation.main
        return not page.website or any(
            self.keys.get(service.main.organisation_id) == organisation.key
            for service in self.services.values()
        )

    def services_of(self, event: Family) -> list[Family]:
        """Return the services that the steps of a life event lead to, each once, in their order."""
        chosen = [
            item["value"].get("page")
            for step in event.main.steps.raw_data
            for item in step["value"].get("items") or ()
            if item["type"] == "ours"
        ]
        keys = dict.fromkeys(self.keys[pk] for pk in chosen if pk in self.keys)
        return [self.services[key] for key in keys if key in self.services]

    def events_of(self, service: Family) -> list[Family]:
        """Return the life events with a step that leads to a service."""
        return [event for event in self.life_events.values() if service in self.services_of(event)]

    def related(self, service: Family, relation: str) -> list[Family]:
        """Return the services that stand in a relation to this one: "requires", "follows" or "page"."""
        chosen = [block.value for block in service.main.related if block.block_type == relation]
        keys = dict.fromkeys(page.translation_key for page in chosen if page)
        return [self.services[key] for key in keys if key in self.services and key != service.key]

    def contact(self, point: ContactPoint | None) -> Family | None:
        """Return a contact point in its languages, if it is published."""
        return self.contacts.get(point.translation_key) if point else None

    def places_of(self, service: Family) -> list[Place]:
        """Return the offices where people get a service: where it is booked, or all if nothing is booked."""
        page = service.main
        if not any(block.value["kind"] == "in_person" for block in page.ways):
            return []
        if not page.booking_key:
            return self.places
        return [place for place in self.places if page.booking_key in place.bookable]


def published() -> Published:
    """Return everything as it is published now. Two queries for each office, about 17 for all the rest."""
    services = list(_written(PublicServicePage))
    _read_choices(services)
    return Published(
        services=families(services),
        life_events=families(_written(LifeEventPage)),
        organisations=families(_written(OrganisationPage).select_related("contact")),
        contacts=families(ContactPoint.objects.filter(live=True).select_related("locale")),
        evidence_types=families(EvidenceType.objects.filter(live=True).select_related("locale")),
        places=[_place(office) for office in Office.objects.filter(active=True)],
        topics=families(_written(TopicPage)),
        chosen_topics=_chosen_topics(),
        keys=dict(Page.objects.live().public().values_list("pk", "translation_key")),
    )


def page_url(page: Any) -> str:
    """Return the full address of a page in its own language."""
    with translation.override(page.locale.language_code):
        return urljoin(settings.SITE_URL, str(page.url or ""))


def _written(model: Any) -> Any:
    """Return the pages of a kind that anybody may read, in the languages in which they are written."""
    return model.objects.live().public().filter(alias_of=None).select_related("locale").order_by("path")


def _chosen_topics() -> dict[UUID, set[UUID]]:
    """Return what the pages in the site's own language choose: it holds for their translations."""
    own = PublicServicePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    chosen = own.filter(topics__isnull=False).values_list("translation_key", "topics__translation_key")
    for service, topic in chosen:
        found[service].add(topic)
    return found


def _read_choices(pages: list[Any]) -> None:
    """Read what is chosen in the streams of all pages together; one by one each takes its own queries."""
    for name in WITH_CHOICES:
        streams: Iterable[Any] = [list(getattr(page, name).raw_data) for page in pages]
        block = PublicServicePage._meta.get_field(name).stream_block
        for page, value in zip(pages, block.bulk_to_python(streams), strict=True):
            setattr(page, name, value)


def _place(office: Office) -> Place:
    rules = list(opening.rules_on(office, opening.today(office)))
    return Place(office, rules, frozenset(kind.key for kind in queries.types_at(office)))


def by_hours(place: Place) -> dict[tuple[str, str], list[int]]:
    """Return the weekdays (Monday is 0) by when the doors open and close on them, as "09:00"."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for weekday, day in stretches(rule.hours for rule in place.rules).items():
        for opens, closes in day:
            found[f"{opens:%H:%M}", f"{closes:%H:%M}"].append(weekday)
    return dict(found)
