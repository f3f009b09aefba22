"""The closed lists that rows of this app choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.definitions.channels import Channel
from services.identity.actors import Role


class ChannelChoice(models.TextChoices):
    """The channels, as a column's choices."""

    ONLINE = Channel.ONLINE.value, _("online")
    PAPER = Channel.PAPER.value, _("on paper")
    PHONE = Channel.PHONE.value, _("by phone")
    COUNTER = Channel.COUNTER.value, _("at a counter")
    HOME_VISIT = Channel.HOME_VISIT.value, _("at a home visit")
    API = Channel.API.value, _("through another organisation")


class RoleChoice(models.TextChoices):
    """Who did it, as a column's choices."""

    CITIZEN = Role.CITIZEN.value, _("you")
    HELPER = Role.HELPER.value, _("someone helping you")
    STAFF = Role.STAFF.value, _("our staff")
    SYSTEM = Role.SYSTEM.value, _("our system")


class State(models.TextChoices):
    """How far an application is."""

    DRAFT = "draft", _("Not sent yet")
    SUBMITTED = "submitted", _("Sent")
    ERASED = "erased", _("Deleted")


class CaseState(models.TextChoices):
    """How far a case is."""

    RECEIVED = "received", _("Received")
    MORE_NEEDED = "more_needed", _("We need more information")
    DECIDED = "decided", _("Decided")


class Outcome(models.TextChoices):
    """What was decided."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
