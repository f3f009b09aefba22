"""The sizes that paper comes in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Print(models.TextChoices):
    """A size of print. Large is laid out afresh, not blown up (RNIB Clear Print: 16 points or more)."""

    STANDARD = "standard", _("standard print")
    LARGE = "large", _("large print")

    @property
    def letter(self) -> str:
        """Return its letter in the code of a page."""
        return self.value[0]
