"""A rule as a plain sentence, for paper, the phone script and authors."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.definitions.document import Document
from services.definitions.kinds import Question
from services.definitions.rules import (
    Age,
    AllOf,
    Answered,
    AnyOf,
    AnyRow,
    ChannelIs,
    DateIs,
    Equals,
    EveryRow,
    In,
    Includes,
    Not,
    NumberIs,
    Rule,
)


def words(texts: dict[str, str] | None, language: str) -> str:
    """Return the text in a language, or in the document's first language if it is not there."""
    if not texts:
        return ""
    return texts.get(language) or next(iter(texts.values()))


def say(rule: Rule, document: Document, language: str) -> str:
    """Return when the rule holds, as words that can follow "if": `question 3 is "Myself"`."""
    with override(language):
        return _say(rule, document, language)


def _say(rule: Rule, document: Document, language: str) -> str:
    match rule:
        case AllOf(rules=rules):
            return _(" and ").join(_say(inner, document, language) for inner in rules)
        case AnyOf(rules=rules):
            return _(" or ").join(_say(inner, document, language) for inner in rules)
        case Not(rule=inner):
            return _("it is not so that %(condition)s") % {"condition": _say(inner, document, language)}
        case AnyRow(rule=inner):
            return _("for any of them, %(condition)s") % {"condition": _say(inner, document, language)}
        case EveryRow(rule=inner):
            return _("for all of them, %(condition)s") % {"condition": _say(inner, document, language)}
        case ChannelIs():
            return _("you are doing this another way")
    return _compare(rule, document, language)


def _compare(rule: Rule, document: Document, language: str) -> str:
    question = document.questions[rule.question]  # type: ignore[union-attr]  # the rest name a question
    about = {"number": document.numbers[question.key]}
    match rule:
        case Answered():
            return _("you answered question %(number)d") % about
        case Equals(value=bool(value)):
            about["answer"] = _("Yes") if value else _("No")  # type: ignore[assignment]
        case Equals(value=value) | Includes(value=value):
            about["answer"] = _option(question, str(value), language)  # type: ignore[assignment]
        case In(values=values):
            labels = (f"“{_option(question, value, language)}”" for value in values)
            return _("your answer to question %(number)d is %(answers)s") % {
                **about,
                "answers": _(" or ").join(labels),
            }
        case NumberIs(is_=is_, value=value):
            return _("your answer to question %(number)d is %(limit)s") % {
                **about,
                "limit": _limit(is_, str(value)),
            }
        case DateIs(is_=is_, value=day):
            return _("the date in question %(number)d is %(limit)s") % {
                **about,
                "limit": _limit(is_, date_format(day, "j F Y")),
            }
        case Age(is_=is_, years=years):
            return _("the age from question %(number)d is %(limit)s") % {
                **about,
                "limit": _limit(is_, str(years)),
            }
    if isinstance(rule, Includes):
        return _("you ticked “%(answer)s” in question %(number)d") % about
    return _("your answer to question %(number)d is “%(answer)s”") % about


def _limit(comparison: str, value: str) -> str:
    texts = {
        "<": _("less than %(value)s"),
        "<=": _("%(value)s or less"),
        ">": _("more than %(value)s"),
        ">=": _("%(value)s or more"),
        "==": _("exactly %(value)s"),
    }
    return texts[comparison] % {"value": value}


def _option(question: Question, key: str, language: str) -> str:
    for option in getattr(question, "options", ()):
        if option.key == key:
            return words(option.label, language)
    return key
