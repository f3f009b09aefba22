"""Keying a paper form that came back: lists, blanks, mistakes and addresses as they stand on the paper."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from services.applications.actions import start
from services.applications.models import Application
from services.applications.queries import answers_of, journey_of, sources_of, typed_of
from services.assisted import keying
from services.assisted.models import AssistedSession
from services.definitions.channels import Channel
from services.definitions.publishing import publish
from services.gazetteer.models import KnownAddress
from services.identity.actors import SYSTEM, citizen
from services.identity.roles import StaffRole
from tests.assisted.test_phone import checked, send
from tests.builders import both, draft, filled, small_document
from tests.staff import at_the_desk, member

pytestmark = pytest.mark.django_db

BORN = {"born-day": "3", "born-month": "2", "born-year": "1980"}
WORKS = {"op": "equals", "question": "works", "value": True}


def step(key: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"key": key, "section": "you", "title": both(key), "questions": list(questions), **more}


def ask(kind: str, key: str, label: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "key": key, "label": both(label), **more}


def household() -> Application:
    """A form about the people of a household, and the jobs of each person who works."""
    document = small_document(
        key="household",
        sections=[{"key": "you", "title": both("Household")}],
        steps=[
            step("home", ask("address", "home", "Where do you live?")),
            step("person", ask("text", "person", "Name of the person"), repeat="people"),
            step(
                "work",
                ask("date", "born", "Date of birth"),
                ask("yes_no", "works", "Do they work?"),
                repeat="people",
            ),
            step(
                "job",
                ask("text", "job", "What is the job?"),
                ask("whole_number", "hours", "How many hours a week?"),
                repeat="jobs",
                when=WORKS,
            ),
        ],
        repeats=[
            {"key": "people", "title": both("People"), "item": both("Person"), "maximum": 3},
            {"key": "jobs", "title": both("Jobs"), "item": both("Job"), "inside": "people"},
        ],
    )
    version = publish(document=document, by=SYSTEM)
    return start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")


@pytest.fixture
def desk() -> Client:
    return at_the_desk(member(StaffRole.ADVISER))


@pytest.fixture
def application() -> Application:
    return household()


@pytest.fixture
def call(desk: Client, application: Application) -> AssistedSession:
    return checked(desk, application, "paper")


def key(desk: Client, call: AssistedSession, row: str = "", press: str = "", **typed: str) -> str:
    """Key one page and press a button; return where it leads."""
    name, args = ("key_row", [call.pk, "you", row]) if row else ("key_page", [call.pk, "you"])
    answer = desk.post(reverse(f"assisted:{name}", args=args), {**typed, "step-then": press})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def seen(desk: Client, name: str, *args: object) -> str:
    return desk.get(reverse(f"assisted:{name}", args=args)).content.decode()


def rows(application: Application, repeat: str) -> list[str]:
    return list(answers_of(application).rows.get(repeat, {}))


def test_what_was_left_blank_in_a_row_is_kept_shown_as_missing_and_asked_by_phone(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    key(desk, call, ann, "add:people", person="Ann", works="yes")
    _ann, bob = rows(application, "people")
    key(desk, call, bob, "add:jobs", person="Bob", **BORN)
    (job,) = rows(application, "jobs")
    key(desk, call, job, hours="20")
    overview = seen(desk, "key", call.pk)
    assert "Person 1: 3. Date of birth" in overview
    assert "Person 2: 4. Do they work?" in overview
    assert "Person 2, Job 1: 5." not in overview  # nobody asks it while it is not known that they work
    source = sources_of(application)["person", ann]
    assert (source.channel, source.keyed_by_id) == (Channel.PAPER, call.staff_id)
    page = seen(desk, "ask_row", call.pk, "people", ann, "work")
    assert 'name="born-day"' in page
    assert 'name="works"' not in page
    section = seen(desk, "key_page", call.pk, "you")
    assert "Person 1: <bdi>Ann</bdi>" in section
    assert "Not finished" in section


def test_an_inner_row_s_blanks_are_missing_once_they_are_asked(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    key(desk, call, ann, "add:jobs", person="Ann", works="yes", **BORN)
    (job,) = rows(application, "jobs")
    back = key(desk, call, job, "", hours="20")
    assert back == reverse("assisted:key_row", args=[call.pk, "you", ann]) + "#list-jobs"
    overview = seen(desk, "key", call.pk)
    assert "Person 1, Job 1: 5. What is the job?" in overview
    key(desk, call, job, "", job="Baker", hours="20")
    key(desk, call, ann, "", person="Ann", works="no", **BORN)
    overview = seen(desk, "key", call.pk)
    assert "Answered although the form says to leave it out" in overview
    assert "Person 1, Job 1: 5. What is the job?" in overview
    assert "Asked only if" in overview


def test_a_list_with_nobody_in_it_is_to_be_cleared_up(desk: Client, call: AssistedSession) -> None:
    overview = seen(desk, "key", call.pk)
    assert reverse("assisted:ask", args=[call.pk, "people"]) in overview


def test_a_button_of_a_list_saves_what_stands_above_it(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    home = {"home-line1": "1 Quay Street", "home-town": "Lantern Bay", "home-postcode": "ZZ1 1AA"}
    key(desk, call, press="add:people", **home)
    assert answers_of(application).values["home"]["postcode"] == "ZZ1 1AA"
    (ann,) = rows(application, "people")
    where = key(desk, call, press=f"open:{ann}", **{**home, "home-postcode": "nonsense"})
    assert where == reverse("assisted:key_row", args=[call.pk, "you", ann])
    typed = typed_of(application, "home")
    assert typed is not None
    assert typed["home"]["postcode"] == "nonsense"


def test_what_cannot_be_read_is_shown_once_and_can_be_kept_as_it_was_written(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    wrong = {"person": "Ann", "born-day": "31", "born-month": "2", "born-year": "1980"}
    address = reverse("assisted:key_row", args=[call.pk, "you", ann])
    page = desk.post(address, wrong).content.decode()
    assert "Keep as written and go on" in page
    assert 'value="31"' in page
    key(desk, call, ann, "keep", **wrong)
    assert 'value="31"' in seen(desk, "ask_row", call.pk, "people", ann, "work")
    assert "born" not in answers_of(application).rows["people"][ann]


def test_a_row_in_which_nothing_is_written_is_none(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    key(desk, call, ann, "add:people", person="Ann")
    _ann, spare = rows(application, "people")
    assert key(desk, call, spare).endswith("#list-people")
    assert rows(application, "people") == [ann]


def test_a_row_keyed_by_mistake_is_removed(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    assert key(desk, call, ann, "remove").endswith("#list-people")
    assert rows(application, "people") == []
    gone = desk.get(reverse("assisted:key_row", args=[call.pk, "you", ann]))
    assert gone.url == reverse("assisted:key", args=[call.pk])


def test_a_full_list_takes_no_more(desk: Client, application: Application, call: AssistedSession) -> None:
    key(desk, call, press="add:people")
    for name in ("Ann", "Bob"):
        key(desk, call, rows(application, "people")[-1], "add:people", person=name)
    last = rows(application, "people")[-1]
    assert "Save and key another" not in seen(desk, "key_row", call.pk, "you", last)
    key(desk, call, last, "", person="Cy")
    assert 'value="add:people"' not in seen(desk, "key_page", call.pk, "you")


def test_an_address_on_paper_is_found_by_its_postcode_and_keeps_its_number(
    desk: Client, application: Application, call: AssistedSession, settings: Any
) -> None:
    settings.ADDRESS_LOOKUP = "embedded"
    KnownAddress.objects.create(uprn="77", line1="2 Gull Road", town="Lantern Bay", postcode="ZZ2 3AB")
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    assert "Find by UK postcode" in desk.get(address).content.decode()
    page = desk.post(address, {"home-find": "zz23ab", "step-find": "home"}).content.decode()
    assert "2 Gull Road, Lantern Bay" in page
    chosen = desk.post(address, {"home-find": "zz23ab", "home-found": "77", "step-choose": "home"})
    assert chosen.url.endswith("#id_home_line1")
    typed = typed_of(application, "home")
    assert typed is not None
    key(desk, call, press="", **{f"home-{part}": str(text) for part, text in typed["home"].items()})
    assert answers_of(application).values["home"]["uprn"] == "77"
    key(desk, call, **{"home-line1": "3 Lane", "home-town": "Lantern Bay", "home-postcode": "ZZ2 3AB"})
    assert "uprn" not in answers_of(application).values["home"]


def test_looking_up_an_address_loses_nothing_else_on_the_page(desk: Client, settings: Any) -> None:
    settings.ADDRESS_LOOKUP = "embedded"
    steps = [
        step("home", ask("address", "home", "Where do you live?")),
        step("more", ask("date", "moved", "When did you move?")),
    ]
    version = publish(document=small_document(key="moved", steps=steps, repeats=[]), by=SYSTEM)
    application = start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")
    call = checked(desk, application, "paper")
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    sent = {"home-find": "ZZ9 9ZZ", "moved-day": "31", "moved-month": "2", "step-find": "home"}
    page = desk.post(address, sent).content.decode()
    assert 'value="31"' in page
    typed = typed_of(application, "more")
    assert typed is not None
    assert typed["moved"]["day"] == "31"


def test_nothing_is_missing_in_a_form_that_is_filled() -> None:
    application = filled(draft())
    answers = answers_of(application)
    journey = journey_of(application, channel=Channel.PAPER, answers=answers)
    today = application.started_at.date()
    assert keying.missing(application.document, answers, journey, today=today) == []
    assert keying.uneven(journey) == []
    assert keying.skipped(application.document, answers, journey) == []


def test_a_key_page_of_nowhere_leads_back(desk: Client, call: AssistedSession) -> None:
    overview = reverse("assisted:key", args=[call.pk])
    assert desk.get(reverse("assisted:key_page", args=[call.pk, "nowhere"])).url == overview
    assert desk.get(reverse("assisted:key_row", args=[call.pk, "you", "nobody"])).url == overview
    assert send(desk, "key_page", call.pk, "you", **{"step-then": "add:nothing"}).status_code == 302


def test_a_date_with_a_part_missing_is_kept_as_it_is_written(
    desk: Client, application: Application, call: AssistedSession
) -> None:
    key(desk, call, press="add:people")
    (ann,) = rows(application, "people")
    key(desk, call, ann, "", person="Ann", **{"born-day": "3", "born-year": "1980"})
    typed = typed_of(application, "work", ann)
    assert typed is not None
    assert typed["born"] == {"day": "3", "month": "", "year": "1980"}
    assert "Person 1: 3. Date of birth" in seen(desk, "key", call.pk)
    assert 'value="1980"' in seen(desk, "ask_row", call.pk, "people", ann, "work")


def test_a_postcode_that_leads_nowhere_stops_nobody_and_is_kept(
    desk: Client, application: Application, call: AssistedSession, settings: Any
) -> None:
    settings.ADDRESS_LOOKUP = "embedded"
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    page = desk.post(address, {"home-find": "ZZ9 9ZZ"}).content.decode()
    assert "We found no address there." in page
    assert (
        'name="home-postcode" value="ZZ9 9ZZ"' in page
        or 'value="ZZ9 9ZZ"' in page.partition("home-postcode")[2]
    )
    key(desk, call, **{"home-find": "ZZ9 9ZZ", "home-postcode": "ZZ9 9ZZ"})
    typed = typed_of(application, "home")
    assert typed is not None
    assert typed["home"]["postcode"] == "ZZ9 9ZZ"


def test_an_account_number_is_keyed_twice_and_a_slip_shows(desk: Client) -> None:
    steps = [step("money", ask("bank_account", "account", "Which account?"), ask("text", "why", "What for?"))]
    document = small_document(
        key="money", sections=[{"key": "you", "title": both("Money")}], steps=steps, repeats=[]
    )
    version = publish(document=document, by=SYSTEM)
    application = start(version=version, by=citizen(), channel=Channel.ONLINE, language="en")
    call = checked(desk, application, "paper")
    address = reverse("assisted:key_page", args=[call.pk, "you"])
    assert "The same again: " in desk.get(address).content.decode()
    account = {
        "account-account_name": "Ann Lee",
        "account-sort_code": "089999",
        "account-account_number": "66374958",
    }
    second = {name.replace("account-", "account_twice-", 1): text for name, text in account.items()}
    slipped = {**second, "account_twice-account_number": "66374985"}
    page = desk.post(address, {**account, **slipped, "why": "Rent"}).content.decode()
    assert "You keyed this in two ways." in page
    assert answers_of(application).values == {"why": "Rent"}
    assert "66374985" in desk.get(address).content.decode()  # what was typed is there to be compared
    assert desk.post(address, {**account, **second, "why": "Rent"}).status_code == 302
    assert answers_of(application).values["account"]
    assert "You keyed this in two ways." not in desk.get(address).content.decode()
    assert desk.get(address).content.decode().count("66374958") == 2
