"""The way back from a form or an appointment to the checklist it belongs to."""

from typing import Any

from django import template
from django.template.context import Context

from services.checklists.access import leads_back

register = template.Library()


@register.inclusion_tag("checklists/back.html", takes_context=True)
def back_to_checklist(context: Context, *, form: str = "", booking: str = "") -> dict[str, Any]:
    """Return the checklist of this browser that a form or an appointment belongs to.

    A page that is rendered once for many people says itself which it is, as `checklist`.
    """
    if "checklist" in context:
        return {"checklist": context["checklist"]}
    session = getattr(context.get("request"), "session", None)
    found = leads_back(session, form=form, booking_key=booking) if session is not None else None
    return {"checklist": found}
