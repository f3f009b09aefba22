"""What services are grouped by. Each group of pages that leads to services is one taxonomy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from content.open_data.families import Family, main_of
from content.open_data.hsds.records import Record
from content.open_data.identifiers import iri, uuid_of
from content.open_data.published import Published


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way to group services. `kind` names its terms; the functions find them."""

    kind: str
    name: object
    description: object
    terms: Callable[[Published], Mapping[UUID, Family]]
    terms_of: Callable[[Published, Family], list[Family]]

    @property
    def id(self) -> str:
        """Return its UUID."""
        return uuid_of(self.kind, "taxonomy")


TAXONOMIES = (
    Taxonomy(
        kind="life-event",
        name=_("Life events"),
        description=_("What happens to people, and which services they need then."),
        terms=lambda published: published.life_events,
        terms_of=Published.events_of,
    ),
    Taxonomy(
        kind="topic",
        name=_("Topics"),
        description=_("What services are about, in the council’s own order."),
        terms=lambda published: published.topics,
        terms_of=Published.topics_of,
    ),
)


def taxonomies() -> list[Record]:
    """Return every way to group services."""
    return [
        {
            "id": each.id,
            "name": str(each.name),
            "description": str(each.description),
            "uri": iri(each.kind, "taxonomy"),
        }
        for each in TAXONOMIES
    ]


def terms(published: Published) -> list[Record]:
    """Return every group."""
    return [_term(taxonomy, each) for taxonomy in TAXONOMIES for each in taxonomy.terms(published).values()]


def attributes(published: Published, service: Family) -> Iterator[Record]:
    """Yield the groups that a service belongs to."""
    for taxonomy in TAXONOMIES:
        for each in taxonomy.terms_of(published, service):
            yield {
                "id": uuid_of("service", service.key, taxonomy.kind, each.key),
                "link_id": str(service.key),
                "link_entity": "service",
                "taxonomy_term_id": str(each.key),
                "taxonomy_term": _term(taxonomy, each),
            }


def _term(taxonomy: Taxonomy, each: Family) -> Record:
    return {
        "id": str(each.key),
        "code": each.main.slug,
        "name": main_of(each.said("title")),
        "description": main_of(each.said("summary")),
        "taxonomy": str(taxonomy.name),
        "taxonomy_id": taxonomy.id,
        "language": each.main_language,
        "term_uri": iri(taxonomy.kind, each.key),
    }
