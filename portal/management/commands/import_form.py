"""Reads a form from a file, ours or another engine's, into a draft; publishes it if asked to."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.definitions.drafts import publish_draft, save_draft
from services.definitions.exporting import Content, content_faults
from services.definitions.fault_words import fault_sentence
from services.identity.actors import SYSTEM


class Command(BaseCommand):
    """`manage.py import_form FILE [--publish]`."""

    help = "Read a form from a file into a draft, which may have faults."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and what to do with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--publish", action="store_true", help="make it live at once, if it has no faults"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Save the draft, say what is wrong with it, publish it. Raises CommandError if it cannot."""
        content = _json(options["file"])
        draft = save_draft(key=_key(content), content=content, by=SYSTEM)
        self.stdout.write(f"Draft of “{draft.key}” saved.")
        found = content_faults(content)
        for fault in found:
            self.stdout.write(f"  {fault_sentence(fault)}")
        if options["publish"]:
            if found:
                raise CommandError(f"Not published; the draft is kept. Faults to mend first: {len(found)}.")
            version = publish_draft(draft=draft, by=SYSTEM)
            self.stdout.write(f"Published as version {version.number}.")


def _json(file: Path) -> Content:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise CommandError(f"{file} cannot be read as JSON: {problem}") from None
    if not isinstance(content, dict):
        raise CommandError(f"{file} holds no form: the outermost part is not an object.")
    return content


def _key(content: Content) -> str:
    key = content.get("key")
    if not isinstance(key, str) or not key:
        raise CommandError("The form has no key.")
    return key
