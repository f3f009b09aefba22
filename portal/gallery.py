"""Every component in every state, on one page that the accessibility tests scan."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accessibility.dates import DatePartsField


class RadiosWithMore(forms.RadioSelect):
    """Radios whose second option has a hint and opens a further question."""

    more: SafeString | str = ""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Put hint, divider and conditional content on the options."""
        option = super().create_option(*args, **kwargs)
        if option["value"] == "text":
            option.update(hint=_("We never ask for money by text."), conditional=self.more)
        if option["value"] == "none":
            option.update(divider=_("or"))
        return option


class TicksWithNone(forms.CheckboxSelectMultiple):
    """Tick boxes with a hint, and "none" apart."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Put hint and divider on the options."""
        option = super().create_option(*args, **kwargs)
        if option["value"] == "stick":
            option.update(hint=_("A walking stick, a frame or crutches."))
        if option["value"] == "none":
            option.update(divider=_("or"))
        return option


class MobileForm(forms.Form):
    """The question behind a radio."""

    mobile = forms.CharField(
        label=gettext_lazy("Mobile number"),
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "tel", "type": "tel"}),
        required=False,
    )


class SampleForm(forms.Form):
    """One question of every kind of control."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        help_text=gettext_lazy("As it is on your passport or benefit letter."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )
    born_on = DatePartsField(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("For example, 27 3 1984"),
        birthday=True,
    )
    contact = forms.ChoiceField(
        label=gettext_lazy("How should we tell you our decision?"),
        choices=[
            ("letter", gettext_lazy("By letter")),
            ("text", gettext_lazy("By text message")),
            ("none", gettext_lazy("I will call you")),
        ],
        widget=RadiosWithMore,
    )
    yes_no = forms.ChoiceField(
        label=gettext_lazy("Do you have a Blue Badge now?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
    )
    aids = forms.MultipleChoiceField(
        label=gettext_lazy("What do you use to get around?"),
        help_text=gettext_lazy("Select all that apply."),
        choices=[
            ("stick", gettext_lazy("A walking aid")),
            ("chair", gettext_lazy("A wheelchair")),
            ("none", gettext_lazy("Nothing")),
        ],
        widget=TicksWithNone,
    )
    about = forms.CharField(
        label=gettext_lazy("What happens when you walk?"),
        help_text=gettext_lazy("For example pain, breathlessness or falls."),
        widget=forms.Textarea({"rows": 5}),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Where do you live?"),
        choices=[
            ("", ""),
            ("e", gettext_lazy("England")),
            ("w", gettext_lazy("Wales")),
            ("s", gettext_lazy("Scotland")),
        ],
    )
    letter = forms.FileField(
        label=gettext_lazy("Your benefit letter"),
        help_text=gettext_lazy("A photo is fine. Up to 10 MB."),
    )
    declared = forms.BooleanField(label=gettext_lazy("What I have told you is true as far as I know."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        more = MobileForm(prefix=self.prefix)
        contact = self.fields["contact"].widget
        assert isinstance(contact, RadiosWithMore)  # noqa: S101 -- tells mypy
        contact.more = more["mobile"].as_field_group()


def samples() -> dict[str, Any]:
    """Return everything that the gallery's template shows."""
    at = datetime(2026, 10, 24, 9, 30, tzinfo=UTC)
    page: Page[int] = Paginator(range(95), 10).page(3)
    wrong = {"born_on_day": "31", "born_on_month": "2", "born_on_year": "1984", "contact": "text"}
    return {
        "empty": SampleForm(prefix="empty"),
        "wrong": SampleForm({f"wrong-{name}": value for name, value in wrong.items()}, prefix="wrong"),
        "notes": [
            Message(constants.INFO, _("Our phone lines close at 3pm on Friday 24 December.")),
            Message(constants.SUCCESS, _("We have saved your answers.")),
        ],
        "rows": [
            {"key": _("Full name"), "value": "Olwen Ashby-Lloyd", "change_url": "#"},
            {"key": _("Address"), "value": "17 Mill Lane\nHaverby\nHV4 2QT", "change_url": "#"},
            {"key": _("Reference"), "value": "QWKR HMTD P"},
        ],
        "page": page,
        "tasks": [
            {"title": _("About you"), "status": _("Done"), "url": "#"},
            {
                "title": _("Your evidence"),
                "hint": _("Letters or photos."),
                "status": _("To do"),
                "tone": "active",
                "url": "#",
            },
            {"title": _("Declaration"), "status": _("Cannot start yet")},
        ],
        "ways": [
            {
                "title": _("Online"),
                "text": _("Takes about 25 minutes. You can stop and come back."),
                "url": "#",
                "link": _("Apply online"),
                "button": True,
            },
            {
                "title": _("By phone"),
                "text": _("We ask the same questions and write down your answers."),
                "lines": ["01632 960 810"],
            },
            {
                "title": _("In person"),
                "text": _("An adviser fills it in with you."),
                "url": "#",
                "link": _("Book an appointment"),
            },
            {
                "title": _("On paper"),
                "text": _("Print it, or ask us to post it to you."),
                "url": "#",
                "link": _("Print the form (PDF, 8 pages)"),
            },
        ],
        "entries": [
            {"at": at, "what": _("We asked you for a letter"), "who": _("An adviser"), "channel": _("Phone")},
            {"at": at, "what": _("You applied"), "channel": _("Online"), "text": _("Reference QWKR HMTD P")},
        ],
        "steps": [
            {
                "title": _("Register the birth"),
                "text": _("You must do this within 42 days."),
                "links": [{"url": "#", "text": _("Book an appointment to register a birth")}],
            },
            {
                "title": _("Claim money for your child"),
                "links": [
                    {
                        "url": "#",
                        "text": _("Claim Child Benefit"),
                        "who": _("HM Revenue and Customs"),
                        "when": _("within 3 months"),
                    }
                ],
            },
        ],
        "lines": ["Haverby Council", "1 Market Square", "Haverby", "HV1 1AA"],
        "heads": [_("Office"), _("Opens"), _("Closes")],
        "table": [[_("Town hall"), "9:00", "17:00"], [_("Library"), "10:00", "18:00"]],
        "links": [
            {"url": "#", "text": _("Parking for disabled people")},
            {"url": "#", "text": _("Report a lost badge")},
        ],
        "titles": {
            "panel": _("Application sent"),
            "reference": _("Your reference"),
            "inset": _("It can take up to 12 weeks to assess your application."),
            "warning": _("You can be fined up to £1,000 if someone else uses your badge."),
            "summary": _("If you do not have a photo"),
            "details": _("We can take one at any of our offices. It is free."),
            "sent": _("Sent"),
            "work": _("Being looked at"),
            "decided": _("Decided"),
            "needed": _("We need something from you"),
            "table": _("When offices are open"),
            "go": _("Continue"),
            "save": _("Save and come back later"),
            "delete": _("Delete what I have entered"),
            "start": _("Start now"),
        },
    }
