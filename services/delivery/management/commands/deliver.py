"""`manage.py deliver`: one pass over what back offices are owed."""

from typing import Any

from django.core.management.base import BaseCommand

from services.delivery.passing import deliver_due
from services.delivery.ways.daily import erase_old


class Command(BaseCommand):
    """Run it every minute."""

    help = "Deliver submitted applications that are due, write daily exports, delete old ones."

    def handle(self, **options: Any) -> None:
        """Make one pass and say how much there was."""
        tried = deliver_due()
        erased = erase_old()
        if tried or erased:
            self.stdout.write(f"Deliveries tried: {tried}. Daily exports deleted: {erased}.")
