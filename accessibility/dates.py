"""A date asked in three boxes, as people say it: day, month, year."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTS = (("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4))


class DatePartsWidget(forms.MultiWidget):
    """Three boxes in a fieldset, each with its own label. The value is a date, or what was typed."""

    template_name = "components/date_input.html"

    def __init__(self, *, birthday: bool = False) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name, _label, width in PARTS:
            attrs = {"class": f"govuk-input--width-{width}", "inputmode": "numeric"}
            if birthday:
                attrs["autocomplete"] = f"bday-{name}"
            boxes[name] = forms.TextInput(attrs)
        super().__init__(boxes)

    def decompress(self, value: date | None) -> list[Any]:
        """Return day, month and year of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its label."""
        context = super().get_context(name, value, attrs)
        for box, (_name, label, _width) in zip(context["widget"]["subwidgets"], PARTS, strict=True):
            box["label"] = label
        return context


class DatePartsField(forms.MultiValueField):
    """A date from three boxes. An error's `part` is the box to go to: 0 day, 1 month, 2 year."""

    default_error_messages = {
        "required": _("Enter a date."),
        "missing": _("The date must include a day, a month and a year."),
        "invalid": _("Enter a real date, for example 27 3 1984."),
    }

    def __init__(self, *, birthday: bool = False, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(boxes, widget=DatePartsWidget(birthday=birthday), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> date | None:
        """Return the date. Raises ValidationError that names the first box to mend."""
        texts = [text.strip() for text in data_list]
        if not any(texts):
            return None
        if "" in texts:
            raise ValidationError(
                self.error_messages["missing"], code="missing", params={"part": texts.index("")}
            )
        try:
            day, month, year = (int(text) for text in texts)
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"part": 0}
            ) from None
