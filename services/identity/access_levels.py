"""Who may open a page. Every view declares it; a guard test lists every address with its answer.

    @public
    def start(request): ...

    path("desk/", staff_required(StaffRole.ADVISER)(QueueView.as_view()))

The declarations of this module only state a fact (`view.access`); `gate.staff_required` states and
enforces it. For `citizen_session` the view itself asks its package's `access.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from services.identity.roles import StaffRole

V = TypeVar("V", bound=Callable[..., Any])


class Level(StrEnum):
    """How close to us someone must be."""

    PUBLIC = "public"
    """Anyone."""
    CITIZEN_SESSION = "citizen_session"
    """Whoever started, resumed with a code, or owns what the page shows."""
    SIGNED_IN = "signed_in"
    """Anyone with an account who is signed in."""
    PARTNER = "partner"
    """Another organisation's system, with its key: it asks services/api/keys.py."""
    STAFF = "staff"
    """Staff, with a second factor unless the page is there to set it up."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declares. No roles means any role."""

    level: Level
    roles: frozenset[StaffRole] = field(default_factory=frozenset)


def public(view: V) -> V:
    """Declare that anyone may open this view. Works on functions and on `View.as_view()`."""
    return declare(view, Access(Level.PUBLIC))


def citizen_session(view: V) -> V:
    """Declare that this view opens only what the session holds or its citizen owns: it asks access.py."""
    return declare(view, Access(Level.CITIZEN_SESSION))


def signed_in(view: V) -> V:
    """Declare that this view is for someone signed in; use it around a view that checks (login_required)."""
    return declare(view, Access(Level.SIGNED_IN))


def declare(view: V, access: Access) -> V:
    """Return the same view, now declaring `access`."""
    marked: Any = view
    marked.access = access
    return view


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return what a view declares, or None. Decorators that use functools.wraps pass it on."""
    found = getattr(view, "access", None)
    return found if isinstance(found, Access) else None
