"""Is it still right? One yes or no for each answer that is known from before."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from services.applications.earlier import Offer
from services.definitions.display import answer_lines
from services.definitions.languages import shown
from services.definitions.sentences import words

NO = "no"


class EarlierForm(forms.Form):
    """What was told before, with its form and day. Nothing is chosen until the person has answered."""

    use_required_attribute = False

    def __init__(self, offers: Sequence[Offer], data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.offers = offers
        language = get_language() or "en"
        for offer in offers:
            # The answer's own id: of another one that came meanwhile nobody has said yet that it is right.
            self.fields[offer.question.key] = forms.ChoiceField(
                label=shown(offer.question.label, language),
                help_text=_said(offer, language),
                choices=[(str(offer.answer_id), _("Yes, still right")), (NO, _("No: ask again"))],
                widget=forms.RadioSelect({"class": "govuk-radios--inline"}),
                error_messages={
                    "required": _("Choose what they said"),
                    "invalid_choice": _("Choose what they said"),
                },
            )

    @property
    def said(self) -> dict[str, bool]:
        """Whether each is still right, by question. Of a form that was found valid."""
        return {key: value != NO for key, value in self.cleaned_data.items()}


def _said(offer: Offer, language: str) -> str:
    lines = ((line,) for line in answer_lines(offer.asked_before, offer.value, language))
    parts = [
        format_html('<strong class="any-before">{}</strong>', format_html_join(", ", "<bdi>{}</bdi>", lines)),
        came_from(offer),
    ]
    if not offer.fits:
        parts.append(gettext("It does not fit this form as it is. After a yes, ask for what is missing."))
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


def came_from(offer: Offer) -> str:
    """Return where an answer was told before: the form, its reference and the day."""
    words_of_form = words(offer.source.document.title, get_language() or "en")
    return format_html(
        gettext("From {form}, reference {reference}, told to us on {day}"),
        form=format_html("<bdi>{}</bdi>", words_of_form),
        reference=format_html("<bdi>{}</bdi>", offer.source.reference),
        day=date_format(localtime(offer.given_at), "DATE_FORMAT"),
    )


def ask_whether_right(offer: Offer) -> str:
    """Return what stands beside a question that was left blank on paper. The answer itself is not shown."""
    return format_html(
        gettext("We already have this. {from_where}. Where it is blank, ask whether it is still right."),
        from_where=came_from(offer),
    )
