"""The sizes that paper comes in, and the form that is filled in on a computer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Print(models.TextChoices):
    """A size of print. Large is laid out afresh, not blown up (RNIB Clear Print: 16 points or more)."""

    STANDARD = "standard", _("standard print")
    LARGE = "large", _("large print")  # 18 points
    LARGEST = "largest", _("very large print")  # 24 points
    FILLABLE = "fillable", _("to fill in on a computer")

    @property
    def letter(self) -> str:
        """Return its letter in the code of a page."""
        return "x" if self is Print.LARGEST else self.value[0]

    @property
    def is_large(self) -> bool:
        """Return whether it is for people who need larger letters."""
        return self in (Print.LARGE, Print.LARGEST)


SIZES = (Print.STANDARD, Print.LARGE, Print.LARGEST)
"""What anything that is printed comes in; only empty forms come to fill in on a computer too."""
