"""The options of a list to choose from, as Django's own select has them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from services.definitions.kinds import Question, Select, countries

Group = tuple[None, list[dict[str, Any]], int]


def list_options(question: Question, value: object, language: str) -> list[Group]:
    """Return the options, with the one chosen. What was typed and is none of them stays as it was typed."""
    options = list(_options(question, language))
    for option in options:
        option["selected"] = option["value"] == value
    if value and not any(option["selected"] for option in options):
        options.insert(0, {"value": value, "label": value, "selected": True})
    first = {"value": "", "label": _("Choose from the list"), "selected": not value}
    return [(None, [first, *options], 0)]


def _options(question: Question, language: str) -> Iterator[dict[str, Any]]:
    if isinstance(question, Select):
        for option in question.options:
            code = language if language in option.label else next(iter(option.label))
            lang = "" if code == language else code
            yield {"value": option.key, "label": option.label[code], "lang": lang}
        return
    for key, name in countries.names(language).items():
        yield {"value": key, "label": name, "also": "|".join(countries.ALSO.get(key, ()))}
