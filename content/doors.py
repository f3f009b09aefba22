"""What a service page shows for each way to get the service: its title, its links, its contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from content.links import address, door, in_reader_language
from content.particulars.times import in_words
from content.ways.kinds import WayKind, WayLanguage, joined
from content.ways.status import USUAL, Standing, open_kinds, standing
from services.definitions.errors import FormUnknown
from services.definitions.publishing import checker_for, current_version
from services.paper.prints import Print


@dataclass(frozen=True, slots=True)
class Action:
    """A link that takes the person into the service."""

    text: str
    url: str
    leaves: bool = False  # to another organisation's site
    language: str = ""  # of the words, if it is not the page's


@dataclass(frozen=True, slots=True)
class WayView:
    """One card. `actions` come first to last; the first is the main one. A closed way has none.

    `instead` leads to the card of the way to use meanwhile.
    """

    kind: str
    title: str
    text: Any
    actions: list[Action] = field(default_factory=list)
    contact: Any = None
    hours: str = ""
    access: str = ""
    languages: str = ""
    hear_within: str = ""
    standing: Standing = USUAL
    instead: Action | None = None

    @property
    def has_facts(self) -> bool:
        """Tell whether there is anything to list."""
        return any((self.contact, self.hours, self.access, self.languages, self.hear_within))


def way_view(page: Any, way: Mapping[str, Any]) -> WayView:
    """Return what the card of one way shows on a service page."""
    today = timezone.localdate()
    now = standing(way, today)
    if now.is_closed:
        instead = _instead(page, now.instead, today)
        return WayView(way["kind"], _title(way["kind"]), "", standing=now, instead=instead)
    contact = in_words_of(page, way["contact"])
    return WayView(
        kind=way["kind"],
        title=_title(way["kind"]),
        text=way["text"],
        actions=[
            *_starts(page, way["kind"]),
            *_calls(way["kind"], contact),
            *_leads_to(way),
            *_offices(way["kind"]),
        ],
        contact=contact,
        hours=way["hours"] or (contact.hours if contact else ""),
        access=way["access"] or (contact.access if contact else ""),
        languages=_languages(way),
        hear_within=in_words(way["processing_time"]),
        standing=now,
    )


def in_words_of(page: Any, contact: Any) -> Any:
    """Return the contact point in the language of the page's words."""
    original = page.alias_of or page
    return contact if contact is None or contact.locale_id == original.locale_id else contact.localized


def _calls(kind: str, contact: Any) -> list[Action]:
    if kind != "phone" or not contact or not contact.phone:
        return []
    # Kept together: where words run from right to left, its parts would change places at a plain space.
    number = contact.phone.replace(" ", "\N{NO-BREAK SPACE}")
    return [Action(_("Call %(phone)s") % {"phone": number}, f"tel:{contact.phone.replace(' ', '')}")]


def _title(kind: str) -> str:
    return str(WayKind(kind).label)


def _languages(way: Mapping[str, Any]) -> str:
    """Return the languages a way is offered in, in one line."""
    chosen = [str(WayLanguage(code).label) for code in WayLanguage.values if code in way["languages"]]
    return joined(chosen)


def _instead(page: Any, kind: str, today: date) -> Action | None:
    """Return the link to the card of another way of the page, if that one works."""
    ways = (block.value for block in page.ways)
    return Action(_title(kind), f"#{kind}") if kind and kind in open_kinds(ways, today) else None


def _offices(kind: str) -> list[Action]:
    return [Action(_("Our offices and how to get in"), door("offices:list"))] if kind == "in_person" else []


def _leads_to(way: Mapping[str, Any]) -> list[Action]:
    """Return the link to the page on which this way starts, if it is another one."""
    if not way["page"]:
        return []
    found = in_reader_language([way["page"]]).get(way["page"].pk)
    return [Action(way["page_text"] or found.title, address(found))] if found else []


def _papers(page: Any) -> list[Action]:
    """Return the empty form in the usual sizes and each language: the page's own first, the others named."""
    try:
        languages = current_version(page.form_key).document.languages
    except FormUnknown:
        return []
    own = page.content_language
    address = door("paper:blank", page.form_key)
    found = []
    if own in languages:
        found = [
            Action(_("Get the paper form (PDF)"), f"{address}?language={own}"),
            Action(_("Large print (PDF)"), f"{address}?language={own}&print={Print.LARGE}"),
            Action(_("Fill in on a computer (PDF)"), f"{address}?language={own}&print={Print.FILLABLE}"),
        ]
    for other in languages:
        if other != own:
            name = get_language_info(other)["name_local"]
            with translation.override(other):
                found += [
                    Action(
                        f"{name}: {size.label} (PDF)",
                        f"{address}?language={other}&print={size}",
                        language=other,
                    )
                    for size in (Print.STANDARD, Print.LARGE)
                ]
    return [*found, Action(_("Other sizes and formats"), door("paper:formats", page.form_key))]


def _starts(page: Any, kind: str) -> list[Action]:
    match kind:
        case "online" if page.external_url:
            url, words, leaves = page.external_url, _("Start now"), True
        case "online" if page.form_key:
            url, words, leaves = door("online:start", page.form_key), _("Start now"), False
        case "online" if page.booking_key:
            url, words, leaves = door("booking:where", page.booking_key), _("Book an appointment"), False
        case "in_person" if page.booking_key and (page.form_key or page.external_url):
            return [Action(_("Book an appointment"), door("booking:where", page.booking_key))]
        case "paper_form" if page.form_key:
            return _papers(page)
        case _:
            return []
    return [Action(page.start_label or words, url, leaves), *_checks(page)]


def _checks(page: Any) -> list[Action]:
    """Return the way to find out first, if the form has a checker."""
    checker = checker_for(page.form_key) if page.form_key and not page.external_url else None
    if checker is None:
        return []
    return [Action(_("Check first if you can get it"), door("online:start", checker.form.key))]
