"""Pages that came down without anybody saying where people should go."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from content.gone.leaving import path_of
from content.models.gone import GoneAddress
from content.tasks.found import Found, Kind

TAKEN_DOWN = ("wagtail.unpublish", "wagtail.unpublish.scheduled")


def taken_down() -> Iterator[Found]:
    """Yield each page that was published, is not now, and says no more at its address than that."""
    said = GoneAddress.objects.filter(page=OuterRef("pk"))
    elsewhere = GoneAddress.objects.filter(translation_key=OuterRef("translation_key")).exclude(why="")
    log = PageLogEntry.objects.filter(page=OuterRef("pk"), action__in=TAKEN_DOWN).values("page")
    rows: Any = Page.objects.filter(live=False, alias_of=None, depth__gt=1, first_published_at__isnull=False)
    rows = rows.exclude(Exists(said)).exclude(Exists(elsewhere))
    pages = list(
        rows.select_related("locale").annotate(
            down_at=Subquery(log.annotate(at=Max("timestamp")).values("at"))
        )
    )
    paths = {page.pk: path_of(page) for page in pages}
    leading = set(Redirect.objects.filter(old_path__in=paths.values()).values_list("old_path", flat=True))
    for page in pages:
        if paths[page.pk] and paths[page.pk] not in leading:
            day = timezone.localdate(page.down_at or timezone.now())
            yield Found(Kind.GONE, page.pk, _why(page), day, 0, reverse("gone:say", args=[page.pk]))


def _why(page: Page) -> str:
    if page.expired:
        return _("Its time was over, so it was taken down by itself. Say where people should go.")
    return _("It was taken down. Say where people should go who look for it.")
