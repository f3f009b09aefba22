"""Which life event a checklist is of, by its address or its key, and where it stands for its reader."""

from django.core.cache import cache
from django.http import Http404

from content.facts.showing import in_words
from content.languages import reader_language
from content.links import door, in_reader_language
from content.models import LifeEventPage
from content.models.services import PublicServicePage
from services.checklists.places import Place

KEPT_S = 60
"""A changed title shows on the way back after this. Asked for on each step of a form."""


def life_event(slug: str) -> LifeEventPage:
    """Return the published life event, in the reader's language. Raises Http404.

    Its address may be in another language: whoever changes the language on a checklist keeps it.
    """
    found = LifeEventPage.objects.live().filter(slug=slug).order_by("path").first()
    page = found and in_reader_language([found], LifeEventPage).get(found.pk)
    if page is None:
        raise Http404
    return page  # type: ignore[no-any-return]  # Wagtail has no types


def event_of(page: LifeEventPage) -> str:
    """Return by what services know a life event: the same in every language."""
    return str(page.translation_key)


def place_of(event: str) -> Place | None:
    """Return the place of a life event's checklist in the reader's language; None if its page is gone."""
    key = f"checklist-{event}-{reader_language()}"
    kept: tuple[Place | None] | None = cache.get(key)
    if kept is None:
        found = LifeEventPage.objects.live().filter(translation_key=event).first()
        page = found and in_reader_language([found], LifeEventPage).get(found.pk)
        kept = (place(page) if page else None,)
        cache.set(key, kept, KEPT_S)
    return kept[0]


def place(page: LifeEventPage) -> Place:
    """Return where the checklist of a life event stands, and which forms and appointments it leads to."""
    chosen = [
        item.value["page"].pk
        for step in page.steps
        for item in step.value["items"]
        if item.block_type == "ours" and item.value["page"]
    ]
    services = PublicServicePage.objects.live().filter(pk__in=chosen).values_list("form_key", "booking_key")
    keys = list(services)
    return Place(
        title=in_words(page.title),
        url=door("checklists:list", page.slug),
        forms=frozenset(form for form, _booking in keys if form),
        bookings=frozenset(booking for _form, booking in keys if booking),
    )
