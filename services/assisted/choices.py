"""The closed lists of the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Authority(models.TextChoices):
    """Who is talking to us."""

    SELF = "self", _("The person themselves")
    RELAY = "relay", _("The person themselves, through a relay service or an interpreter")
    HELPER = "helper", _("Someone helping them, who is with them")
    ACTING = "acting", _("Someone acting for them, who is not with them")


class Check(models.TextChoices):
    """How we made sure who it is."""

    NONE = "none", _("Not checked yet")
    CODE = "code", _("Their resume code and last name")
    FACTS = "facts", _("Facts we hold: date of birth and postcode")
    DOCUMENT = "document", _("A document we have seen")
    PAPER = "paper", _("Their paper form: we printed it for them, or they filled it in")
    NEW = "new", _("New: nothing on file to check")


class Ending(models.TextChoices):
    """How a stretch of help went."""

    SUBMITTED = "submitted", _("Sent in")
    CONTINUES = "continues", _("They will carry on later")
    ANSWERED = "answered", _("Question answered")
    PASSED_ON = "passed_on", _("Passed on to somebody else")
    BROKEN_OFF = "broken_off", _("Call ended early")
