"""Background work: draws empty forms before anybody asks for them. Who asks earlier waits for theirs."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django_tasks import task

from services.definitions.models import version_of
from services.paper.blank import blank_form, undrawn
from services.paper.prints import Print

ASKED_AGAIN_AFTER = timedelta(hours=1)
"""A form that could not be drawn is not tried in every round."""
_PATIENT = -50  # of 100; 0 is usual: messages go first


@task()
def draw_form(version_pk: int, language: str, size: str) -> None:
    """Draw one empty form, unless somebody was quicker."""
    blank_form(version_of(version_pk), language, Print(size))


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
    for made_from, (version, language, size) in undrawn().items():
        if cache.add(f"drawing-{made_from}", True, ASKED_AGAIN_AFTER.total_seconds()):
            draw_form.using(**options).enqueue(version.pk, language, size.value)
            found += 1
    return found
