"""Lets search find pages by what facts say since yesterday or today."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from content.facts.using import index_again
from services.facts.models import FactValue
from services.facts.today import council_day


class Command(BaseCommand):
    """`manage.py index_facts`, once a day. Pages themselves change at midnight without it."""

    help = "Let search find pages by the values of facts that began to hold yesterday or today."

    def handle(self, *args: Any, **options: Any) -> None:
        """Index the pages that name these facts anew."""
        today = council_day()
        begun = FactValue.objects.filter(effective_from__range=(today - timedelta(days=1), today))
        count = index_again(set(begun.values_list("fact__key", flat=True)))
        self.stdout.write(f"Pages indexed because a fact changed: {count}.")
