"""What every page has: a summary, its own language, and its other languages."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.signals import page_unpublished

from content.facts.showing import with_facts
from content.feedback.panels import OpenFeedback
from content.gate import against, problems
from content.governance.owning import TeamPermissions
from content.governance.panels import CarePanel
from content.languages import direction
from content.models.gone import come_back
from content.models.search import SearchKind
from content.page_form import BasePageForm
from content.panels import ChecksPanel
from content.publishing import PublishPage
from content.search.index import remove_entry, update_entry
from content.topics import topics_of


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above. `language` is empty when its title is in the reader's language."""

    text: str
    url: str
    language: str


def crumb(page: Page) -> Crumb:
    """Return the crumb of one page; the front door is called Home."""
    if page.depth == 2:  # right below the root
        return Crumb(gettext("Home"), page.url, "")
    original = page.alias_of or page
    language = original.locale.language_code
    return Crumb(page.title, page.url, "" if language == page.locale.language_code else language)


class BasePage(Page):
    """A page of this site. Not a page type of its own."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_("One or two sentences under the title: what this page helps with."),
    )

    keywords = models.CharField(
        _("other words people search for"),
        max_length=255,
        blank=True,
        help_text=_(
            "Nobody sees them. Our own search finds the page by them too, for example: rates, poll tax."
        ),
    )

    words_in = models.CharField(max_length=10, blank=True, editable=False, default="")
    """The language that its words are still in: it was an alias, and has not been published since."""

    search_kind: ClassVar[SearchKind | None] = SearchKind.OTHER
    """Under which heading search shows it. None: search never does."""

    content_panels: ClassVar[list[Any]] = [
        OpenFeedback(),
        MultiFieldPanel([ChecksPanel(), FieldPanel("reason")], heading=_("Before you publish")),
        MultiFieldPanel([CarePanel()], heading=_("Who looks after this page"), classname="collapsed"),
        *Page.content_panels,
        FieldPanel("summary"),
        HelpPanel(template="content/facts/help.html", heading=_("Fees and facts")),
    ]
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("slug"),
        FieldPanel("search_description"),
        FieldPanel("keywords"),
    ]
    show_in_menus_default = False
    base_form_class = BasePageForm

    class Meta:
        abstract = True

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Publish a revision through the one gate. Raises NotYet if something stops it."""
        free = options.pop("skip_permission_checks", False)
        return PublishPage(revision, user=user, **options).execute(skip_permission_checks=free)

    def stops(self, by: Any = None) -> list[str]:
        """Return why this state may not go live, as sentences. Only a person is asked for reasons."""
        return [each.line for each in against(self, problems(self), by)]

    def permissions_for_user(self, user: Any) -> TeamPermissions:
        """Return what somebody may do to the page. Every way of changing it asks here."""
        return TeamPermissions(user, self)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return the page as a revision has it; whose words readers see is not the revision's to say."""
        page = super().with_content_json(content)
        page.words_in = self.words_in
        return page

    def save(self, *args: Any, **options: Any) -> None:
        """Save, and let search find what is published now, which needs nothing in its place any more.

        A draft is saved by naming the fields that tell of it: its words are not the page's yet. So does
        Wagtail where an alias becomes a page of its own, which then still has the words it was shown with.
        """
        fields = options.get("update_fields")
        if fields is None and self.words_in and self._is_another_version():
            self.words_in = ""
        elif fields and ("alias_of_id" in fields or "alias_of" in fields):
            self.words_in = self._borrowed_from()
            options["update_fields"] = [*fields, "words_in"]
        super().save(*args, **options)
        if self.live:
            come_back(self)
        if options.get("update_fields") is None:
            update_entry(self)

    def serve(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """Return the page with the words of the day in the places of facts."""
        return with_facts(super().serve(request, *args, **options))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return what readers would see."""
        return with_facts(super().serve_preview(request, mode_name))

    def _is_another_version(self) -> bool:
        """Tell whether another version of the page is about to be the one that readers see."""
        before = Page.objects.filter(pk=self.pk).values_list("live_revision_id", flat=True).first()
        return bool(before != self.live_revision_id)

    def _borrowed_from(self) -> str:
        """Return the language of the page that this one has stood for until now, "" if it is its own."""
        stored = Page.objects.filter(pk=self.pk)
        before = stored.values_list("alias_of__locale__language_code", flat=True).first()
        return "" if before in (None, self.locale.language_code) or self.alias_of_id else str(before)

    @cached_property
    def content_language(self) -> str:
        """Return the language the words are in. An alias shows the words of the page it stands for."""
        original = self.alias_of if self.alias_of_id else self
        return self.words_in or str(original.locale.language_code)

    @property
    def content_direction(self) -> str:
        """Return "rtl" or "ltr" for the page's words."""
        return direction(self.content_language)

    @property
    def is_untranslated(self) -> bool:
        """Whether the reader gets another language than the one they chose."""
        return bool(self.content_language != self.locale.language_code)

    def written_in(self) -> dict[str, str]:
        """Return the full address of this page in each language that it is written in."""
        pages = (
            type(self)
            .objects.live()
            .filter(translation_key=self.translation_key, alias_of=None, words_in="")
            .select_related("locale")
            .order_by("locale_id")
        )
        return {page.locale.language_code: urljoin(settings.SITE_URL, page.url) for page in pages if page.url}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `alternates`, the addresses for hreflang links, `crumbs`, the way back up, and `topics`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["alternates"] = {} if getattr(request, "is_preview", False) else self.written_in()
        context["crumbs"] = self.crumbs()
        context["topics"] = topics_of(self)
        return context

    def crumbs(self) -> list[Crumb]:
        """Return the pages above this one, the front door first."""
        above = self.get_ancestors().filter(depth__gt=1).select_related("locale", "alias_of__locale")
        return [crumb(page) for page in above]


@receiver(page_unpublished)
def _unpublished(instance: Page, **more: Any) -> None:
    """Let search forget a page. Wagtail unpublishes aliases and pages being deleted past our save()."""
    remove_entry(instance.pk)
