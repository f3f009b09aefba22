"""Blind index entries: which facts an application can be found by, and how they are hashed."""

from collections.abc import Iterator

from services import vault
from services.definitions.document import Document
from services.definitions.journey import Answers, Values
from services.definitions.kinds import Name
from services.definitions.rules import Value
from services.identity.codes import fold

NAME_AND_BIRTH = "name_birth"
POSTCODE_AND_BIRTH = "postcode_birth"


def name_and_birth(family_name: str, born: str) -> str:
    """Return the digest for a family name and an ISO date of birth."""
    return vault.blind_index(NAME_AND_BIRTH, fold(family_name), born)


def postcode_and_birth(postcode: str, born: str) -> str:
    """Return the digest for a postcode and an ISO date of birth."""
    return vault.blind_index(POSTCODE_AND_BIRTH, fold(postcode), born)


def digests(document: Document, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield (purpose, digest) for all that the answers allow this application to be found by."""
    facts: dict[str, list[Value]] = {}
    for question in document.questions.values():
        value = answers.values.get(question.key)
        if question.identifies and value:
            facts.setdefault(question.identifies, []).append(value)
    births = [str(born) for born in facts.get("date_of_birth", [])]
    for born in births:
        for name in facts.get("name", []):
            yield NAME_AND_BIRTH, name_and_birth(last_name(name), born)
        for place in facts.get("postcode", []):
            postcode = place.get("postcode", "") if isinstance(place, dict) else str(place)
            yield POSTCODE_AND_BIRTH, postcode_and_birth(postcode, born)


def last_name(name: Value) -> str:
    """Return the family name, or the given name of someone who has only one."""
    if isinstance(name, dict):
        return name.get("family") or name.get("given", "")
    return str(name or "")


def last_names(document: Document, values: Values) -> list[str]:
    """Return every last name in answers that count, the applicant's first."""
    found = [
        (question.identifies != "name", last_name(values[key]))
        for key, question in document.questions.items()
        if isinstance(question, Name) and values.get(key)
    ]
    return [name for _later, name in sorted(found, key=lambda pair: pair[0]) if name]
