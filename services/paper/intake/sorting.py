"""Whose a page is: by the print that its code names. A page never takes over anything from the one before."""

from dataclasses import dataclass

from services.applications.models import Application
from services.definitions.models import FormVersion
from services.paper.blank import store
from services.paper.copies import read_copy
from services.paper.intake.models import ScanPage
from services.paper.models import PrintedCopy, PrintedForm
from services.paper.page_code import PageCode
from services.paper.prints import Print as Size

SIZES = {size.letter: size for size in Size}


@dataclass(frozen=True, slots=True)
class Print:
    """One page of a print of ours: of an empty form, or of somebody's own copy."""

    page: int
    form: PrintedForm | None = None
    copy: PrintedCopy | None = None

    @property
    def printed(self) -> PrintedForm | PrintedCopy:
        """Return the print."""
        found = self.form or self.copy
        if found is None:
            raise ValueError("a page of no print")
        return found

    @property
    def version(self) -> FormVersion:
        """Return the version of the form that was printed."""
        return self.printed.version

    @property
    def boxes(self) -> dict[str, list[float]]:
        """Return the page's part of the box map."""
        found: dict[str, list[float]] = self.printed.boxes[self.page - 1]
        return found

    def pdf(self) -> bytes:
        """Return the print as it went out. Raises FileNotFoundError if it is lost."""
        if self.copy:
            return read_copy(self.copy)
        with store().open(self.printed.stored_as) as stored:
            return bytes(stored.read())


def print_of(code: PageCode) -> Print | str:
    """Return the page of the print that a code names; page_of_unknown_print if there is none."""
    found: Print | None = None
    if code.copy:
        copy = (
            PrintedCopy.objects.select_related("version__form", "application").filter(code=code.copy).first()
        )
        found = Print(code.page, copy=copy) if copy else None
    else:
        form = (
            PrintedForm.objects.select_related("version__form")
            .filter(
                version__form__key=code.form,
                version__number=code.version,
                language__iexact=code.language,
                size=SIZES.get(code.size, ""),
                edition=code.edition,
            )
            .first()
        )
        found = Print(code.page, form=form) if form else None
    if found is None or found.page > found.printed.pages:
        return "page_of_unknown_print"
    return found


def belongs(known: Print) -> tuple[Application | None, str]:
    """Return the application that a page belongs to, and why it cannot be keyed there, if so.

    (None, "") for a page of an empty form, which anybody may have filled in.
    """
    if known.copy is None:
        return None, ""
    application = known.copy.application
    if not application.data_key:
        return None, "page_of_erased"
    if not application.is_draft or application.closed_at:
        return None, "page_of_sent"
    return application, ""


def is_there(page: ScanPage) -> bool:
    """Tell whether another scan of the same page of the same copy is there already."""
    same = ScanPage.objects.filter(printed_copy=page.printed_copy, page=page.page).exclude(pk=page.pk)
    return same.filter(state__in=[ScanPage.State.TO_KEY, ScanPage.State.KEYED]).exists()
