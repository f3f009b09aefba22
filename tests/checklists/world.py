"""A small site with one life event in two languages, and one visitor of it."""

from typing import Any
from uuid import uuid4

from wagtail.models import Locale, Page, Site

from content.models import (
    ContactPoint,
    HomePage,
    LifeEventIndexPage,
    LifeEventPage,
    OrganisationIndexPage,
    OrganisationPage,
    PublicServicePage,
    ServiceIndexPage,
)

AT = "/checklists/a-baby/"
MIDWIFE, PERMIT, BIRTH, MONEY, SCHOOL, SMP, ALLOWANCE = (str(uuid4()) for _ in range(7))
STEPS = [str(uuid4()) for _ in range(4)]
WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Having a baby",
        "employed": "You have an employer",
        "poor": "Your income is low",
        "day": "When was your baby born?",
        "steps": ["See a midwife", "Tell your employer", "Register the birth", "Get money"],
        "midwife": "Find a midwife",
        "money": "Help with money",
        "pay": "Maternity pay",
        "allowance": "Maternity allowance",
        "limit": "Within 42 days of the birth",
        "permit": "Small permit",
        "birth": "Register a birth",
    },
    "cy": {
        "title": "Cael baban",
        "employed": "Mae gennych gyflogwr",
        "poor": "Mae eich incwm yn isel",
        "day": "Pryd ganed eich baban?",
        "steps": ["Gweld bydwraig", "Dweud wrth eich cyflogwr", "Cofrestru’r enedigaeth", "Cael arian"],
        "midwife": "Dod o hyd i fydwraig",
        "money": "Help gydag arian",
        "pay": "Tâl mamolaeth",
        "allowance": "Lwfans mamolaeth",
        "limit": "O fewn 42 diwrnod",
        "permit": "Trwydded fach",
        "birth": "Cofrestru genedigaeth",
    },
}


def publish_site(languages: tuple[str, ...] = ("en",)) -> LifeEventPage:
    """Publish the site in these languages; return its life event in English."""
    found: dict[str, LifeEventPage] = {}
    keys: dict[str, Any] = {}
    for language in languages:
        locale = Locale.objects.get_or_create(language_code=language)[0]
        found[language] = _in(language, locale, keys)
    home = HomePage.objects.get(locale__language_code="en")
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver", "port": 80}
    )
    Site.clear_site_root_paths_cache()
    return found["en"]


def _in(language: str, locale: Locale, keys: dict[str, Any]) -> LifeEventPage:
    words = WORDS[language]

    def add(parent: Page, model: Any, slug: str, title: str, **fields: Any) -> Any:
        page = model(title=title, summary="What it is.", slug=slug, locale=locale, live=True, **fields)
        page.translation_key = keys.setdefault(slug.removesuffix(f"-{language}"), uuid4())
        return parent.add_child(instance=page)

    home = add(Page.get_first_root_node(), HomePage, f"home-{language}", "Home")
    nhs = add(add(home, OrganisationIndexPage, "organisations", "Who"), OrganisationPage, "nhs", "NHS")
    services = add(home, ServiceIndexPage, "services", "Services")
    contact = ContactPoint.objects.create(
        locale=locale, name="Team", phone="01632 960100", hours="9am to 5pm", address="1 Quay"
    )
    way = {"kind": "phone", "text": "", "contact": contact.pk, "page": None, "page_text": "", "hours": ""}
    stream = PublicServicePage._meta.get_field("ways").stream_block
    ways = stream.to_python([{"type": "way", "value": {**way, "access": ""}}])
    text = PublicServicePage._meta.get_field("who_can").stream_block
    costs = PublicServicePage._meta.get_field("costs").stream_block
    whose = {
        "organisation": nhs,
        "ways_heading": "Ways",
        "costs": costs.to_python([{"type": "cost", "value": {"amount": "0"}}]),
        "ways": ways,
        "who_can": text.to_python([{"type": "text", "value": "<p>All.</p>"}]),
    }
    permit = add(services, PublicServicePage, "permit", words["permit"], form_key="small", **whose)
    birth = add(services, PublicServicePage, "birth", words["birth"], booking_key="birth", **whose)
    events = add(home, LifeEventIndexPage, "life-events", "Life events")
    page = LifeEventPage(title=words["title"], summary="What to do.", slug="a-baby", locale=locale)
    page.translation_key = keys.setdefault("a-baby", uuid4())
    fill(page, raw_steps(words, nhs.pk, permit.pk, birth.pk), conditions(words), words["day"])
    return events.add_child(instance=page)


def conditions(words: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "condition", "value": {"key": key, "text": words[key]}} for key in ("employed", "poor")]


def fill(page: LifeEventPage, steps: list[Any], asks: list[Any], day: str = "") -> None:
    """Write the streams of a life event, as its database row has them."""
    page.steps = page._meta.get_field("steps").stream_block.to_python(steps)
    page.conditions = page._meta.get_field("conditions").stream_block.to_python(asks)
    page.date_question = day


def raw_steps(words: dict[str, Any], nhs: int, permit: int, birth: int) -> list[dict[str, Any]]:
    def theirs(key: str, text: str, need: str = "required", **more: Any) -> dict[str, Any]:
        value = {"text": text, "url": "https://www.example.org/x", "organisation": nhs, "need": need}
        return {
            "type": "theirs",
            "id": key,
            "value": {"note": "", "strength": "part", "when": "", **value, **more},
        }

    def ours(key: str, page: int, need: str = "required", **more: Any) -> dict[str, Any]:
        value = {"page": page, "need": need, "note": "", "strength": "part", "when": ""}
        return {"type": "ours", "id": key, "value": {**value, **more}}

    def step(number: int, items: list[Any], **more: Any) -> dict[str, Any]:
        value = {"title": words["steps"][number], "logic": "", "time_limit": "", "text": "", "when": ""}
        limit = {"number": None, "unit": "days", "way": "after"}
        return {
            "type": "step",
            "id": STEPS[number],
            "value": {**value, "limit": limit, "items": items, **more},
        }

    return [
        step(0, [theirs(MIDWIFE, words["midwife"])]),
        step(
            1,
            [
                theirs(SMP, words["pay"], "choice", when="employed"),
                theirs(ALLOWANCE, words["allowance"], "choice"),
            ],
            logic="and",
        ),
        step(
            2,
            [ours(BIRTH, birth), ours(PERMIT, permit)],
            time_limit=words["limit"],
            limit={"number": 42, "unit": "days", "way": "after"},
        ),
        step(3, [theirs(MONEY, words["money"], "optional", when="poor", strength="related")]),
    ]
