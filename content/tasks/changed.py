"""What a page tells of and has changed since somebody last looked at it.

Another kind of thing joins by one function in CHANGED_SINCE.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from content.facts.using import pages_naming
from content.models.contacts import ContactPoint
from content.models.governance import rows_for
from content.models.services import PublicServicePage
from content.tasks.found import Found, Kind
from services.definitions.models import FormVersion
from services.facts.models import FactValue
from services.facts.today import council_day, day_begins


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a page tells of, when it changed, and how to say so."""

    page_id: int
    at: datetime
    why: str


def contact_points(pages: Iterable[int] | None = None) -> Iterator[Change]:
    """Yield each contact point that was published again, for each page that names it."""
    published: Any = ContactPoint.objects.exclude(last_published_at=None)
    rows = published.values_list("pk", "name", "last_published_at")
    changed = {str(pk): (name, at) for pk, name, at in rows}
    uses = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(ContactPoint),
        to_object_id__in=list(changed),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    if pages is not None:
        uses = uses.filter(object_id__in=[str(pk) for pk in pages])
    for object_id, to_id in uses.values_list("object_id", "to_object_id").distinct():
        name, at = changed[to_id]
        yield Change(int(object_id), at, _("The contact point “%(name)s” has changed.") % {"name": name})


def forms(pages: Iterable[int] | None = None) -> Iterator[Change]:
    """Yield each new version of a form, for each original that starts it."""
    services = PublicServicePage.objects.exclude(form_key="").filter(
        locale__language_code=settings.LANGUAGE_CODE
    )
    if pages is not None:
        services = services.filter(pk__in=list(pages))
    versions = FormVersion.objects.filter(number__gt=1).order_by("number")
    newest = dict(versions.values_list("form__key", "published_at"))
    for pk, key in services.values_list("pk", "form_key"):
        if key in newest:
            yield Change(pk, newest[key], _("The form “%(key)s” has a new version.") % {"key": key})


def facts(pages: Iterable[int] | None = None) -> Iterator[Change]:
    """Yield each fact that has another value than before, for each page that names it."""
    values: dict[str, list[FactValue]] = defaultdict(list)
    rows = FactValue.objects.filter(effective_from__lte=council_day()).select_related("fact")
    for value in rows.order_by("effective_from", "set_at"):
        values[value.fact.key].append(value)
    for key, (*earlier, newest) in values.items():
        if earlier:
            naming = pages_naming(key)
            naming = naming if pages is None else naming.filter(pk__in=list(pages))
            at = max(newest.set_at, day_begins(newest.effective_from))
            for pk in naming.values_list("pk", flat=True):
                yield Change(pk, at, _("The fact “%(label)s” has changed.") % {"label": newest.fact.label})


CHANGED_SINCE: tuple[Callable[[Iterable[int] | None], Iterable[Change]], ...] = (contact_points, forms, facts)


def changes_since_review(pages: Iterable[int] | None = None) -> dict[int, list[Change]]:
    """Return what changed since each page, or each of `pages`, was looked at or, before that, published."""
    found: dict[int, list[Change]] = defaultdict(list)
    for source in CHANGED_SINCE:
        for change in source(pages):
            found[change.page_id].append(change)
    told = Page.objects.live().filter(alias_of=None).in_bulk(list(found))
    looked = _looked_at(told.values())
    later = {pk: [each for each in found[pk] if each.at > looked[pk]] for pk in told if pk in looked}
    return {pk: changes for pk, changes in later.items() if changes}


def _looked_at(pages: Iterable[Any]) -> dict[int, datetime]:
    """Return when somebody last looked at each page, or at its original."""
    pages = list(pages)
    own, original = {}, {}
    for row in rows_for(pages).exclude(reviewed_at=None):
        own[row.page_id] = row.reviewed_at
        original[row.page.translation_key] = row.reviewed_at
    found = {}
    for page in pages:
        at = own.get(page.pk) or original.get(page.translation_key) or page.last_published_at
        if at:
            found[page.pk] = at
    return found


def changed() -> Iterator[Found]:
    """Yield each page about which something changed that nobody has looked at."""
    for page_id, changes in changes_since_review().items():
        first = min(change.at for change in changes)
        why = " ".join(dict.fromkeys(change.why for change in changes))
        where = reverse("governance:care", args=[page_id])
        yield Found(Kind.CHANGED, page_id, why, timezone.localdate(first), 0, where)
