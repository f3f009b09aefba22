"""What managers say of a destination."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from services.definitions.models import Form
from services.delivery.actions import Wanted
from services.delivery.addresses import target_of
from services.delivery.errors import SendFailed
from services.delivery.models import Destination, Way
from services.delivery.queries import title_of, why
from services.delivery.reaching import reach_of

WAY_HINTS = {
    Way.WEBHOOK: _(
        "We post each application to an address, as JSON. It has arrived when their system says so."
    ),
    Way.EMAIL: _("We send each receipt as a PDF to a mailbox. It has arrived when our mail server takes it."),
    Way.DROP: _("We write a folder for each application: answers as JSON, the receipt and every file sent."),
    Way.DAILY_EXPORT: _(
        "We write one table for each form and day, for spreadsheets and reports. You can download it."
    ),
}


class HintedWays(forms.RadioSelect):
    """The ways, each with a line that says what it is good for."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """Give the option its line."""
        option: dict[str, Any] = super().create_option(name, value, *args, **options)
        option["hint"] = WAY_HINTS[Way(str(value))]
        return option


class WayForm(forms.Form):
    """How applications are to travel."""

    way = forms.ChoiceField(
        label=_("How should applications get there?"),
        choices=Way.choices,
        widget=HintedWays,
        error_messages={"required": _("Choose how applications should get there")},
    )


class DestinationForm(forms.Form):
    """The name, the form, and what the way needs."""

    name = forms.CharField(
        label=_("Name of the place or system"),
        help_text=_("As your colleagues call it, for example: Highways case system."),
        max_length=80,
        error_messages={"required": _("Enter a name")},
    )
    form = forms.ChoiceField(label=_("Which applications?"), required=False)
    language = forms.ChoiceField(
        label=_("Language of questions and options"),
        help_text=_("What people wrote stays in their own words."),
        choices=settings.LANGUAGES,
    )
    url = forms.CharField(
        label=pgettext_lazy("webhook", "Address"),
        help_text=_("It begins with https://"),
        max_length=500,
        widget=forms.URLInput({"spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": _("Enter the address, beginning with https://")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        help_text=_("The answers travel in the email. Use a mailbox of your own that only the team reads."),
        widget=forms.EmailInput({"spellcheck": "false", "class": "govuk-input--width-30"}),
        error_messages={
            "required": _("Enter an email address"),
            "invalid": _("Enter an email address, like name@example.com"),
        },
    )
    folder = forms.SlugField(
        label=_("Folder"),
        help_text=_("Lower-case letters, numbers and hyphens, for example: highways"),
        max_length=60,
        widget=forms.TextInput({"spellcheck": "false", "class": "govuk-input--width-20"}),
        error_messages={
            "required": _("Enter the name of a folder"),
            "invalid": _("Use only letters, numbers and hyphens in the name of the folder"),
        },
    )

    OF_WAY: ClassVar = {
        Way.WEBHOOK: "url",
        Way.EMAIL: "email",
        Way.DROP: "folder",
        Way.DAILY_EXPORT: "folder",
    }

    def __init__(self, data: Any = None, *, way: Way, destination: Destination | None = None) -> None:
        super().__init__(data, initial=_told(destination) if destination else None)
        self.destination = destination
        for unused in {"url", "email", "folder"} - {self.OF_WAY[way]}:
            del self.fields[unused]
        self.forms = {str(form.pk): form for form in Form.objects.order_by("key")}
        listed = sorted((title_of(form), pk) for pk, form in self.forms.items())
        self.fields["form"].choices = [  # type: ignore[attr-defined]  # declared above
            ("", gettext("All forms")),
            *((pk, title) for title, pk in listed),
        ]

    @property
    def wanted(self) -> Wanted:
        """What was said."""
        said = self.cleaned_data
        return Wanted(
            name=said["name"],
            form=self.forms.get(said["form"]),
            language=said["language"],
            url=said.get("url", ""),
            email=said.get("email", ""),
            folder=said.get("folder", ""),
        )

    def clean_name(self) -> str:
        """Refuse a name that another place has."""
        name: str = self.cleaned_data["name"]
        if self._others().filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Another place has this name. Enter a different one"))
        return name

    def clean_url(self) -> str:
        """Refuse an address that we would not post to."""
        url: str = self.cleaned_data["url"].strip()
        try:
            target_of(url)
        except SendFailed as failure:
            raise forms.ValidationError(why(failure.code)) from None
        return url

    def clean_folder(self) -> str:
        """Refuse a folder that another place writes to: neither could tell whose files are there."""
        folder: str = self.cleaned_data["folder"].lower()
        if self._others().filter(folder=folder).exists():
            raise forms.ValidationError(_("Another place uses this folder. Enter a different one"))
        return folder

    def _others(self) -> Any:
        others = Destination.objects.all()
        return others.exclude(pk=self.destination.pk) if self.destination else others


def _told(destination: Destination) -> dict[str, Any]:
    reach = reach_of(destination)
    return {
        "name": destination.name,
        "form": str(destination.form_id or ""),
        "language": destination.language,
        "url": reach.url,
        "email": reach.email,
        "folder": destination.folder,
    }
