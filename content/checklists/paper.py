"""A checklist on paper: boxes to tick, days, addresses, telephone numbers, the code if it was just made."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.checklists.showing import Shown
from content.doors import in_words_of
from content.facts.showing import in_words
from content.models import LifeEventPage
from content.models.services import PublicServicePage
from content.ways.kinds import WayKind
from services.documents import Document as Pdf
from services.paper.letters import way_back
from services.paper.prints import Print
from services.paper.sender import sender
from services.paper.sheets import Sheet, printed


def sheet(
    page: LifeEventPage,
    found: Shown,
    *,
    language: str,
    size: Print = Print.STANDARD,
    reference: str = "",
    code: str = "",
) -> Pdf:
    """Return the list as it stands. Its words are those of `page` and `found`, in the same language.

    With the reference of the list, and its code if that was given just now: it is stored nowhere. Raises
    CodeMistyped for no code.
    """
    with override(language):
        address = settings.SITE_URL + reverse("online:resume")
        title = _("Your checklist: %(title)s") % {"title": in_words(page.title)}
        return printed(
            "content/checklists/paper.html",
            Sheet(
                title=title,
                running=title,
                sender=sender(language),
                language=language,
                print=size,
                more={
                    "page": page,
                    "list": found,
                    "today": date_format(localdate(), "DATE_FORMAT"),
                    "site": settings.SITE_URL,
                    "phones": _phones(found),
                    "reference": reference,
                    **way_back(code if reference else "", address=address, language=language),
                },
            ),
        )


def _phones(found: Shown) -> dict[int, str]:
    """Return the telephone number of each service on the list, by the id of its page."""
    chosen = {row.view.page_id for stage in found.stages for row in stage.rows if row.view.page_id}
    pages = PublicServicePage.objects.filter(pk__in=chosen).select_related("alias_of", "locale")
    numbers = {page.pk: _phone(page) for page in pages}
    return {pk: number for pk, number in numbers.items() if number}


def _phone(page: Any) -> str:
    for way in page.ways:
        contact = in_words_of(page, way.value["contact"])
        if way.value["kind"] == WayKind.PHONE and contact and contact.phone:
            # In one piece: right-to-left text would turn its parts round.
            return str(contact.phone.replace(" ", "\xa0"))
    return ""
