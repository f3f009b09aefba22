"""What every appointment asks: who comes, how to reach them, what they need."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from services.booking.details import Access, Contact, Details
from services.booking.fields import PostcodeField, RevealingRadios, email_field, phone_field
from services.booking.models import Mode
from services.notifications.carriers import available_ways
from services.notifications.models import Way

REVEALED = {
    Contact.LETTER: ("address", "postcode"),
    Contact.PHONE: ("phone",),
    Contact.TEXT: ("mobile",),
    Contact.EMAIL: ("email",),
}
# Without these nobody could phone or visit, whichever way we confirm.
ALWAYS = {Mode.COUNTER: (), Mode.PHONE: ("phone",), Mode.HOME: ("address", "postcode")}
NEEDED = {
    "address": _("Enter your address."),
    "postcode": _("Enter your postcode."),
    "phone": _("Enter your phone number."),
    "mobile": _("Enter your mobile phone number."),
    "email": _("Enter your email address."),
}


def contact_choices() -> list[tuple[str, Any]]:
    """Return the ways we can confirm here: text messages only where we can send them."""
    ways = available_ways()
    return [(way.value, way.label) for way in Contact if way != Contact.TEXT or Way.SMS in ways]


class DetailsForm(forms.Form):
    """Who comes, how to reach them, what they need. `given()` returns it once the form is valid."""

    first_name = forms.CharField(
        label=_("First names"),
        max_length=100,
        required=False,
        help_text=_("Leave this empty if you have only one name."),
        widget=forms.TextInput({"autocomplete": "given-name", "spellcheck": "false"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=100,
        help_text=_("You need it to change your appointment later."),
        widget=forms.TextInput({"autocomplete": "family-name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your last name.")},
    )
    contact = forms.ChoiceField(
        label=_("How should we confirm your appointment?"),
        choices=contact_choices,
        widget=RevealingRadios(
            hints={
                Contact.LETTER: _("It takes 2 to 4 days. You will also see your booking on the next page."),
                Contact.PHONE: _(
                    "We only call if we must change your appointment. "
                    "Write down the reference and code you will see."
                ),
                Contact.TEXT: _("We also remind you by text."),
                Contact.EMAIL: _("We also remind you by email."),
            }
        ),
        error_messages={"required": _("Choose how we should confirm your appointment.")},
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 4, "autocomplete": "street-address"}),
    )
    postcode = PostcodeField(required=False)
    phone = phone_field(_("Phone number"), required=False)
    mobile = phone_field(_("Mobile phone number"), required=False)
    email = email_field(_("Email address"), required=False)
    access = forms.MultipleChoiceField(
        label=_("What do you need for this appointment?"),
        help_text=_("Choose all that you need. You can leave this empty."),
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    access_note = forms.CharField(
        label=_("Is there anything else we should prepare?"),
        help_text=_("For example, which language your interpreter should speak. You can leave this empty."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    # Fields that belong to one type of appointment; they are asked first.
    own: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, mode: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mode, self.today = Mode(mode), today
        self.order_fields([*self.own, "first_name", "last_name", *ALWAYS[self.mode], "contact"])
        radios = self.fields["contact"].widget
        if isinstance(radios, RevealingRadios):
            radios.reveal = {
                way.value: [self[name] for name in names if name not in ALWAYS[self.mode]]
                for way, names in REVEALED.items()
            }

    @property
    def shown(self) -> list[forms.BoundField]:
        """Return the fields that stand by themselves, in order: not those that a choice opens."""
        opened = {name for names in REVEALED.values() for name in names} - set(ALWAYS[self.mode])
        return [field for field in self if field.name not in opened]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way, and the way of meeting, cannot do without."""
        given: dict[str, Any] = super().clean() or {}
        chosen = given.get("contact")
        names = {*ALWAYS[self.mode], *(REVEALED[Contact(chosen)] if chosen else ())}
        for name in NEEDED:
            if name in names and not given.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(NEEDED[name], code="required"))
        return given

    def given(self) -> Details:
        """Return what was said. Fields of a way that was not chosen are dropped."""
        given = self.cleaned_data
        names = {*ALWAYS[self.mode], *REVEALED[Contact(given["contact"])]}
        kept = {name: given[name] if name in names else "" for name in NEEDED}
        return Details(
            last_name=given["last_name"],
            first_name=given["first_name"],
            contact=given["contact"],
            email=kept["email"],
            phone=kept["mobile"] or kept["phone"],
            address=kept["address"],
            postcode=kept["postcode"],
            language=get_language() or "en",
            access=tuple(given["access"]),
            access_note=given["access_note"],
            answers={name: str(given[name]) for name in self.own if given[name]},
        )
