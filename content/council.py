"""The council as templates see it, in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Site

from content.languages import reader_language
from content.models import CouncilDetails
from content.models.council import KEPT


@dataclass(frozen=True, slots=True)
class Council:
    """Name and ways to reach the council. `language` is the one its words are in."""

    name: str
    language: str = settings.LANGUAGE_CODE
    phone: str = ""
    textphone: str = ""
    hours: str = ""
    address: tuple[str, ...] = ()
    email: str = ""

    @property
    def phone_link(self) -> str:
        """Return the number as a tel: link wants it, without spaces."""
        return self.phone.replace(" ", "")


KEPT_S = 60  # saving the details shows them at once; this is for a change of the sites themselves
UNNAMED = Council(name=settings.WAGTAIL_SITE_NAME)


def council_of(request: HttpRequest, language: str = "") -> Council:
    """Return the council of the site that was asked, in `language` (else the reader's).

    Returns UNNAMED while nobody entered its details.
    """
    wanted = (request.get_host(), language or reader_language())
    kept: dict[tuple[str, str], Council] = cache.get(KEPT, {})
    if wanted not in kept:
        kept[wanted] = _council(Site.find_for_request(request), wanted[1])
        cache.set(KEPT, kept, KEPT_S)
    return kept[wanted]


def council_in(language: str) -> Council:
    """Return the council of the default site in a language: for paper, which no page asks for."""
    return _council(Site.objects.filter(is_default_site=True).first(), language)


def _council(site: Site | None, language: str) -> Council:
    details = site and CouncilDetails.objects.filter(site=site).first()
    if details is None:
        return UNNAMED
    words = {row.language: row for row in details.words.all()}
    spoken = words.get(language) or words.get(settings.LANGUAGE_CODE)
    if spoken is None:
        return UNNAMED
    lines = (line.strip() for line in spoken.address.splitlines())
    return Council(
        name=spoken.name,
        language=spoken.language,
        phone=details.phone,
        textphone=details.textphone,
        hours=spoken.hours,
        address=tuple(line for line in lines if line),
        email=details.email,
    )
