"""What, where and when: up to the moment a time is held."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from services.booking import access, actions, queries
from services.booking.errors import SlotTaken
from services.booking.forms import printable
from services.booking.forms.times import TimesForm, by_day, sign_key
from services.booking.models import AppointmentType
from services.booking.places import Place
from services.booking.queries import Day
from services.definitions.channels import Channel
from services.identity.access_levels import public
from services.identity.actors import Actor, citizen
from services.identity.codes import new_code
from services.identity.models import User
from services.wording import explain

DAYS_ON_A_PAGE = 3


@public
@require_GET
def what(request: HttpRequest) -> HttpResponse:
    """List everything that can be booked."""
    return render(request, "booking/what.html", {"types": AppointmentType.objects.filter(active=True)})


@public
@require_GET
def where(request: HttpRequest, type_key: str) -> HttpResponse:
    """List the places for one type, with their access facts and the first free time of each."""
    kind = get_object_or_404(AppointmentType, key=type_key, active=True)
    places = queries.places(kind)
    first = queries.first_free(kind, places)
    rows = [(place, _local(first[place.slug], place)) for place in places]
    return render(request, "booking/where.html", {"type": kind, "rows": rows})


def _local(moment: datetime | None, place: Place) -> datetime | None:
    return moment.astimezone(place.zone) if moment else None


@public
@never_cache
@require_http_methods(["GET", "POST"])
def when(request: HttpRequest, type_key: str, place_slug: str) -> HttpResponse:
    """List the next days with their times; hold the one that was chosen."""
    kind = get_object_or_404(AppointmentType, key=type_key, active=True)
    place = place_or_404(kind, place_slug)
    keep = _key_to_keep(request)
    context: dict[str, Any] = {"type": kind, "place": place, "query": f"keep={keep}&" if keep else ""}
    context |= page_of_days(request, kind, place)
    form = TimesForm(
        sent(request),
        offered=by_day(context["days"]),
        zone=place.zone,
        initial={"key": sign_key(keep or uuid.uuid4())},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return hold_and_go(request, kind, place, form)
        except SlotTaken as refused:
            form = taken_form(form, refused, place)
            return render(
                request, "booking/when.html", context | {"form": form, "has_errors": True}, status=409
            )
    return render(request, "booking/when.html", context | {"form": form, "has_errors": bool(form.errors)})


def hold_and_go(request: HttpRequest, kind: AppointmentType, place: Place, form: TimesForm) -> HttpResponse:
    """Hold the chosen time for this browser and go on to the details. Raises SlotTaken."""
    held = actions.hold(
        appointment_type=kind,
        place=place,
        start_at=form.cleaned_data["start"],
        by=actor(request),
        channel=Channel.ONLINE,
        appointment_id=form.cleaned_data["key"],
    )
    access.grant(request.session, held)
    if not access.kept_code(request.session, held):
        access.keep_code(request.session, held, new_code())
    return redirect("booking:details", held.pk)


def taken_form(form: TimesForm, refused: SlotTaken, place: Place, days: Iterable[Day] = ()) -> TimesForm:
    """Return the form again: the nearest free times, the other days, and the reason as its error."""
    nearest = [(_("The nearest free times"), refused.next_times)] if refused.next_times else []
    again = TimesForm(form.data, offered=[*nearest, *by_day(days)], zone=place.zone)
    again.add_error("start", explain(refused))
    return again


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form of this page should be bound to: what was sent, or None on a mere look."""
    return printable(request.POST) if request.method == "POST" else None


def actor(request: HttpRequest) -> Actor:
    """Return the citizen who acts, signed in or not."""
    return citizen(request.user if isinstance(request.user, User) else None)


def place_or_404(kind: AppointmentType, slug: str) -> Place:
    """Return a place of this type by its slug. Raises Http404."""
    for place in queries.places(kind):
        if place.slug == slug:
            return place
    raise Http404


def page_of_days(request: HttpRequest, kind: AppointmentType, place: Place, **options: Any) -> dict[str, Any]:
    """Return `days` from ?from= on, and `more` and `back`: the first days of the pages around, if any."""
    since = _day(request.GET.get("from", ""))
    days = queries.free_days(kind, place, since=since, limit=DAYS_ON_A_PAGE + 1, **options)
    page, rest = days[:DAYS_ON_A_PAGE], days[DAYS_ON_A_PAGE:]
    return {"days": page, "more": rest[0].on if rest else None, "is_first": since is None}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _key_to_keep(request: HttpRequest) -> uuid.UUID | None:
    """Return the id of this browser's own hold, named by ?keep=, whose time is to be chosen anew."""
    try:
        key = uuid.UUID(request.GET.get("keep", ""))
    except ValueError:
        return None
    return key if str(key) in request.session.get(access.SESSION_KEY, {}) else None
