"""Managers change the council's own details at the desk, in each language."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import log
from wagtail.models import Site

from content.models import CouncilDetails, CouncilWords
from services.identity.gate import staff_required
from services.identity.roles import StaffRole


class ReachForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What is the same in every language."""

    class Meta:
        model = CouncilDetails
        fields: ClassVar = ["phone", "textphone", "email"]
        labels: ClassVar = {
            "phone": gettext_lazy("Telephone"),
            "textphone": gettext_lazy("Textphone or relay"),
            "email": gettext_lazy("Email address"),
        }
        widgets: ClassVar = {
            "phone": forms.TextInput({"type": "tel", "class": "govuk-input--width-20"}),
            "textphone": forms.TextInput({"class": "govuk-input--width-20"}),
            "email": forms.EmailInput({"spellcheck": "false", "class": "govuk-input--width-30"}),
        }
        error_messages: ClassVar = {
            "email": {"invalid": gettext_lazy("Enter an email address, like name@example.com")},
        }


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What is said differently in one language."""

    class Meta:
        model = CouncilWords
        fields: ClassVar = ["name", "hours", "address"]
        labels: ClassVar = {
            "name": gettext_lazy("Name of the council"),
            "hours": pgettext_lazy("council", "Opening hours"),
            "address": gettext_lazy("Address"),
        }
        help_texts: ClassVar = {
            "hours": gettext_lazy("As people read it, for example: Monday to Friday, 9am to 5pm."),
            "address": gettext_lazy("One line of the address per line."),
        }
        widgets: ClassVar = {"address": forms.Textarea({"rows": 6})}
        error_messages: ClassVar = {"name": {"required": gettext_lazy("Enter the name of the council")}}

    def __init__(self, *args: Any, optional: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = not optional

    def clean(self) -> dict[str, Any]:
        """Ask for a name wherever there are other words."""
        cleaned = super().clean() or {}
        if not cleaned.get("name") and (cleaned.get("hours") or cleaned.get("address")):
            self.add_error("name", self.fields["name"].error_messages["required"])
        return cleaned


class DetailsForm:
    """Both together: one form to reach the council, and one for its words in each language."""

    def __init__(self, details: CouncilDetails, data: Any = None) -> None:
        self.details = details
        self.reach = ReachForm(data, instance=details)
        self.spoken = list(self._spoken(data))

    def _spoken(self, data: Any) -> Iterator[tuple[str, str, WordsForm]]:
        rows = {row.language: row for row in self.details.words.all()} if self.details.pk else {}
        for code, name in settings.LANGUAGES:
            row = rows.get(code) or CouncilWords(details=self.details, language=code)
            # Another language may be left out: its readers then see the site's own.
            optional = code != settings.LANGUAGE_CODE
            yield code, str(name), WordsForm(data, instance=row, prefix=code, optional=optional)

    @property
    def parts(self) -> list[forms.BaseForm]:
        """Every form of the page, in its order."""
        return [self.reach, *(form for _code, _name, form in self.spoken)]

    def is_valid(self) -> bool:
        """Tell whether every part is."""
        valid = [form.is_valid() for form in self.parts]  # each of them says what is wrong
        return all(valid)

    @transaction.atomic
    def save(self, user: Any) -> None:
        """Keep what was typed; a language left blank is dropped. Written into the site's log."""
        self.reach.save()
        for _code, _name, form in self.spoken:
            if form.cleaned_data.get("name"):
                form.instance.details = self.details
                form.save()
            elif form.instance.pk:
                form.instance.delete()
        log(instance=self.details, action="wagtail.edit", user=user)


@staff_required(StaffRole.MANAGER)
def council_details(request: HttpRequest) -> HttpResponse:
    """Show the council's details and change them."""
    site = Site.find_for_request(request)
    details = CouncilDetails.objects.filter(site=site).first() or CouncilDetails(site=site)
    form = DetailsForm(details, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        messages.success(request, _("The details are changed on every page."))
        return redirect("council_details")
    context = {"form": form, "has_errors": any(part.errors for part in form.parts)}
    return render(request, "content/council_details.html", context)
