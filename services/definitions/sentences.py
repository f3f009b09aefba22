"""A rule as a plain sentence, for paper, the phone script and authors."""

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from services.definitions.channels import Channel
from services.definitions.comparing import Amount
from services.definitions.document import Document
from services.definitions.kinds import Computed, Money, MonthYear, Question
from services.definitions.kinds.numbers import pounds
from services.definitions.rules import (
    Age,
    AllOf,
    Answered,
    AnyOf,
    AnyRow,
    ChannelIs,
    Count,
    DateIs,
    Equals,
    EveryRow,
    In,
    Includes,
    Not,
    NumberIs,
    Rule,
    Sum,
)

OfQuestion = Age | Answered | DateIs | Equals | In | Includes | NumberIs | Sum
ISOLATE, RELEASE = "\u2068", "\u2069"
"""Unicode's first-strong isolate: words of another language keep their direction inside a sentence."""


def words(texts: Mapping[str, str] | None, language: str) -> str:
    """Return the text in a language, or in the document's first language if it is not there."""
    if not texts:
        return ""
    return texts.get(language) or next(iter(texts.values()))


def _quoted(texts: Mapping[str, str], language: str) -> str:
    """Return words to stand inside a sentence. Of another language, they are isolated from it."""
    text = words(texts, language)
    return text if texts.get(language) else f"{ISOLATE}{text}{RELEASE}"


def say(rule: Rule, document: Document, language: str) -> str:
    """Return when the rule holds, as words that can follow "if": `your answer to question 3 is “Myself”`."""
    with override(language):
        return _say(rule, document, language)


def _say(rule: Rule, document: Document, language: str) -> str:
    match rule:
        case AllOf(rules=rules):
            return _(" and ").join(_as_part(inner, document, language) for inner in rules)
        case AnyOf(rules=rules):
            said = [_say(inner, document, language) for inner in rules]
            # A comma keeps "a and b, or c" from being read as "a and (b or c)".
            return (_(", or ") if any(isinstance(inner, AllOf) for inner in rules) else _(" or ")).join(said)
        case Not(rule=inner):
            return _say_not(inner, document, language)
        case AnyRow(repeat=key, rule=inner):
            about = _about_rows(key, document, language)
            said_of_one = {**about, "condition": _say(inner, document, language)}
            return _("for at least one in “%(list)s”, %(condition)s") % said_of_one
        case EveryRow(repeat=key, rule=inner):
            about = _about_rows(key, document, language)
            return _("for each one in “%(list)s”, %(condition)s") % {
                **about,
                "condition": _say(inner, document, language),
            }
        case Count(repeat=key, is_=is_, value=value):
            about = {**_about_rows(key, document, language), "limit": _limit(is_, str(value))}
            return _("the number you list in “%(list)s” is %(limit)s") % about
        case ChannelIs(value=channel):
            return _channel(channel)
    return _compare(rule, document, language)


def _as_part(rule: Rule, document: Document, language: str) -> str:
    """Return a rule that "and" stands beside: "or" inside it is held together by "either"."""
    said = _say(rule, document, language)
    if isinstance(rule, AnyOf) and len(rule.rules) > 1:
        return _("either %(choices)s") % {"choices": said}
    return said


def _about_rows(key: str, document: Document, language: str) -> dict[str, str]:
    return {"list": _quoted(document.repeats_by_key[key].title, language)}


def _channel(channel: Channel) -> str:
    return {
        Channel.ONLINE: _("you do this online"),
        Channel.PAPER: _("you do this on paper"),
        Channel.PHONE: _("you do this by phone"),
        Channel.COUNTER: _("you do this at one of our offices"),
        Channel.HOME_VISIT: _("we do this with you at your home"),
        Channel.API: _("another organisation does this with you"),
    }[channel]


def _say_not(rule: Rule, document: Document, language: str) -> str:
    match rule:
        case Not(rule=inner):
            return _say(inner, document, language)
        case Answered():
            return _("you did not answer question %(number)d") % _about(rule.question, document)
        case Equals() | In():
            about = {**_about(rule.question, document), "answers": _answers(rule, document, language)}
            return _("your answer to question %(number)d is not %(answers)s") % about
        case Includes():
            about = {**_about(rule.question, document), "answers": _answers(rule, document, language)}
            return _("you did not tick %(answers)s in question %(number)d") % about
    return _("it is not true that %(condition)s") % {"condition": _say(rule, document, language)}


def _compare(rule: OfQuestion, document: Document, language: str) -> str:
    question = document.questions[rule.question]
    about = _about(question.key, document)
    match rule:
        case Answered():
            return _("you answered question %(number)d") % about
        case NumberIs(is_=is_, value=value):
            limit = {"limit": _limit(is_, _amount(question, value))}
            return _("your answer to question %(number)d is %(limit)s") % {**about, **limit}
        case Sum(is_=is_, value=value):
            limit = {"limit": _limit(is_, _amount(question, value))}
            return _("your answers to question %(number)d add up to %(limit)s") % {**about, **limit}
        case DateIs(is_=is_, value=day):
            shape = "F Y" if isinstance(question, MonthYear) and day.day == 1 else "j F Y"
            limit = {"limit": _day_limit(is_, date_format(day, shape))}
            return _("the date in question %(number)d is %(limit)s") % {**about, **limit}
        case Age(is_=is_, years=years):
            limit = {"limit": _limit(is_, str(years))}
            return _("the age from question %(number)d is %(limit)s") % {**about, **limit}
    about["answers"] = _answers(rule, document, language)
    if isinstance(rule, Includes):
        return _("you ticked %(answers)s in question %(number)d") % about
    return _("your answer to question %(number)d is %(answers)s") % about


def _about(question: str, document: Document) -> dict[str, object]:
    return {"number": document.numbers[question]}


def _answers(rule: Equals | In | Includes, document: Document, language: str) -> str:
    """Return the answers that a rule looks for, each in quotation marks: “Myself” or “My child”."""
    question = document.questions[rule.question]
    if isinstance(rule, In):
        labels = [_option(question, value, language) for value in rule.values]
    elif isinstance(rule.value, bool):
        labels = [_("Yes") if rule.value else _("No")]
    else:
        labels = [_option(question, str(rule.value), language)]
    return _(" or ").join(_("“%(answer)s”") % {"answer": label} for label in labels)


def _limit(comparison: str, value: str) -> str:
    texts = {
        "<": _("less than %(value)s"),
        "<=": _("%(value)s or less"),
        ">": _("more than %(value)s"),
        ">=": _("%(value)s or more"),
        "==": _("exactly %(value)s"),
    }
    return texts[comparison] % {"value": value}


def _day_limit(comparison: str, day: str) -> str:
    texts = {
        "<": _("before %(day)s"),
        "<=": _("%(day)s or earlier"),
        ">": _("after %(day)s"),
        ">=": _("%(day)s or later"),
        "==": pgettext("a date", "%(day)s"),
    }
    return texts[comparison] % {"day": day}


def _amount(question: Question, value: Amount) -> str:
    """Return a limit as people write such a number: pounds where it is money."""
    is_money = isinstance(question, Money) or (isinstance(question, Computed) and question.money)
    return pounds(value) if is_money and isinstance(value, int) else str(value)


def _option(question: Question, key: str, language: str) -> str:
    for option in getattr(question, "options", ()):
        if option.key == key:
            return _quoted(option.label, language)
    return key


def say_how(question: Computed, document: Document, language: str) -> str:
    """Return how to work a number out by hand: "Add up your answers to questions 3, 4 and 5."."""
    with override(language):
        numbers = [document.numbers[key] for key in question.sources]
        listed = _about_rows(question.rows_of, document, language) if question.rows_of else {}
        match question.formula.op:
            case "count":
                return _("Count how many you list in “%(list)s”.") % listed
            case "age":
                return _("Write the age today, in full years, from question %(number)d.") % {
                    "number": numbers[0]
                }
            case "difference":
                about = {"first": numbers[0], "second": numbers[1]}
                return (
                    _("Take the number in question %(second)d away from the one in question %(first)d.")
                    % about
                )
        if listed:
            about_rows = {"number": numbers[0], **listed}
            return _("Add up all your answers to question %(number)d in “%(list)s”.") % about_rows
        return _("Add up your answers to these questions: %(numbers)s.") % {
            "numbers": ", ".join(str(number) for number in numbers)
        }
