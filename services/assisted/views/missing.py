"""Ask for what is missing in a form: a letter with only those questions, or a call that waits on a list."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services import wording
from services.applications.errors import NothingFound
from services.assisted import actions
from services.assisted.access import application_of, open_session
from services.assisted.missing import actions as missing
from services.assisted.missing.models import CallToMake, Try
from services.assisted.missing.queries import calls, shown_to_staff
from services.assisted.views.entrance import adviser, post_only, user_of
from services.definitions.channels import Channel
from services.errors import Refusal
from services.identity.actors import Actor, staff

CALLS_A_PAGE = 10


@adviser
@post_only
def ask_for(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the letter, or put the call on the list, about the application of a stretch of help."""
    session = open_session(pk, user_of(request))
    application, by, channel = application_of(session), staff(user_of(request)), Channel(session.channel)
    try:
        if request.POST.get("do") == "letter":
            missing.write_letter(application=application, by=by, channel=channel)
            messages.success(request, _("A letter with these questions is waiting to be printed."))
        else:
            missing.put_on_list(application=application, by=by, channel=channel)
            messages.success(request, _("It is on the list of calls to make."))
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    return redirect("assisted:key", pk)


@adviser
@require_safe
def calls_to_make(request: HttpRequest) -> HttpResponse:
    """List whom to call, the longest waiting first. The names and numbers on it are on record as a look."""
    page = Paginator(list(calls()), CALLS_A_PAGE).get_page(request.GET.get("page"))
    shown = [shown_to_staff(call, still) for call, still in page.object_list]
    for each in shown:
        actions.note_look(application=each.application, by=staff(user_of(request)), channel=Channel.PHONE)
    return render(request, "assisted/calls.html", {"page": page, "calls": shown, "outcomes": Try})


@adviser
@require_POST
def deal_with(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note how a try to call went, write a letter instead, or take it off the list.

    Who was reached is helped from there, by phone: the check of who they are comes first.
    """
    call = CallToMake.objects.select_related("application__version__form").filter(application=pk).first()
    by, pressed = staff(user_of(request)), request.POST.get("do", "")
    if call is None:
        messages.warning(request, _("A colleague dealt with this call, or it is answered."))
        return redirect("assisted:calls")
    if pressed == Try.REACHED:
        return _reached(call, by)
    try:
        messages.success(request, _done(call, pressed, by))
    except Refusal as refusal:
        messages.warning(request, wording.explain(refusal))
    return redirect("assisted:calls")


def _reached(call: CallToMake, by: Actor) -> HttpResponse:
    missing.note_try(call=call, outcome=Try.REACHED, by=by)
    application = call.application
    session = actions.start_session(
        by=by, channel=Channel.PHONE, language=application.language, application=application
    )
    return redirect(translate_url(reverse("assisted:session", args=[session.pk]), session.language))


def _done(call: CallToMake, pressed: str, by: Actor) -> str:
    if pressed in (Try.NOT_REACHED, Try.WRONG_NUMBER):
        missing.note_try(call=call, outcome=Try(pressed), by=by)
        return _("Noted.")
    if pressed == "letter":
        missing.write_letter(application=call.application, by=by, channel=Channel.PHONE)
        return _("A letter with these questions is waiting to be printed.")
    if pressed == "drop":
        missing.take_off(call=call, by=by)
        return _("Noted. It is off the list.")
    raise NothingFound
