"""Unpublishing and deleting ask where people should go, once for all the pages that go."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from content.gone.leaving import Words, all_going, explain, going_with, lead_on, leave_behind, was_published
from services.identity.models import User

TO_PAGE, GONE = "page", "gone"
CARRIED = ("include_descendants", "confirm_site_name", "next")
"""What was answered on Wagtail's own page before ours, and is sent on."""


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

    def __init__(self, data: Any, *, going: list[Page], chosen: list[Page]) -> None:
        super().__init__(data, label_suffix="")
        self.going = going
        self.must_speak = sorted({page.locale.language_code for page in chosen})
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
            elif target.translation_key in {page.translation_key for page in self.going}:
                self.add_error("target", _("Choose a page that stays published."))
        for code in self.must_speak if where == GONE else ():
            if not cleaned.get(f"why_{code}"):
                self.add_error(f"why_{code}", _("Say why the page is gone."))
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
    return _ask(request, going_with(page, _person(request), descendants=descendants), [page])


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # Wagtail has no types
def ask_where_all_go(
    request: HttpRequest, action: str, objects: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Ask once before pages are unpublished together: Wagtail leaves their translations where they are."""
    pages = [each for each in objects if isinstance(each, Page)] if action == "unpublish" else []
    if not pages:
        return None
    descendants = bool(request.POST.get("include_descendants"))
    return _ask(request, all_going(pages, _person(request), descendants=descendants), pages)


def _ask(
    request: HttpRequest, going: list[Page], chosen: list[Page], *, is_deleting: bool = False
) -> HttpResponse | None:
    """Do what was answered; or ask. `chosen` are the pages that somebody picked, `going` all that go."""
    form = WhereTo(request.POST if "asked" in request.POST else None, going=going, chosen=chosen)
    if form.is_valid():
        form.put_in_place(_person(request))
        return None
    context = {
        "pages": chosen,
        "form": form,
        "is_deleting": is_deleting,
        "carried": {name: request.POST[name] for name in CARRIED if request.POST.get(name)},
        "number": len(going),
    }
    return render(request, "content/gone/ask.html", context)


def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the same of a page that came down in another way: at its time, or from outside the editor."""
    page = get_object_or_404(Page, pk=pk, alias_of=None, live=False).specific
    if not was_published(page) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    going = [page, *Page.objects.filter(alias_of=page, live=False)]
    form = WhereTo(request.POST if request.method == "POST" else None, going=going, chosen=[page])
    if form.is_valid():
        form.put_in_place(_person(request))
        messages.success(request, _("Kept. That is what people find there from now on."))
        return redirect("tasks:listed")
    return render(request, "content/gone/ask.html", {"pages": [page], "form": form, "is_down": True})


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # Wagtail has no types
def register_saying() -> list[URLPattern | URLResolver]:
    """Add the page on which the question is answered later."""
    return [path("gone/", include(([path("<int:pk>/", say, name="say")], "gone")))]


@hooks.register("before_delete_page")  # type: ignore[untyped-decorator]  # Wagtail has no types
def leave_word(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask the same before a published page is deleted, and leave a word at its addresses."""
    if request.method != "POST" or not type_to_delete_confirmation(request):
        return None
    return _leave(request, [page])


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]  # Wagtail has no types
def leave_words(
    request: HttpRequest, action: str, objects: Iterable[Any], _action: Any
) -> HttpResponse | None:
    """Ask and leave a word before pages are deleted together."""
    pages = [each for each in objects if isinstance(each, Page)] if action == "delete" else []
    return _leave(request, pages) if pages else None


def _leave(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """Ask where people should go, if any of these is published; in the end leave a word in every language."""
    going = [
        below
        for page in pages
        for top in Page.objects.translation_of(page, inclusive=True)
        for below in top.get_descendants(inclusive=True)
    ]
    seen = list({each.pk: each for each in going if each.live}.values())
    if seen:
        chosen = [page for page in pages if page.live] or seen[:1]
        if asked := _ask(request, seen, chosen, is_deleting=True):
            return asked
    leave_behind(going, by=_person(request))
    return None


def _person(request: HttpRequest) -> Any:
    return request.user  # Wagtail's admin lets nobody else in
