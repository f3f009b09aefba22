"""People who write pages."""

from services.identity.models import User
from services.identity.roles import StaffRole
from tests.staff import member


def writer(name: str) -> User:
    """A content author, known by a name."""
    user = member(StaffRole.AUTHOR, f"{name.lower()}@example.org")
    user.name = name
    user.save()
    return user
