"""Print something for one person, and remember it."""

from django.db import transaction
from django.utils import timezone

from services.applications.errors import DraftClosed, NotDraft
from services.applications.events import record
from services.applications.models import Application
from services.applications.queries import journey_of
from services.definitions.channels import Channel
from services.documents import Document as Pdf
from services.identity.actors import Actor
from services.identity.letters import random_letters
from services.paper.blank import box_map
from services.paper.copies import keep_copy
from services.paper.models import PrintedCopy, PrintedForm
from services.paper.page_code import COPY_LETTERS
from services.paper.prints import Print
from services.paper.sheets import paper_form


def print_copy(
    *, application: Application, language: str, size: Print, by: Actor, channel: Channel, code: str = ""
) -> tuple[PrintedCopy, Pdf]:
    """Return the form with the answers so far, printed and on record; under a free `code` if one is given.

    The pages are drawn before the transaction, so that nobody waits for it. Raises NotDraft, DraftClosed.
    """
    if not application.is_draft:
        raise NotDraft
    if application.closed_at:
        raise DraftClosed
    answers = journey_of(application, channel=Channel.PAPER).relevant
    version = application.version
    alike = (
        PrintedForm.objects.filter(version=version, language=language, size=size).order_by("edition").last()
    )
    code = code or free_code()
    pdf = paper_form(
        version,
        language=language,
        size=size,
        copy=code,
        answers=answers,
        reference=application.reference,
        page_guesses=alike.page_of() if alike else None,
    )
    with transaction.atomic():
        copy = PrintedCopy(
            code=code,
            application=application,
            version=version,
            language=language,
            size=size,
            boxes=box_map(pdf),
            rows={repeat: list(rows) for repeat, rows in answers.rows.items()},
            printed_at=timezone.now(),
            channel=channel.value,
            role=by.role.value,
            printed_by=by.user,
        )
        keep_copy(copy, pdf.pdf)
        copy.save(force_insert=True)
        record(
            "printed",
            by=by,
            channel=channel,
            application=application,
            subject=f"printed_copy:{copy.pk}",
            language=language,
            size=size.value,
            pages=copy.pages,
        )
    return copy, pdf


def free_code() -> str:
    """Return a code that no copy has."""
    while True:
        code = random_letters(COPY_LETTERS)
        if not PrintedCopy.objects.filter(code=code).exists():
            return code
