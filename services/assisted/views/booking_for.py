"""Book for somebody, or move their appointment: a time, their details, the code to read out."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from services import wording
from services.applications.queries import by_reference
from services.assisted.views.bookings import appointment_or_refuse
from services.assisted.views.entrance import adviser, user_of
from services.booking import actions, queries
from services.booking.errors import HoldExpired, NotFound, SlotTaken
from services.booking.forms import DetailsForm, details_form, typed_of
from services.booking.forms.times import Heading, TimesForm, by_day, sign_key
from services.booking.models import Appointment, AppointmentType
from services.booking.models.appointments import UNCONFIRMED
from services.booking.places import Place
from services.booking.review import time_rows
from services.booking.spoken import moment_words
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.identity.codes import new_code, show, spell

DAYS = 4
CHANNELS = {"phone": Channel.PHONE, "counter": Channel.COUNTER}


def _channel(request: HttpRequest) -> Channel:
    return CHANNELS.get(request.GET.get("by", ""), Channel.PHONE)


@adviser
def first(request: HttpRequest) -> HttpResponse:
    """List what can be booked, with the first free time at each place: "the first I have is …"."""
    kinds = []
    for kind in AppointmentType.objects.filter(active=True):
        places = queries.places(kind)
        free = queries.first_free(kind, places)
        rows = [(place, _words(free[place.slug], place)) for place in places]
        kinds.append((kind, rows))
    return render(request, "assisted/book_first.html", {"kinds": kinds, "by": _channel(request).value})


def _words(moment: datetime | None, place: Place) -> str:
    return moment_words(moment.astimezone(place.zone)) if moment else ""


def _place(kind: AppointmentType, slug: str) -> Place:
    for place in queries.places(kind):
        if place.slug == slug:
            return place
    raise NotFound


@adviser
def times(request: HttpRequest, type_key: str, place_slug: str) -> HttpResponse:
    """Offer the next free times and hold the one they choose while their details are typed."""
    kind = get_object_or_404(AppointmentType, key=type_key, active=True)
    place = _place(kind, place_slug)
    form = _times_form(request, kind, place)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.hold(
                appointment_type=kind,
                place=place,
                start_at=form.cleaned_data["start"],
                by=staff(user_of(request)),
                channel=_channel(request),
                appointment_id=form.cleaned_data["key"],
            )
        except SlotTaken as refused:
            form = _after_taken(form, place, refused)
        else:
            return redirect("assisted:book_details", held.pk)
    context = {"kind": kind, "place": place, "form": form, "has_errors": bool(form.errors)}
    return render(request, "assisted/book_times.html", context)


def _times_form(request: HttpRequest, kind: AppointmentType, place: Place) -> TimesForm:
    return TimesForm(
        request.POST if request.method == "POST" else None,
        offered=by_day(queries.free_days(kind, place, limit=DAYS)),
        zone=place.zone,
        initial={"key": sign_key(uuid4())},
    )


def _after_taken(form: TimesForm, place: Place, refused: SlotTaken) -> TimesForm:
    nearest: list[Heading] = [("", refused.next_times)]
    again = TimesForm(form.data, offered=nearest, zone=place.zone)
    again.add_error("start", wording.explain(refused))
    return again


@adviser
def their_details(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Type who comes and how to reach them, then book; the code is shown once to read out."""
    held = (
        Appointment.objects.select_related("type", "office").filter(pk=pk, made_by=user_of(request)).first()
    )
    if held is None:
        raise NotFound
    if held.state not in UNCONFIRMED:
        return redirect("assisted:booking", pk)
    today = timezone.localdate(timezone=held.tzinfo)
    form = details_form(held, None, today=today)
    problem = ""
    if request.method == "POST":
        typed = typed_of(request.POST, form)
        actions.keep_typed(appointment=held, typed=typed)
        form = details_form(held, typed, today=today)
        if form.is_valid():
            try:
                return _book(request, held, form)
            except HoldExpired as refused:
                problem = wording.explain(refused)
    context = {
        "appointment": held,
        "when": moment_words(held.local_start),
        "form": form,
        "problem": problem,
        "has_errors": bool(form.errors or problem),
    }
    return render(request, "assisted/book_details.html", context)


def _book(request: HttpRequest, held: Appointment, form: DetailsForm) -> HttpResponse:
    given, code = form.given(), new_code()
    reference = given.answers.get("application_reference", "")
    booked = actions.confirm(
        appointment=held,
        given=given,
        code=code,
        by=staff(user_of(request)),
        channel=Channel(held.channel),
        application=by_reference(reference) if reference else None,
    )
    context = {
        "appointment": booked,
        "code": show(code),
        "spelled": spell(code, get_language() or "en").split("; "),
        "time_rows": time_rows(booked),
    }
    return render(request, "assisted/booked.html", context)


@adviser
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move an appointment to another time at the same place; reference and code stay."""
    found = appointment_or_refuse(pk)
    place = next(
        (p for p in queries.places(found.type) if p.office_id == found.office_id and p.mode == found.mode),
        None,
    )
    if place is None:
        raise NotFound
    form = _times_form(request, found.type, place)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                appointment=found,
                place=place,
                start_at=form.cleaned_data["start"],
                by=staff(user_of(request)),
                channel=Channel.COUNTER,
            )
        except SlotTaken as refused:
            form = _after_taken(form, place, refused)
        else:
            return redirect("assisted:booking", pk)
    context = {
        "kind": found.type,
        "place": place,
        "form": form,
        "has_errors": bool(form.errors),
        "moving": found,
    }
    return render(request, "assisted/book_times.html", context)
