"""Who may open which checklist, and where one is that nobody asked us to keep.

A person opens their own: when signed in; in the browser that made it; or with a code, its own or that of
an application or an appointment that belongs to it. Whoever is not signed in, has begun nothing with us yet
and took no code has theirs in the session alone, sealed: it is gone when the browser is closed.
"""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q
from django.http import HttpRequest

from services import vault
from services.applications import access as applications
from services.booking import access as booking
from services.checklists import actions
from services.checklists.contents import Contents, from_bytes, to_bytes
from services.checklists.models import Checklist
from services.checklists.places import Place, place_of
from services.definitions.channels import Channel
from services.identity.actors import Actor
from services.identity.models import User

SESSION_KEY = "checklists"
MOST = 6
"""A session remembers so many; the oldest goes first."""
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """A checklist that somebody may work on. Without a row it is in the session alone."""

    event: str
    contents: Contents
    row: Checklist | None = None

    @property
    def is_mine_to_keep(self) -> bool:
        """Whether no account holds it yet."""
        return self.row is None or self.row.owner_id is None


def account_of(request: HttpRequest) -> User | None:
    """Return the account of the citizen at this browser. Staff have no checklists in theirs."""
    user = request.user
    return user if isinstance(user, User) and not user.is_staff else None


def for_citizen(request: HttpRequest, event: str) -> Opened | None:
    """Return this person's checklist of a life event, None if they have none or may not open it."""
    row = _own(request, event) or _kept(request, event) or _by_belongings(request.session, event)
    return Opened(event, row.contents, row) if row else in_session(request.session, event)


def beside(request: HttpRequest, event: str) -> Opened | None:
    """Return the checklist that somebody began before they signed in and that is not in their account."""
    if account_of(request) is None:
        return None
    rows = (_kept(request, event), _by_belongings(request.session, event))
    row = next((each for each in rows if each and each.owner_id is None), None)
    return Opened(event, row.contents, row) if row else in_session(request.session, event)


def _own(request: HttpRequest, event: str) -> Checklist | None:
    user = account_of(request)
    return Checklist.objects.filter(owner=user, event=event).first() if user else None


def _kept(request: HttpRequest, event: str) -> Checklist | None:
    pk = _entry(request.session, event).get("kept")
    if not pk:
        return None
    user = account_of(request)
    allowed = Q(owner=None) | Q(owner=user) if user else Q(owner=None)
    return Checklist.objects.filter(allowed, pk=pk, event=event).first()


def _by_belongings(session: SessionBase, event: str) -> Checklist | None:
    open_here = session.get(applications.SESSION_KEY, []), session.get(booking.SESSION_KEY, {})
    if not any(open_here):
        return None
    found = Q(belongings__application__in=open_here[0]) | Q(belongings__appointment__in=list(open_here[1]))
    return Checklist.objects.filter(found, event=event).order_by("-used_at").first()


def opens_alone(request: HttpRequest, opened: Opened) -> bool:
    """Tell whether it can be closed in this browser and opened again by its own code.

    Not while a form or appointment that is open here leads to it, nor where it is in an account.
    """
    if opened.row is None or opened.row.owner_id or not opened.row.reference:
        return False
    return _by_belongings(request.session, opened.event) is None


def in_session(session: SessionBase, event: str) -> Opened | None:
    """Return the checklist that is in the session alone."""
    sealed = _entry(session, event).get("sealed")
    if not sealed:
        return None
    plain = vault.open_for_site(base64.b64decode(sealed), context=f"checklist:{event}")
    return Opened(event, from_bytes(plain))


def remember(session: SessionBase, opened: Opened, place: Place) -> None:
    """Note in the session which checklist it is, and what it leads to: from there a way leads back to it.

    One that is in the session alone stays there beside a kept one, until its person puts them together.
    """
    entry: Entry = {"forms": sorted(place.forms), "bookings": sorted(place.bookings)}
    if opened.row:
        entry["kept"] = str(opened.row.pk)
        if alone := _entry(session, opened.event).get("sealed"):
            entry["sealed"] = alone
    else:
        sealed = vault.seal_for_site(to_bytes(opened.contents), context=f"checklist:{opened.event}")
        entry["sealed"] = base64.b64encode(sealed).decode()
    _set(session, opened.event, entry)


def let_in(session: SessionBase, row: Checklist, place: Place) -> None:
    """Let this browser session open a checklist whose code was given. The session gets a new key."""
    session.cycle_key()
    remember(session, Opened(row.event, row.contents, row), place)


def forget(session: SessionBase, event: str) -> None:
    """Leave nothing of a life event's checklist in the session."""
    session[SESSION_KEY] = {key: entry for key, entry in _entries(session).items() if key != event}


def change(
    request: HttpRequest, opened: Opened, do: Callable[[Contents], Contents], *, what: str, by: Actor
) -> Opened:
    """Return the checklist as `do` leaves it, wherever it is kept. Raises ChecklistGone."""
    if opened.row:
        row = actions.change(checklist=opened.row, do=do, what=what, by=by, channel=Channel.ONLINE)
        return Opened(opened.event, row.contents, row)
    return Opened(opened.event, do(opened.contents))


def leads_back(session: SessionBase, *, form: str = "", booking_key: str = "") -> Place | None:
    """Return the checklist of this session that a form or an appointment belongs to. No query without one."""
    for event, entry in reversed(_entries(session).items()):
        if form in entry["forms"] or booking_key in entry["bookings"]:
            return place_of(event)
    return None


def leading_to(session: SessionBase, *, form: str = "", booking_key: str = "") -> Iterable[tuple[str, Entry]]:
    """Return the checklists of this session from which somebody comes to a form or an appointment."""
    return [
        (event, entry)
        for event, entry in _entries(session).items()
        if form in entry["forms"] or booking_key in entry["bookings"]
    ]


def _entries(session: SessionBase) -> dict[str, Entry]:
    found: dict[str, Entry] = session.get(SESSION_KEY, {})
    return found


def _entry(session: SessionBase, event: str) -> Entry:
    return _entries(session).get(event, {})


def _set(session: SessionBase, event: str, entry: Entry) -> None:
    if _entry(session, event) == entry:
        return
    others = [(key, each) for key, each in _entries(session).items() if key != event]
    session[SESSION_KEY] = dict([*others, (event, entry)][-MOST:])
