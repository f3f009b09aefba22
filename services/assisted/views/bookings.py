"""Appointments at the desk: who comes today, find one, note who came, cancel."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from services import wording
from services.applications.events import record
from services.assisted.forms.bookings import BookingSearchForm
from services.assisted.queries import appointments_found_by
from services.assisted.views.entrance import adviser, user_of
from services.booking import actions, details
from services.booking.errors import NotFound
from services.booking.models import Appointment, Office, State
from services.booking.queries import on_day
from services.booking.review import detail_rows, time_rows
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import staff

FARTHEST = timedelta(days=3650)
CHANGES = {
    "arrived": actions.mark_arrived,
    "attended": actions.mark_attended,
    "no_show": actions.mark_no_show,
    "cancel": actions.cancel,
}


@adviser
def bookings_of(request: HttpRequest) -> HttpResponse:
    """List who comes to an office on a day; search by reference or by last name."""
    offices = list(Office.objects.filter(active=True).order_by("pk"))
    office = next((o for o in offices if o.key == request.GET.get("office")), offices[0] if offices else None)
    on = _day(request.GET.get("on", ""))
    form = BookingSearchForm(request.POST if request.method == "POST" else None)
    found: list[Appointment] | None = None
    if request.method == "POST" and form.is_valid():
        found = appointments_found_by(**form.cleaned_data)
    context = {
        "form": form,
        "has_errors": bool(form.errors),
        "found": found,
        "offices": offices,
        "office": office,
        "on": on,
        "before": date.fromordinal(on.toordinal() - 1),
        "after": date.fromordinal(on.toordinal() + 1),
        "appointments": on_day(office, on),
    }
    return render(request, "assisted/bookings.html", context)


def _day(text: str) -> date:
    """Return the day an address names, or today: also for one at the edge of the calendar."""
    today = timezone.localdate()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs(day - today) < FARTHEST else today


def appointment_or_refuse(pk: UUID) -> Appointment:
    """Return a booked appointment with its type and office. Raises NotFound."""
    found = (
        Appointment.objects.confirmed().select_related("type", "office", "application").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found


@adviser
def see(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one appointment with what the person told us. The look is recorded."""
    found = appointment_or_refuse(pk)
    with transaction.atomic():
        record("looked_at", by=staff(user_of(request)), channel=Channel.COUNTER, subject=found.subject)
    context = {
        "appointment": found,
        "time_rows": time_rows(found),
        "detail_rows": detail_rows(found, details.read(found)),
        "open": found.state in (State.BOOKED, State.ARRIVED),
        "upcoming": found.state == State.BOOKED and found.start_at > timezone.now(),
    }
    return render(request, "assisted/booking.html", context)


@adviser
@require_POST
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that somebody came or did not, or cancel for them."""
    found = appointment_or_refuse(pk)
    act = CHANGES.get(request.POST.get("change", ""))
    if act is None:
        return redirect("assisted:booking", pk)
    try:
        act(appointment=found, by=staff(user_of(request)), channel=Channel.COUNTER)
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    else:
        messages.success(request, _("Noted."))
    return redirect("assisted:booking", pk)
