"""The formats, and how far a request for one has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Format(models.TextChoices):
    """What somebody needs in place of print."""

    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("Audio, to listen to")
    EASY_READ = "easy_read", _("Easy Read, with pictures")
    BSL = "bsl", _("British Sign Language video")
    OTHER = "other", pgettext_lazy("format", "Something else")


class Progress(models.TextChoices):
    """How far it has come."""

    ASKED = "asked", _("Asked for")
    IN_HAND = "in_hand", _("Being made")
    SENT = "sent", pgettext_lazy("format", "Sent")
