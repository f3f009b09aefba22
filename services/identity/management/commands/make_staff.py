"""Makes an account for a member of staff, or changes their roles."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from services.identity.roles import StaffRole
from services.identity.staffing import make_staff


class Command(BaseCommand):
    """Make an account for a member of staff, who then chooses a password."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take address, name and roles."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--role", action="append", required=True, choices=[role.name for role in StaffRole]
        )

    def handle(self, *, email: str, name: str, role: list[str], **options: Any) -> None:
        """Make or change the account, and say what its owner does next."""
        try:
            make_staff(email=email, name=name, roles=[StaffRole[chosen] for chosen in role])
        except ValueError as problem:
            raise CommandError(str(problem)) from None
        page = settings.SITE_URL + reverse("account_reset_password")
        self.stdout.write(f"Done. To choose a password, they go to {page}")
