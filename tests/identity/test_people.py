"""How a person wants to be reached: said once, kept sealed, erased for good."""

import pytest
from django.db import connection

from services.identity.contact import ContactWay, Way, first_usable
from services.identity.contact_form import ContactForm, filled_in
from services.identity.models import Person, User
from services.identity.people import erase, new_person, person_of, set_ways, ways_of
from tests.identity.conftest import Visitor

ANSWERS = {
    "first": "phone",
    "second": "letter",
    "number": "01632 960983",
    "address": "4 Quay Lane\nLantern Bay",
    "never": ["email"],
    "times": "mornings",
    "format": "large_print",
    "language": "cy",
}


def form(**changes) -> ContactForm:
    return ContactForm({**ANSWERS, **changes})


def test_the_ranked_list_comes_back_as_it_was_given() -> None:
    filled = form()
    assert filled.is_valid(), filled.errors
    ways = filled.ways("rowan@example.org")
    assert [(way.way, way.safe) for way in ways] == [
        (Way.PHONE, True),
        (Way.LETTER, True),
        (Way.EMAIL, False),
    ]
    assert ways[1].format == "large_print"
    again = filled_in(ways, "cy")
    assert {name: again[name] for name in ANSWERS} == ANSWERS


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"address": ""}, "address"),
        ({"first": "helper"}, "helper"),
        ({"never": ["phone"]}, "never"),
        ({"first": ""}, "first"),
        ({"first": "pigeon"}, "first"),
        ({"first": "text"}, "first"),  # no provider is configured
    ],
)
def test_what_a_way_needs_is_asked_for(changes: dict[str, object], field: str) -> None:
    assert field in form(**changes).errors


def test_text_messages_can_be_chosen_where_they_can_be_sent(settings) -> None:
    settings.SMS_ADAPTER = "somewhere.Provider"
    assert form(first="text").is_valid()


def test_only_safe_and_possible_ways_are_used() -> None:
    ranked = [
        ContactWay(Way.PHONE, "1"),
        ContactWay(Way.EMAIL, "a@b.example", safe=False),
        ContactWay(Way.LETTER, "x"),
    ]
    assert first_usable(ranked, {Way.EMAIL, Way.LETTER}) == ranked[2]
    assert first_usable(ranked, {Way.EMAIL}) is None


@pytest.mark.django_db
def test_a_citizen_changes_how_we_reach_them(visitor: Visitor, citizen: User) -> None:
    visitor.browser.force_login(citizen)
    assert visitor.open("account_contact").status_code == 200
    page = visitor.send("account_contact", **{**ANSWERS, "number": ""})
    assert "Error:" in page.content.decode()
    assert "4 Quay Lane" in page.content.decode()
    visitor.send("account_contact", **ANSWERS)
    assert [way.way for way in ways_of(person_of(citizen))] == [Way.PHONE, Way.LETTER, Way.EMAIL]
    assert "01632 960983" in visitor.open("account_home").content.decode()


@pytest.mark.database
@pytest.mark.django_db
def test_nothing_about_contact_is_stored_in_clear() -> None:
    person = new_person(language="en")
    set_ways(person=person, ways=[ContactWay(Way.PHONE, "01632 960983")], language="en")
    assert ways_of(Person.objects.get(pk=person.pk))[0].address == "01632 960983"
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM identity_person")
        raw = b"".join(
            bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in cursor.fetchone()
        )
    assert b"960983" not in raw
    assert "960983" not in str(person)


@pytest.mark.django_db
def test_erasing_leaves_nothing_to_read() -> None:
    person = new_person(language="en")
    set_ways(person=person, ways=[ContactWay(Way.PHONE, "01632 960983")], language="en")
    erase(person)
    person = Person.objects.get(pk=person.pk)
    assert ways_of(person) == ()
    with pytest.raises(ValueError, match="erased"):
        set_ways(person=person, ways=[], language="en")


@pytest.mark.django_db
def test_an_unknown_language_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="klingon"):
        new_person(language="klingon")
