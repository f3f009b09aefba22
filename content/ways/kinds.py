"""The kinds of way to get a service, what can be wrong with one, and the languages it is offered in."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext


class WayKind(models.TextChoices):
    """How a person can get a service. The order is the order on the page when times are equal."""

    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    IN_PERSON = "in_person", _("In person")
    PAPER_FORM = "paper_form", _("On a paper form")
    POST = "post", _("By post")
    HOME_VISIT = "home_visit", _("At your home")
    ASSISTED = "assisted_digital", _("With our help")


class WayStatus(models.TextChoices):
    """Whether a way works as it always does."""

    NORMAL = "normal", _("As usual")
    REVISED = "revised", _("Different for now")
    LIMITED = "limited", _("Limited for now")
    CLOSED = "closed", _("Closed for now")


class WayLanguage(models.TextChoices):
    """In which language a way is offered: codes of BCP 47, and one word for all the others."""

    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    ARABIC = "ar", _("Arabic")
    SIGNED = "bfi", _("British Sign Language")
    INTERPRETED = "interpreter", _("other languages with an interpreter")


def joined(words: Collection[str]) -> str:
    """Return words in one line, as the language in use separates them."""
    return pgettext("between the words of a list", ", ").join(words)


def labels(kinds: Collection[str] | None) -> str:
    """Return what these kinds of way are called, in one line and in their own order."""
    return joined([str(kind.label) for kind in WayKind if kind in (kinds or ())])
