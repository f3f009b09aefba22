"""The page on which somebody finds the office nearest to a postcode.

A postcode can tell where one person lives, so it is never part of an address: it is sent by POST, kept in
the session, and the page is then opened anew. Back and reload work; nothing of it is logged or counted.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from content.near.offices import FAR_MILES, away, offices_from
from services.booking.forms import printable
from services.gazetteer.errors import NotAPostcode
from services.gazetteer.locating import LONGEST, locate, tidy_any
from services.identity.access_levels import public
from services.online.forms import PlainForm

KEPT = "near_you"
WRONG = _("Enter a postcode, like ZZ1 1AA, or its first part, like ZZ1")


class PostcodeForm(PlainForm):
    """Asks where somebody is, no more exactly than they like."""

    postcode = forms.CharField(
        label=_("Your postcode"),
        help_text=_("For example ZZ1 1AA. The first part, ZZ1, is enough."),
        max_length=LONGEST,
        error_messages={"required": WRONG, "max_length": WRONG},
        widget=forms.TextInput(
            {"autocomplete": "postal-code", "class": "govuk-input--width-10", "spellcheck": "false"}
        ),
    )

    def clean_postcode(self) -> str:
        """Return it as it is written."""
        try:
            return tidy_any(self.cleaned_data["postcode"])
        except NotAPostcode:
            raise forms.ValidationError(WRONG) from None


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def near_you(request: HttpRequest) -> HttpResponse:
    """Ask for a postcode, and list our offices: all of them, the nearest first once it is known."""
    if request.method == "POST" and "forget" in request.POST:
        request.session.pop(KEPT, None)
        return redirect("near_you")
    form = PostcodeForm(printable(request.POST) if request.method == "POST" else None)
    if form.is_valid():
        request.session[KEPT] = form.cleaned_data["postcode"]
        return redirect("near_you")
    postcode = "" if form.is_bound else request.session.get(KEPT, "")
    here = locate(postcode) if postcode else None
    offices = offices_from(here)
    nearest = offices[0].miles if offices else None
    context: dict[str, Any] = {
        "form": form if form.is_bound else PostcodeForm(initial={"postcode": postcode}),
        "has_errors": bool(form.errors),
        "postcode": postcode,
        "is_known": here is not None,
        "offices": offices,
        "is_far": nearest is not None and nearest >= FAR_MILES,
        "away": away(),
    }
    return render(request, "content/near/page.html", context)
