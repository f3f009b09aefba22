"""What different forms ask of the same person: a shared vocabulary, so that nobody is asked twice.

Plain Python. A question names its topic by `same_as`; one that identifies a person has its topic anyway.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from services.definitions.checks.faults import Fault
from services.definitions.document import Document
from services.definitions.kinds import (
    Address,
    BankAccount,
    Computed,
    Country,
    Date,
    Declaration,
    Email,
    Evidence,
    Identifier,
    Name,
    Phone,
    Question,
)

SHARED = "person"
"""Topics that begin with it are the same in every form; any other first word is the publisher's own."""

Fits = Callable[[Question], bool]


def _of(*kinds: type[Question]) -> Fits:
    return lambda question: isinstance(question, kinds)


def _numbered(scheme: str) -> Fits:
    return lambda question: isinstance(question, Identifier) and question.scheme == scheme


TOPICS: Mapping[str, Fits] = {
    "person.name": _of(Name),
    "person.date_of_birth": _of(Date),
    "person.address": _of(Address),
    "person.email": _of(Email),
    "person.phone": _of(Phone),
    "person.nino": _numbered("nino"),
    "person.nhs_number": _numbered("nhs"),
    "person.nationality": _of(Country),
    "person.bank_account": _of(BankAccount),
}
IDENTIFYING: Mapping[str, str] = {
    "name": "person.name",
    "date_of_birth": "person.date_of_birth",
    "postcode": "person.address",
    "email": "person.email",
    "phone": "person.phone",
}
NEVER_CARRIED = (Computed, Evidence, Declaration)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and one of another form that asks the same."""

    earlier: Question
    asked: Question
    topic: str


def topic_of(question: Question) -> str | None:
    """Return what a question asks of its person, in the words that forms share; None if nothing shared."""
    return question.same_as or (IDENTIFYING[question.identifies] if question.identifies else None)


def shared_questions(document: Document) -> dict[str, list[Question]]:
    """Return the questions of each topic, in document order. Rows of lists are of other people."""
    found: dict[str, list[Question]] = {}
    for step in document.steps:
        for question in step.questions if step.repeat is None else ():
            if topic := topic_of(question):
                found.setdefault(topic, []).append(question)
    return found


def pairs(earlier: Document, asked: Document) -> Iterator[Pair]:
    """Yield which questions of one form another asks too, in the order of the one that asks."""
    known = shared_questions(earlier)
    for topic, questions in shared_questions(asked).items():
        for question in questions:
            yield from (Pair(before, question, topic) for before in known.get(topic, ()))


def topic_faults(document: Document) -> Iterator[Fault]:
    """Yield questions whose `same_as` no other form could use."""
    for step in document.steps:
        for question in step.questions:
            topic = question.same_as
            if topic is None:
                continue
            if topic.partition(".")[0] == SHARED and topic not in TOPICS:
                yield Fault("topic_unknown", question.key, topic)
            elif isinstance(question, NEVER_CARRIED) or not TOPICS.get(topic, _of(Question))(question):
                yield Fault("topic_of_wrong_kind", question.key, topic)
            elif step.repeat:
                yield Fault("topic_in_rows", question.key, topic)
