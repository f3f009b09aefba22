"""The pages on which a reader says whether a page is useful."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from content.feedback.keeping import keep
from content.feedback.places import Place, address_of, place_of
from services.identity import throttle
from services.identity.access_levels import public
from services.identity.errors import TooManyTries
from services.online.forms import PlainForm
from services.online.resuming import client_address
from services.wording import explain

# For each client's address, wide enough for a library or an office behind one.
GIVEN = throttle.Limit("feedback", burst=30, refill=timedelta(minutes=1))
LONGEST = 1000


def _text(label: Any) -> forms.CharField:
    """Return a box for a few sentences, which may stay empty."""
    too_long = _("Make the answer shorter. It can have up to %(limit_value)d letters, numbers and spaces")
    box = forms.Textarea({"rows": 4})
    field = forms.CharField(label=label, required=False, max_length=LONGEST, widget=box)
    field.error_messages["max_length"] = too_long
    return field


class FeedbackForm(PlainForm):
    """Useful or not, and why. What the link has said already is not asked again."""

    useful = forms.ChoiceField(
        label=_("Is the page useful?"),
        choices=[("yes", pgettext_lazy("useful page", "Yes")), ("no", pgettext_lazy("useful page", "No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no"), "invalid_choice": _("Choose yes or no")},
    )
    doing = _text(_("What were you doing? (optional)"))
    wrong = _text(_("What went wrong? (optional)"))
    # Only a machine sees this box and fills it in.
    website = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, data: Any = None, *, useful: str) -> None:
        super().__init__(data)
        if useful:
            del self.fields["useful"]
        if useful == "yes":
            del self.fields["wrong"]
        self.said = useful

    @property
    def shown(self) -> list[forms.BoundField]:
        """Return the questions."""
        return [field for field in self if field.name != "website"]

    @property
    def is_a_machines(self) -> bool:
        """Tell whether the box was filled in that nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def store(self, place: Place) -> None:
        """Keep the answer."""
        given = self.cleaned_data
        keep(
            place,
            useful=(self.said or given["useful"]) == "yes",
            doing=given["doing"],
            wrong=given.get("wrong", ""),
            language=get_language(),
        )


def _place(request: HttpRequest) -> Place:
    found = place_of(request, request.GET.get("page", ""))
    if found is None:
        raise Http404
    return found


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, useful: str = "") -> HttpResponse:
    """Ask about one page; by POST, keep the answer. `useful` is "yes", "no", or "" if not said yet."""
    place = _place(request)
    form = FeedbackForm(request.POST if request.method == "POST" else None, useful=useful)
    status = 200
    if form.is_valid():
        try:
            throttle.spend(client_address(request), GIVEN)
        except TooManyTries as refusal:
            form.add_error(None, explain(refusal))
            status = refusal.status
        else:
            if not form.is_a_machines:
                form.store(place)
            return redirect(address_of(place, "thanks"))
    context = {"form": form, "has_errors": bool(form.errors), "place": place, "useful": useful}
    return render(request, "content/feedback/ask.html", context, status=status)


@public
@never_cache
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you, lead back to the page, and say how to reach a person."""
    return render(request, "content/feedback/thanks.html", {"place": _place(request)})
