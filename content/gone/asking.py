"""Unpublishing asks where people should go; deleting leaves at least a page that says it is gone."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from content.gone.leaving import Words, explain, going_with, lead_on, leave_behind
from services.identity.models import User

TO_PAGE, GONE = "page", "gone"


class WhereTo(forms.Form):
    """Where people should go who look for pages that are about to be unpublished."""

    where = forms.ChoiceField(
        label=gettext_lazy("Where should people go who look for this page?"),
        choices=[
            (TO_PAGE, gettext_lazy("To another page")),
            (GONE, gettext_lazy("Nowhere: say why the page is gone and what to do instead")),
        ],
        widget=forms.RadioSelect,
    )
    target = forms.ModelChoiceField(
        label=gettext_lazy("The other page"),
        queryset=Page.objects.none(),
        widget=AdminPageChooser,
        required=False,
    )

    def __init__(self, data: Any, *, going: list[Page]) -> None:
        super().__init__(data, label_suffix="")
        self.going = going
        target: Any = self.fields["target"]
        target.queryset = Page.objects.live().public().filter(depth__gt=1)
        spoken = {page.locale.language_code for page in going}
        self.languages = [code for code, _name in settings.LANGUAGES if code in spoken]
        names = dict(settings.LANGUAGES)
        for code in self.languages:
            self.fields[f"why_{code}"] = _text(_("Why it is gone (%(language)s)") % {"language": names[code]})
            self.fields[f"instead_{code}"] = _text(
                _("What to do instead (%(language)s)") % {"language": names[code]}
            )

    @property
    def texts(self) -> list[forms.BoundField]:
        """Return the boxes for words, language by language."""
        return [self[f"{what}_{code}"] for code in self.languages for what in ("why", "instead")]

    def clean(self) -> dict[str, Any]:
        """Ask for a page that stays, or for words in the page's own language."""
        cleaned = super().clean() or {}
        where, target = cleaned.get("where"), cleaned.get("target")
        if where == TO_PAGE and "target" not in self.errors:
            if target is None:
                self.add_error("target", _("Choose the page that people should go to."))
            elif target.pk in {page.pk for page in self.going}:
                self.add_error("target", _("Choose a page that stays published."))
        own = f"why_{self.going[0].locale.language_code}" if self.going else ""
        if where == GONE and own and not cleaned.get(own):
            self.add_error(own, _("Say why the page is gone."))
        return cleaned

    def put_in_place(self, by: User) -> None:
        """Do what was chosen."""
        given = self.cleaned_data
        if given["where"] == TO_PAGE:
            lead_on(self.going, given["target"], by=by)
        else:
            words = {code: Words(given[f"why_{code}"], given[f"instead_{code}"]) for code in self.languages}
            explain(self.going, words, by=by)


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))


@hooks.register("before_unpublish_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def ask_where_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask before a page is unpublished; once that is answered, let it be unpublished."""
    descendants = bool(request.POST.get("include_descendants"))
    user: Any = request.user
    going = going_with(page, user, descendants=descendants)
    asked = "asked" in request.POST
    form = WhereTo(request.POST if asked else None, going=going)
    if form.is_valid():
        form.put_in_place(user)
        return None
    context = {
        "page": page,
        "form": form,
        "descendants": descendants,
        "next": request.POST.get("next", ""),
        "number": len(going),
    }
    return render(request, "content/gone/ask.html", context)


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def leave_word(request: HttpRequest, page: Page) -> None:
    """Leave a word at the addresses of a page that is deleted, in every language."""
    if request.method == "POST":
        _leave(request, [page])


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # Wagtail has no types
def leave_words(request: HttpRequest, action: str, objects: Iterable[Any], _action: Any) -> None:
    """Leave a word at the addresses of pages that are deleted together."""
    if request.method == "POST" and action == "delete":
        _leave(request, [each for each in objects if isinstance(each, Page)])


def _leave(request: HttpRequest, pages: list[Page]) -> None:
    going = [
        below
        for page in pages
        for top in Page.objects.translation_of(page, inclusive=True)
        for below in top.get_descendants(inclusive=True)
    ]
    user: Any = request.user
    leave_behind(going, by=user)
