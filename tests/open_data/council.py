"""A council of two services with everything at least once that open data tells of, in two languages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.models import Locale, Page, ReferenceIndex, Site

from content.models import (
    ContactPoint,
    CouncilDetails,
    CouncilWords,
    EvidenceType,
    HomePage,
    LifeEventIndexPage,
    LifeEventPage,
    OrganisationIndexPage,
    OrganisationPage,
    PublicServicePage,
    ServiceIndexPage,
    TopicIndexPage,
    TopicPage,
)
from services.definitions.publishing import publish
from services.facts.actions import define, set_value
from services.facts.history import Kind
from services.identity.actors import SYSTEM
from tests.booking.world import make_office, make_resource, make_type
from tests.builders import small_document

STANDARDS = settings.BASE_DIR.parent / "shared" / "standards"
"""The published standards, as SOURCES.md beside them says. Not everybody has them."""


@dataclass(frozen=True, slots=True)
class Small:
    """The keys of what there is."""

    bins: UUID
    topic: UUID
    skips: UUID
    organisation: UUID
    hauliers: UUID
    event: UUID
    proof: UUID


def schema(name: str) -> Path:
    """Where a schema of HSDS 3.0 is, if anywhere."""
    return Path(STANDARDS / "hsds-3.0" / f"{name}.json")


def small_council() -> Small:
    """Publish the council."""
    english, welsh = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "cy"))
    _tree(english, welsh)
    publish(document=small_document(), by=SYSTEM)
    fee = define(key="bin-fee", label="A bin", kind=Kind.MONEY)
    set_value(fact=fee, content=Decimal("12.50"), effective_from=date(2026, 1, 1), by=SYSTEM)
    office = make_office(
        "civic-hall", latitude=Decimal("54.202110"), longitude=Decimal("-3.698450"), uprn="9"
    )
    make_resource(office, make_type("see-bins"))
    make_office("far-away")
    contacts = _pair(
        ContactPoint,
        {"name": "Bins team", "hours": "Monday to Friday", "address": "1 Quay Street\nLantern Bay"},
        {"name": "Tîm biniau", "hours": "Dydd Llun i ddydd Gwener"},
        phone="01632 960111",
        textphone="18001 01632 960111",
        email="bins@example.org",
    )
    _pair(EvidenceType, {"name": "Proof of address"}, {"name": "Prawf o gyfeiriad"})
    _pair(EvidenceType, {"name": "A photo"}, {"name": "Llun"})
    organisation = _under(
        OrganisationIndexPage,
        english,
        OrganisationPage(title="Council", slug="council", summary="Us.", contact=contacts[0], locale=english),
    )
    hauliers = _under(
        OrganisationIndexPage,
        english,
        OrganisationPage(title="Hauliers", slug="hauliers", summary="Lorries.", locale=english),
    )
    skips = _under(
        ServiceIndexPage, english, _service("skips", english, organisation, ways=["online", "in_person"])
    )
    bins = _under(ServiceIndexPage, english, _service("bins", english, organisation, before=skips))
    _with(bins, hauliers, "Takes the bins away.")
    _with(
        _under(ServiceIndexPage, welsh, _service("biniau", welsh, organisation, of=bins)),
        hauliers,
        "Yn mynd â’r biniau.",
    )
    topic = _under(
        TopicIndexPage,
        english,
        TopicPage(title="Waste", slug="waste", summary="What you throw away.", locale=english),
    )
    welsh_topic = TopicPage(title="Gwastraff", slug="gwastraff", summary="Beth i’w daflu.", locale=welsh)
    welsh_topic.translation_key = topic.translation_key
    _under(TopicIndexPage, welsh, welsh_topic)
    bins.topics = [topic]
    bins.save_revision(clean=False).publish()
    event = LifeEventPage(title="Moving", slug="moving", summary="A new home.", locale=english)
    item = {"type": "ours", "value": {"need": "required", "note": "", "page": bins.pk}}
    step = {"title": "Bins", "logic": "", "time_limit": "", "text": "", "items": [item]}
    event.steps = _stream(event, "steps", [{"type": "step", "value": step}])
    event = _under(LifeEventIndexPage, english, event)
    ReferenceIndex.create_or_update_for_object(event)
    proof = EvidenceType.objects.get(name="Proof of address")
    return Small(
        *(each.translation_key for each in (bins, topic, skips, organisation, hauliers, event, proof))
    )


def one_more() -> None:
    """Publish one more service, like the first."""
    first = PublicServicePage.objects.get(slug="bins")
    _under(ServiceIndexPage, first.locale, _service("more-bins", first.locale, first.organisation))


def _tree(english: Locale, welsh: Locale) -> None:
    root = Page.get_first_root_node()
    for locale in (english, welsh):
        home = HomePage(title="Home", slug=f"home-{locale.language_code}", summary="Home.", locale=locale)
        if locale == welsh:
            home.translation_key = HomePage.objects.get(locale=english).translation_key
        root.add_child(instance=home)
        for model, slug in (
            (ServiceIndexPage, "services"),
            (LifeEventIndexPage, "life-events"),
            (OrganisationIndexPage, "organisations"),
            (TopicIndexPage, "topics"),
        ):
            page = model(title=slug.title(), slug=slug, summary="All.", locale=locale)
            if locale == welsh:
                page.translation_key = model.objects.get(locale=english).translation_key
            home.add_child(instance=page)
    site = Site.objects.get(is_default_site=True)
    site.root_page = HomePage.objects.get(locale=english)
    site.save()
    details = CouncilDetails(site=site, phone="01632 960100")
    details.words = [  # type: ignore[misc]  # modelcluster's relation takes a list
        CouncilWords(language="en", name="Small Council"),
        CouncilWords(language="cy", name="Cyngor Bach"),
    ]
    details.save()


def _pair(model: Any, english: dict[str, str], welsh: dict[str, str], **same: str) -> list[Any]:
    first = model.objects.create(locale=Locale.objects.get(language_code="en"), **english, **same)
    second = model.objects.create(
        locale=Locale.objects.get(language_code="cy"),
        translation_key=first.translation_key,
        **welsh,
        **same,
    )
    return [first, second]


def _under(index: Any, locale: Locale, page: Any) -> Any:
    index.objects.get(locale=locale).add_child(instance=page)
    page.save_revision(clean=False).publish()
    return type(page).objects.get(pk=page.pk)


def _service(
    slug: str,
    locale: Locale,
    organisation: Any,
    *,
    of: Any = None,
    before: Any = None,
    ways: list[str] | None = None,
) -> PublicServicePage:
    """A service that was never saved; `of` is the one it translates, `before` one that comes first."""
    welsh = locale.language_code == "cy"

    def say(english: str, translated: str) -> str:
        return translated if welsh else english

    page = PublicServicePage(
        title=say(slug.title(), "Biniau"),
        slug=slug,
        summary=say("When we come.", "Pryd y down."),
        locale=locale,
        organisation=organisation,
        form_key="small",
        booking_key="see-bins",
        ways_heading="Ways",
    )
    if of is not None:
        page.translation_key = of.translation_key
    contact = ContactPoint.objects.get(locale=locale)
    kinds: list[dict[str, Any]] = [
        {"kind": kind, "languages": []} for kind in ways or ["online", "phone", "in_person"]
    ]
    for way in kinds:
        if way["kind"] == "phone":
            way |= {
                "contact": contact.pk,
                "languages": ["en", "cy"],
                "status": "closed",
                "status_text": say("The line is down.", "Mae’r llinell i lawr."),
                "status_until": "2026-11-20",
                "instead": "online",
            }
    page.ways = _stream(page, "ways", [{"type": "way", "value": way} for way in kinds])
    page.costs = _stream(
        page,
        "costs",
        [
            _cost(
                "{fact:bin-fee}", say("for each bin", "am bob bin"), ["phone"], say("By card", "Â cherdyn")
            ),
            _cost("0", say("for the first", "am y cyntaf"), [], ""),
        ],
    )
    time = {"number": 12, "unit": "weeks", "words": ""}
    page.processing_time = _stream(page, "processing_time", [{"type": "time", "value": time}])
    law = [{"title": say("The Act", "Y Ddeddf"), "url": "https://example.org/act"}]
    requirement = {
        "name": say("You live here", "Rydych yn byw yma"),
        "description": "<p>Now.</p>",
        "law": law,
    }
    page.requirements = _stream(page, "requirements", [{"type": "requirement", "value": requirement}])
    proof, photo = (
        EvidenceType.objects.get(locale=locale, name=name)
        for name in ((say("Proof of address", "Prawf o gyfeiriad")), say("A photo", "Llun"))
    )
    shown = [
        {"types": [proof.pk], "required": True, "ways": [], "note": ""},
        {"types": [photo.pk], "required": False, "ways": ["online"], "note": say("If new.", "Os yn newydd.")},
    ]
    page.evidence = _stream(page, "evidence", [{"type": "evidence", "value": each} for each in shown])
    output = {"name": say("A bin", "Bin"), "description": ""}
    page.outputs = _stream(page, "outputs", [{"type": "output", "value": output}])
    if before is not None:
        page.related = _stream(page, "related", [{"type": "requires", "value": before.pk}])
    return page


def _with(service: Any, partner: Any, does: str) -> None:
    value = {"organisation": partner.pk, "does": does}
    service.partners = _stream(service, "partners", [{"type": "partner", "value": value}])
    service.save_revision(clean=False).publish()


def _cost(amount: str, what: str, ways: list[str], note: str) -> dict[str, Any]:
    return {
        "type": "cost",
        "value": {"amount": amount, "currency": "GBP", "what": what, "ways": ways, "note": note},
    }


def _stream(page: Any, name: str, blocks: list[dict[str, Any]]) -> Any:
    return page._meta.get_field(name).stream_block.to_python(blocks)
