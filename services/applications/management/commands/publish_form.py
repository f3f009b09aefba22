"""Publishes a form after saying what that does to open applications, and asking."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from services import wording
from services.applications.actions import publish_form
from services.applications.impact import Impact, impact
from services.definitions.document import Document
from services.definitions.exchange.exporting import Content, content_faults
from services.definitions.fault_words import fault_sentence
from services.definitions.models import FormDraft
from services.definitions.versions import fates
from services.definitions.versions.changes import Effect
from services.definitions.versions.fates import OpenDrafts
from services.facts.queries import known_today
from services.identity.actors import SYSTEM

CLASSES = {
    Effect.BREAKING: "Earlier answers cannot be used",
    Effect.RE_ASK: "Asked again, where the earlier answer no longer holds",
    Effect.ADDED: "New",
    Effect.REMOVED: "No longer asked",
    Effect.CONDITION: "Asked of other people",
    Effect.COMPATIBLE: "Changed, every earlier answer still counts",
    Effect.WORDING: "Only other words",
}


class Command(BaseCommand):
    """`manage.py publish_form FILE|KEY --open-drafts keep|keep:2026-12-31|move|close [--yes]`."""

    help = "Publish a form from a file or from its draft, and settle what becomes of open applications."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form, the choice, and whether to ask."""
        parser.add_argument("form", help="a JSON file, or the key of a draft")
        parser.add_argument(
            "--open-drafts",
            required=True,
            help="keep (with their version), keep:2026-12-31 (move after that day), move, or close",
        )
        parser.add_argument("--yes", action="store_true", help="publish without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, ask, publish. Raises CommandError if the form has faults or the choice makes no sense."""
        open_drafts = _choice(options["open_drafts"])
        content = _content(options["form"])
        if found := content_faults(content, known_today()):
            for fault in found:
                self.stderr.write(f"  {fault_sentence(fault)}")
            raise CommandError(f"Not published. Faults to mend first: {len(found)}.")
        document = Document.model_validate(content)
        self._tell(impact(document), open_drafts)
        if not options["yes"] and input("Publish it? [y/N] ").strip().lower() not in ("y", "yes"):
            self.stdout.write("Nothing was published.")
            return
        version = publish_form(document=document, by=SYSTEM, open_drafts=open_drafts)
        self.stdout.write(f"{version} is in force.")

    def _tell(self, found: Impact, open_drafts: OpenDrafts) -> None:
        versions = ", ".join(f"{count} of version {number}" for number, count in found.by_version.items())
        self.stdout.write(f"Open applications: {found.drafts}{f' ({versions})' if versions else ''}.")
        if found.newest and not found.touched:
            self.stdout.write("Nothing has changed.")
        for effect, title in CLASSES.items():
            touched = [each for each in found.touched if each.change.effect is effect]
            if touched:
                self.stdout.write(f"{title}:")
            for each in touched:
                why = " ".join(wording.sentence(f"change_{reason}") for reason in each.change.reasons)
                answered = f" Answered in {each.answered}." if each.change.about == "question" else ""
                self.stdout.write(f"  {each.change.key}: {why}{answered}")
        if found.drafts:
            self.stdout.write(_promise(open_drafts))


def _promise(open_drafts: OpenDrafts) -> str:
    if open_drafts == fates.MOVE:
        return "Open applications will move to the new version."
    if open_drafts == fates.CLOSE:
        return "Open applications will be closed. People can begin again with the answers that still fit."
    if open_drafts.until:
        return f"Open applications stay as they are until {open_drafts.until}, then they move."
    return "Open applications stay with the version they were begun with."


def _choice(text: str) -> OpenDrafts:
    try:
        choice = fates.read(text)
    except ValueError:
        raise CommandError(f"--open-drafts {text} is none of keep, keep:DATE, move, close.") from None
    if choice.until and choice.until < timezone.localdate():
        raise CommandError(f"{choice.until} is over. Choose a later day, or move.")
    return choice


def _content(form: str) -> Content:
    file = Path(form)
    if file.suffix != ".json":
        draft = FormDraft.objects.filter(key=form).first()
        if draft is None:
            raise CommandError(f"There is no draft of {form}, and it is no .json file.")
        return dict(draft.content)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise CommandError(f"{file} cannot be read as JSON: {problem}") from None
    if not isinstance(content, dict):
        raise CommandError(f"{file} holds no form: the outermost part is not an object.")
    return content
