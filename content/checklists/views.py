"""Somebody's own checklist on the web: the opening questions, the list, ticks, throwing away, paper.

Nothing that is said here stands in an address. All pages work with forms alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.checklists import showing
from content.checklists.forms import OpeningForm, filled_in
from content.checklists.paper import sheet
from content.checklists.places import event_of, life_event, place
from content.facts.showing import says_facts, with_facts
from content.models import LifeEventPage
from services.checklists import access, actions
from services.checklists.access import Opened, account_of
from services.checklists.contents import MARKS, Contents, fresh
from services.checklists.errors import ThingGone
from services.checklists.models import Checklist
from services.checklists.plan import Said, State
from services.checklists.standing import may_open, owned_by, owned_in, standings
from services.definitions.channels import Channel
from services.identity.access_levels import citizen_session, public
from services.identity.actors import Actor, citizen
from services.paper.handing import as_file, wanted

Page = Callable[..., HttpResponse]


def opened_for(view: Page) -> Page:
    """Open a page `(request, page, opened)` to whoever has a checklist; others are led to the questions."""

    @wraps(view)
    def guarded(request: HttpRequest, event: str) -> HttpResponse:
        page = life_event(event)
        opened = access.for_citizen(request, event_of(page))
        if opened is None:
            return redirect("checklists:ask", event)
        return with_facts(view(request, page, opened))

    return citizen_session(never_cache(guarded))


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@says_facts
def ask(request: HttpRequest, event: str) -> HttpResponse:
    """Ask what applies, once or again. All of it can be left out."""
    page = life_event(event)
    opened = access.for_citizen(request, event_of(page))
    if request.method == "POST" and "skip" in request.POST:
        _save(request, page, opened, opened.contents.said if opened else Said())
        return redirect("checklists:list", event)
    said = opened.contents.said if opened else Said()
    form = OpeningForm(request.POST if request.method == "POST" else None, page=page, initial=filled_in(said))
    if request.method == "POST" and form.is_valid():
        _save(request, page, opened, form.said())
        return redirect("checklists:list", event)
    context = {
        "page": page,
        "form": form,
        "opened": opened,
        "has_errors": bool(form.errors),
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
    }
    return render(request, "content/checklists/ask.html", context)


def _save(request: HttpRequest, page: LifeEventPage, opened: Opened | None, said: Said) -> None:
    by, user, event = actor_of(request), account_of(request), event_of(page)
    if opened:
        opened = access.change(request, opened, actions.saying(said), what="answered", by=by)
    elif user:
        contents = Contents(fresh().begun_at, said)
        row = actions.begin(event=event, contents=contents, by=by, channel=Channel.ONLINE, owner=user)
        opened = Opened(event, row.contents, row)
    else:
        opened = Opened(event, Contents(fresh().begun_at, said))
    access.remember(request.session, opened, place(page))


@opened_for
@require_safe
def show(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Show the list as it stands."""
    where = place(page)
    access.remember(request.session, opened, where)
    if opened.row:
        actions.used(opened.row)
    context = {
        "page": page,
        "opened": opened,
        "list": _shown(request, page, opened),
        "said": _said(page, opened.contents.said),
        "beside": access.beside(request, opened.event),
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
        "kept_days": settings.CHECKLIST_RETENTION.days,
    }
    return render(request, "content/checklists/list.html", context)


@opened_for
@require_POST
def tick(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Note what somebody says of one thing: done, not needed, or neither after all."""
    key, mark = read_tick(request, _shown(request, page, opened))
    by = actor_of(request)
    do = actions.ticking(key, mark, by=by, channel=Channel.ONLINE)
    opened = access.change(request, opened, do, what="ticked" if mark else "unticked", by=by)
    access.remember(request.session, opened, place(page))
    return redirect(reverse("checklists:list", args=[page.slug]) + f"#thing-{key}")


def read_tick(request: HttpRequest, found: showing.Shown) -> tuple[str, State | None]:
    """Return which thing a form ticks, and how. Raises ThingGone for one that is not on the list."""
    key, mark = request.POST.get("thing", ""), request.POST.get("mark", "")
    if key not in found.keys or mark not in {*MARKS, ""}:
        raise ThingGone
    return key, State(mark) if mark else None


@opened_for
@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Ask once more, then delete the list. Forms that were begun stay."""
    if request.method != "POST":
        return render(request, "content/checklists/throw_away.html", {"page": page, "opened": opened})
    if opened.row:
        actions.throw_away(checklist=opened.row, by=actor_of(request), channel=Channel.ONLINE)
    access.forget(request.session, opened.event)
    messages.success(request, _("We deleted your checklist and what you told us for it."))
    return redirect(page.get_url() or "/")


@opened_for
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, page: LifeEventPage, opened: Opened) -> HttpResponse:
    """Hand out the list as it stands, to print. A code that was shown just now comes with a POST."""
    return printed(request, page, _shown(request, page, opened), opened.row)


def printed(
    request: HttpRequest, page: LifeEventPage, found: showing.Shown, row: Checklist | None
) -> HttpResponse:
    """Return a list in the language and size that are asked for. Raises CodeMistyped."""
    language, size = wanted(request)
    reference = (row.reference if row else None) or ""
    code = request.POST.get("code", "")
    pdf = sheet(page, found, language=language, size=size, reference=reference, code=code)
    return as_file(pdf, f"{page.slug}.pdf")


def _shown(request: HttpRequest, page: LifeEventPage, opened: Opened) -> showing.Shown:
    user = account_of(request)
    owned = owned_by(opened.row) if opened.row else owned_in(request.session)
    return found_in(
        page,
        opened.contents,
        lambda forms, bookings: standings(
            owned, forms=forms, bookings=bookings, since=opened.contents.begun_at
        ),
        lambda standing: may_open(request.session, user.pk if user else None, standing),
    )


def found_in(
    page: LifeEventPage, contents: Contents, ask_for: Callable[[Any, Any], Any], opens: showing.MayOpen
) -> showing.Shown:
    """Return the checklist of a page with how far each thing is."""
    laid_out = showing.layout(page)
    known = ask_for(set(laid_out.forms.values()), set(laid_out.bookings.values()))
    return showing.shown(laid_out, contents, known, opens)


def _said(page: LifeEventPage, said: Said) -> list[str]:
    return [child.value["text"] for child in page.conditions if child.value["key"] in said.apply]


def actor_of(request: HttpRequest) -> Actor:
    """Return the citizen at this browser, with their account if they are signed in."""
    return citizen(account_of(request))
