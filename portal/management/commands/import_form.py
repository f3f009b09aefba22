"""Reads a form from a file, ours or another engine's, into a draft; publishes it if asked to."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.definitions.drafts import publish_draft, save_draft
from services.definitions.exchange.exporting import Content, as_text, content_faults
from services.definitions.fault_words import fault_sentence
from services.definitions.importers.drafting import publishable
from services.definitions.importers.reading import FORMATS, Unreadable, read_file, read_foreign
from services.definitions.importers.report import WHATS
from services.definitions.models import FormDraft
from services.facts.queries import known_today
from services.identity.actors import SYSTEM


class Command(BaseCommand):
    """`manage.py import_form FILE [--format NAME] [--translations FILE] [--twin cy=FILE] …`."""

    help = "Read a form from a file into a draft, which may have faults."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, its format, what belongs to it, and what to do with it."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", choices=FORMATS, help="another engine's format; ours if there is none"
        )
        parser.add_argument("--translations", type=Path, help="the translations of a nav form")
        parser.add_argument(
            "--twin", action="append", default=[], metavar="cy=FILE", help="the same form in another language"
        )
        parser.add_argument("--report", type=Path, metavar="OUT", help="write what was carried, as JSON")
        parser.add_argument(
            "--publish", action="store_true", help="make it live at once, if it has no faults"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Save the draft, say what is wrong with it, publish it. Raises CommandError if it cannot."""
        try:
            content, report = self._read(options)
        except Unreadable as problem:
            raise CommandError(str(problem)) from None
        if options["report"] and report is not None:
            options["report"].write_text(as_text(report), encoding="utf-8")
        if options["publish"] and options["format"]:
            content, dropped = publishable(content)
            for code in dropped:
                self.stdout.write(f"  Not every text is there in “{code}”: published without it.")
        draft = save_draft(key=_key(content), content=content, by=SYSTEM, report=report)
        self.stdout.write(f"Draft of “{draft.key}” saved.")
        if report is not None:
            self._tell(report)
        self._finish(draft, publish=options["publish"])

    def _read(self, options: dict[str, Any]) -> tuple[Content, Content | None]:
        if not options["format"]:
            if options["translations"] or options["twin"] or options["report"]:
                raise CommandError("--translations, --twin and --report need --format.")
            return read_file(options["file"]), None
        twins = {}
        for each in options["twin"]:
            code, equals, file = each.partition("=")
            if not (code and equals and file):
                raise CommandError(f"--twin {each} is not like cy=FILE.")
            twins[code] = Path(file)
        content, report = read_foreign(
            options["file"], options["format"], translations=options["translations"], twins=twins
        )
        return content, report.as_content()

    def _tell(self, report: Content) -> None:
        for what in WHATS:
            if report[what]["found"]:
                self.stdout.write(f"  {what}: {report[what]['carried']} of {report[what]['found']} carried")
        for remark in report["not_carried"]:
            self.stdout.write(f"  not carried: {remark['what']} at {remark['place']}: {remark['reason']}")
        if report["added"]:
            self.stdout.write(f"  added, for an author to mend: {', '.join(report['added'])}")

    def _finish(self, draft: FormDraft, *, publish: bool) -> None:
        found = content_faults(draft.content, known_today())
        for fault in found:
            self.stdout.write(f"  {fault_sentence(fault)}")
        if publish:
            if found:
                raise CommandError(f"Not published; the draft is kept. Faults to mend first: {len(found)}.")
            version = publish_draft(draft=draft, by=SYSTEM)
            self.stdout.write(f"Published as version {version.number}.")


def _key(content: Content) -> str:
    key = content.get("key")
    if not isinstance(key, str) or not key:
        raise CommandError("The form has no key.")
    return key
