"""How far the files of a published form are: there, being drawn, or failed and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.core.cache import cache

from services.definitions.models import FormVersion
from services.paper.blank import made_from, store
from services.paper.models import FailedDrawing, PrintedForm
from services.paper.prints import Print
from services.paper.tasks import draw_soon, mark


class Stand(StrEnum):
    """How far one file is."""

    THERE = "there"
    ASKED = "asked"
    """A worker has been told to draw it."""
    FAILED = "failed"
    WAITING = "waiting"
    """Nobody has been told: the next round does it, or the first reader."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a form."""

    language: str
    size: Print
    stand: Stand
    pages: int = 0
    at: datetime | None = None
    """When it was drawn, or when that failed."""
    why: str = ""
    """The kind of error; the log of the worker says more."""


def files_of(version: FormVersion) -> list[File]:
    """Return each file of a version in its languages, as it would be drawn today. Three queries."""
    names = [code for code, _name in settings.LANGUAGES if code in version.document.languages]
    wanted = {made_from(version, language, size): (language, size) for language in names for size in Print}
    there = {
        each.made_from: each
        for each in PrintedForm.objects.filter(made_from__in=wanted)
        if store().exists(each.stored_as)
    }
    failed = {each.made_from: each for each in FailedDrawing.objects.filter(made_from__in=wanted)}
    asked = cache.get_many([mark(key) for key in wanted])
    found = []
    for key, (language, size) in wanted.items():
        if drawn := there.get(key):
            found.append(File(language, size, Stand.THERE, drawn.pages, drawn.made_at))
        elif broken := failed.get(key):
            found.append(File(language, size, Stand.FAILED, at=broken.failed_at, why=broken.why))
        else:
            found.append(File(language, size, Stand.ASKED if mark(key) in asked else Stand.WAITING))
    return found


def draw_again(version: FormVersion) -> int:
    """Forget what failed and hand what is missing to the workers; return how many files that is."""
    keys = [made_from(version, language, size) for language in version.document.languages for size in Print]
    FailedDrawing.objects.filter(made_from__in=keys).delete()
    cache.delete_many([mark(key) for key in keys])
    return draw_soon()
