"""Background work: reads a scanned file page by page. Each page is kept before the next is looked at."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from services.applications.events import record
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM, Actor
from services.paper import page_code
from services.paper.filled import sorted_out
from services.paper.intake import pictures, readings
from services.paper.intake.models import ScanBatch, ScanPage
from services.paper.intake.sorting import Print, belongs, is_there, print_of
from services.paper.prints import Print as Size
from services.paper.scanning import apart
from services.paper.scanning.found import Fault, Page, PageReading, Typed
from services.paper.scanning.meaning import Meant, State, meant
from services.paper.scanning.plan import Place, split, template
from services.paper.scanning.recognising import recognised

logger = logging.getLogger(__name__)
READING_TAKES = timedelta(minutes=30)
"""More than a batch needs. One that is read for longer was left by a worker that died."""
TRIES = 3
GIVEN_UP = "scan_given_up"
NOTHING_TYPED = Typed({})


@task()
def read_scans(batch_pk: str) -> None:
    """Read one file in the background. What is interrupted, `read_left_over` takes up again."""
    read_batch(batch_pk)


def read_soon(batch_pk: str) -> None:
    """Hand a file to the workers."""
    read_scans.enqueue(batch_pk)


def read_left_over() -> int:
    """Read the files that no worker has read. Return how many."""
    left = Q(state=ScanBatch.State.READING, reading_at__lt=timezone.now() - READING_TAKES)
    lost = Q(state=ScanBatch.State.WAITING, uploaded_at__lt=timezone.now() - READING_TAKES)
    found = list(ScanBatch.objects.filter(left | lost).values_list("pk", flat=True))
    for pk in found:
        read_batch(str(pk))
    return len(found)


def read_batch(batch_pk: str) -> None:
    """Read a file, from where an interrupted worker left it. One that is being read changes nothing."""
    stale = Q(state=ScanBatch.State.READING, reading_at__lt=timezone.now() - READING_TAKES)
    taken = ScanBatch.objects.filter(Q(state=ScanBatch.State.WAITING) | stale, pk=batch_pk)
    if not taken.update(state=ScanBatch.State.READING, reading_at=timezone.now()):
        return
    batch = ScanBatch.objects.get(pk=batch_pk)
    batch.tries += 1
    batch.save(update_fields=["tries"])
    if batch.tries > TRIES:
        _done(batch, GIVEN_UP)
        return
    with storages["private"].open(batch.stored_as) as stored:
        plain = batch.box.open(stored.read(), context=f"scan-file:{batch.pk}")
    there, problem, typed = set(batch.pages.values_list("number", flat=True)), "", Typed({})
    with apart.Reader() as reader:
        for found in apart.opened(plain):
            if isinstance(found, Typed):
                typed = found
            elif isinstance(found, Fault) and not found.page:
                problem = found.code
            elif isinstance(found, Fault):
                if found.page not in there:
                    keep_fault(batch, found)
            elif found.number not in there:
                keep_page(batch, found, reader, typed)
    _done(batch, problem)


def _done(batch: ScanBatch, problem: str) -> None:
    batch.state, batch.problem, batch.read_at = ScanBatch.State.READ, problem, timezone.now()
    batch.save(update_fields=["state", "problem", "read_at"])


def keep_fault(batch: ScanBatch, fault: Fault) -> None:
    """Note a page that did not open: it waits for a person, who has the paper."""
    ScanPage.objects.create(batch=batch, number=fault.page, state=ScanPage.State.TO_SORT, problem=fault.code)


def keep_page(batch: ScanBatch, found: Page, reader: apart.Reader, typed: Typed) -> ScanPage:
    """Return the page of a file, put where its code says and read; or to be sorted, with why."""
    page = ScanPage(batch=batch, number=found.number, state=ScanPage.State.TO_SORT)
    code = recognised(found.seen, site=page_code.site_mark(settings.SITE_URL))
    known = code if isinstance(code, str) else print_of(code)
    if isinstance(known, str):
        page.problem = known
        store(page, {pictures.WHOLE: found.picture}, ())
        return page
    reading = read_as(known, found.picture, reader)
    with transaction.atomic():
        place(page, known, found.picture, reading, typed)
        note_received(page, SYSTEM)
    return page


def place(
    page: ScanPage, known: Print, whole: bytes, reading: PageReading, typed: Typed = NOTHING_TYPED
) -> None:
    """Keep what was read on a page of a known print with whom it belongs to, if that is known."""
    page.printed_form, page.printed_copy, page.page = known.form, known.copy, known.page
    page.application, page.problem = belongs(known)
    if page.application:
        page.problem = "page_again" if is_there(page) else ""
        page.state = ScanPage.State.TO_SORT if page.problem else ScanPage.State.TO_KEY
    else:
        page.state = ScanPage.State.TO_SORT if page.problem else ScanPage.State.LOOSE
    page.problem = page.problem or reading.problem
    found: tuple[Meant, ...] = ()
    shown = {pictures.WHOLE: whole}
    if reading.straight:
        shown[pictures.STRAIGHT] = reading.straight
        shown |= {name: cut.picture for name, cut in reading.answers.items()}
        found = meant(known.version.document, reading, copy=known.copy is not None)
    exact = tuple(_typed_in(known, typed))
    places = {each.place for each in exact}
    store(page, shown, (*exact, *(each for each in found if each.place not in places)))


def _typed_in(known: Print, typed: Typed) -> Iterator[Meant]:
    """Yield what was typed on a computer into the answers on a page: read to the letter."""
    if known.printed.size != Size.FILLABLE:  # a print on paper has no fields: somebody put them in
        return
    here = {found[0] for name in known.boxes if (found := split(name))}
    for place, answer in sorted_out(typed.fields, known.version.document).typed.items():
        if Place(place.question, place.row) in here:
            yield Meant(Place(place.question, place.row), State.READ, answer)


def read_as(known: Print, whole: bytes, reader: apart.Reader) -> PageReading:
    """Return what is on the picture of a page. It takes a second or two: not in a transaction."""
    try:
        pdf = known.pdf()
    except FileNotFoundError:
        return PageReading(problem="page_without_print")
    stands = template(known.version.document, known.boxes, pdf=pdf, page=known.page)
    return reader.read(whole, stands)


def store(page: ScanPage, shown: dict[str, bytes], found: tuple[Meant, ...]) -> None:
    """Keep the page with its pictures. What was stored before, for somebody else, goes afterwards."""
    before, box = page.stored_as, page.box
    page.stored_as = pictures.kept(page, shown, box=box)
    page.readings = readings.sealed(page, found, box=box) if found else b""
    try:
        page.save()
    except BaseException:
        pictures.delete(page.stored_as)
        raise
    transaction.on_commit(lambda: pictures.delete(before))


def note_received(page: ScanPage, by: Actor) -> None:
    """Write down that a page came that belongs to somebody."""
    if page.application:
        record(
            "page_received",
            by=by,
            channel=Channel.PAPER,
            application=page.application,
            subject=f"scan_page:{page.pk}",
        )
