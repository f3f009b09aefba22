"""What citizens' search stands on: the index, what editors teach it, and what was searched for."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from content.languages import direction
from content.links import address
from content.search.words import LENGTH_MAX, meant, term


class SearchKind(models.IntegerChoices):
    """What a page is to somebody who looks for something, the most helpful first."""

    LIFE_EVENT = 1, _("Life events")
    SERVICE = 2, _("Services")
    GUIDANCE = 3, _("Guidance")
    TOPIC = 4, _("Topics")
    NEWS = 5, _("News")
    ORGANISATION = 6, _("Organisations")
    OTHER = 7, _("Other pages")


class SearchEntry(models.Model):
    """A published page as search results show it."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = models.CharField(max_length=10)
    """Of the readers who find it."""
    words_language = models.CharField(max_length=10)
    """Of its words, which may not be translated yet."""
    kind = models.PositiveSmallIntegerField(choices=SearchKind.choices)
    title = models.CharField(max_length=255)
    summary = models.TextField()
    organisation = models.ForeignKey(
        "content.OrganisationPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["language"], name="search_entries_of_language")]

    @property
    def url(self) -> str:
        """Return the page's address without the host."""
        return address(self.page)

    @property
    def words_direction(self) -> str:
        """Return "rtl" or "ltr" for its words."""
        return direction(self.words_language)


class SearchPosting(models.Model):
    """How much a page is about a term. Read by one index, which holds all that finding asks for."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, db_index=False, related_name="+")
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=LENGTH_MAX)
    kind = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "term"], name="search_term_once_a_page")
        ]
        indexes: ClassVar = [
            models.Index(fields=["language", "term", "entry", "kind", "weight"], name="search_pages_of_term")
        ]


class SearchWord(models.Model):
    """A word that some page has or had, to guess from when somebody mistypes."""

    language = models.CharField(max_length=10)
    plain = models.CharField(max_length=LENGTH_MAX)
    shown = models.CharField(max_length=LENGTH_MAX)
    term = models.CharField(max_length=LENGTH_MAX)
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "plain"], name="search_word_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["language", "length", "plain"], name="search_words_by_length")
        ]


class Phrase(models.Model):
    """Words that editors wrote, as the search compares them. Found by the term of the first."""

    language = models.CharField(max_length=10)
    first = models.CharField(max_length=LENGTH_MAX)
    text = models.CharField(max_length=255)

    class Meta:
        abstract = True


class _Taught(models.Model):
    """Phrases, one on each line, kept a second time as rows."""

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save, and let the next search know."""
        super().save(*args, **options)
        self.learn()

    @transaction.atomic
    def learn(self) -> None:
        """Write the phrases anew."""
        rows: Any = self.phrases  # type: ignore[attr-defined]  # each kind names its own
        rows.all().delete()
        for line in self.words.splitlines():  # type: ignore[attr-defined]  # as above
            if found := meant(line, self.language):
                text = " ".join(word.plain for word in found)[:255]
                rows.create(language=self.language, first=term(found[0], self.language), text=text)


@register_snippet
class Synonyms(_Taught):
    """Words that mean the same: whoever searches for one finds pages that have another."""

    words = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word or phrase on each line, for example: bin, rubbish, refuse. Endings do not matter."
        ),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("words")]

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering: ClassVar = ["language", "words"]

    def __str__(self) -> str:
        return ", ".join(self.words.split("\n")).replace("\r", "")


class SynonymPhrase(Phrase):
    """One of them."""

    owner = models.ForeignKey(Synonyms, on_delete=models.CASCADE, related_name="phrases")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["first"], name="synonyms_by_first_term")]


@register_snippet
class BestBet(_Taught):
    """The page that stands first when somebody searches for these words."""

    words = models.TextField(
        _("searches"),
        help_text=_("One search on each line. The page comes first when these are all the words that count."),
    )
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("words"), PageChooserPanel("page")]

    class Meta:
        verbose_name = _("page to show first")
        verbose_name_plural = _("pages to show first")
        ordering: ClassVar = ["language", "words"]

    def __str__(self) -> str:
        return f"{self.words.splitlines()[0] if self.words else ''} → {self.page.title}"


class BestBetPhrase(Phrase):
    """One search that leads to it."""

    owner = models.ForeignKey(BestBet, on_delete=models.CASCADE, related_name="phrases")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["first"], name="best_bets_by_first_term")]


class SearchCount(models.Model):
    """How often something was searched for on a day. Says nothing of who did."""

    day = models.DateField(default=timezone.localdate)
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=80)
    searches = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)
    """Pages that the last of them found."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "language", "term"], name="search_count_once_a_day")
        ]
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")


class SearchRefinement(models.Model):
    """How often people searched for one thing and then, from its results, for another."""

    day = models.DateField(default=timezone.localdate)
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=80)
    next_term = models.CharField(max_length=80)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "language", "term", "next_term"], name="search_refinement_once_a_day"
            )
        ]
