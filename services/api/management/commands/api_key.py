"""`manage.py api_key`: give a partner a key, see which there are, take one away."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from services.api.keys import make, revoke
from services.api.models import ApiKey
from services.definitions.models import Form


class Command(BaseCommand):
    """Shows a key once: only its hash is kept."""

    help = "Make a key for a partner's system, list all keys, or revoke one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be asked for."""
        parser.add_argument("organisation", nargs="?", help="Who gets the key.")
        parser.add_argument("--form", action="append", default=[], help="A form it may be used for.")
        parser.add_argument("--name", default="", help="Which of their systems has it.")
        parser.add_argument("--list", action="store_true", help="List every key.")
        parser.add_argument("--revoke", metavar="ID", help="Take a key away.")

    def handle(self, **options: Any) -> None:
        """Do what was asked for."""
        if options["revoke"]:
            self._revoke(options["revoke"])
        elif options["list"]:
            self._list()
        elif options["organisation"] and options["form"]:
            self._make(options["organisation"], options["name"], options["form"])
        else:
            raise CommandError("Name the organisation and, with --form, at least one form.")

    def _make(self, organisation: str, name: str, keys: list[str]) -> None:
        forms = list(Form.objects.filter(key__in=keys))
        if missing := sorted(set(keys) - {form.key for form in forms}):
            raise CommandError(f"There is no published form {', '.join(missing)}.")
        made, text = make(organisation=organisation, name=name, forms=forms)
        self.stdout.write(f"Key {made.pk} of {organisation}. It is shown this once:\n{text}")

    def _list(self) -> None:
        for key in ApiKey.objects.prefetch_related("forms"):
            forms = ", ".join(form.key for form in key.forms.all())
            state = "revoked" if key.revoked_at else "in force"
            used = f"last used {key.used_at:%Y-%m-%d}" if key.used_at else "never used"
            self.stdout.write(f"{key.pk} {key.organisation} {key.name} ({forms}): {state}, {used}")

    def _revoke(self, pk: str) -> None:
        try:
            key = ApiKey.objects.filter(pk=pk).first()
        except ValidationError:
            key = None
        if key is None:
            raise CommandError("There is no such key. --list shows them all.")
        revoke(key=key)
        self.stdout.write(f"Key {key.pk} of {key.organisation} no longer works.")
