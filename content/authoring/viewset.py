"""The forms' pages in the admin: list, editor, copy, and what stands beside them."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView, IndexView, SnippetViewSet

from content.authoring import pages, printing, translating
from content.authoring.blocks import beginning
from content.authoring.cases import tried
from content.authoring.grammar import grammar
from content.authoring.progress import told_progress
from content.models import ServiceForm


class _ToThePublishingPage:
    """The editor's button saves, then shows what publishing would mean. That page publishes."""

    def publish_action(self) -> HttpResponse:
        """Go to that page; the draft is saved."""
        return redirect("authoring:publish", self.object.pk)  # type: ignore[attr-defined]  # the view has it

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Add what the script draws rules from, and what to look at again."""
        found: dict[str, Any] = super().get_context_data(**context)  # type: ignore[misc]  # a view is behind it
        found["grammar"] = grammar()
        form = self.object  # type: ignore[attr-defined]  # the view has it
        found["noticed"] = pages.noticed(form) if form else None
        found["languages"] = pages.translations(form) if form else []
        found["tried"] = tried(form) if form else {}
        return found


class FormEdit(_ToThePublishingPage, EditView):
    """The editor."""


class FormCreate(_ToThePublishingPage, CreateView):
    """The editor of a new form."""

    def get_initial_form_instance(self) -> ServiceForm:
        """Return a form with what every form has: a section, a step in it, a declaration."""
        form = ServiceForm()
        form.parts = form.parts.stream_block.to_python(beginning())
        return form


class FormCopy(_ToThePublishingPage, CopyView):
    """The editor of a new form that begins as a copy."""

    def get_initial_form_instance(self) -> ServiceForm:
        """Return the newest state of the form, as a form of its own: without address, nothing read yet."""
        copy: ServiceForm = self.get_object().get_latest_revision_as_object()
        copy.pk = None
        copy.key, copy.advice_read, copy.open_drafts, copy.kept_until = "", "", "keep", None
        copy.go_live_at = copy.expire_at = copy.live_revision = copy.latest_revision = None
        return copy


class FormIndex(IndexView):
    """All forms; imported ones can be taken over from here."""

    @property
    def header_buttons(self) -> list[Any]:
        """Add the way to imported forms."""
        label = _("Take over an imported form")
        return [
            *super().header_buttons,
            HeaderButton(label, reverse("authoring:drafts"), icon_name="download"),
        ]


class FormViewSet(SnippetViewSet):
    """Forms as snippets, with a place of their own in the menu."""

    model = ServiceForm
    icon = "form"
    menu_label = _("Forms")
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = True
    index_view_class = FormIndex
    edit_view_class = FormEdit
    add_view_class = FormCreate
    copy_view_class = FormCopy
    edit_template_name = "content/authoring/edit.html"
    create_template_name = "content/authoring/create.html"
    list_display: ClassVar[list[Any]] = [
        "__str__",
        "key",
        Column("languages", label=_("Languages"), accessor=told_progress),
        UpdatedAtColumn(),
    ]


urlpatterns = [
    path("", pages.drafts, name="drafts"),
    path("take/<slug:key>/", pages.take, name="take"),
    path("try/", pages.try_cases, name="try"),
    path("<int:pk>/publish/", pages.publish, name="publish"),
    path("<int:pk>/map/", pages.form_map, name="map"),
    path("<int:pk>/paper/", printing.files, name="paper"),
    path("<int:pk>/languages/<str:language>/", translating.side_by_side, name="translate"),
    path("<int:pk>/texts/<str:language>/", translating.file, name="texts"),
]
