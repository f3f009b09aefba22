"""Where the offices are, how to get in, and when they are open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from services.booking import opening, queries
from services.booking.models import Office
from services.identity.access_levels import public


@public
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List the offices with what makes them usable."""
    return render(request, "content/offices/list.html", {"offices": Office.objects.filter(active=True)})


@public
@require_safe
def office(request: HttpRequest, key: str) -> HttpResponse:
    """Show one office: how to get there and in, its week, when it is closed, and what can be booked."""
    found = get_object_or_404(Office, key=key, active=True)
    context = {
        "office": found,
        "weekly": opening.weekly(found),
        "planned": opening.later_change(found, opening.today(found)),
        "closures": opening.closures(found),
        "extra": opening.opened_in_addition(found),
        "types": queries.types_at(found),
    }
    return render(request, "content/offices/office.html", context)
