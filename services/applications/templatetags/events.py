"""What happened, as a sentence."""

from django import template

from services import wording
from services.applications.models import Event

register = template.Library()


@register.filter
def event_sentence(event: Event) -> str:
    """Return what an event says to whoever reads a timeline."""
    return wording.sentence(f"event_{event.kind}")
