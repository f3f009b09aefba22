"""Prints the code that a demonstration account's authenticator app would show now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.identity.staffing import demo_code


class Command(BaseCommand):
    """Print the current second-factor code of a demonstration account."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the account's address."""
        parser.add_argument("email")

    def handle(self, *, email: str, **options: Any) -> None:
        """Print the code, or say why there is none."""
        try:
            self.stdout.write(demo_code(email))
        except ValueError as problem:
            raise CommandError(str(problem)) from None
