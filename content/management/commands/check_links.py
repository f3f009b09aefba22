"""Follows the links of published pages, ours and others', and keeps where they lead. Run it daily."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from content.council import council_in
from content.link_checks.asking import Guest
from content.link_checks.rounds import go_round


class Command(BaseCommand):
    """`manage.py check_links`. Each address elsewhere is asked at most once in seven days, while it works."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many addresses elsewhere are asked in one round."""
        parser.add_argument("--at-most", type=int, default=200, metavar="N", help="addresses elsewhere")

    def handle(self, *, at_most: int, **options: Any) -> None:
        """Go round, and say how many. A demonstration asks nobody else."""
        guest = None if settings.DEMO else Guest(council_in(settings.LANGUAGE_CODE).email)
        ours, others = go_round(timezone.now(), guest=guest, at_most=at_most)
        self.stdout.write(f"{ours} links of our own and {others} to other websites looked at")
