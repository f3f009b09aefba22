"""What stands on the scanned pages of an application: which picture belongs to which question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from services.applications.models import Application
from services.assisted.keying import rows_of
from services.definitions.document import Document
from services.definitions.journey import Answers
from services.paper.intake.models import ScanPage
from services.paper.intake.readings import Read, opened
from services.paper.layout import INNER_FROM
from services.paper.scanning.meaning import State, Why
from services.paper.scanning.plan import HELPER, SIGNATURE, SIGNED

AT_THE_END = (SIGNATURE, SIGNED, HELPER)
NOTES = {
    Why.HANDWRITING: _("Key what is written."),
    Why.UNSURE_MARK: _("A mark is not clear. Decide from the picture."),
    Why.CANCELLED_MARK: _("An answer was crossed out and no other chosen. Decide from the picture."),
    Why.SEVERAL_MARKS: _("More than one box is crossed. Decide from the picture, or leave it open."),
    Why.EXCLUSIVE_MARKS: _("“None” is crossed with other boxes. Decide from the picture, or leave it open."),
    Why.WRITING_WITHOUT_MARK: _("No box is crossed, but something is written. Decide from the picture."),
    Why.WRITING_BESIDE_MARK: _("Something is written beside the boxes. Decide from the picture."),
    Why.ON_TWO_PAGES: _("The boxes go on over the page. Look at both pages."),
    Why.SIGNATURE: _("Check the signature."),
    Why.MORE_ROWS: _("They crossed that there is more on a sheet of their own."),
}
READ = _("Read by machine. Check it against the picture.")
LEFT_BLANK = _("Nothing is written here.")
Pages = ScanPage.State


@dataclass(frozen=True, slots=True)
class OnPaper:
    """The scanned pages of one application and what was read on them."""

    pages: tuple[ScanPage, ...] = ()
    answers: Mapping[tuple[str, str], Read] = field(default_factory=dict)
    """By question and row."""
    rows_to_come: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many rows are filled in on paper and not keyed, by list and the row that it stands in."""
    at_the_end: tuple[Read, ...] = ()
    """Signature, name and helper."""
    elsewhere: tuple[Read, ...] = ()
    """What the form does not ask any more: it was printed from another version."""

    def at(self, question: str, row: str) -> Read | None:
        """Return what stands on paper for a question; None if no page with it is there."""
        return self.answers.get((question, row))


def on_paper(application: Application, answers: Answers) -> OnPaper:
    """Return what stands on an application's pages. Later scans of a question count, unless left blank."""
    pages = tuple(
        ScanPage.objects.filter(application=application, state__in=[Pages.TO_KEY, Pages.KEYED])
        .select_related("application", "printed_copy", "printed_form__version__form")
        .order_by("page", "batch__uploaded_at", "number")
    )
    document = application.document
    found: dict[tuple[str, str], Read] = {}
    to_come: dict[tuple[str, str], set[int]] = {}
    at_the_end: list[Read] = []
    elsewhere: list[Read] = []
    for page in pages:
        for meant in opened(page):
            read, place = Read(page, meant), meant.place
            says = meant.state in (State.READ, State.ASK)
            if place.key in AT_THE_END:
                if says:
                    at_the_end.append(read)
            elif place.key not in document.questions:
                if says and place.key not in document.repeats_by_key:
                    elsewhere.append(read)
            elif place.row == 0:
                _take(found, (place.key, ""), read)
            else:
                repeat, holder, row = _row(document, answers, page, place.key, place.row)
                if row:
                    _take(found, (place.key, row), read)
                elif says and holder is not None:
                    to_come.setdefault((repeat, holder), set()).add(place.row)
    counts = {where: len(places) for where, places in to_come.items()}
    return OnPaper(pages, found, counts, tuple(at_the_end), tuple(elsewhere))


def _take(found: dict[tuple[str, str], Read], where: tuple[str, str], read: Read) -> None:
    if where not in found or read.meant.state in (State.READ, State.ASK):
        found[where] = read


def _row(
    document: Document, answers: Answers, page: ScanPage, question: str, place: int
) -> tuple[str, str | None, str]:
    """Return the list, the row around it (None if that is not keyed yet) and the row printed at a place.

    The rows that were printed with a copy keep their places; those added since come after them.
    """
    printed = page.printed_copy.rows if page.printed_copy else {}
    repeat = document.step_of[question].repeat or ""
    outer = document.repeats_by_key[repeat].inside if repeat else None
    if not outer:
        return repeat, "", _nth(rows_of(answers, repeat), printed.get(repeat, []), place)
    around, inner = divmod(place, INNER_FROM)
    holder = _nth(rows_of(answers, outer), printed.get(outer, []), around)
    if not holder:
        return repeat, None, ""
    known = printed.get(repeat, [])
    if not set(known) <= answers.within.keys():  # one was taken out since: which one stands where?
        return repeat, holder, ""
    inside = [row for row in known if answers.within[row] == holder]
    return repeat, holder, _nth(rows_of(answers, repeat, holder), inside, inner)


def _nth(rows: list[str], printed: list[str], place: int) -> str:
    """Return the row at a place, from 1; "" if it is not there (yet, or any more)."""
    if place <= len(printed):
        return printed[place - 1] if printed[place - 1] in rows else ""
    added = [row for row in rows if row not in printed]
    return added[place - len(printed) - 1] if place - len(printed) <= len(added) else ""
