"""Background work: draws empty forms before anybody asks for them. Who asks earlier waits for theirs."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from services.definitions.models import version_of
from services.paper.blank import blank_form, made_from, undrawn
from services.paper.models import FailedDrawing
from services.paper.prints import Print

ASKED_AGAIN_AFTER = timedelta(hours=1)
"""A form that could not be drawn is not tried in every round."""
_PATIENT = -50  # of 100; 0 is usual: messages go first


@task()
def draw_form(version_pk: int, language: str, size: str) -> None:
    """Draw one empty form, unless somebody was quicker. That it failed is kept for the form's authors."""
    version, wanted = version_of(version_pk), Print(size)
    try:
        blank_form(version, language, wanted)
    except Exception as error:  # whatever it is, it is noted for the authors and then raised
        FailedDrawing.objects.update_or_create(
            made_from=made_from(version, language, wanted),
            defaults={"why": type(error).__name__, "failed_at": timezone.now()},
        )
        raise
    FailedDrawing.objects.filter(made_from=made_from(version, language, wanted)).delete()


def mark(key: str) -> str:
    """Return under which name the cache remembers that a worker was told of a form (see made_from)."""
    return f"drawing-{key}"


def draw_soon() -> int:
    """Hand the empty forms that are not there yet to the workers, one by one; return how many.

    So a form is there soon after it was published, and after the council's details or our design
    changed: publishing waits for nothing. A queue that cannot wait (tests, or a plain one) leaves them
    to their first reader.
    """
    backend = draw_form.get_backend()
    if not backend.supports_defer:
        return 0
    options: dict[str, Any] = {"priority": _PATIENT} if backend.supports_priority else {}
    found = 0
    for key, (version, language, size) in undrawn().items():
        if cache.add(mark(key), True, ASKED_AGAIN_AFTER.total_seconds()):
            draw_form.using(**options).enqueue(version.pk, language, size.value)
            found += 1
    return found
