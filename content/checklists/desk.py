"""Checklists at the desk: the person's own, opened inside a stretch of help and only there.

Which person it is, and that they were checked, is decided where all of the desk asks, in
services.assisted.access.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.checklists import showing
from content.checklists.forms import OpeningForm, filled_in
from content.checklists.places import event_of, life_event
from content.checklists.views import found_in, printed, read_tick
from content.facts.showing import with_facts
from content.languages import reader_language
from content.models import LifeEventPage
from services.applications.models import Application
from services.assisted.access import application_of, checklist_of, open_session
from services.assisted.actions import note_look, start_list
from services.assisted.forms.helping import LastNameForm
from services.assisted.models import AssistedSession
from services.assisted.views.entrance import adviser, user_of
from services.checklists import actions
from services.checklists.contents import Contents, fresh
from services.checklists.models import Checklist
from services.checklists.places import place_of
from services.checklists.plan import Said
from services.checklists.resuming import issue_code
from services.checklists.standing import Owned, Standing, owned_by, standings
from services.definitions.channels import Channel
from services.identity.actors import Actor, staff
from services.identity.codes import show as show_code
from services.identity.codes import spell


@dataclass(frozen=True, slots=True)
class Helped:
    """Whom an adviser is helping, by which of theirs, and who acts how.

    By their application, or by a checklist that was found by its own code; by neither when one is made
    for somebody who has nothing with us yet.
    """

    session: AssistedSession
    application: Application | None
    found: Checklist | None
    by: Actor

    @property
    def channel(self) -> Channel:
        """The way in which they are in touch."""
        return Channel(self.session.channel)

    @property
    def checklists(self) -> QuerySet[Checklist]:
        """The person's checklists: of their account, those of their application, or the one of the code."""
        if self.application is None:
            return Checklist.objects.filter(pk=self.found.pk) if self.found else Checklist.objects.none()
        mine = Q(belongings__application=self.application)
        if self.application.owner_id:
            mine |= Q(owner=self.application.owner_id)
        return Checklist.objects.filter(mine).distinct().order_by("-used_at")

    def checklist(self, event: str) -> Checklist | None:
        """Return the person's checklist of one life event: the one of their account, if they have one."""
        found = list(self.checklists.filter(event=event))
        return next((each for each in found if each.owner_id), found[0] if found else None)


def helping(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Open a page `(request, helped)` inside the adviser's own stretch of help. The look is recorded."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: UUID, **more: Any) -> HttpResponse:
        session = open_session(pk, user_of(request))
        by = staff(user_of(request))
        if session.application_id:
            helped = Helped(session, application_of(session), None, by)
        else:
            helped = Helped(session, None, checklist_of(session), by)
        if helped.application or helped.found:
            subject = helped.found.subject if helped.found else ""
            note_look(application=helped.application, by=by, channel=helped.channel, subject=subject)
        return with_facts(view(request, helped, **more))

    return adviser(never_cache(guarded))


@helping
@require_safe
def overview(request: HttpRequest, helped: Helped) -> HttpResponse:
    """List the person's checklists, and the life events of which one can be begun."""
    begun = {each.event: place_of(each.event) for each in helped.checklists}
    pages = LifeEventPage.objects.live().filter(locale__language_code=reader_language()).order_by("path")
    context = {
        "session": helped.session,
        "pages": [(page, begun.get(event_of(page)) is not None) for page in pages],
    }
    return render(request, "content/checklists/desk_overview.html", context)


@helping
@require_safe
def open_found(request: HttpRequest, helped: Helped) -> HttpResponse:
    """Lead to the checklist that was found by its own code."""
    event = helped.found.event if helped.found else ""
    found = LifeEventPage.objects.live().filter(translation_key=event).first() if event else None
    return redirect("desk_checklists:list", helped.session.pk, found.slug) if found else _overview(helped)


def _overview(helped: Helped) -> HttpResponse:
    return redirect("desk_checklists:overview", helped.session.pk)


@helping
@require_safe
def show(request: HttpRequest, helped: Helped, event: str) -> HttpResponse:
    """Show the list in the same state as its person sees it."""
    page = life_event(event)
    held = helped.checklist(event_of(page))
    if held is None:
        return redirect("desk_checklists:ask", helped.session.pk, event)
    actions.used(held)
    return _list(request, helped, page, held, LastNameForm())


def _list(
    request: HttpRequest, helped: Helped, page: LifeEventPage, held: Checklist, form: LastNameForm
) -> HttpResponse:
    event = page.slug
    context = {
        "session": helped.session,
        "page": page,
        "held": held,
        "form": form,
        "has_errors": bool(form.errors),
        "list": _shown(helped, page, held),
        "ticked_by_us": sum(tick.role == "staff" for tick in held.contents.ticks.values()),
        "tick": reverse("desk_checklists:tick", args=[helped.session.pk, event]),
    }
    return render(request, "content/checklists/desk_list.html", context)


@helping
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, helped: Helped, event: str) -> HttpResponse:
    """Ask the person what applies; they need not answer."""
    page = life_event(event)
    held = helped.checklist(event_of(page))
    said = held.contents.said if held else Said()
    skips = request.method == "POST" and "skip" in request.POST
    form = OpeningForm(
        request.POST if request.method == "POST" and not skips else None, page=page, initial=filled_in(said)
    )
    if skips or form.is_valid():
        _save(helped, page, held, said if skips else form.said())
        return redirect("desk_checklists:list", helped.session.pk, event)
    context = {
        "session": helped.session,
        "page": page,
        "form": form,
        "held": held,
        "has_errors": bool(form.errors),
    }
    return render(request, "content/checklists/desk_ask.html", context)


def _save(helped: Helped, page: LifeEventPage, held: Checklist | None, said: Said) -> None:
    by, channel = helped.by, helped.channel
    if held is None:
        contents = Contents(fresh().begun_at, said)
        owner = helped.application.owner if helped.application else None
        held = actions.begin(event=event_of(page), contents=contents, by=by, channel=channel, owner=owner)
    else:
        _change(helped, held, actions.saying(said), "answered")
    if helped.application:
        actions.belong(checklist=held, application=helped.application)
    elif held != helped.found:
        start_list(session=helped.session, checklist=held, by=by)


@helping
@require_POST
def tick(request: HttpRequest, helped: Helped, event: str) -> HttpResponse:
    """Note what the person says of one thing, and that it was noted here."""
    page = life_event(event)
    held = helped.checklist(event_of(page))
    if held is None:
        return redirect("desk_checklists:ask", helped.session.pk, event)
    key, mark = read_tick(request, _shown(helped, page, held))
    do = actions.ticking(key, mark, by=helped.by, channel=helped.channel)
    _change(helped, held, do, "ticked" if mark else "unticked")
    where = reverse("desk_checklists:list", args=[helped.session.pk, event])
    return redirect(f"{where}#thing-{key}")


def _change(helped: Helped, held: Checklist, do: Callable[[Contents], Contents], what: str) -> None:
    actions.change(
        checklist=held, do=do, what=what, by=helped.by, channel=helped.channel, application=helped.application
    )


@helping
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, helped: Helped, event: str) -> HttpResponse:
    """Give the person a fresh code of the list: shown once, to read aloud, write down or print."""
    page = life_event(event)
    held = helped.checklist(event_of(page))
    if held is None:
        return redirect("desk_checklists:ask", helped.session.pk, event)
    if request.method != "POST" or held.owner_id:  # what is in an account needs none
        return redirect("desk_checklists:list", helped.session.pk, event)
    form = LastNameForm(request.POST)
    if not form.is_valid():
        return _list(request, helped, page, held, form)
    name = form.cleaned_data["fact"]
    made = issue_code(checklist=held, fact=name, way="spoken", by=helped.by, channel=helped.channel)
    context = {
        "session": helped.session,
        "page": page,
        "reference": held.reference,
        "code": show_code(made),
        "spelled": spell(made, get_language() or "en").split("; "),
    }
    return render(request, "content/checklists/desk_code.html", context)


@helping
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, helped: Helped, event: str) -> HttpResponse:
    """Hand out the list as it stands, in the language of the page; with the code that was just given."""
    page = life_event(event)
    held = helped.checklist(event_of(page))
    if held is None:
        return redirect("desk_checklists:ask", helped.session.pk, event)
    return printed(request, page, _shown(helped, page, held), held)


def _shown(helped: Helped, page: LifeEventPage, held: Checklist) -> showing.Shown:
    contents = held.contents
    owned = owned_by(held)
    if helped.application:
        owned |= Owned(applications=frozenset({str(helped.application.pk)}))

    def ask_for(forms: Any, bookings: Any) -> showing.Standings:
        return standings(owned, forms=forms, bookings=bookings, since=contents.begun_at)

    def opens(_standing: Standing) -> bool:
        return False

    return found_in(page, contents, ask_for, opens)
