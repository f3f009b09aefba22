"""The words of facts in what readers are sent: pages, search results, feeds."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from services.facts.placeholders import SIGN, replaced
from services.facts.queries import said_today


def in_words(text: str, language: str = "") -> str:
    """Return a plain text with the values of the day, in a language (else the one in use)."""
    spoken = language or get_language() or "en"
    return replaced(text, lambda key: said_today(key, spoken))


def in_html(html: str) -> SafeString:
    """Return HTML that may be shown as it is with the values of the day, in the language in use."""
    spoken = get_language() or "en"

    def words(key: str) -> str | None:
        said = said_today(key, spoken)
        return None if said is None else escape(said)

    return SafeString(replaced(html, words))


def with_facts(response: HttpResponse) -> HttpResponse:
    """Return a response that says facts as soon as it is rendered."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.add_post_render_callback(_say)
        return response
    return _say(response)


def _say(response: HttpResponse) -> HttpResponse:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if is_page and not response.streaming and SIGN.encode() in response.content:
        response.content = in_html(response.content.decode(response.charset))
    return response


def says_facts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view's response say facts."""

    @wraps(view)
    def saying(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        return with_facts(view(request, *args, **options))

    return saying
