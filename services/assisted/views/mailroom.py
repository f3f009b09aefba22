"""The mail room's pages: letters that wait to be printed, and messages that failed."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from services import wording
from services.applications.errors import NothingFound
from services.assisted import mailroom
from services.assisted.forms.letters import LettersForm
from services.assisted.missing.actions import answered_letters
from services.assisted.outgoing import described
from services.assisted.views.batches import as_file
from services.assisted.views.entrance import adviser, manager, user_of
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import staff
from services.notifications import batches, outbox
from services.notifications.models import Message

DESK = Channel.COUNTER
LETTERS_A_PAGE = 50  # about as many as one envelope box, and as a printer takes at once
FAILED_A_PAGE = 25
DEEDS = {
    "retry": mailroom.send_again,
    "letter": mailroom.write_instead,
    "settle": mailroom.settle,
    "print": mailroom.print_here,
}


@adviser
def waiting_letters(request: HttpRequest) -> HttpResponse:
    """List the letters that wait; print the chosen ones, or note them as posted."""
    answered = [each.pk for each in answered_letters()]
    there = batches.unbatched().exclude(pk__in=answered)
    page: Page[Message] = Paginator(there, LETTERS_A_PAGE).get_page(request.GET.get("page"))
    shown, by = described(page.object_list), staff(user_of(request))
    if request.method == "POST" and not shown:
        return redirect("assisted:letters")  # a colleague has done the last one
    form = LettersForm(request.POST if request.method == "POST" else None, letters=shown)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "print":
            name = f"letters-{timezone.localtime():%Y-%m-%d-%H%M}.pdf"
            return as_file(mailroom.print_letters(chosen=form.chosen, by=by, channel=DESK), name)
        count = mailroom.note_posted(chosen=form.chosen, by=by, channel=DESK)
        said = ngettext("%(count)s letter noted as posted.", "%(count)s letters noted as posted.", count)
        messages.success(request, said % {"count": count})
        return redirect("assisted:letters")
    context = {"page": page, "form": form, "has_errors": bool(form.errors), "any": bool(shown)}
    context |= {"batches": batches.to_post(), "posted": batches.posted_lately()}
    return render(request, "assisted/letters.html", context)


@manager
@require_safe
def failed_messages(request: HttpRequest) -> HttpResponse:
    """List the messages that we gave up, the oldest first."""
    page: Page[Message] = Paginator(outbox.failed(), FAILED_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assisted/failed.html", {"page": page, "failed": described(page.object_list)})


@manager
@require_POST
def deal_with(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try a message again, write a letter instead, or note that the person knows."""
    found = Message.objects.filter(pk=pk).first()
    deed = DEEDS.get(request.POST.get("do", ""))
    if found is None or deed is None:
        raise NothingFound
    said = {
        "retry": _("We are sending it again."),
        "letter": _("A letter is waiting to be printed."),
        "settle": _("Noted. It is off the list."),
        "print": _("A letter is waiting to be printed."),
    }
    try:
        deed(failed=described([found])[0], by=staff(user_of(request)), channel=DESK)
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    else:
        messages.success(request, said[request.POST["do"]])
    return redirect("assisted:failed")
