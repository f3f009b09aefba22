"""Check everything, book it, and see that it is booked."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from services.applications.models import Application
from services.booking import access, actions, details
from services.booking.advice import advice
from services.booking.details import Contact, Details
from services.booking.errors import HoldExpired
from services.booking.models import Appointment
from services.booking.models.appointments import UNCONFIRMED
from services.booking.review import detail_rows, time_rows
from services.booking.spoken import day_words
from services.booking.views.choosing import actor
from services.booking.views.holding import details_of, has_run_out, hold_words, times_address
from services.definitions.channels import Channel
from services.identity.access_levels import citizen_session
from services.identity.codes import new_code, show
from services.wording import sentence

# Royal Mail second class takes two to three working days after the day on which we print.
LETTER_TAKES = timedelta(days=5)


@citizen_session
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everything once more; book on POST."""
    held = access.for_citizen(request, pk)
    if held.state not in UNCONFIRMED:
        return redirect("booking:booked", held.pk)
    form = details_of(held, details.read_typed(held))
    if not form.is_valid():
        return redirect("booking:details", held.pk)
    if request.method == "POST":
        return _book(request, held, form.given())
    if has_run_out(held):
        return redirect("booking:expired", held.pk)
    given = form.given()
    context = {
        "appointment": held,
        "time_rows": time_rows(held, change_url=times_address(held)),
        "detail_rows": detail_rows(held, given, change_url=reverse("booking:details", args=[held.pk])),
        "advice": _advice(held, given),
        "other_times": times_address(held),
    }
    return render(request, "booking/check.html", context | hold_words(held))


def _advice(held: Appointment, given: Details) -> list[str]:
    today, on = timezone.localdate(timezone=held.tzinfo), held.local_start.date()
    found = advice(held.type.asks, given.answers, on=on, today=today)
    return [sentence(each.code, date=day_words(each.by)) for each in found]


def _book(request: HttpRequest, held: Appointment, given: Details) -> HttpResponse:
    code = access.kept_code(request.session, held)
    if not code:
        code = new_code()
        access.keep_code(request.session, held, code)
    reference = given.answers.get("application_reference", "")
    try:
        booked = actions.confirm(
            appointment=held,
            given=given,
            code=code,
            by=actor(request),
            channel=Channel.ONLINE,
            application=Application.objects.filter(reference=reference).first() if reference else None,
        )
    except HoldExpired:
        return redirect("booking:expired", held.pk)
    import_string(settings.AFTER_BOOKING)(request.session, booked)
    return redirect("booking:booked", booked.pk)


@citizen_session
@never_cache
@require_GET
def booked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that it is booked: reference, code, what to bring, how to change it."""
    appointment = access.for_citizen(request, pk)
    if appointment.state in UNCONFIRMED:
        return redirect("booking:details", appointment.pk)
    code = access.kept_code(request.session, appointment)
    if not appointment.is_open or not code:
        return redirect("booking:see", appointment.pk)
    given = details.read(appointment)
    context = {
        "appointment": appointment,
        "code": show(code),
        "time_rows": time_rows(appointment),
        "contact": given.contact,
        "letter_is_late": given.contact == Contact.LETTER
        and appointment.start_at - timezone.now() < LETTER_TAKES,
    }
    return render(request, "booking/booked.html", context)
