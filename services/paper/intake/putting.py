"""Put pages where they belong: by the code on them, to somebody's application, or aside."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from services.applications.actions import start
from services.applications.errors import DraftClosed, NotDraft
from services.applications.events import record
from services.applications.models import Application
from services.definitions.channels import Channel
from services.definitions.publishing import current_version
from services.identity.actors import Actor
from services.paper import page_code
from services.paper.intake import pictures, readings
from services.paper.intake.errors import PageCodeUnknown, PageDealtWith
from services.paper.intake.models import ScanPage
from services.paper.intake.queries import OPEN
from services.paper.intake.reading import note_received, place, read_as
from services.paper.intake.sorting import print_of
from services.paper.scanning import apart

State = ScanPage.State


def put_by_code(*, page: ScanPage, typed: str, by: Actor) -> ScanPage:
    """Read a page as the one whose code somebody typed from the paper, and return it where it belongs.

    Raises PageCodeUnknown, PageDealtWith, PageGone.
    """
    code = page_code.read("".join(typed.split()).upper())
    known = print_of(code) if code and code.site == page_code.site_mark(settings.SITE_URL) else ""
    if isinstance(known, str):
        raise PageCodeUnknown
    whole = pictures.read(page).get(pictures.WHOLE, b"")
    with apart.Reader() as reader:
        reading = read_as(known, whole, reader)
    with transaction.atomic():
        held = _open(page)
        held.decided_by, held.decided_at = by.user, timezone.now()
        place(held, known, whole, reading)
        note_received(held, by)
    return held


@transaction.atomic
def accept(*, page: ScanPage, by: Actor) -> None:
    """Let a page be keyed beside another scan of the same one. Raises PageDealtWith."""
    held = _open(page)
    if held.application is None:
        raise PageDealtWith
    held.state, held.decided_by, held.decided_at = State.TO_KEY, by.user, timezone.now()
    held.save(update_fields=["state", "decided_by", "decided_at"])


@transaction.atomic
def put_aside(*, page: ScanPage, why: str, by: Actor) -> None:
    """Note that a page is not keyed, and why. Raises PageDealtWith; ValueError for no such reason."""
    held = _open(page)
    held.state, held.aside = State.ASIDE, ScanPage.Aside(why)
    held.decided_by, held.decided_at = by.user, timezone.now()
    held.save(update_fields=["state", "aside", "decided_by", "decided_at"])
    record("page_put_aside", by=by, channel=Channel.PAPER, subject=f"scan_page:{held.pk}", why=held.aside)


@transaction.atomic
def begin_with(*, pages: Sequence[ScanPage], by: Actor) -> Application:
    """Return a new application for somebody who filled in an empty form, with its pages.

    It has the newest version of the form, whatever version the pages are of: answers go by question.
    Raises PageDealtWith; ValueError if they are pages of several forms, or none.
    """
    held = [_open(page) for page in pages]
    (form,) = {page.printed_form.version.form.key for page in held if page.printed_form}
    (language,) = {page.printed_form.language for page in held[:1] if page.printed_form}
    application = start(version=current_version(form), by=by, channel=Channel.PAPER, language=language)
    for page in held:
        _join(page, application, by)
    return application


@transaction.atomic
def join(*, pages: Sequence[ScanPage], application: Application, by: Actor) -> None:
    """Put pages of an empty form to an application that somebody has begun already.

    Raises PageDealtWith, NotDraft, DraftClosed; ValueError for a page of another form.
    """
    if not application.is_draft:
        raise NotDraft
    if application.closed_at:
        raise DraftClosed
    for page in pages:
        held = _open(page)
        if held.printed_form and held.printed_form.version.form_id != application.version.form_id:
            raise ValueError(f"page {held.pk} is of another form")
        _join(held, application, by)


@transaction.atomic
def note_keyed(*, application: Application, by: Actor) -> int:
    """Note that somebody has keyed all pages of an application that are there. Return how many."""
    waiting = ScanPage.objects.filter(application=application, state=State.TO_KEY)
    return waiting.update(state=State.KEYED, decided_by=by.user, decided_at=timezone.now())


def _open(page: ScanPage) -> ScanPage:
    held = (
        ScanPage.objects.select_for_update(of=("self",))
        .select_related("batch", "application", "printed_form__version__form")
        .filter(OPEN, pk=page.pk)
        .first()
    )
    if held is None:
        raise PageDealtWith
    return held


def _join(page: ScanPage, application: Application, by: Actor) -> None:
    """Seal the page anew for whom it belongs to: it is erased when that is."""
    shown, found, before = pictures.read(page), readings.opened(page), page.stored_as
    page.application, page.state = application, State.TO_KEY
    page.decided_by, page.decided_at = by.user, timezone.now()
    page.stored_as = pictures.kept(page, shown, box=application.box) if shown else ""
    page.readings = readings.sealed(page, found, box=application.box) if found else b""
    page.save()
    transaction.on_commit(lambda: pictures.delete(before))
    note_received(page, by)
