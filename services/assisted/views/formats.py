"""Forms and letters that somebody needs in another format: the list, and one with who asked for it."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from services.applications.errors import NothingFound
from services.applications.events import record
from services.assisted.views.entrance import adviser, user_of
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.paper.formats.actions import NEXT, move_on, waiting
from services.paper.formats.choices import Progress
from services.paper.models import FormatRequest

DESK = Channel.COUNTER


@adviser
def formats(request: HttpRequest) -> HttpResponse:
    """List what is not sent yet. Who asked for it stands on its own page."""
    context = {"waiting": waiting(), "today": timezone.localdate()}
    return render(request, "assisted/formats.html", context)


@adviser
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one request, which is put on record; note that it is in hand, or sent."""
    found = FormatRequest.objects.select_related("form", "changed_by").filter(pk=pk).first()
    if found is None:
        raise NothingFound
    by = staff(user_of(request))
    if request.method == "POST" and request.POST.get("to") in Progress.values:
        to = Progress(request.POST["to"])
        move_on(pk=pk, to=to, by=by, channel=DESK)
        if to == Progress.SENT:
            messages.success(request, _("Noted as sent. It is off the list."))
            return redirect("assisted:formats")
        return redirect("assisted:format", pk)
    with transaction.atomic():
        record("format_opened", by=by, channel=DESK, subject=found.subject)
    context = {
        "asked": found,
        "details": found.details,
        "then": NEXT.get(Progress(found.state), ""),
        "late": found.due_on < timezone.localdate() and found.state != Progress.SENT,
    }
    return render(request, "assisted/format.html", context)
