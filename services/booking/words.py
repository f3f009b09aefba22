"""Words that an office types in more than one language, kept with the row: {"en": "…", "cy": "…"}."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from services.facts.placeholders import replaced
from services.facts.queries import said_today

Words = dict[str, str]
WordLists = dict[str, list[str]]


def in_language(words: dict[str, Any], language: str | None = None) -> tuple[Any, str]:
    """Return the words in a language (default: the reader's) and the language they are really in.

    Falls back to the site's own language, never to nothing: the caller marks the difference with
    `lang`. Empty words come back as an empty string.
    """
    wanted = (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    for candidate in (wanted, settings.LANGUAGE_CODE, *words):
        if words.get(candidate):
            return _of_today(words[candidate], candidate), candidate
    return "", wanted


def _of_today(said: Any, language: str) -> Any:
    """Return what is said with facts in their words of today."""
    if isinstance(said, list):
        return [_of_today(each, language) for each in said]
    return replaced(str(said), lambda key: said_today(key, language))


def say(words: Words, language: str | None = None) -> str:
    """Return one text in a language, for places where the language cannot be marked."""
    return str(in_language(words, language)[0])


def say_list(words: WordLists, language: str | None = None) -> list[str]:
    """Return a list of texts in a language."""
    return list(in_language(words, language)[0] or [])


def check_words(value: object) -> None:
    """Raise ValidationError unless the value is words by language, ours among them."""
    codes = {code for code, _ in settings.LANGUAGES}
    if not isinstance(value, dict) or not set(value) <= codes:
        raise ValidationError("Words are kept by language, such as {'en': '…'}.", code="words")
    if value and settings.LANGUAGE_CODE not in value:
        raise ValidationError("Words are needed in the site's own language.", code="words_missing")
