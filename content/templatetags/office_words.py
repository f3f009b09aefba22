"""Words about offices, in templates."""

from django import template

from services.booking.models import Office

register = template.Library()


@register.filter
def map_address(office: Office) -> str:
    """Return the address of a map of where an office is, or "" if nobody wrote it down.

    A plain link: the map's owner learns nothing of anybody who does not follow it.
    """
    if office.latitude is None or office.longitude is None:
        return ""
    where = f"{office.latitude}/{office.longitude}"
    pin = f"mlat={office.latitude}&mlon={office.longitude}"
    return f"https://www.openstreetmap.org/?{pin}#map=17/{where}"
