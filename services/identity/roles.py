"""What members of staff may do: three roles, kept as Django groups so that Wagtail can use them too."""

from enum import StrEnum

from django.contrib.auth.models import Group

from services.identity.models import User


class StaffRole(StrEnum):
    """A role; its value is the name of the group."""

    ADVISER = "Advisers"
    """Helps citizens: finds, continues and decides their applications."""
    MANAGER = "Managers"
    """Sets up offices, hours and people; sees measures."""
    AUTHOR = "Content authors"
    """Writes pages and forms."""


def ensure_roles() -> dict[StaffRole, Group]:
    """Return the group of each role, made where it is missing. Safe to call again."""
    return {role: Group.objects.get_or_create(name=role.value)[0] for role in StaffRole}


def has_role(user: User, *roles: StaffRole) -> bool:
    """Tell whether an active member of staff has one of the roles; with none named, any role will do."""
    if not (user.is_active and user.is_staff):
        return False
    if user.is_superuser:
        return True
    wanted = {role.value for role in roles or tuple(StaffRole)}
    return not wanted.isdisjoint(user.role_names)
