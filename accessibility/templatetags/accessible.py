"""Template tags that every page needs: other languages of this page, links from errors to controls."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_info

register = template.Library()


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language this page can be read in; `name` is in that language itself."""

    code: str
    name: str
    url: str
    current: bool
    bidi: bool


@register.simple_tag
def language_links(request: HttpRequest) -> list[LanguageLink]:
    """Return this page's address in every language of the site, in the order of settings.LANGUAGES."""
    here = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        here = escape_uri_path(request.path)
    links = []
    for code, _ in settings.LANGUAGES:
        info = get_language_info(code)
        links.append(
            LanguageLink(
                code=code,
                name=str(info["name_local"]),
                url=translate_url(here, code),
                current=code == get_language(),
                bidi=bool(info["bidi"]),
            )
        )
    return links


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A sentence and the id of the control that it is about; no target when it is about the whole form."""

    sentence: str
    target: str


@register.simple_tag
def error_links(form: BaseForm) -> list[ErrorLink]:
    """Return one link per error, in the order of the page: the form's own errors first.

    Where a form asks several questions, each sentence opens with its question: "Enter the year" alone
    would not say which date is meant.
    """
    links = [ErrorLink(str(sentence), "") for sentence in form.non_field_errors()]
    several = len(form.fields) > 1
    for field in form:
        for error in form.errors.as_data().get(field.name, []):
            part = (error.params or {}).get("part", 0)
            for sentence in error.messages:
                told = _about(field.label, sentence) if several else str(sentence)
                links.append(ErrorLink(told, _control_id(field, part)))
    return links


def _about(label: object, sentence: str) -> str:
    """Return "Date of birth: Enter the year", or "Where do you live? Choose one answer"."""
    asks = str(label).rstrip().endswith(("?", "؟"))
    return format_html("{} {}" if asks else "{}: {}", label, sentence)


def _control_id(field: BoundField, part: int) -> str:
    """Return the id of the control to focus: the field's own, or its part number `part` from zero.

    Radios, tick boxes and dates have no id of their own; their parts are numbered by Django.
    """
    return field.id_for_label or (f"{field.auto_id}_{part}" if field.auto_id else "")
