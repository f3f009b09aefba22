"""Writes pages as authors do: drafts first, whatever they hold."""

from datetime import datetime
from typing import Any

from wagtail.models import Locale, Page

from content.models import ContactPoint, GuidanceIndexPage, GuidancePage, PublicServicePage
from services.identity.models import User

FINE = [{"type": "text", "value": "<p>Put the bin out before seven.</p>"}]
EMPTY = [{"type": "warning", "value": ""}]
VAGUE = [{"type": "text", "value": '<p>Read <a href="https://example.org/">more</a>.</p>'}]


def guidance(body: list[dict[str, Any]], title: str = "Bins", **fields: Any) -> GuidancePage:
    """A page that was never saved, in English."""
    page = GuidancePage(title=title, summary="When we come.", locale=Locale.objects.get(language_code="en"))
    page.body = page._meta.get_field("body").stream_block.to_python(body)
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def draft(body: list[dict[str, Any]], title: str = "Bins", *, owner: User | None = None) -> GuidancePage:
    """A draft that an author saved, as it comes from the database."""
    page = guidance(body, title, live=False, slug=title.lower(), owner=owner)
    GuidanceIndexPage.objects.get(locale=page.locale).add_child(instance=page)
    page.save_revision(user=owner, clean=False)
    return GuidancePage.objects.get(pk=page.pk)


def rewrite(page: GuidancePage, body: list[dict[str, Any]], **fields: Any) -> GuidancePage:
    """Save another draft of it."""
    newest = page.get_latest_revision_as_object()
    newest.body = newest._meta.get_field("body").stream_block.to_python(body)
    for name, value in fields.items():
        setattr(newest, name, value)
    newest.save_revision(clean=False)
    return GuidancePage.objects.get(pk=page.pk)


def schedule(page: GuidancePage, at: datetime) -> None:
    """Set the time at which its newest draft goes live, as if that had been done before."""
    page.revisions.update(approved_go_live_at=None)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = at
    revision.content = {**revision.content, "go_live_at": at.isoformat()}
    revision.save()


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def service(ways: list[dict[str, Any]], **fields: Any) -> PublicServicePage:
    """A service that was never saved, in English."""
    page = PublicServicePage(
        title="Bins", summary="When we come.", locale=Locale.objects.get(language_code="en"), **fields
    )
    stream = page._meta.get_field("ways").stream_block
    page.ways = stream.to_python([{"type": "way", "value": way} for way in ways])
    page.who_can = page._meta.get_field("who_can").stream_block.to_python(FINE)
    return page


def contact(**fields: Any) -> ContactPoint:
    locale = Locale.objects.get(language_code="en")
    return ContactPoint.objects.create(locale=locale, **{"name": "Bins team", **fields})


def as_sent(page: GuidancePage, **changes: str) -> dict[str, str]:
    """What the editor's form sends for a page of one warning."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "warning",
        "body-0-value": "Put the bin out before seven.",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }
