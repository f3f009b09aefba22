"""What of the paper that came back waits for somebody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from services.applications.models import Application
from services.paper.intake.models import ScanBatch, ScanPage
from services.paper.models import PrintedForm

State = ScanPage.State
LEFT_OVER = Q(state=State.TO_KEY) & ~Q(application__state="draft")
"""Pages of a form that was sent or deleted before anybody keyed them."""
TO_SORT = Q(state=State.TO_SORT) | LEFT_OVER
OPEN = TO_SORT | Q(state=State.LOOSE)
"""What a person may still put elsewhere."""


@dataclass(frozen=True, slots=True)
class ToKey:
    """An application with pages that nobody has keyed."""

    application: Application
    numbers: tuple[int, ...]
    """Which pages are there, in order."""
    of: int
    """How many the print has."""
    since: datetime

    @property
    def missing(self) -> list[int]:
        """The pages that have not come back."""
        return [number for number in range(1, self.of + 1) if number not in self.numbers]


@dataclass(frozen=True, slots=True)
class Loose:
    """Pages of one empty form in one file: of one person, or of several."""

    batch: ScanBatch
    printed: PrintedForm
    pages: int


def to_key() -> list[ToKey]:
    """Return the applications with pages to key, the longest waiting first. Two queries."""
    pages = (
        ScanPage.objects.filter(state=State.TO_KEY, application__state="draft")
        .select_related("application__version__form", "batch", "printed_copy", "printed_form")
        .order_by("batch__uploaded_at", "page")
    )
    found: dict[UUID, list[ScanPage]] = {}
    for page in pages:
        if page.application:
            found.setdefault(page.application.pk, []).append(page)
    return [_to_key(pages) for pages in found.values()]


def _to_key(pages: list[ScanPage]) -> ToKey:
    first = pages[0]
    printed = first.printed_copy or first.printed_form
    if first.application is None or printed is None:
        raise ValueError(f"page {first.pk} is to be keyed for nobody")
    numbers = {page.page for page in pages if page.page}
    return ToKey(first.application, tuple(sorted(numbers)), printed.pages, first.batch.uploaded_at)


def to_sort() -> list[ScanPage]:
    """Return the pages that no machine could place, as they were scanned."""
    found = ScanPage.objects.filter(TO_SORT).select_related("batch", "application")
    return list(found.order_by("batch__uploaded_at", "number"))


def problem_of(page: ScanPage) -> str:
    """Return why a page cannot be keyed where it is; "" if it can."""
    if page.state == State.TO_KEY and page.application and not page.application.is_draft:
        return "page_of_sent" if page.application.data_key else "page_of_erased"
    return page.problem


def is_open(page: ScanPage) -> bool:
    """Tell whether a person may still put a page elsewhere."""
    return ScanPage.objects.filter(OPEN, pk=page.pk).exists()


def loose() -> list[Loose]:
    """Return the pages of empty forms that belong to nobody yet, by file and print."""
    pages = ScanPage.objects.filter(state=State.LOOSE).select_related("printed_form__version__form", "batch")
    counted = Counter((page.batch, page.printed_form) for page in pages)
    return [Loose(batch, printed, count) for (batch, printed), count in counted.items() if printed]


def pages_of(batch: ScanBatch, printed: PrintedForm) -> list[ScanPage]:
    """Return the pages of an empty form in a file that belong to nobody yet, as they were scanned."""
    found = ScanPage.objects.filter(batch=batch, printed_form=printed, state=State.LOOSE)
    return list(found.select_related("batch"))


def likely_one_person(pages: Iterable[ScanPage]) -> list[str]:
    """Return the ids of the first pages that may be one person's: until a page number comes again.

    No more than a proposal: somebody looks at the pictures and says so.
    """
    seen: set[int | None] = set()
    chosen = []
    for page in pages:
        if page.page in seen:
            break
        seen.add(page.page)
        chosen.append(str(page.pk))
    return chosen
