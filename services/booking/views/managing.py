"""An appointment that is booked: find it, see it, move it, cancel it, take it along."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from services.booking import access, actions, queries
from services.booking.calendar_file import FILE_NAME, MEDIA_TYPE, calendar_file
from services.booking.errors import NotFound, SlotTaken, TooLateToChange
from services.booking.forms import LastNameForm, LookUpForm
from services.booking.forms.times import TimesForm, by_day
from services.booking.models import Appointment, State
from services.booking.models.appointments import UNCONFIRMED
from services.booking.places import Place, place_of
from services.booking.review import time_rows
from services.booking.spoken import moment_words
from services.booking.views.choosing import actor, page_of_days, place_or_404, sent, taken_form
from services.definitions.channels import Channel
from services.documents import render as render_pdf
from services.identity.access_levels import citizen_session, public
from services.identity.codes import show
from services.identity.errors import CodeMistyped, ReferenceMistyped
from services.wording import explain


@public
@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Open an appointment by its reference and code. Says the same for an unknown and a wrong one."""
    form = LookUpForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            found = access.by_code(form.cleaned_data["reference"], form.cleaned_data["code"])
        except ReferenceMistyped as slip:
            form.add_error("reference", explain(slip))
        except CodeMistyped as slip:
            form.add_error("code", explain(slip))
        except NotFound as refused:
            form.add_error(None, explain(refused))
        else:
            access.grant(request.session, found)
            return redirect("booking:see", found.pk)
    return render(request, "booking/find.html", {"form": form, "has_errors": bool(form.errors)})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a message's link is about; open it to somebody who knows the last name."""
    try:
        found = access.by_link(token)
    except NotFound:
        return redirect("booking:find")
    form = LastNameForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            access.check_last_name(found, form.cleaned_data["last_name"])
        except NotFound:
            form.add_error("last_name", _("This is not the last name you gave when you booked. Try again."))
        else:
            access.grant(request.session, found)
            return redirect("booking:see", found.pk)
    context = {"form": form, "has_errors": bool(form.errors), "time_rows": time_rows(found)}
    return render(request, "booking/link.html", context)


@citizen_session
@never_cache
@require_GET
def see(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an appointment and what can be done with it."""
    appointment = _confirmed(request, pk)
    context = {
        "appointment": appointment,
        "time_rows": time_rows(appointment),
        "can_change": _can_change(appointment),
        "is_cancelled": appointment.state == State.CANCELLED,
    }
    return render(request, "booking/see.html", context)


@citizen_session
@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer other times, at this place or another; move there on POST."""
    appointment = _changeable(request, pk)
    kind, at = appointment.type, request.GET.get("at", "")
    place = place_or_404(kind, at) if at else place_of(appointment)
    days = page_of_days(request, kind, place, own=appointment)
    context: dict[str, Any] = {"appointment": appointment, "place": place, "type": kind} | days
    context["query"] = f"at={place.slug}&" if at else ""
    context["places"] = [each for each in queries.places(kind) if each != place]
    form = TimesForm(sent(request), offered=by_day(days["days"]), zone=place.zone)
    if request.method == "POST" and form.is_valid():
        try:
            moved = _move(request, appointment, place, form)
        except SlotTaken as refused:
            context |= page_of_days(request, kind, place, own=appointment)
            form = taken_form(form, refused, place, context["days"])
        else:
            said = _("Your appointment is now on %(when)s.") % {"when": moment_words(moved.local_start)}
            messages.success(request, said)
            return redirect("booking:see", moved.pk)
    context |= {"form": form, "has_errors": bool(form.errors)}
    return render(request, "booking/move.html", context)


def _move(request: HttpRequest, appointment: Appointment, place: Place, form: TimesForm) -> Appointment:
    return actions.move(
        appointment=appointment,
        place=place,
        start_at=form.cleaned_data["start"],
        by=actor(request),
        channel=Channel.ONLINE,
    )


@citizen_session
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask whether to cancel; cancel on POST."""
    appointment = _confirmed(request, pk)
    if appointment.state == State.CANCELLED:
        return redirect("booking:see", appointment.pk)
    if not _can_change(appointment):
        raise TooLateToChange
    if request.method == "POST":
        actions.cancel(appointment=appointment, by=actor(request), channel=Channel.ONLINE)
        messages.success(request, _("Your appointment is cancelled."))
        return redirect("booking:see", appointment.pk)
    context = {"appointment": appointment, "time_rows": time_rows(appointment)}
    return render(request, "booking/cancel.html", context)


@citizen_session
@never_cache
@require_GET
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the appointment as a calendar file."""
    data = calendar_file(_confirmed(request, pk), now=timezone.now())
    return _file(data, MEDIA_TYPE, FILE_NAME)


@citizen_session
@never_cache
@require_GET
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give the appointment as a page to print, with the code if this browser has it."""
    appointment = _confirmed(request, pk)
    code = access.kept_code(request.session, appointment)
    context = {
        "appointment": appointment,
        "code": show(code) if code else "",
        "time_rows": time_rows(appointment),
        "find_url": access.find_address(get_language() or "en"),
    }
    html = render_to_string("booking/sheet.html", context, request)
    document = render_pdf(html, language=get_language() or "en", title=_("Your appointment"))
    return _file(document.pdf, "application/pdf", f"{appointment.reference}.pdf")


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)


def _confirmed(request: HttpRequest, pk: UUID) -> Appointment:
    appointment = access.for_citizen(request, pk)
    if appointment.state in UNCONFIRMED:
        raise NotFound
    return appointment


def _can_change(appointment: Appointment) -> bool:
    return appointment.state == State.BOOKED and appointment.start_at > timezone.now()


def _changeable(request: HttpRequest, pk: UUID) -> Appointment:
    appointment = _confirmed(request, pk)
    if not _can_change(appointment):
        raise TooLateToChange
    return appointment
