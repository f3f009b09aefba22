"""manage.py paper: the PDFs that the web hands out, as files."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from services.applications.queries import by_reference
from services.definitions.channels import Channel
from services.definitions.errors import FormUnknown
from services.definitions.models import Form, FormVersion
from services.definitions.publishing import current_version
from services.identity.actors import SYSTEM
from services.paper.actions import print_copy
from services.paper.blank import blank_form, store
from services.paper.prints import SIZES, Print


class Command(BaseCommand):
    """Write one form, or all of them in every language and size."""

    help = "Write paper forms as PDF: what the web hands out."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Say what can be asked for."""
        parser.add_argument("form", nargs="?", help="key of the form, for example blue-badge")
        parser.add_argument("--all", action="store_true", help="every form, language and size")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES))
        parser.add_argument("--print", dest="size", default=Print.STANDARD.value, choices=Print.values)
        parser.add_argument(
            "--fillable",
            dest="size",
            action="store_const",
            const=Print.FILLABLE.value,
            help="to be filled in on a computer; the same as --print fillable",
        )
        parser.add_argument("--reference", help="fill in the answers of this application")
        parser.add_argument("--out", required=True, type=Path, help="file to write; with --all, a folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and name each."""
        if options["all"]:
            options["out"].mkdir(parents=True, exist_ok=True)
            for form in Form.objects.order_by("key"):
                self._all_of(current_version(form.key), options["out"])
        elif options["form"]:
            self._write(options["out"], self._one(options))
        else:
            raise CommandError("Name a form, or say --all.")

    def _all_of(self, version: FormVersion, folder: Path) -> None:
        for language in version.document.languages:
            for size in Print:
                name = f"{version.form.key}-{language}-{size}.pdf"
                self._write(folder / name, _stored(version, language, size))

    def _one(self, options: dict[str, Any]) -> bytes:
        try:
            version = current_version(options["form"])
        except FormUnknown:
            keys = ", ".join(Form.objects.order_by("key").values_list("key", flat=True))
            raise CommandError(f"There is no form {options['form']!r}. There are: {keys}.") from None
        size = Print(options["size"])
        if not options["reference"]:
            return _stored(version, options["language"], size)
        if size not in SIZES:
            raise CommandError("Only an empty form can be filled in on a computer.")
        application = by_reference(options["reference"])
        if application is None or application.version.form_id != version.form_id:
            raise CommandError(f"There is no application of {options['form']!r} with this reference.")
        _copy, pdf = print_copy(
            application=application,
            language=options["language"],
            size=size,
            by=SYSTEM,
            channel=Channel.PAPER,
        )
        return pdf.pdf

    def _write(self, path: Path, pdf: bytes) -> None:
        path.write_bytes(pdf)
        self.stdout.write(str(path))


def _stored(version: FormVersion, language: str, size: Print) -> bytes:
    with store().open(blank_form(version, language, size).stored_as, "rb") as file:
        return bytes(file.read())
