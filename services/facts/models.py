"""Facts and their values. A value that has taken effect never changes: a newer one is added."""

from datetime import date
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.facts.history import Content, Held, Kind
from services.facts.placeholders import placeholder
from services.facts.today import council_day

KINDS = [
    (Kind.MONEY.value, _("an amount of money")),
    (Kind.NUMBER.value, _("a number")),
    (Kind.DATE.value, _("a day")),
    (Kind.TEXT.value, _("words")),
]
ONE_OF_THREE = (
    Q(amount__isnull=False, day__isnull=True, words__isnull=True)
    | Q(amount__isnull=True, day__isnull=False, words__isnull=True)
    | Q(amount__isnull=True, day__isnull=True, words__isnull=False)
)


class Fact(models.Model):
    """Something that is said in many places and changes on a day: "Blue Badge fee"."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9-]{0,59}$")]
    )
    label = models.CharField(_("what it is"), max_length=120)
    kind = models.CharField(_("kind"), max_length=6, choices=KINDS, default=Kind.MONEY.value)
    says_free = models.BooleanField(_("say “Free” instead of £0"), default=False)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering: ClassVar = ["label"]

    def __str__(self) -> str:
        return self.label

    @property
    def placeholder(self) -> str:
        """What stands for it in a text."""
        return placeholder(self.key)


class ValueQuerySet(models.QuerySet["FactValue"]):
    """Values can be read and added; one that does not hold yet can be withdrawn."""

    def update(self, **fields: Any) -> NoReturn:
        raise ValueError("the value of a fact never changes: add a newer one")

    def delete(self) -> NoReturn:
        raise ValueError("values of facts are withdrawn one by one, and only before their day")


class FactValue(models.Model):
    """What a fact is from a day on."""

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="values")
    amount = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    """Of money: pounds."""
    day = models.DateField(null=True)
    words = models.JSONField(null=True)
    """One text in each language."""
    effective_from = models.DateField()
    """From the midnight with which this day begins where the council is."""
    source = models.CharField(max_length=300, blank=True)
    """Who says so: a law, a decision."""
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField()

    objects: ClassVar[models.Manager["FactValue"]] = ValueQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["effective_from", "set_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["fact", "effective_from"], name="fact_value_from")]
        constraints: ClassVar = [
            models.CheckConstraint(name="fact_value_is_one_thing", condition=ONE_OF_THREE)
        ]

    def __str__(self) -> str:
        return f"{self.fact.key} from {self.effective_from}"

    def save(self, *args: Any, **options: Any) -> None:
        """Insert the value. Raises ValueError on any later save."""
        if not self._state.adding:
            raise ValueError(f"{self} is set: it never changes")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Withdraw a value before its day. Raises ValueError once it has come."""
        if not self.is_coming:
            raise ValueError(f"{self} has taken effect: it is never deleted")
        return super().delete(*args, **options)

    @property
    def content(self) -> Content:
        """What it is."""
        if self.words is not None:
            return tuple(sorted(self.words.items()))
        return self.amount if self.amount is not None else _given(self.day)

    @property
    def held(self) -> Held:
        """The value as plain data."""
        return Held(Kind(self.fact.kind), self.content, self.effective_from, self.set_at, self.fact.says_free)

    @property
    def is_coming(self) -> bool:
        """Whether its day has not come yet."""
        return self.effective_from > council_day()


def _given(day: date | None) -> date:
    if day is None:
        raise ValueError("a value is an amount, a day or words")
    return day
