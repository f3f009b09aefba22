import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from portal.sample.offices import load_offices
from services.booking import access, queries
from services.booking.details import read, read_typed
from services.booking.models import (
    Appointment,
    AppointmentType,
    AvailabilityRule,
    Claim,
    Office,
    State,
)
from services.identity.codes import new_code
from services.notifications.contents import unseal
from services.notifications.models import Message
from services.notifications.models import State as MessageState
from tests.booking.world import NOW, at, book, hold
from tests.database import Copies
from tests.pdf.verapdf import VeraPdf
from tests.test_weight import weigh

pytestmark = pytest.mark.django_db
DETAILS = {
    "born_on_day": "20",
    "born_on_month": "10",
    "born_on_year": "2026",
    "who_comes": "both",
    "first_name": "Siân",
    "last_name": "O’Brien",
    "contact": "email",
    "email": "sian@example.org",
    "access": ["quiet"],
    "access_note": "",
}
WHEN = "/book/register-birth/town-hall/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True, scope="module")
def _council(django_db_setup: None, database_copies: Copies, django_db_blocker) -> Iterator[None]:
    """The sample offices, loaded once for all these tests."""
    with django_db_blocker.unblock():
        load_offices()
        yield
        database_copies.renew()


def birth() -> AppointmentType:
    return AppointmentType.objects.get(key="register-birth")


def town_hall() -> Office:
    return Office.objects.get(key="town-hall")


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def choose(client: Client, start="20261103T1000Z", address: str = WHEN) -> uuid.UUID:
    page = client.get(address).content.decode()
    answer = client.post(address, {"start": start, "key": key_on(page)})
    assert answer.status_code == 302, answer.content.decode()
    return uuid.UUID(answer.url.split("/")[-2])


def book_online(client: Client, **changes) -> Appointment:
    pk = choose(client)
    answer = client.post(reverse("booking:details", args=[pk]), DETAILS | changes)
    assert answer.url == reverse("booking:check", args=[pk])
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url).url == reverse("booking:booked", args=[pk])
    return Appointment.objects.get(pk=pk)


def code_on(client: Client, appointment: Appointment) -> str:
    page = client.get(reverse("booking:booked", args=[appointment.pk])).content.decode()
    return re.search(r"<bdi>((?:\w{3} ){2}\w{3})</bdi>", page)[1]


def test_it_works_without_scripts_from_the_list_to_the_confirmation(client) -> None:
    assert "/book/register-birth/" in client.get("/book/").content.decode()
    where = client.get("/book/register-birth/").content.decode()
    assert "Monday 2 November 2026 at midday" in where  # today, after the lead time of four hours
    assert "/book/register-birth/town-hall/" in where
    appointment = book_online(client)
    assert appointment.state == State.BOOKED
    page = client.get(reverse("booking:booked", args=[appointment.pk])).content.decode()
    assert appointment.reference in page
    assert "the baby’s red book" in page
    given = read(appointment)
    assert (given.name, given.email, given.access) == ("Siân O’Brien", "sian@example.org", ("quiet",))
    assert given.answers == {"born_on": "2026-10-20", "who_comes": "both"}


def test_every_time_is_spoken_in_full(client) -> None:
    page = client.get(WHEN).content.decode()
    assert '<span class="govuk-visually-hidden">Tuesday 3 November 2026, </span>10am</label>' in page


def test_more_times_go_on_where_the_page_ends(client) -> None:
    seen, address = [], WHEN
    for _ in range(3):
        page = client.get(address).content.decode()
        seen += re.findall(r'value="(\d{8}T\d{4}Z)"', page)
        address = WHEN + re.search(r'rel="next" href="([^"]+)"', page)[1]
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen)
    assert {stamp[:8] for stamp in seen} == {f"202611{day:02}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12)}


@pytest.mark.parametrize(
    "query",
    ["?from=nonsense", "?from=2020-01-01", "?keep=nonsense", "?keep=0ce49428-dabb-4b94-b648-0a8345554931"],
)
def test_a_query_that_makes_no_sense_shows_the_first_days(client, query) -> None:
    assert "Monday 2 November 2026" in client.get(WHEN + query).content.decode()


def test_far_beyond_the_last_day_nothing_is_offered(client) -> None:
    page = client.get(WHEN + "?from=2030-01-01").content.decode()
    assert "No time is free" in page


@pytest.mark.parametrize(
    "address", ["/book/nothing/", "/book/register-birth/nowhere/", "/book/register-birth/phone/"]
)
def test_unknown_types_and_places_are_not_found(client, address) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("start", ["", "tomorrow", "20269999T9999Z"])
def test_choosing_nothing_or_nonsense_asks_again(client, start) -> None:
    page = client.get(WHEN).content.decode()
    answer = client.post(WHEN, {"start": start, "key": key_on(page)})
    assert answer.status_code == 200
    assert "Choose a day and time." in answer.content.decode()
    assert not Appointment.objects.exists()


def test_a_time_that_has_just_gone_offers_the_nearest(client) -> None:
    for _ in range(2):
        hold(birth(), town_hall(), at(14))
    page = client.get(WHEN).content.decode()
    answer = client.post(WHEN, {"start": "20261103T1400Z", "key": key_on(page)})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Someone has just taken that time." in text
    nearest = text[text.index("The nearest free times") :]
    assert re.findall(r'value="(\d{8}T\d{4}Z)"', nearest)[:3] == [
        "20261103T1430Z",
        "20261103T1500Z",
        "20261103T1530Z",
    ]
    again = client.post(WHEN, {"start": "20261103T1430Z", "key": key_on(text)})
    assert again.status_code == 302


def test_a_double_click_and_going_back_keep_one_hold(client) -> None:
    page = client.get(WHEN).content.decode()
    sent = {"start": "20261103T1000Z", "key": key_on(page)}
    first, second = client.post(WHEN, sent), client.post(WHEN, sent)
    assert first.url == second.url
    third = client.post(WHEN, sent | {"start": "20261103T1100Z"})
    assert third.url == first.url
    assert Appointment.objects.get().start_at == at(11)


def test_a_forged_key_cannot_reach_somebody_elses_appointment(client) -> None:
    theirs, _ = book(birth(), town_hall(), at(10))
    answer = client.post(WHEN, {"start": "20261103T1100Z", "key": str(theirs.pk)})
    assert str(theirs.pk) not in answer.url
    assert client.get(WHEN + f"?keep={theirs.pk}").status_code == 200
    for name in ("details", "check", "expired", "see", "booked", "move", "cancel", "calendar", "sheet"):
        assert client.get(reverse(f"booking:{name}", args=[theirs.pk])).status_code == 403, name
        assert client.get(reverse(f"booking:{name}", args=[uuid.uuid4()])).status_code == 403, name


def test_what_was_typed_is_kept_even_when_it_is_wrong(client) -> None:
    pk = choose(client)
    wrong = DETAILS | {"email": "nowhere", "born_on_month": "13", "first_name": "<b>Ann"}
    answer = client.post(reverse("booking:details", args=[pk]), wrong)
    text = answer.content.decode()
    assert "Error:" in text
    assert 'value="nowhere"' in text
    again = client.get(reverse("booking:details", args=[pk])).content.decode()
    assert 'value="nowhere"' in again
    assert 'value="13"' in again
    assert "&lt;b&gt;Ann" in again
    assert "There is a problem" not in again
    assert "nowhere" not in str(Appointment.objects.filter(pk=pk).values())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_name": ""}, "Enter your last name."),
        ({"contact": ""}, "Choose how we should confirm your appointment."),
        ({"contact": "letter"}, "Enter your address."),
        ({"contact": "phone"}, "Enter your phone number."),
        ({"contact": "phone", "phone": "12"}, "Enter a full phone number"),
        ({"contact": "text", "mobile": "07700 900982"}, "Select a valid choice."),
        ({"email": "x@"}, "Enter an email address"),
        ({"born_on_year": "2027"}, "The date must be today or in the past."),
        ({"born_on_year": "2024"}, "more than 12 months ago"),
        ({"who_comes": "nobody"}, "Select a valid choice."),
        ({"access": ["magic"]}, "Select a valid choice."),
        ({"first_name": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_is_missing_or_wrong_is_said(client, changes, sentence) -> None:
    pk = choose(client)
    answer = client.post(reverse("booking:details", args=[pk]), DETAILS | changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "way",
    [
        {"contact": "letter", "address": "1 Quay Street\nLantern Bay", "postcode": "zz11aa", "email": ""},
        {"contact": "phone", "phone": "01632 960 777", "email": ""},
        {"contact": "email"},
    ],
)
def test_each_way_to_hear_from_us_works_without_the_others(client, way) -> None:
    appointment = book_online(client, **way)
    messages = Message.objects.filter(about=appointment.subject, kind="appointment_booked")
    if way["contact"] == "phone":
        assert not messages.exists()
        assert read(appointment).phone == "+441632960777"
        return
    content = unseal(messages.get())
    code = code_on(client, appointment)
    assert appointment.reference in content.body
    assert code in content.body
    if way["contact"] == "letter":
        assert content.to == "Siân O’Brien\n1 Quay Street\nLantern Bay\nZZ1 1AA"
    else:
        assert content.to == "sian@example.org"


def test_late_births_are_told_the_law_and_can_book(client) -> None:
    pk = choose(client)
    client.post(reverse("booking:details", args=[pk]), DETAILS | {"born_on_day": "22", "born_on_month": "9"})
    page = client.get(reverse("booking:check", args=[pk])).content.decode()
    assert "By law you must register the birth by" not in page  # 42 days end on the day itself
    client.post(reverse("booking:details", args=[pk]), DETAILS | {"born_on_day": "21", "born_on_month": "9"})
    page = client.get(reverse("booking:check", args=[pk])).content.decode()
    assert "By law you must register the birth by Monday 2 November 2026" in page
    assert client.post(reverse("booking:check", args=[pk])).status_code == 302


def test_characters_that_no_keyboard_types_are_dropped(client) -> None:
    pk = choose(client)
    odd = DETAILS | {"last_name": "Jo\0nes\x07\ufffe", "first_name": ""}
    assert client.post(reverse("booking:details", args=[pk]), odd).status_code == 302
    assert read_typed(Appointment.objects.get(pk=pk))["last_name"] == ["Jones"]


DEATH = {
    "deceased": "Gwen Jones",
    "died_on_day": "30",
    "died_on_month": "10",
    "died_on_year": "2026",
    "certificate": "medical_examiner",
    "last_name": "Jones",
    "contact": "phone",
    "phone": "01632 960777",
}


def test_a_death_can_be_booked_once_the_certificate_is_on_its_way(client) -> None:
    pk = choose(client, address="/book/register-death/town-hall/", start="20261103T0930Z")
    details = reverse("booking:details", args=[pk])
    early = client.post(details, DEATH | {"certificate": "no"}).content.decode()
    assert "We can register the death when we have the certificate." in early
    assert client.post(details, DEATH).status_code == 302
    page = client.get(reverse("booking:check", args=[pk])).content.decode()
    assert "Gwen Jones" in page
    assert "within 5 days" not in page


def test_a_late_time_for_a_death_is_pointed_out_unless_a_coroner_looks_into_it(client) -> None:
    pk = choose(client, address="/book/register-death/town-hall/", start="20261112T0930Z")
    details, check = (reverse(f"booking:{name}", args=[pk]) for name in ("details", "check"))
    client.post(details, DEATH)
    assert "by Saturday 7 November 2026" in client.get(check).content.decode()
    client.post(details, DEATH | {"certificate": "coroner"})
    assert "within 5 days" not in client.get(check).content.decode()


def test_a_phone_appointment_needs_a_number_and_a_home_visit_an_address(client) -> None:
    asked = {"last_name": "Jones", "contact": "email", "email": "g@example.org"}
    pk = choose(client, address="/book/digital-help/phone/", start="20261103T1000Z")
    answer = client.post(reverse("booking:details", args=[pk]), asked)
    assert "Enter your phone number." in answer.content.decode()
    answer = client.post(reverse("booking:details", args=[pk]), asked | {"phone": "01632 960777"})
    assert "01632 960777" in client.get(answer.url).content.decode()
    pk = choose(client, address="/book/digital-help/home/", start="20261103T0930Z")
    answer = client.post(reverse("booking:details", args=[pk]), asked)
    assert "Enter your postcode." in answer.content.decode()


def test_the_hold_can_be_kept_longer_once_without_losing_anything(client, clock) -> None:
    pk = choose(client)
    details = reverse("booking:details", args=[pk])
    assert "until <strong>8:20am</strong>" in client.get(details).content.decode()
    clock.shift(timedelta(minutes=15))
    answer = client.post(details, DETAILS | {"longer": "yes", "email": "half@"}, follow=True)
    text = answer.content.decode()
    assert "until <strong>8:35am</strong>" in text
    assert 'value="half@"' in text
    assert 'name="longer"' not in text
    again = client.post(reverse("booking:longer", args=[pk]), follow=True)
    assert "only once" in again.content.decode()


def test_a_hold_that_ran_out_is_said_and_nothing_typed_is_lost(client, clock) -> None:
    pk = choose(client)
    clock.shift(timedelta(minutes=21))
    hold(birth(), town_hall(), at(10))
    answer = client.post(reverse("booking:details", args=[pk]), DETAILS, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("booking:expired", args=[pk])
    assert "not booked" in text
    offered = re.findall(r'value="(\d{8}T\d{4}Z)"', text)
    assert offered == ["20261103T1030Z", "20261103T1100Z", "20261103T1130Z"]
    chosen = client.post(reverse("booking:expired", args=[pk]), {"start": offered[0]}, follow=True)
    assert 'value="sian@example.org"' in chosen.content.decode()
    assert client.post(reverse("booking:check", args=[pk])).status_code == 302
    assert Appointment.objects.get(pk=pk).start_at == at(10, 30)


def test_a_time_that_nobody_took_can_be_had_again(client, clock) -> None:
    pk = choose(client)
    clock.shift(timedelta(minutes=21))
    page = client.get(reverse("booking:expired", args=[pk])).content.decode()
    assert 'value="20261103T1000Z"' in page
    client.post(reverse("booking:expired", args=[pk]), {"start": "20261103T1000Z"})
    assert Appointment.objects.get(pk=pk).hold_expires_at == NOW + timedelta(minutes=41)


def test_confirming_twice_books_once(client) -> None:
    appointment = book_online(client)
    code = code_on(client, appointment)
    assert client.post(reverse("booking:check", args=[appointment.pk])).url.endswith("/booked/")
    assert client.post(reverse("booking:details", args=[appointment.pk]), DETAILS).url.endswith("/booked/")
    assert code_on(client, appointment) == code
    assert Message.objects.filter(kind="appointment_booked").count() == 1


def test_the_code_opens_the_appointment_on_another_machine(client) -> None:
    appointment = book_online(client)
    code = code_on(client, appointment)
    other = Client()
    typed = {"reference": appointment.reference.lower().replace("-", " "), "code": code.lower()}
    answer = other.post("/appointment/", typed)
    assert answer.url == reverse("booking:see", args=[appointment.pk])
    page = other.get(answer.url).content.decode()
    assert "10am to 10:30am" in page
    assert "Brien" not in page
    assert other.get(reverse("booking:booked", args=[appointment.pk])).url == answer.url
    sheet = other.get(reverse("booking:sheet", args=[appointment.pk]))
    assert sheet.content.startswith(b"%PDF")


def test_unknown_and_wrong_look_the_same_and_tries_run_out(client) -> None:
    appointment = book_online(client)
    other, wrong, unknown = Client(), [], []
    for _ in range(10):
        typed = {"reference": appointment.reference, "code": new_code()}
        wrong.append(other.post("/appointment/", typed))
    assert (
        other.post("/appointment/", {"reference": appointment.reference, "code": new_code()}).status_code
        == 429
    )
    right = {"reference": appointment.reference, "code": code_on(client, appointment)}
    assert other.post("/appointment/", right).status_code == 429
    unknown.append(other.post("/appointment/", {"reference": "BK-K7MR-4TXP", "code": new_code()}))

    def said(answer) -> str:
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    texts = {said(answer) for answer in (wrong[0], wrong[9])}
    assert len(texts) == 1
    assert "We cannot find an appointment with those details." in texts.pop()


def test_a_slip_of_the_finger_costs_no_try(client) -> None:
    appointment = book_online(client)
    code = code_on(client, appointment)
    for _ in range(12):
        answer = client.post("/appointment/", {"reference": appointment.reference, "code": code[:-1]})
        assert "Check the code." in answer.content.decode()
    assert client.post("/appointment/", {"reference": appointment.reference, "code": code}).status_code == 302


def test_the_link_in_an_email_shows_and_asks_the_last_name(client) -> None:
    appointment = book_online(client)
    message = Message.objects.get(about=appointment.subject, kind="appointment_booked")
    link = re.search(r"http\S+/appointment/link/\S+", unseal(message).body)[0]
    address = link[link.index("/appointment") :]
    other = Client()
    shown = other.get(address).content.decode()
    assert "10am to 10:30am" in shown
    assert "Brien" not in shown
    assert f"appointment/{appointment.pk}" not in shown
    assert "This is not the last name" in other.post(address, {"last_name": "Jones"}).content.decode()
    assert other.post(address, {"last_name": "obrien"}).url == reverse("booking:see", args=[appointment.pk])
    assert other.get("/appointment/link/nonsense/").url == "/appointment/"
    for _ in range(10):
        other.post(address, {"last_name": "Smith"})
    assert other.post(address, {"last_name": "Smith"}).status_code == 429


def everything() -> list:
    rows = Appointment.objects.order_by("pk").values_list(
        "pk", "state", "start_at", "sequence", "hold_expires_at"
    )
    return [*rows, *Claim.objects.order_by("pk").values_list("pk", "cell")]


def test_no_link_changes_anything_by_being_opened(client) -> None:
    """Mail scanners and browsers open links in advance."""
    held = choose(client, start="20261104T1000Z")
    client.post(reverse("booking:details", args=[held]), DETAILS)
    booked = book_online(client)
    before = everything()
    link = access.link_to(booked, "en").partition("/appointment")[2]
    for name in ("details", "check", "expired"):
        client.get(reverse(f"booking:{name}", args=[held]))
    assert client.get(reverse("booking:longer", args=[held])).status_code == 405
    for name in ("see", "booked", "move", "cancel", "calendar", "sheet"):
        assert client.get(reverse(f"booking:{name}", args=[booked.pk])).status_code == 200
    client.get("/appointment" + link)
    client.head("/appointment" + link)
    client.get(reverse("booking:cancel", args=[booked.pk]) + "?confirm=yes")
    assert everything() == before


def test_moving_and_cancelling(client) -> None:
    appointment = book_online(client)
    move = reverse("booking:move", args=[appointment.pk])
    page = client.get(move).content.decode()
    assert 'value="20261103T1000Z"' in page  # its own time does not block it
    answer = client.post(move, {"start": "20261103T1100Z"}, follow=True)
    assert "Your appointment is now on Tuesday 3 November 2026 at 11am." in answer.content.decode()
    answer = client.post(move + "?at=merrow", {"start": "20261104T1000Z"}, follow=True)
    assert "Merrow Library" in answer.content.decode()
    for number in range(2):
        hold(birth(), town_hall(), at(14 + number))
        hold(birth(), town_hall(), at(14 + number))
    taken = client.post(move + "?at=town-hall", {"start": "20261103T1400Z"}).content.decode()
    assert "Someone has just taken that time." in taken
    answer = client.post(reverse("booking:cancel", args=[appointment.pk]), follow=True)
    assert "Your appointment is cancelled." in answer.content.decode()
    assert "Choose another time" not in answer.content.decode()
    assert client.post(reverse("booking:cancel", args=[appointment.pk])).status_code == 302
    assert client.post(move, {"start": "20261103T1100Z"}).status_code == 409
    appointment.refresh_from_db()
    assert (appointment.state, appointment.sequence) == (State.CANCELLED, 3)


def test_moving_replaces_the_reminders_and_cancelling_ends_them(client) -> None:
    pk = choose(client, start="20261120T1000Z")
    client.post(reverse("booking:details", args=[pk]), DETAILS)
    client.post(reverse("booking:check", args=[pk]))
    appointment = Appointment.objects.get(pk=pk)

    def waiting() -> list[tuple[str, str]]:
        found = Message.objects.filter(about=appointment.subject, state=MessageState.QUEUED).order_by(
            "send_at"
        )
        zone = ZoneInfo("Europe/London")
        return [(m.kind, m.send_at.astimezone(zone).strftime("%d %H:%M")) for m in found]

    reminders = [("appointment_reminder_week", "13 10:00"), ("appointment_reminder", "18 10:00")]
    assert [row for row in waiting() if "reminder" in row[0]] == reminders
    client.post(reverse("booking:move", args=[pk]), {"start": "20261119T1400Z"})
    moved = [("appointment_reminder_week", "12 10:00"), ("appointment_reminder", "17 10:00")]
    assert [row for row in waiting() if "reminder" in row[0]] == moved
    client.post(reverse("booking:cancel", args=[pk]))
    assert [row for row in waiting() if "reminder" in row[0]] == []
    assert Message.objects.filter(about=appointment.subject, kind="appointment_cancelled").exists()


def test_nobody_is_reminded_of_what_they_have_just_booked(client) -> None:
    appointment = book_online(client)  # for tomorrow
    assert not Message.objects.filter(about=appointment.subject, kind__contains="reminder").exists()


def test_the_calendar_file_can_be_read_and_follows_a_move(client) -> None:
    appointment = book_online(client)
    address = reverse("booking:calendar", args=[appointment.pk])
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    first = Calendar.from_ical(answer.content).events[0]
    assert (first.start, first.end) == (at(10), at(10, 30))
    assert first["summary"] == "Register a birth"
    assert "Harbour Square" in first["location"]
    assert "red book" in first["description"]
    assert b"Brien" not in answer.content
    client.post(reverse("booking:move", args=[appointment.pk]), {"start": "20261103T1100Z"})
    second = Calendar.from_ical(client.get(address).content).events[0]
    assert second["uid"] == first["uid"]
    assert (second["sequence"], first["sequence"]) == (1, 0)
    client.post(reverse("booking:cancel", args=[appointment.pk]))
    third = Calendar.from_ical(client.get(address).content).events[0]
    assert (third["status"], third["sequence"]) == ("CANCELLED", 2)


def test_the_pages_speak_welsh(client) -> None:
    page = client.get("/cy/book/register-birth/town-hall/").content.decode()
    assert "Cofrestru genedigaeth" in page
    assert "Neuadd y Dref" in page
    assert "Dydd Mawrth 3 Tachwedd 2026" in page
    pk = choose(client, address="/cy" + WHEN)
    client.post(f"/cy/book/hold/{pk}/", DETAILS)
    client.post(f"/cy/book/hold/{pk}/check/")
    booked = client.get(f"/cy/appointment/{pk}/booked/").content.decode()
    assert "llyfr coch y baban" in booked
    content = unseal(Message.objects.get(about=f"appointment:{pk}", kind="appointment_booked"))
    assert "Dydd Mawrth 3 Tachwedd 2026" in content.subject
    assert "/cy/appointment/link/" in content.body


def test_words_that_are_missing_in_a_language_are_marked_as_english(client) -> None:
    AppointmentType.objects.filter(key="register-birth").update(name={"en": "Register a birth"})
    page = client.get("/ar/book/register-birth/town-hall/").content.decode()
    assert '<span lang="en" dir="ltr">Register a birth</span>' in page


@pytest.mark.pdf
def test_the_page_to_print_is_one_accessible_page_in_every_language(client, verapdf: VeraPdf) -> None:
    appointment = book_online(client)
    for prefix in ("", "/cy", "/ar"):
        answer = client.get(f"{prefix}/appointment/{appointment.pk}/appointment.pdf")
        assert len(PdfReader(BytesIO(answer.content)).pages) == 1
        assert verapdf.broken_rules(answer.content) == []


@pytest.mark.parametrize("language", ["en", "cy", "ar"])
def test_the_heaviest_pages_fit_into_one_round_trip(client, language) -> None:
    prefix = "" if language == "en" else f"/{language}"
    weigh(client.get(f"{prefix}/book/register-birth/"), language)
    weigh(client.get(prefix + WHEN), language)
    pk = choose(client, address=prefix + WHEN)
    weigh(client.post(f"{prefix}/book/hold/{pk}/", {}), language)


def test_pages_cost_the_same_queries_however_much_is_booked(client, django_assert_max_num_queries) -> None:
    for hour in (10, 11, 12, 14, 15):
        book(birth(), town_hall(), at(hour))
    with django_assert_max_num_queries(9):
        client.get("/book/register-birth/")
    with django_assert_max_num_queries(9):
        client.get(WHEN)


def test_documents_for_an_application_are_tied_to_it(client) -> None:
    pk = choose(client, address="/book/blue-badge-documents/merrow/", start="20261103T1000Z")
    typed = {
        "last_name": "Jones",
        "contact": "phone",
        "phone": "01632 960777",
        "application_reference": "BB-1",
    }
    details = reverse("booking:details", args=[pk])
    assert "Check the reference." in client.post(details, typed).content.decode()
    assert client.post(details, typed | {"application_reference": ""}).status_code == 302


def test_the_sample_offices_are_whole_and_can_be_loaded_again() -> None:
    assert len(load_offices()) == 4
    before = AvailabilityRule.objects.count()
    load_offices()
    assert AvailabilityRule.objects.count() == before
    for kind in AppointmentType.objects.all():
        places = queries.places(kind)
        assert places
        assert all(queries.first_free(kind, places).values()), kind
        for words in (kind.name, kind.summary, kind.what_to_bring):
            assert set(words) == {"en", "cy", "ar"}
    assert {place.slug for place in queries.places(AppointmentType.objects.get(key="digital-help"))} == {
        "town-hall",
        "merrow",
        "highmarsh",
        "phone",
        "home",
    }
