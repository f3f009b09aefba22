"""Where a page of the web form is, and which one comes next."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from services.applications.models import Application
from services.definitions.journey import Journey, Row, Stop

FROM_CHECK = "check"
Trail = Sequence[tuple[Stop, Row]]
"""The way to a row: its list and itself, before them those it stands inside."""


def page(application: Application, name: str, **more: str) -> str:
    """Return the address of one of an application's own pages: check, declare, sent, save …"""
    return reverse(
        f"online:{name}",
        kwargs={"form": application.version.form.key, "application": application.pk, **more},
    )


def last_page(application: Application) -> str:
    """Return the page that all answers lead to: to check them, or to read what they come to."""
    return page(application, "result" if application.document.is_checker else "check")


def leaving(application: Application) -> str:
    """Return the page for someone who stops: to save; or to delete, for a checker keeps nothing."""
    return page(application, "delete" if application.document.is_checker else "save")


def stop_page(application: Application, key: str, *, came_from: str = "") -> str:
    """Return the address of a step or of a repeat's list."""
    return _marked(page(application, "step", step=key), came_from)


def row_page(application: Application, repeat: str, row: str, step: str, *, came_from: str = "") -> str:
    """Return the address of a step of one row of a repeat."""
    return _marked(page(application, "row_step", repeat=repeat, row=row, step=step), came_from)


def first_row_page(application: Application, repeat: str, row_id: str, *, came_from: str = "") -> str:
    """Return where a fresh row begins."""
    first = application.document.steps_of_repeat(repeat)[0]
    return row_page(application, repeat, row_id, first.key, came_from=came_from)


def going_on(application: Application, journey: Journey, *, came_from: str = "") -> str:
    """Return the first place that still needs an answer, or the last page when none does."""
    if journey.next is None:
        return last_page(application)
    return stop_page(application, journey.next.key, came_from=came_from)


def after(application: Application, journey: Journey, key: str, *, came_from: str = "") -> str:
    """Return where Continue leads from a stop that has just been answered."""
    following = journey.after(key)
    if came_from == FROM_CHECK or following is None or not journey.may_open(following.key):
        return going_on(application, journey, came_from=came_from)
    return stop_page(application, following.key)


def list_page(application: Application, trail: Trail, *, came_from: str = "") -> str:
    """Return the address of the list that the last row of a trail stands in."""
    stop = trail[-1][0]
    if len(trail) == 1:
        return stop_page(application, stop.key, came_from=came_from)
    outer, row = trail[-2]
    return row_page(application, outer.key, row.id, stop.key, came_from=came_from)


def after_in_row(application: Application, trail: Trail, key: str, *, came_from: str = "") -> str:
    """Return where Continue leads inside a row: its next step or inner list, then the row's own list."""
    stop, row = trail[-1]
    keys = [found.key for found in row.stops]
    following = keys[keys.index(key) + 1 :] if key in keys else []
    if not following:
        return list_page(application, trail, came_from=came_from)
    return row_page(application, stop.key, row.id, following[0], came_from=came_from)


def before(application: Application, journey: Journey, key: str, *, came_from: str = "") -> str:
    """Return where Back leads from a stop."""
    if came_from == FROM_CHECK:
        return last_page(application)
    earlier = journey.before(key)
    if earlier is None:
        return reverse("online:start", args=[application.version.form.key])
    return stop_page(application, earlier.key)


def before_in_row(application: Application, trail: Trail, key: str, *, came_from: str = "") -> str:
    """Return where Back leads inside a row: its step or inner list before, or the row's own list."""
    stop, row = trail[-1]
    keys = [found.key for found in row.stops]
    place = keys.index(key) if key in keys else 0
    if not place:
        return list_page(application, trail, came_from=came_from)
    return row_page(application, stop.key, row.id, keys[place - 1], came_from=came_from)


def _marked(address: str, came_from: str) -> str:
    return f"{address}?{urlencode({'from': came_from})}" if came_from else address
