"""Where a fact is used: pages, snippets, offices and forms, as they are and as they are being written."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

from content.models import Alert, ContactPoint, EvidenceType, ServiceForm
from content.search.index import update_entry
from services.booking.models import Office
from services.booking.words import say
from services.definitions.models import FormDraft, FormVersion
from services.facts.models import FactValue
from services.facts.placeholders import keys_in, placeholder
from services.facts.today import council_day

NAMING = (Page, ContactPoint, EvidenceType, Alert, ServiceForm)
"""What has words and revisions."""


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that names a fact. `url` is where the reader of the list may change it, or ""."""

    title: str
    what: str
    url: str = ""


def uses(key: str, user: Any = None) -> list[Use]:
    """Return everything that names a fact, drafts and earlier versions of forms included."""
    finder = AdminURLFinder(user)
    pages = pages_naming(key).select_related("locale").specific()
    points = ContactPoint.objects.filter(_written(key)).select_related("locale")
    evidence = EvidenceType.objects.filter(_written(key)).select_related("locale")
    alerts = Alert.objects.filter(_written(key))
    return [
        *(_use(each, _("Page, %(language)s"), finder) for each in pages),
        *(_use(each, _("Contact point, %(language)s"), finder) for each in points),
        *(_use(each, _("Evidence, %(language)s"), finder) for each in evidence),
        *(Use(str(each), _("Alert"), finder.get_edit_url(each) or "") for each in alerts),
        *_offices(key, finder),
        *_forms(key, finder),
    ]


def _use(thing: Any, what: str, finder: AdminURLFinder) -> Use:
    info = get_language_info(thing.locale.language_code)
    return Use(str(thing), what % {"language": info["name_translated"]}, finder.get_edit_url(thing) or "")


def _offices(key: str, finder: AdminURLFinder) -> Iterator[Use]:
    for office in Office.objects.all():
        if key in keys_in(json.dumps([office.name, office.getting_in, office.parking])):
            yield Use(say(office.name), _("Office"), finder.get_edit_url(office) or "")


def _forms(key: str, finder: AdminURLFinder) -> Iterator[Use]:
    versions = _naming(FormVersion.objects.all(), key).order_by("number")
    numbers = dict(versions.values_list("form__key", "number"))  # the newest of each form
    drafts = ServiceForm.objects.filter(_written(key)).values_list("key", flat=True)
    imported = _naming(FormDraft.objects.all(), key).values_list("key", flat=True)
    for name in sorted({*numbers, *drafts, *imported}):
        form = ServiceForm.objects.filter(key=name).first()
        number = numbers.get(name)
        what = _("Form, version %(number)s") % {"number": number} if number else _("Form, draft")
        yield Use(str(form or name), what, (form and finder.get_edit_url(form)) or "")


def pages_naming(key: str) -> Any:
    """Return the pages that name a fact, published or in their newest draft."""
    return Page.objects.filter(_written(key), alias_of=None).order_by("path")


def index_again(keys: Collection[str]) -> int:
    """Let search find the published pages that name these facts by their new words. Returns how many."""
    pks = {page.pk for key in keys for page in pages_naming(key).live()}
    found = Page.objects.live().filter(Q(pk__in=pks) | Q(alias_of__in=pks)).specific()
    for page in found:
        update_entry(page)
    return len(found)


def changed_since(texts: Collection[str], moment: datetime) -> list[FactValue]:
    """Return the values, of facts that these texts name, that took effect or were set since a moment.

    Those that are still to come are not among them.
    """
    keys = frozenset(key for text in texts for key in keys_in(text))
    since = Q(effective_from__gt=council_day(moment)) | Q(set_at__gt=moment)
    values = FactValue.objects.filter(since, fact__key__in=keys, effective_from__lte=council_day())
    return list(values.select_related("fact"))


def _written(key: str) -> Q:
    """Return what holds of a thing that names a fact in the state that is live or newest."""
    kinds = [ContentType.objects.get_for_model(model) for model in NAMING]
    revisions = _naming(Revision.objects.filter(base_content_type__in=kinds), key).values("pk")
    return Q(latest_revision__in=revisions) | Q(live_revision__in=revisions)


def _naming(rows: Any, key: str) -> Any:
    text = Cast("content", TextField())
    return rows.annotate(as_text=text).filter(as_text__contains=placeholder(key))
