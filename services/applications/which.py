"""Which of two answers is right: one choice for each question, none made before the person is asked."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from services.applications.meanwhile import Clash
from services.definitions.display import answer_lines
from services.definitions.kinds import Question
from services.definitions.languages import shown
from services.definitions.rules import Value

MINE = "mine"


class ClashForm(forms.Form):
    """Both answers to each question, with where they came from."""

    use_required_attribute = False

    def __init__(self, clashes: Sequence[Clash], data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="step-which", label_suffix="")
        language = get_language() or "en"
        for clash in clashes:
            who = clash.source.keyed_by or clash.source.channel_words
            came = _comma().join((who, date_format(localtime(clash.source.given_at), "TIME_FORMAT")))
            theirs = (clash.mark, _both(clash.question, clash.theirs, came, language))
            mine = (MINE, _both(clash.question, clash.mine, gettext("what you entered"), language))
            self.fields[clash.question.key] = forms.ChoiceField(
                label=shown(clash.question.label, language),
                choices=[theirs, mine],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose the right answer"),
                    "invalid_choice": _("Choose the right answer"),
                },
            )


def _both(question: Question, value: Value, came_from: str, language: str) -> str:
    lines = ((line,) for line in answer_lines(question, value, language))
    return format_html("{} ({})", format_html_join(_comma(), "<bdi>{}</bdi>", lines), came_from)


def _comma() -> str:
    return pgettext("between things in a list", ", ")
