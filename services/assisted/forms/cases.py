"""Move a case on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from services.applications.choices import CaseState, Outcome


class CaseForm(forms.Form):
    """What happens to a case next, and what the citizen will read about it."""

    NEXT = [
        ("more_needed", _("Ask for more information")),
        ("approved", _("Decide: approve")),
        ("refused", _("Decide: refuse")),
        ("withdrawn", _("Close: they do not want it any more")),
    ]
    revision = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("What happens next?"),
        choices=NEXT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what happens next")},
    )
    message = forms.CharField(
        label=_("Message to the citizen"),
        help_text=_("Say what you decided or need, why, and what they can do now."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
        error_messages={"required": _("Write a message to the citizen")},
    )

    @property
    def state(self) -> CaseState:
        """The state the decision leads to."""
        return CaseState.MORE_NEEDED if self._decision == "more_needed" else CaseState.DECIDED

    @property
    def outcome(self) -> Outcome | None:
        """What was decided, if it was."""
        return None if self._decision == "more_needed" else Outcome(self._decision)

    @property
    def _decision(self) -> str:
        return str(self.cleaned_data["decision"])

    def catch_up(self, revision: int) -> None:
        """Let the next press of the button count from what the page shows now."""
        self.data = {**self.data.dict(), "revision": str(revision)}  # type: ignore[attr-defined]  # a QueryDict
