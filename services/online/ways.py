"""The ways on and back from a step or a list, with the fresh row of a repeat where one is due."""

from dataclasses import dataclass

from services.applications.actions import add_row
from services.applications.errors import TooManyRows
from services.identity.actors import Actor
from services.online import places
from services.online.drafts import ONLINE, Draft
from services.online.places import Trail


@dataclass(frozen=True, slots=True)
class Here:
    """The page that somebody is on."""

    stop: str
    """The key of its step, or of the list that it stands in."""
    key: str
    """The key of the step or list itself."""
    trail: Trail
    """The rows that it stands in, the outermost first."""
    came_from: str
    """`places.FROM_CHECK`, or nothing."""


def onward(draft: Draft, here: Here, *, by: Actor, wants_more: bool) -> str:
    """Return where Continue leads, given the draft with what was just saved.

    `wants_more` tells that another row of the list was asked for.
    """
    application, journey, came_from = draft.application, draft.journey, here.came_from
    inside = here.trail[-1][1].id if here.trail else ""
    if wants_more:
        return _new_row(draft, here, here.stop, inside, by)
    if trail := journey.trail(inside):
        stops = trail[-1][1].stops
        keys = [stop.key for stop in stops]
        following = stops[keys.index(here.key) + 1 :] if here.key in keys else ()
        if following and following[0].repeat and not following[0].rows:
            return _new_row(draft, here, following[0].key, inside, by)
        return places.after_in_row(application, trail, here.key, came_from=came_from)
    after = journey.after(here.stop)
    if after and after.repeat and not after.rows and journey.may_open(after.key):
        return _new_row(draft, here, after.key, "", by)
    return places.after(application, journey, here.stop, came_from=came_from)


def _new_row(draft: Draft, here: Here, repeat: str, inside: str, by: Actor) -> str:
    application, came_from = draft.application, here.came_from
    try:
        row = add_row(application=application, repeat=repeat, by=by, channel=ONLINE, inside=inside)
    except TooManyRows:
        if not here.trail:
            return places.stop_page(application, repeat, came_from=came_from)
        stop, held = here.trail[-1]
        return places.row_page(application, stop.key, held.id, repeat, came_from=came_from)
    return places.first_row_page(application, repeat, row.id, came_from=came_from)


def back(draft: Draft, here: Here) -> str:
    """Return where Back leads."""
    if here.trail:
        return places.before_in_row(draft.application, here.trail, here.key, came_from=here.came_from)
    return places.before(draft.application, draft.journey, here.stop, came_from=here.came_from)
