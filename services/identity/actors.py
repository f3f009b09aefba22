"""Who does something: the `by` of every action."""

from dataclasses import dataclass
from enum import StrEnum

from services.identity.models import User


class Role(StrEnum):
    """In what capacity someone acts."""

    CITIZEN = "citizen"
    HELPER = "helper"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts. A citizen without an account has no user."""

    role: Role
    user: User | None = None


SYSTEM = Actor(Role.SYSTEM)


def citizen(user: User | None = None) -> Actor:
    """Return the actor for a citizen, signed in or not."""
    return Actor(Role.CITIZEN, user)


def staff(user: User) -> Actor:
    """Return the actor for a member of staff."""
    return Actor(Role.STAFF, user)
