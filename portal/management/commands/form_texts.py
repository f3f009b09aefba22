"""Takes a form's texts out for a translator as a .po file, and brings them back into its draft."""

import re
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.definitions.document import Document
from services.definitions.drafts import save_draft
from services.definitions.errors import FormUnknown
from services.definitions.exchange.exporting import content_faults
from services.definitions.exchange.translating import as_po, from_po, progress, translated
from services.definitions.fault_words import fault_sentence
from services.definitions.models import FormDraft
from services.definitions.publishing import current_version
from services.identity.actors import SYSTEM


class Command(BaseCommand):
    """`manage.py form_texts SLUG --language cy [--out FILE.po | --from FILE.po]`."""

    help = "Tell how far a form is in a language; write its texts as .po, or read them back into its draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form, the language, and the file to write or read."""
        parser.add_argument("slug", help="the form's key, as in its address")
        parser.add_argument("--language", required=True, help="a language code, like cy")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--out", type=Path, help="write the texts here")
        what.add_argument("--from", type=Path, dest="source", help="read translations from here")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or read, then say how far the language is. Raises CommandError if it cannot."""
        slug, language = options["slug"], options["language"]
        if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language):
            raise CommandError(f"“{language}” is not the code of a language, like cy.")
        published, draft = _published(slug), FormDraft.objects.filter(key=slug).first()
        document = _document(draft) if draft else published
        if document is None:
            raise CommandError(f"There is no form “{slug}”.")
        if language == document.languages[0]:
            raise CommandError(f"“{language}” is the language that the others are translated from.")
        if options["out"]:
            options["out"].write_text(as_po(document, language, published), encoding="utf-8")
        if options["source"]:
            document = self._take_in(document, language, options["source"], draft)
        for state, count in progress(document, language, published).items():
            self.stdout.write(f"{state}: {count}")

    def _take_in(self, document: Document, language: str, file: Path, draft: FormDraft | None) -> Document:
        try:
            found = from_po(document, file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise CommandError(f"{file} cannot be read: {problem}") from None
        for reason, places in (
            ("the form has no such text now", found.unknown),
            ("the first language has changed since: write the file anew", found.stale),
            ("still marked fuzzy", found.fuzzy),
        ):
            for place in places:
                self.stdout.write(f"  not taken: {place}: {reason}")
        content = translated(document, language, found.taken)
        report = draft.report if draft else None
        save_draft(key=document.key, content=content, by=SYSTEM, report=report)
        self.stdout.write(f"Taken into the draft of “{document.key}”: {len(found.taken)}.")
        return Document.model_validate(content)


def _published(slug: str) -> Document | None:
    try:
        return current_version(slug).definition
    except FormUnknown:
        return None


def _document(draft: FormDraft) -> Document:
    found = [fault for fault in content_faults(draft.content) if fault.code == "not_a_document"]
    if found:
        raise CommandError("; ".join(fault_sentence(fault) for fault in found))
    return Document.model_validate(draft.content)
