"""Texts of a document on a page: in the reader's language, or marked as being in another."""

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info


def shown(texts: Mapping[str, str] | None, language: str) -> str:
    """Return the text in a language. If it has none, the first language's, marked with lang and dir."""
    if not texts:
        return ""
    if language in texts:
        return texts[language]
    code, text = next(iter(texts.items()))
    return in_language(text, code)


def in_language(text: str, code: str) -> SafeString:
    """Return a text marked as being in a language that is not the page's (WCAG 3.1.2)."""
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    return format_html('<span lang="{}" dir="{}">{}</span>', code, direction, text)


def paragraphs(texts: Mapping[str, str] | None, language: str) -> list[str]:
    """Return the paragraphs of a text as `shown` would: an empty line separates them in the document."""
    if not texts:
        return []
    code = language if language in texts else next(iter(texts))
    found = [part.strip() for part in texts[code].split("\n\n") if part.strip()]
    return found if code == language else [in_language(part, code) for part in found]
