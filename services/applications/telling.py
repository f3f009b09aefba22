"""Tell a citizen what became of their application, by the way that reaches them."""

from dataclasses import dataclass

from services.applications.models import Application, Receipt
from services.applications.queries import answers_of
from services.definitions.display import phone_words, postal_lines
from services.definitions.journey import Answers
from services.definitions.kinds import Phone
from services.definitions.rules import Value
from services.definitions.sentences import words
from services.identity import contact
from services.identity.codes import show
from services.identity.models import Person
from services.identity.people import ways_of
from services.notifications import outbox
from services.notifications.models import Way

CALLED = frozenset({contact.Way.PHONE, contact.Way.TEXT_RELAY})
"""Ways for which we pick up a telephone."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be reached: an e-mail address, or the lines of a postal address."""

    way: Way
    to: str


def reach_of(application: Application, answers: Answers) -> Reach | None:
    """Return how to reach who applied: by e-mail if they gave an address, or else by letter.

    None if the answers hold neither: staff then have to find another way.
    """
    for email in _facts(application, answers).get("email", []):
        return Reach(Way.EMAIL, str(email))
    return postal_reach_of(application, answers)


def postal_reach_of(application: Application, answers: Answers) -> Reach | None:
    """Return the postal address of who applied, or None if the answers hold none."""
    facts = _facts(application, answers)
    for place in facts.get("postcode", []):
        if isinstance(place, dict):
            names = [_full_name(name) for name in facts.get("name", [])]
            return Reach(Way.LETTER, "\n".join([*names[:1], *postal_lines(place)]))
    return None


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number that somebody gave us. `safe` is False where others may hear a call."""

    digits: str
    safe: bool = True
    times: str = ""
    """When to call, in the person's words."""


def name_of(application: Application, answers: Answers) -> str:
    """Return the name of who applied, "" if the answers hold none."""
    return next((_full_name(name) for name in _facts(application, answers).get("name", [])), "")


def number_of(application: Application, answers: Answers) -> Number | None:
    """Return the number to call who applied on, or None if they gave none.

    What an account says of its owner's wishes goes before what the form says.
    """
    person = Person.objects.filter(user=application.owner_id).first() if application.owner_id else None
    ways = [each for each in ways_of(person) if each.way in CALLED and each.address] if person else []
    if ways:
        best = next((each for each in ways if each.safe), ways[0])
        return Number(best.address, best.safe, best.times)
    asked = application.document.questions.values()
    phones = [question for question in asked if isinstance(question, Phone)]
    for question in sorted(phones, key=lambda each: each.identifies != "phone"):
        if value := answers.values.get(question.key):
            return Number(phone_words(str(value)))
    return None


def _facts(application: Application, answers: Answers) -> dict[str, list[Value]]:
    facts: dict[str, list[Value]] = {}
    for question in application.document.questions.values():
        value = answers.values.get(question.key)
        if question.identifies and value:
            facts.setdefault(question.identifies, []).append(value)
    return facts


def _full_name(name: Value) -> str:
    if isinstance(name, dict):
        return " ".join(name[part] for part in ("title", "given", "family") if name.get(part))
    return str(name)


def tell_submitted(receipt: Receipt, *, copy_to: str) -> None:
    """Queue the confirmation that someone asked for by e-mail."""
    application = receipt.application
    outbox.queue(
        way=Way.EMAIL,
        to=copy_to,
        kind="application_sent",
        language=application.language,
        about=f"application:{application.pk}",
        context={
            "form": words(application.document.title, application.language),
            "reference": application.reference,
            "receipt": receipt.number,
            "submitted_at": receipt.submitted_at,
            "next_steps": words(application.document.next_steps, application.language),
        },
    )


def tell_case_changed(
    application: Application, *, reach: Reach, revision: int, state: str, outcome: str, message: str
) -> None:
    """Queue the news that a case has moved on, with what the adviser wrote."""
    outbox.queue(
        way=reach.way,
        to=reach.to,
        kind="case_changed",
        language=application.language,
        about=f"application:{application.pk}",
        sequence=revision,
        context={
            "form": words(application.document.title, application.language),
            "reference": application.reference,
            "state": state,
            "outcome": outcome,
            # Only a letter shows it: an email passes through other hands, so there it waits behind the code.
            "message": message,
        },
    )


def send_resume_link(application: Application, *, to: str, code: str, link: str) -> None:
    """Queue the link that opens a saved application again. The link asks for the last name."""
    outbox.queue(
        way=Way.EMAIL,
        to=to,
        kind="resume_link",
        language=application.language,
        about=f"application:{application.pk}",
        sequence=application.resume_codes.filter(way="email").count(),
        context={
            "form": words(application.document.title, application.language),
            "reference": application.reference,
            "code": show(code),
            "link": link,
            "days": application.document.draft_days,
        },
    )


def tell_file_refused(application: Application, *, upload_id: str) -> None:
    """Queue the news that a file has to be sent again, if the answers say how to reach the person."""
    reach = reach_of(application, answers_of(application))
    if reach is None:
        return
    outbox.queue(
        way=reach.way,
        to=reach.to,
        kind="file_refused",
        language=application.language,
        about=f"upload:{upload_id}",
        context={
            "form": words(application.document.title, application.language),
            "reference": application.reference,
            "return_address": application.document.return_address,
        },
    )
