"""Hand out the booklet of a life event, in each language and size."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from content.booklet.chapters import chapters
from content.checklists.places import life_event
from content.facts.showing import in_words
from content.keeping import for_everyone, state_of_content
from content.models import LifeEventPage
from content.steps import step_views
from services.documents import Document as Pdf
from services.identity.access_levels import public
from services.paper.handing import as_file, wanted
from services.paper.prints import Print
from services.paper.sender import sender
from services.paper.sheets import Sheet, printed

KEPT_S = 600
"""It takes a second or two to lay out, and many may ask for the same. What is published shows at once."""


@public
@require_safe
def booklet(request: HttpRequest, event: str) -> HttpResponse:
    """Hand out a life event with all its services: ?language=cy&print=large."""
    language, size = wanted(request)
    with override(language):
        page = life_event(event)
        key = f"booklet-{page.pk}-{language}-{size}-{timezone.localdate()}-{state_of_content()}"
        pdf: Pdf | None = cache.get(key)
        if pdf is None:
            pdf = _laid_out(page, request, size)
            cache.set(key, pdf, KEPT_S)
    return for_everyone(as_file(pdf, f"{page.slug}-{language}-{size}.pdf"))


def _laid_out(page: LifeEventPage, request: HttpRequest, size: Print) -> Pdf:
    """Lay out the words of the page, in whatever language they are; a new service reads as it stands."""
    language = page.content_language
    with override(language):
        steps = step_views(page.steps)
        services = chapters(steps, request)
        title = str(in_words(page.title))
        on_day = date_format(timezone.localdate(), "DATE_FORMAT")
        as_on = _("as it is on %(day)s") % {"day": on_day}
        sheet = Sheet(
            title=title,
            running=f"{title} · {as_on}",
            sender=sender(language),
            language=language,
            print=size,
            more={
                "page": page,
                "steps": steps,
                "chapters": services,
                "in_here": {each.page.pk for each in services},
                "site": settings.SITE_URL.partition("://")[2],
                "today": on_day,
            },
        )
        return printed("content/booklet/paper.html", sheet)
