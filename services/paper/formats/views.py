"""Ask for a form or letter in another format: the page, and what is said afterwards."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from services.definitions.channels import Channel
from services.definitions.models import Form
from services.definitions.publishing import current_version
from services.definitions.sentences import words
from services.identity import throttle
from services.identity.access_levels import public
from services.identity.actors import citizen
from services.identity.models import User
from services.paper.formats.actions import ask_format
from services.paper.formats.asking import FormatForm
from services.paper.formats.choices import Format

# More than one household asks for; a program that fills in forms is soon stopped.
ASKED = throttle.Limit("formats", burst=10, refill=timedelta(minutes=10))
DUE = "format_due"


@public
@never_cache
@sensitive_post_parameters()
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for another format of anything; ?form=KEY says of which form."""
    key = request.GET.get("form", "")
    found = Form.objects.filter(key=key).first()
    language = get_language() or "en"
    about = words(current_version(key).document.title, language) if found else ""
    form = FormatForm(request.POST if request.method == "POST" else None, initial={"about": about})
    if request.method == "POST" and form.is_valid():
        throttle.spend(request.META.get("REMOTE_ADDR", ""), ASKED)
        asked = ask_format(
            format=Format(form.cleaned_data["format"]),
            form=found,
            details=form.details,
            language=language,
            by=citizen(request.user if isinstance(request.user, User) else None),
            channel=Channel.ONLINE,
        )
        request.session[DUE] = asked.due_on.isoformat()
        return redirect("paper:format_asked")
    return render(request, "paper/ask_format.html", {"form": form, "has_errors": bool(form.errors)})


@public
@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that it is on its way, and by when."""
    if DUE not in request.session:
        return redirect("paper:ask_format")
    return render(request, "paper/format_asked.html", {"due_on": date.fromisoformat(request.session[DUE])})
