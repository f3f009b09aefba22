"""How far the translations of a page are, language by language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.tasks.languages import behind


class Progress(models.TextChoices):
    """What readers of a language get."""

    ORIGINAL = "original", _("Original")
    READY = "ready", _("Translated")
    BEHIND = "behind", _("Older than the original")
    BEGUN = "begun", _("Begun: until it is published, readers see other words with a notice")
    MISSING = "missing", _("Not translated: readers see other words with a notice")
    DOWN = "down", _("Not published")
    NONE = "none", _("There is no such page")


@dataclass(frozen=True, slots=True)
class Translated:
    """One language of a page."""

    language: str
    progress: Progress
    edit_url: str

    @property
    def name(self) -> str:
        """Return the language's name."""
        return str(dict(settings.LANGUAGES)[self.language])


def states_of(page: Page) -> list[Translated]:
    """Return the state of each language of a page, in the order of the settings."""
    pages = Page.objects.filter(translation_key=page.translation_key).select_related("locale").specific()
    by_language = {each.locale.language_code: each for each in pages}
    late = {pk for pk, _language, _at in behind([page.translation_key])}
    return [_state(by_language.get(code), code, late) for code, _name in settings.LANGUAGES]


def _state(page: Any, language: str, late: set[int]) -> Translated:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else ""
    return Translated(language, _progress(page, language, late), url)


def _progress(page: Any, language: str, late: set[int]) -> Progress:
    if page is None:
        return Progress.NONE
    if not page.live:
        return Progress.DOWN
    if page.alias_of_id:
        return Progress.MISSING
    if getattr(page, "words_in", ""):
        return Progress.BEGUN
    if language == settings.LANGUAGE_CODE:
        return Progress.ORIGINAL
    return Progress.BEHIND if page.pk in late else Progress.READY
