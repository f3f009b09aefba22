"""Change an office's opening hours. The people already booked outside them come back as a list."""

from datetime import date, timedelta

from django.db import transaction

from services.applications import events
from services.applications.models import Event
from services.booking.models import Appointment, AppointmentType, AvailabilityRule, Office
from services.booking.opening import outside, rules_on
from services.booking.week import Stretch, Week, moved, next_turn, week_of
from services.definitions.channels import Channel
from services.identity.actors import Actor


@transaction.atomic
def change_hours(
    *, office: Office, week: Week, since: date, by: Actor, channel: Channel
) -> list[Appointment]:
    """Return the appointments that the new hours leave outside, whose people have to be told.

    The hours of everybody who can be booked there follow (see week.moved); on a weekday that was
    closed, all of them are there for all of it. A change planned for later is replaced. Nobody is
    cancelled: that is for a person to decide, one by one.
    """
    in_force = list(rules_on(office, since))
    old = week_of(rule.hours for rule in in_force)
    _drop_plans(office, in_force, since)
    for resource in office.resources.filter(active=True):
        types = list(AppointmentType.objects.filter(rules__resource=resource).distinct())
        for weekday in sorted(set(week) - set(old)):
            _add(AvailabilityRule(resource=resource, weekday=weekday), week[weekday], since, types)
    for rule in in_force:
        stretch = moved(rule.hours, old, week)
        if stretch != (rule.opens, rule.closes):
            _replace(rule, stretch, since)
    events.record(
        "office_hours_changed",
        by=by,
        channel=channel,
        subject=f"office:{office.pk}",
        since=since.isoformat(),
    )
    return outside(office)


def _drop_plans(office: Office, in_force: list[AvailabilityRule], since: date) -> None:
    """Take back what was planned for after `since`: what a plan was to end goes on."""
    AvailabilityRule.objects.filter(resource__office=office, valid_from__gt=since).delete()
    told = Event.objects.filter(kind="office_hours_changed", subject=f"office:{office.pk}")
    planned = {date.fromisoformat(codes["since"]) for codes in told.values_list("codes", flat=True)}
    for rule in in_force:
        if rule.valid_to and rule.valid_to + timedelta(days=1) in planned:
            rule.valid_to = None
            rule.save(update_fields=["valid_to"])


def _replace(rule: AvailabilityRule, stretch: Stretch | None, since: date) -> None:
    if stretch:
        follower = AvailabilityRule(
            resource=rule.resource,
            weekday=rule.weekday,
            every_weeks=rule.every_weeks,
            valid_to=rule.valid_to,
        )
        _add(follower, stretch, next_turn(rule.hours, since), list(rule.appointment_types.all()))
    if rule.valid_from >= since:
        rule.delete()
    else:
        rule.valid_to = since - timedelta(days=1)
        rule.save(update_fields=["valid_to"])


def _add(rule: AvailabilityRule, stretch: Stretch, since: date, types: list[AppointmentType]) -> None:
    if rule.valid_to is not None and rule.valid_to < since:
        return
    (rule.opens, rule.closes), rule.valid_from = stretch, since
    rule.save()
    rule.appointment_types.set(types)
