"""What is put in place of pages before they go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from content.models import GoneAddress
from services.identity.models import User


@dataclass(frozen=True, slots=True)
class Words:
    """Why a page is gone, and what to do instead."""

    why: str
    instead: str = ""


NO_WORDS = Words("")


def path_of(page: Page) -> str:
    """Return the page's address as redirects know it, or "" if it has none."""
    parts = page.get_url_parts()
    return Redirect.normalise_path(parts[2]) if parts and parts[2] else ""


def going_with(page: Page, user: User, *, descendants: bool) -> list[Page]:
    """Return every published page that goes when `page` is unpublished, itself first.

    Translations and aliases go with it, and the pages below, if asked for and allowed.
    """
    tops = [page, *Page.objects.translation_of(page).filter(alias_of=None)]
    return all_going(tops, user, descendants=descendants)


def all_going(tops: Iterable[Page], user: User, *, descendants: bool) -> list[Page]:
    """Return every published page that goes with `tops`: their aliases, and what is below, as above."""
    found = list(tops)
    if descendants:
        below = [each for top in found for each in top.get_descendants().live()]
        found += [each for each in below if each.permissions_for_user(user).can_unpublish()]
    found += Page.objects.filter(alias_of__in=[each.pk for each in found])
    return list({each.pk: each for each in found if each.live}.values())


@transaction.atomic
def lead_on(pages: Iterable[Page], target: Page, *, by: User) -> None:
    """Send readers of `pages` to `target`, in their own language where it is published there.

    Whatever led to one of the pages leads straight there as well: nobody is sent on twice, or to nowhere.
    """
    for page in pages:
        there = target.get_translations(inclusive=True).filter(locale=page.locale_id).live().first() or target
        Redirect.objects.filter(redirect_page=page).update(redirect_page=there, redirect_page_route_path="")
        path = path_of(page)
        Redirect.objects.filter(old_path=path).delete()
        _put(page, path, by, leads_on=Redirect.add_redirect(path, redirect_to=there))


@transaction.atomic
def explain(pages: Iterable[Page], words: Mapping[str, Words], *, by: User) -> None:
    """Say at the address of each page why it is gone. `words` are by language; a blank one borrows."""
    for page in pages:
        path = path_of(page)
        Redirect.objects.filter(old_path=path).delete()
        said = words.get(page.locale.language_code, NO_WORDS)
        _put(page, path, by, leads_on=None, why=said.why, instead=said.instead)


@transaction.atomic
def leave_behind(pages: Iterable[Page], *, by: User) -> None:
    """Remember the addresses of pages that are about to be deleted, and every address that led to them.

    What was said when a page was unpublished stays. A page that nobody ever saw leaves nothing.
    """
    for page in pages:
        own = path_of(page)
        if own and was_published(page) and not Redirect.objects.filter(old_path=own).exists():
            GoneAddress.objects.get_or_create(path=own, defaults=_who(page, by))
        for redirect in Redirect.objects.filter(redirect_page=page):
            GoneAddress.objects.update_or_create(
                path=redirect.old_path, defaults={"leads_on": None}, create_defaults=_who(page, by)
            )


def was_published(page: Page) -> bool:
    """Tell whether readers ever saw a page. An alias goes live with the page it stands for."""
    original = page.alias_of or page
    return bool(page.live or original.first_published_at)


def _put(page: Page, path: str, by: User, **what: Any) -> None:
    blank = {"why": "", "instead": ""}
    GoneAddress.objects.update_or_create(path=path, defaults={**_who(page, by), **blank, **what})


def _who(page: Page, by: User) -> dict[str, Any]:
    return {
        "page": page,
        "translation_key": page.translation_key,
        "language": page.locale.language_code,
        "gone_on": timezone.localdate(),
        "by": by,
    }
