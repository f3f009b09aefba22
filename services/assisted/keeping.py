"""An adviser's session ended in the middle of a page: what they typed is kept, and they come back to it."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from services.applications import access
from services.applications.actions import catch_up
from services.applications.errors import FormChanged, NotDraft, NotOpen, RowGone
from services.applications.queries import answers_of
from services.assisted import changed, keying
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.identity.models import User

PASS = "step-pass"  # noqa: S105 -- the name of the hidden field, not a secret
KEYED = {"assisted:key_page", "assisted:key_row"}
ASKED = {"assisted:ask", "assisted:ask_row"}


class KeepTyped:
    """Middleware, before the gate of the staff pages: keeps what somebody sends who is signed out by now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request. Who has to sign in first is led back to the page."""
        response = self.get_response(request)
        turned_away = response.status_code == 302 and not isinstance(request.user, User)
        if turned_away and "/desk/help/" in request.path_info and keep(request):
            messages.info(request, _("We kept what you typed. Sign in again to go on with it."))
            response["Location"] += "?" + urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return response


def keep(request: HttpRequest) -> bool:
    """Keep what was sent to a page of the script or of a paper form, if it carries the page's pass.

    Works without a session: the pass only lets typing be kept. Tells whether something was kept.
    """
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if request.method != "POST" or match.view_name not in KEYED | ASKED:
        return False
    session = AssistedSession.objects.filter(pk=match.kwargs["pk"], ended_at__isnull=True).first()
    if session is None or session.application_id is None:
        return False
    channel = Channel.PAPER if match.view_name in KEYED else Channel(session.channel)
    row = match.kwargs.get("row", "")
    try:
        application = catch_up(access.for_typing(request.POST.get(PASS, ""), session.application_id))
        repeat = keying.repeat_of(answers_of(application), row) if row else ""
        if row and not repeat:
            return False
        return changed.keep(request, application, _steps(match, repeat), channel, row)
    except (NotOpen, NotDraft, RowGone, FormChanged):
        return False


def _steps(match: ResolverMatch, repeat: str) -> changed.Steps:
    if match.view_name in KEYED:
        return keying.page_of(match.kwargs["section"], repeat)
    return keying.step_of(match.kwargs.get("step") or match.kwargs["stop"])
