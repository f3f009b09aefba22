"""People known to us: making a Person, and how they want to be reached."""

import json
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import import_string

from services import vault
from services.identity.contact import ContactWay, from_json, to_json
from services.identity.models import Person, User

_CONTACT = "person.contact"


def new_person(*, language: str = "", user: User | None = None) -> Person:
    """Return a saved Person with a data key of their own. Raises ValueError on an unknown language."""
    return Person.objects.create(user=user, language=_known(language), data_key=vault.new_key())


def person_of(user: User) -> Person:
    """Return the Person of an account, made in the language in use if this is the first time."""
    person, _ = Person.objects.get_or_create(
        user=user, defaults={"language": _known(""), "data_key": vault.new_key()}
    )
    return person


def ways_of(person: Person) -> tuple[ContactWay, ...]:
    """Return how the person wants to be reached, first choice first; empty if never said or erased."""
    if not person.contact or not person.data_key:
        return ()
    return from_json(json.loads(_box(person.data_key).open(bytes(person.contact), context=_CONTACT)))


@transaction.atomic
def set_ways(*, person: Person, ways: Sequence[ContactWay], language: str) -> None:
    """Replace how the person wants to be reached. Raises ValueError if their data was erased."""
    if not person.data_key:
        raise ValueError(f"the data of person {person.pk} was erased")
    plain = json.dumps(to_json(ways)).encode()
    person.contact = _box(person.data_key).seal(plain, context=_CONTACT)
    person.language = _known(language)
    person.save(update_fields=["contact", "language", "changed_at"])


@transaction.atomic
def erase(person: Person) -> None:
    """Delete the person's data key: what it sealed can never be read again, in any copy.

    What else their account holds goes with it: settings.ERASED_WITH_A_PERSON names who deletes it.
    """
    if person.user:
        for forget in settings.ERASED_WITH_A_PERSON:
            import_string(forget)(person.user)
    person.data_key, person.contact, person.user = None, b"", None
    person.save(update_fields=["data_key", "contact", "user", "changed_at"])


def _box(data_key: bytes | memoryview) -> vault.Box:
    return vault.Box(bytes(data_key))


def _known(language: str) -> str:
    chosen = language or translation.get_language() or settings.LANGUAGE_CODE
    if chosen not in dict(settings.LANGUAGES):
        raise ValueError(f"unknown language {chosen!r}")
    return chosen
