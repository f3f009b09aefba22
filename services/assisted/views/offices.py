"""Managers change opening hours and close offices: who is affected is shown before the button."""

from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from services.applications.errors import NothingFound
from services.assisted.forms.offices import ClosureForm, FateForm, HoursForm
from services.assisted.views.entrance import manager, user_of
from services.booking import actions, opening
from services.booking.models import Appointment, AvailabilityException, Office
from services.booking.queries import stranded_by
from services.booking.slots import day_span
from services.booking.week import week_of
from services.definitions.channels import Channel
from services.identity.actors import Actor, staff

DESK = Channel.COUNTER
PAGE_S_OWN = ("csrfmiddlewaretoken", "seen", "fate")


@manager
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List the offices with when they are open and when they will be closed."""
    shown = [
        (each, opening.weekly(each), list(opening.closures(each)))
        for each in Office.objects.filter(active=True)
    ]
    return render(request, "assisted/offices.html", {"offices": shown})


@manager
@require_safe
def office(request: HttpRequest, key: str) -> HttpResponse:
    """Show one office: its week, its closures, and who is booked outside its hours."""
    found = _office(key)
    context = {
        "office": found,
        "weekly": opening.weekly(found),
        "closures": opening.closures(found),
        "planned": opening.later_change(found, timezone.localdate()),
        "outside": opening.outside(found),
    }
    return render(request, "assisted/office.html", context)


@manager
def hours(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the new week; show whose appointments lie outside it; change it once that was seen."""
    found = _office(key)
    now = week_of(rule.hours for rule in opening.rules_on(found, timezone.localdate()))
    form = HoursForm(request.POST if request.method == "POST" else None, week=now)
    if request.method != "POST" or not form.is_valid():
        context = {"office": found, "form": form, "has_errors": bool(form.errors)}
        return render(request, "assisted/hours.html", context)
    affected = opening.outside(found, form.week, since=form.since_on)
    if request.POST.get("seen") != _fingerprint(affected):
        week = {day: [hours] for day, hours in form.week.items()}
        return _propose(
            request, "assisted/hours_check.html", found, affected, weekly=opening.by_day(week), form=form
        )
    actions.change_hours(office=found, week=form.week, since=form.since_on, by=_by(request), channel=DESK)
    messages.success(request, _("The opening hours are changed."))
    return redirect("assisted:office", key)


@manager
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the days; show whose appointments lie inside; close once that was seen."""
    found = _office(key)
    form = ClosureForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"office": found, "form": form, "has_errors": bool(form.errors)}
        return render(request, "assisted/close.html", context)
    start_at, end_at = _whole_days(found, form)
    affected = stranded_by(AvailabilityException(office=found, start_at=start_at, end_at=end_at))
    seen = request.POST.get("seen") == _fingerprint(affected)
    fate = FateForm(request.POST if seen else None)
    if not seen or (affected and not fate.is_valid()):
        return _propose(request, "assisted/close_check.html", found, affected, fate=fate, form=form)
    closure, _affected = actions.close_office(
        office=found, start_at=start_at, end_at=end_at, reason=form.reason, by=_by(request), channel=DESK
    )
    if affected and fate.cleaned_data["fate"] == "cancel":
        told = actions.cancel_inside(closure=closure, by=_by(request), channel=DESK)
        said = ngettext(
            "%(count)s person is told that their appointment is cancelled.",
            "%(count)s people are told that their appointments are cancelled.",
            told,
        )
        messages.success(request, said % {"count": told})
    return redirect("assisted:closure", closure.pk)


@manager
@require_safe
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a closure and who still has an appointment inside it."""
    found, its_office = _closure(pk)
    context = {"closure": found, "office": its_office, "appointments": stranded_by(found)}
    return render(request, "assisted/closure.html", context)


@manager
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """End a closure: its times can be booked again."""
    found, its_office = _closure(pk)
    actions.reopen(closure=found, by=_by(request), channel=DESK)
    messages.success(request, _("The office is open at that time again."))
    return redirect("assisted:office", its_office.key)


def _propose(
    request: HttpRequest, template: str, found: Office, affected: list[Appointment], **more: object
) -> HttpResponse:
    """Show what would happen. What was typed goes along, and so does which list was shown."""
    typed = [(name, value) for name, value in request.POST.items() if name not in PAGE_S_OWN]
    fate = more.get("fate")
    context = {
        "office": found,
        "affected": affected,
        "typed": typed,
        "seen": _fingerprint(affected),
        "changed": "seen" in request.POST and request.POST["seen"] != _fingerprint(affected),
        "has_errors": bool(getattr(fate, "errors", None)),
        **more,
    }
    return render(request, template, context)


def _fingerprint(appointments: list[Appointment]) -> str:
    """Return a mark of a list of appointments: another one means somebody booked or moved meanwhile."""
    told = ",".join(f"{each.pk}/{each.start_at.isoformat()}" for each in appointments)
    return sha256(told.encode()).hexdigest()[:16]


def _office(key: str) -> Office:
    found = Office.objects.filter(key=key, active=True).first()
    if found is None:
        raise NothingFound
    return found


def _closure(pk: int) -> tuple[AvailabilityException, Office]:
    closed = AvailabilityException.objects.filter(kind=AvailabilityException.Kind.CLOSED)
    found = closed.select_related("office").filter(pk=pk).first()
    if found is None or found.office is None:
        raise NothingFound
    return found, found.office


def _whole_days(found: Office, form: ClosureForm) -> tuple[datetime, datetime]:
    zone = ZoneInfo(found.time_zone)
    return day_span(form.first_on, zone).start, day_span(form.last_on, zone).end


def _by(request: HttpRequest) -> Actor:
    return staff(user_of(request))
