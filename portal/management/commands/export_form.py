"""Writes a form as JSON of our own, or the JSON Schema that such files follow."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.definitions.errors import FormUnknown
from services.definitions.exchange.exporting import Content, as_content, as_text, schema
from services.definitions.models import FormDraft
from services.definitions.publishing import current_version


class Command(BaseCommand):
    """`manage.py export_form SLUG [--draft] [--out FILE]`."""

    help = "Write a form as JSON: the published version, its draft, or (--schema) the schema of all forms."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form's key and where to write."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("slug", nargs="?", help="the form's key, as in its address")
        what.add_argument("--schema", action="store_true", help="write the JSON Schema of forms instead")
        parser.add_argument("--draft", action="store_true", help="write the draft, not what is published")
        parser.add_argument("--out", type=Path, help="a file; the screen if there is none")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it. Raises CommandError if there is no such form."""
        content = schema() if options["schema"] else self._form(options["slug"], draft=options["draft"])
        if options["out"]:
            options["out"].write_text(as_text(content), encoding="utf-8")
        else:
            self.stdout.write(as_text(content), ending="")

    def _form(self, slug: str, *, draft: bool) -> Content:
        if draft:
            found = FormDraft.objects.filter(key=slug).first()
            if found is None:
                raise CommandError(f"There is no draft of “{slug}”.")
            content: Content = found.content
            return content
        try:
            return as_content(current_version(slug).definition)
        except FormUnknown:
            raise CommandError(f"No form “{slug}” is published.") from None
