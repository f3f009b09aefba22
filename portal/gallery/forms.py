"""Sample forms: one question of every kind of control."""

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from accessibility.dates import DatePartsField

KIND = {
    "text": {"hint": "We never ask for money by text."},
    "stick": {"hint": "A walking stick, a frame or crutches."},
    "none": {"divider": "or"},
}


class Radios(forms.RadioSelect):
    """Radios with a hint, a divider, and a further question behind "text"."""

    more: SafeString | str = ""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what radios.html can show of an option."""
        option = super().create_option(*args, **kwargs)
        option.update(KIND.get(option["value"], {}))
        if option["value"] == "text":
            option["conditional"] = self.more
        return option


class Ticks(forms.CheckboxSelectMultiple):
    """Tick boxes with a hint, and "none" apart."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what checkboxes.html can show of an option."""
        option = super().create_option(*args, **kwargs)
        option.update(KIND.get(option["value"], {}))
        return option


class MobileForm(forms.Form):
    """The question behind a radio."""

    mobile = forms.CharField(
        label="Mobile number",
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "tel"}),
        required=False,
    )


class SampleForm(forms.Form):
    """One question of every kind of control."""

    use_required_attribute = False

    full_name = forms.CharField(
        label="Full name",
        help_text="As it is on your passport or benefit letter.",
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": "Enter your full name"},
    )
    postcode = forms.CharField(
        label="Postcode",
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
        error_messages={"required": "Enter your postcode"},
    )
    born_on = DatePartsField(label="Date of birth", help_text="For example, 27 3 1984", birthday=True)
    contact = forms.ChoiceField(
        label="How should we tell you our decision?",
        choices=[("letter", "By letter"), ("text", "By text message"), ("none", "I will call you")],
        widget=Radios,
        error_messages={"required": "Choose how we should tell you our decision"},
    )
    yes_no = forms.ChoiceField(
        label="Do you have a Blue Badge now?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios({"class": "govuk-radios--inline"}),
        error_messages={"required": "Choose yes if you have a Blue Badge now"},
    )
    aids = forms.MultipleChoiceField(
        label="What do you use to get around?",
        help_text="Select all that apply.",
        choices=[("stick", "A walking aid"), ("chair", "A wheelchair"), ("none", "Nothing")],
        widget=Ticks,
        error_messages={"required": "Choose what you use to get around, or choose “Nothing”"},
    )
    about = forms.CharField(
        label="What happens when you walk?",
        help_text="For example pain, breathlessness or falls.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Tell us what happens when you walk"},
    )
    rent = forms.CharField(
        label="What rent do you pay each week?",
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"required": "Enter your rent, like 120.50"},
    )
    country = forms.ChoiceField(
        label="Where do you live?",
        choices=[("", "Choose a country"), ("e", "England"), ("w", "Wales"), ("s", "Scotland")],
        error_messages={"required": "Choose where you live"},
    )
    letter = forms.FileField(
        label="Your benefit letter",
        help_text="A photo is fine. Up to 10 MB.",
        error_messages={"required": "Choose a photo or a scan of your letter"},
    )
    declared = forms.BooleanField(
        label="What I have told you is true as far as I know.",
        error_messages={"required": "Confirm that what you have told us is true"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contact = self.fields["contact"].widget
        if isinstance(contact, Radios):
            contact.more = MobileForm()["mobile"].as_field_group()


class QuestionForm(forms.Form):
    """The one question of a page: its label is the page's heading."""

    use_required_attribute = False

    contact = forms.ChoiceField(
        label="How should we tell you our decision?",
        help_text="You can change this later.",
        choices=SampleForm.base_fields["contact"].choices,  # type: ignore[attr-defined]  # a Field to the stubs
        widget=Radios,
        error_messages={"required": "Choose how we should tell you our decision"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].page_heading = True  # type: ignore[attr-defined]  # read by our label
