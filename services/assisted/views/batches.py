"""Batches of letters: make one, print it, get its list, note it as posted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from services.applications.errors import NothingFound
from services.assisted import batches
from services.assisted.outgoing import described
from services.assisted.views.entrance import adviser, user_of
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.notifications.batches import taken_back
from services.notifications.models import LetterBatch

DESK = Channel.COUNTER


@adviser
@require_POST
def make_batch(request: HttpRequest) -> HttpResponse:
    """Make a batch of all letters that wait."""
    batch = batches.make(by=staff(user_of(request)))
    if batch is None:
        messages.warning(request, _("No letter is waiting that is not in a batch already."))
        return redirect("assisted:letters")
    return redirect("assisted:batch", batch.pk)


@adviser
@require_http_methods(["GET", "HEAD", "POST"])
def batch_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is in a batch; print it, hand out its list, or note it as posted."""
    batch = batches.batch_numbered(number)
    if request.method == "POST":
        return _done(request, batch, request.POST.get("do", ""))
    context = {
        "batch": batch,
        "lines": batches.lines_of(batch),
        "taken_back": described(taken_back(batch)) if not batch.posted_at else [],
    }
    return render(request, "assisted/batch.html", context)


def _done(request: HttpRequest, batch: LetterBatch, pressed: str) -> HttpResponse:
    by = staff(user_of(request))
    if pressed == "print":
        return as_file(batches.printed(batch=batch, by=by, channel=DESK), f"letters-{batch.pk}.pdf")
    if pressed == "list":
        return as_file(batches.table(batch).encode(), f"letters-{batch.pk}.csv", "text/csv; charset=utf-8")
    if pressed != "posted":
        raise NothingFound
    count = batches.posted(batch=batch, by=by, channel=DESK)
    said = ngettext("%(count)s letter noted as posted.", "%(count)s letters noted as posted.", count)
    messages.success(request, said % {"count": count})
    return redirect("assisted:batch", batch.pk)


def as_file(data: bytes, name: str, media_type: str = "application/pdf") -> HttpResponse:
    """Return a file to save, which no browser keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)
