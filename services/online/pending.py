"""What someone typed over an answer without its being saved: it must not be lost by sending."""

from dataclasses import dataclass

from services.applications.models import TypedInput
from services.definitions.journey import rows_in
from services.definitions.kinds.base import Words
from services.online import places
from services.online.drafts import Draft


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A step with typing that is not an answer yet."""

    title: Words
    url: str


def unsaved(draft: Draft) -> list[Unsaved]:
    """Return the steps on the way with typing that was kept but not saved. One query."""
    typed = set(TypedInput.objects.filter(application=draft.application).values_list("step", "row"))
    application, origin = draft.application, places.FROM_CHECK
    found: list[Unsaved] = []
    for stop in draft.journey.stops:
        if stop.step and (stop.key, "") in typed:
            found.append(
                Unsaved(stop.step.heading, places.stop_page(application, stop.key, came_from=origin))
            )
        for place in rows_in(stop):
            for step in place.row.steps:
                if (step.key, place.row.id) in typed:
                    address = places.row_page(
                        application, place.stop.key, place.row.id, step.key, came_from=origin
                    )
                    found.append(Unsaved(step.heading, address))
    return found
