"""Organisations as HSDS tells of them."""

from content.open_data.cpsv.ways import works_today
from content.open_data.families import Family, main_of
from content.open_data.hsds.records import Record, contact_record, filled
from content.open_data.identifiers import iri
from content.open_data.published import Published, page_url


def organisation_in_list(organisation: Family) -> Record:
    """Return what the list says of an organisation."""
    page = organisation.main
    return filled(
        {
            "id": str(organisation.key),
            "name": main_of(organisation.said("title")),
            "alternate_name": main_of(organisation.said("short_name")),
            "description": main_of(organisation.said("summary")),
            "website": page.website or page_url(page),
            "uri": iri("organisation", organisation.key),
        }
    )


def whole_organisation(published: Published, organisation: Family) -> Record:
    """Return an organisation with its contacts and the names of its services."""
    own = str(organisation.key)
    contact = published.contact(organisation.main.contact)
    services = [
        {
            "id": str(service.key),
            "name": main_of(service.said("title")),
            "status": status(service),
        }
        for service in published.services.values()
        if _is_of(published, service, organisation)
    ]
    return {
        **organisation_in_list(organisation),
        **filled(
            {
                "email": contact.main.email if contact else "",
                "contacts": [contact_record(contact, organization_id=own)] if contact else [],
                "services": services,
            }
        ),
    }


def status(service: Family) -> str:
    """Return whether anybody can use a service today, in the words of HSDS."""
    return "active" if works_today(service) else "temporarily closed"


def _is_of(published: Published, service: Family, organisation: Family) -> bool:
    responsible = published.organisation_of(service)
    return responsible is not None and responsible.key == organisation.key
