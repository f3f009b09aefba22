"""The options of a list to choose from, as HTML: hundreds of them, written once per language."""

from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.definitions.kinds import Question, Select, countries

Lists = tuple[dict[str, SafeString], dict[str, SafeString]]
"""Every option by key: as it stands, and chosen."""


def list_options(question: Question, value: str, language: str) -> SafeString:
    """Return the options, the chosen one marked. What was typed and is none of them stays as it was typed.

    An option says its language, if that is not the page's (lang), and its other names, by which scripts
    find it (data-also).
    """
    plain, chosen = _own(question, language) if isinstance(question, Select) else _countries(language)
    first = [_option("", _("Choose from the list"))]
    if value and value not in plain:
        first.append(_option(value, value, chosen=True))
    rest = [chosen[key] if key == value else html for key, html in plain.items()]
    return format_html_join("\n", "{}", ((html,) for html in [*first, *rest]))


def _option(key: str, label: str, more: str = "", *, chosen: bool = False) -> SafeString:
    selected = " selected" if chosen else ""
    return format_html('<option value="{}"{}{}>{}</option>', key, more, selected, label)


def _own(question: Select, language: str) -> Lists:
    lists: Lists = ({}, {})
    for option in question.options:
        code = language if language in option.label else next(iter(option.label))
        lang = "" if code == language else format_html(' lang="{}"', code)
        for chosen, html in enumerate(lists):
            html[option.key] = _option(option.key, option.label[code], lang, chosen=bool(chosen))
    return lists


@cache
def _countries(language: str) -> Lists:
    lists: Lists = ({}, {})
    for code, name in countries.names(language).items():
        others = countries.ALSO.get(code)
        also = format_html(' data-also="{}"', "|".join(others)) if others else ""
        for chosen, html in enumerate(lists):
            html[code] = _option(code, name, also, chosen=bool(chosen))
    return lists
