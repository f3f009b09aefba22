"""Find an address on the page of a step, without scripts: look it up, choose it, change it by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from services.definitions.document import Step
from services.definitions.kinds import Address, Question, Typed
from services.definitions.screen.fields import StepForm
from services.gazetteer import looking
from services.gazetteer.errors import LookupDown, NotAPostcode
from services.gazetteer.found import Found
from services.identity import throttle
from services.identity.errors import TooManyTries
from services.wording import sentence

LOOKUPS = throttle.Limit("lookups", burst=30, refill=timedelta(seconds=30))
LISTED = 30
"""A longer list helps nobody: then the house is asked for."""
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Finder:
    """What stands above the boxes of an address: where to look, and what was found."""

    key: str
    postcode: str = ""
    house: str = ""
    asks_house: bool = False
    found: tuple[Found, ...] = ()
    message: str = ""
    opened: bool = False
    """Whether the boxes to type in are unfolded."""


def offer(form: StepForm) -> None:
    """Put the finder above each address of a form, if addresses can be looked up here."""
    if not looking.is_on():
        return
    for key, field in form.asked.items():
        if may_look_up(field.question):
            typed = form[key].data if form.is_bound else form.initial.get(key, {})
            opened = not field.question.is_blank(typed)
            field.widget.finder = Finder(key, opened=opened)


def may_look_up(question: Question) -> bool:
    """Whether the answer may be a British address."""
    return isinstance(question, Address) and question.where != "international"


@dataclass(frozen=True, slots=True)
class Looked:
    """What follows from a button of the finder."""

    key: str
    sent: StepForm
    typed: Mapping[str, Typed]
    """What to keep of the step: all that was typed, with the chosen address filled in; {} if nothing was."""
    form: StepForm | None
    """The form to show, with what was found; None if an address was chosen: then the step is shown anew."""


def answer(
    step: Step | None, make: Callable[..., Any], data: Mapping[str, Any], *, who: str
) -> Looked | None:
    """Return what to do about a step that was sent to find an address; None if it was not.

    `make` makes the step's form, sent with `data` or not sent yet. `who` is counted (see `look`).
    """
    if step is None or not looking.is_on() or not any(map(may_look_up, step.questions)):
        return None
    sent: StepForm = make(data=data)
    key, typed = pressed(sent, data), sent.typed
    if not key:
        return None
    if filled := chosen(sent, key, data, who=who):
        return Looked(key, sent, {**typed, key: filled}, None)
    form: StepForm = make()
    show(form, key, look(key, data, who=who), typed)
    return Looked(key, sent, typed if sent.has_typing else {}, form)


def pressed(form: StepForm, data: Mapping[str, Any]) -> str:
    """Return the key of the address that somebody wants to find or choose; "" if they want neither.

    Continue looks it up too, where a postcode to find is all that they typed.
    """
    if not looking.is_on():
        return ""
    mine = [key for key, field in form.asked.items() if may_look_up(field.question)]
    button = str(data.get("step-find") or data.get("step-choose") or "")
    if button:
        return button if button in mine else ""
    if data.get("step-then") or data.get("step-language"):
        return ""
    unfound = (key for key in mine if str(data.get(f"{key}-find", "")).strip())
    return next((key for key in unfound if form.asked[key].question.is_blank(form[key].data)), "")


def chosen(form: StepForm, key: str, data: Mapping[str, Any], *, who: str) -> Typed | None:
    """Return what the address that was chosen from the list fills in; None if none was."""
    uprn = str(data.get(f"{key}-found", ""))
    if not uprn or data.get("step-find"):
        return None
    finder = look(key, data, who=who)
    found = next((each for each in finder.found if each.uprn == uprn), None)
    question = form.asked[key].question
    if found is None or not isinstance(question, Address):
        return None
    return question.unread(found.as_answer("" if question.where == "uk" else "GB"))


def look(key: str, data: Mapping[str, Any], *, who: str) -> Finder:
    """Return the finder with what stands at the postcode that was typed, or why there is nothing.

    `who` is counted, so that nobody reads the whole list of addresses from us.
    """
    postcode, house = (str(data.get(f"{key}-{part}", ""))[:LONGEST].strip() for part in ("find", "house"))
    try:
        throttle.spend(who, LOOKUPS)
        found = looking.find(postcode, house)
    except (LookupDown, NotAPostcode) as refusal:
        message = sentence(refusal.code)
        return Finder(key, postcode, house, message=message, opened=isinstance(refusal, LookupDown))
    except TooManyTries:
        return Finder(key, postcode, house, message=sentence("lookup_too_often"), opened=True)
    if not found:
        none = sentence("lookup_none")
        return Finder(key, postcode, house, asks_house=bool(house), message=none, opened=True)
    if len(found) > LISTED and not house:
        many = sentence("lookup_many", limit=LISTED)
        return Finder(key, postcode, asks_house=True, message=many)
    return Finder(key, postcode, house, asks_house=bool(house), found=tuple(found))


def show(form: StepForm, key: str, finder: Finder, typed: Mapping[str, Typed]) -> None:
    """Show a form that was not sent yet with what was typed so far and what was found.

    Who has to type the address after all need not type its postcode twice.
    """
    blank = form.asked[key].question.is_blank(typed.get(key, {}))
    by_hand = {key: {"postcode": finder.postcode}} if finder.opened and blank else {}
    form.initial = {**typed, **by_hand}
    opened = finder.opened or not blank
    offer(form)
    form.asked[key].widget.finder = Finder(
        key, finder.postcode, finder.house, finder.asks_house, finder.found, finder.message, opened
    )
