"""The forms for who looks after a page, for a look at it, for teams, and for the email of tasks."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.models.governance import DigestChoice, Governance, ReviewOutcome
from services.identity.models import User
from services.identity.roles import StaffRole


def people() -> QuerySet[User]:
    """Return the staff who can look after pages: authors and managers."""
    roles = [StaffRole.AUTHOR.value, StaffRole.MANAGER.value]
    staff = User.objects.filter(is_active=True, is_staff=True)
    return (
        (staff.filter(groups__name__in=roles) | staff.filter(is_superuser=True))
        .distinct()
        .order_by("name", "email")
    )


def _named(field: Any) -> None:
    field.queryset = people()
    field.label_from_instance = User.get_full_name


class CareForm(forms.ModelForm[Governance]):
    """Who looks after one page."""

    class Meta:
        model = Governance
        fields = ("teams", "owner", "backup", "expert", "interval_months", "review_on")
        widgets = {
            "teams": forms.CheckboxSelectMultiple,
            "review_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "teams": _("Only their people may change and publish the page. With no team, every author may."),
            "backup": _("Is asked when a review is a week late."),
            "expert": _("Who knows whether it is true, for example: Highways, Dr Ann Lee."),
            "review_on": _("Leave empty to count from today."),
        }

    def __init__(self, data: Any = None, *, instance: Governance) -> None:
        super().__init__(data, instance=instance, label_suffix="")
        _named(self.fields["owner"])
        _named(self.fields["backup"])

    def clean(self) -> dict[str, Any]:
        """Ask for two different people."""
        cleaned = super().clean() or {}
        if cleaned.get("owner") and cleaned.get("owner") == cleaned.get("backup"):
            self.add_error("backup", _("Choose somebody else than the owner."))
        return cleaned


class ReviewForm(forms.Form):
    """What a look at a page found."""

    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=ReviewOutcome.choices,
        initial=ReviewOutcome.RIGHT,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note for your colleagues"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class TeamForm(WagtailAdminModelForm):
    """Lets a manager choose people by name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _named(self.fields["members"])


class DigestForm(forms.ModelForm[DigestChoice]):
    """How often somebody wants their tasks by email. It is given the person: they may have no row yet."""

    class Meta:
        model = DigestChoice
        fields = ("often",)

    def __init__(self, data: Any = None, files: Any = None, *, instance: User, prefix: str) -> None:
        row = DigestChoice.objects.filter(user=instance).first() or DigestChoice(user=instance)
        super().__init__(data, files, instance=row, prefix=prefix)
