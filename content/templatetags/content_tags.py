"""Tags for writing a part of a page in the page's own language, whatever its script."""

from typing import Any
from urllib.parse import quote

from django import template
from django.http import HttpRequest
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from wagtail.models import Page

from content.alerts.showing import Shown, alerts_on
from content.council import Council, council_of
from content.facts.showing import in_html
from content.feedback.places import takes_feedback
from content.languages import speaking, to_reader

register = template.Library()


class SpeakingNode(template.Node):
    """What stands between {% speaking language %} and {% endspeaking %}."""

    def __init__(self, nodelist: NodeList, language: FilterExpression) -> None:
        self.nodelist = nodelist
        self.language = language

    def render(self, context: Context) -> SafeString:
        """Render the inside with its words in the page's language and its links in the reader's."""
        with speaking(str(self.language.resolve(context))):
            return in_html(self.nodelist.render(context))


@register.filter
def anchor(words: str) -> str:
    """Return what a heading can be linked to by, in whatever script its words are."""
    return slugify(words, allow_unicode=True)


@register.simple_tag(takes_context=True)
def council_in(context: Context, language: str) -> Council:
    """Return the council, its words in `language`."""
    return council_of(context["request"], language)


@register.simple_tag
def reader_url(name: str) -> str:
    """Return the address of a page of ours in the reader's language, whatever language is being written."""
    with to_reader():
        return reverse(name)


@register.simple_tag(takes_context=True)
def alerts_here(context: Context) -> list[Shown]:
    """Return the alerts that stand on this page now."""
    page = context.get("page")
    return alerts_on(context["request"], page if isinstance(page, Page) else None)


@register.filter
def page_for_feedback(request: HttpRequest) -> str:
    """Return the address of this page, ready for a query, if feedback can be given on it, else ""."""
    return quote(request.path) if takes_feedback(request.resolver_match) else ""


@register.tag("speaking")
def do_speaking(parser: Parser, token: Token) -> SpeakingNode:
    """Parse {% speaking language %}…{% endspeaking %}."""
    pieces: list[Any] = token.split_contents()
    if len(pieces) != 2:  # the tag's name and the language
        raise template.TemplateSyntaxError("speaking takes one language")
    nodelist = parser.parse(("endspeaking",))
    parser.delete_first_token()
    return SpeakingNode(nodelist, parser.compile_filter(pieces[1]))
