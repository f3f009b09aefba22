"""While a time is held: the details, more time, and what to do when the time ran out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from services.applications.access import SESSION_KEY as APPLICATIONS
from services.applications.models import Application
from services.booking import access, actions, details, queries
from services.booking.errors import AlreadyExtended, HoldExpired, SlotTaken
from services.booking.forms import DetailsForm, details_form, typed_of
from services.booking.forms.times import TimesForm, sign_key
from services.booking.models import Appointment, AppointmentType
from services.booking.models.appointments import UNCONFIRMED
from services.booking.places import place_of
from services.booking.spoken import moment_words, time_words
from services.booking.views.choosing import actor, hold_and_go, sent, taken_form
from services.definitions.channels import Channel
from services.identity.access_levels import citizen_session
from services.wording import explain


@citizen_session
@never_cache
@require_http_methods(["GET", "POST"])
def details_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask who comes and how to reach them. Whatever was typed is kept, right or not."""
    held = access.for_citizen(request, pk)
    if held.state not in UNCONFIRMED:
        return redirect("booking:booked", held.pk)
    if request.method == "POST":
        typed = typed_of(request.POST, details_of(held, None))
        actions.keep_typed(appointment=held, typed=typed)
        if "longer" in request.POST:
            return _extend(request, held, "booking:details")
        form = details_of(held, typed)
        if form.is_valid():
            return redirect("booking:check", held.pk)
    else:
        form = form_of_typed(request, held)
    if has_run_out(held):
        return redirect("booking:expired", held.pk)
    context = {"appointment": held, "form": form, "has_errors": bool(form.errors)}
    context |= {"other_times": times_address(held)}
    return render(request, "booking/details.html", context | hold_words(held))


def form_of_typed(request: HttpRequest, held: Appointment) -> DetailsForm:
    """Return the form with what was typed before; it does not complain when it is only looked at again."""
    typed = details.read_typed(held)
    if not typed:
        return details_of(held, None, initial=_known_already(request, held.type))
    form = details_of(held, typed)
    form.errors.clear()
    return form


def details_of(held: Appointment, typed: details.Typed | None, **options: Any) -> DetailsForm:
    """Return the details form of a hold."""
    return details_form(held, typed, today=timezone.localdate(timezone=held.tzinfo), **options)


def _known_already(request: HttpRequest, kind: AppointmentType) -> dict[str, str]:
    """Return the reference of the application that this browser came from, so that nobody types it again."""
    opened = request.session.get(APPLICATIONS, [])
    if not kind.form_key or not opened:
        return {}
    mine = Application.objects.filter(pk__in=opened, version__form__key=kind.form_key)
    found = mine.order_by("-used_at").first()
    return {"application_reference": found.reference} if found else {}


def has_run_out(held: Appointment) -> bool:
    """Tell whether the time is no longer promised to this person."""
    return held.hold_expires_at is None or held.hold_expires_at <= timezone.now()


def hold_words(held: Appointment) -> dict[str, Any]:
    """Return what the page says about the held time: which, until when, and whether there can be more."""
    until = held.hold_expires_at
    return {
        "when": moment_words(held.local_start),
        "until": time_words(until.astimezone(held.tzinfo)) if until else "",
        "can_extend": not held.hold_extended,
    }


def times_address(held: Appointment) -> str:
    """Return the page on which another time can be chosen without losing what was typed."""
    address = reverse("booking:when", args=[held.type.key, place_of(held).slug])
    return f"{address}?keep={held.pk}"


@citizen_session
@require_POST
def longer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the time longer, from the page on which answers are checked."""
    return _extend(request, access.for_citizen(request, pk), "booking:check")


def _extend(request: HttpRequest, held: Appointment, page: str) -> HttpResponse:
    try:
        held = actions.extend_hold(appointment=held, by=actor(request), channel=Channel.ONLINE)
    except HoldExpired:
        return redirect("booking:expired", held.pk)
    except AlreadyExtended as refused:
        messages.warning(request, explain(refused))
    else:
        until = hold_words(held)["until"]
        messages.success(request, _("We now keep this time for you until %(time)s.") % {"time": until})
    return redirect(page, held.pk)


@citizen_session
@never_cache
@require_http_methods(["GET", "POST"])
def expired(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the time ran out and what is free now; hold that on POST, with all that was typed."""
    held = access.for_citizen(request, pk)
    if held.state not in UNCONFIRMED:
        return redirect("booking:booked", held.pk)
    if not has_run_out(held):
        return redirect("booking:details", held.pk)
    place = place_of(held)
    form = TimesForm(
        sent(request),
        offered=[(_("Free times near the one you chose"), _near(held))],
        zone=held.tzinfo,
        initial={"key": sign_key(held.pk)},
    )
    if request.method == "POST" and form.is_valid():
        form.cleaned_data["key"] = held.pk
        try:
            return hold_and_go(request, held.type, place, form)
        except SlotTaken as refused:
            form = taken_form(form, refused, place)
    context = {
        "appointment": held,
        "form": form,
        "has_errors": bool(form.errors),
        "all_times": times_address(held),
    }
    return render(
        request, "booking/expired.html", context | hold_words(held), status=409 if form.errors else 200
    )


def _near(held: Appointment) -> list[Any]:
    """Return the held time, if it is still free, and the next ones."""
    place, now = place_of(held), timezone.now()
    if held.start_at <= now:
        return queries.next_free(held.type, place, wanted=held.start_at, now=now)
    day = held.local_start.date()
    days = queries.free_days(held.type, place, since=day, limit=1, now=now)
    same = [start for found in days for start in found.starts if start == held.start_at]
    return sorted(same + queries.next_free(held.type, place, wanted=held.start_at, now=now))
