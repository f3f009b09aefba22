"""What an author says of a step or of a thing to do, so that it can stand on somebody's own checklist."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

MOST_CONDITIONS = 6
KEY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_NO_KEY = _("Use small letters of the English alphabet, digits and hyphens, for example: rents-home")


class Strength(models.TextChoices):
    """How closely one thing belongs to the life event. Only what is part of it counts as progress."""

    PART = "part", _("Part of it")
    RELATED = "related", _("Related: often wanted as well")
    SECONDARY = "secondary", _("Only for a few people")


class Unit(models.TextChoices):
    """In what a time limit is counted."""

    DAYS = "days", _("days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")
    MONTH_ENDS = "month_ends", _("months after the end of that month")


class Way(models.TextChoices):
    """On which side of the day a time limit lies."""

    AFTER = "after", _("after that day")
    BEFORE = "before", _("before that day")


class Condition(blocks.StructBlock):
    """A circumstance that the page asks about: yes or no. What is only for it names its key."""

    key = blocks.RegexBlock(
        regex=f"^{KEY}$",
        max_length=40,
        label=_("Key"),
        error_messages={"invalid": _NO_KEY},
        help_text=_("Stays as it is, in every language, for example: rents-home"),
    )
    text = blocks.CharBlock(
        max_length=120, label=_("What applies"), help_text=_("For example: You rent your home")
    )

    class Meta:
        icon = "help"
        label = _("Circumstance")


def when_block() -> blocks.RegexBlock:
    """Return the block that says for whom something is, by keys of circumstances; empty for everybody."""
    return blocks.RegexBlock(
        regex=f"^{KEY}(?: *, *{KEY})*$",
        required=False,
        max_length=200,
        label=_("Only for"),
        error_messages={"invalid": _NO_KEY},
        help_text=_(
            "Keys of circumstances that this page asks about, with commas between them. "
            "Left out only for those who say that none of them applies. Leave empty for everybody."
        ),
    )


class LimitBlock(blocks.StructBlock):
    """The same time limit for a computer: counted from the day that the page asks for."""

    number = blocks.IntegerBlock(required=False, min_value=1, max_value=1000, label=_("Number"))
    unit = blocks.ChoiceBlock(choices=Unit.choices, default=Unit.DAYS, label=_("Unit"), search_index=False)
    way = blocks.ChoiceBlock(choices=Way.choices, default=Way.AFTER, label=_("From when"), search_index=False)

    class Meta:
        icon = "time"
        label = _("Time limit as a number")
        form_classname = "struct-block"
        help_text = _(
            "So that a checklist can say until which day. Counted from the day that this page asks for. "
            "Leave the number empty if it is counted from another day."
        )


def keys_in(when: str) -> frozenset[str]:
    """Return the keys that an author named in `when`."""
    return frozenset(key.strip() for key in when.split(",") if key.strip())


class Conditions(blocks.StreamBlock):
    """The circumstances that one page asks about."""

    condition = Condition()

    class Meta:
        max_num = MOST_CONDITIONS
        required = False

    def clean(self, value: Any) -> Any:
        """Refuse two circumstances with the same key."""
        cleaned = super().clean(value)
        seen: set[str] = set()
        for index, child in enumerate(cleaned):
            key = child.value["key"]
            if key in seen:
                message = _("Another circumstance has the key “%(key)s”. Give each its own.") % {"key": key}
                raise StreamBlockValidationError(block_errors={index: ValidationError(message)})
            seen.add(key)
        return cleaned
