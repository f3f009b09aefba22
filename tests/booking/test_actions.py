import uuid
from datetime import date, time, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from services import vault
from services.applications.models import Event
from services.booking import actions, queries
from services.booking.details import read, read_typed
from services.booking.errors import (
    AlreadyExtended,
    AlreadyHere,
    HoldExpired,
    NotYetBegun,
    SlotTaken,
    TooLateToChange,
)
from services.booking.models import Appointment, AvailabilityException, Claim, Office, ResourceKind, State
from services.booking.models.types import AppointmentType
from services.booking.slots import cells_touched
from services.definitions.channels import Channel
from services.identity import codes
from services.identity.actors import staff
from services.identity.models import User
from tests.booking.world import (
    NOW,
    TUESDAY,
    WHO,
    at,
    book,
    counter,
    details,
    hold,
    make_office,
    make_resource,
    make_type,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def birth() -> AppointmentType:
    return make_type()


@pytest.fixture
def office(birth: AppointmentType) -> Office:
    office = make_office()
    make_resource(office, birth)
    return office


def clock_times(kind: AppointmentType, office: Office, day: date = TUESDAY) -> list[str]:
    days = queries.free_days(kind, counter(office), since=day, limit=1)
    return [start.astimezone(counter(office).zone).strftime("%H:%M") for start in days[0].starts]


def adviser() -> dict[str, object]:
    user = User.objects.create_user("desk@lantern.example", name="Desk", is_staff=True)
    return {"by": staff(user), "channel": Channel.COUNTER}


def test_it_works(birth, office) -> None:
    appointment, code = book(birth, office, at(10))
    assert appointment.state == State.BOOKED
    assert appointment.end_at - appointment.start_at == timedelta(minutes=30)
    assert "10:00" not in clock_times(birth, office)
    assert appointment.code_digest == codes.digest(code, appointment.reference)
    assert read(appointment) == details()
    assert [event.kind for event in Event.objects.all()] == ["appointment_held", "appointment_booked"]


def test_nothing_personal_is_stored_in_the_clear(birth, office) -> None:
    appointment, code = book(birth, office, at(10))
    row = " ".join(str(value) for value in Appointment.objects.values_list().get(pk=appointment.pk))
    codes_of_events = " ".join(str(event.codes) + event.subject for event in Event.objects.all())
    for secret in ("Brien", "960777", code):
        assert secret not in row
        assert secret not in codes_of_events
    assert b"960777" not in bytes(appointment.details)


def test_a_held_time_is_not_offered_to_others(birth, office) -> None:
    hold(birth, office, at(10))
    assert "10:00" not in clock_times(birth, office)
    with pytest.raises(SlotTaken) as refused:
        hold(birth, office, at(10))
    assert refused.value.next_times == [at(10, 30), at(11), at(11, 30)]


def test_the_last_times_of_all_are_offered_when_none_comes_after(birth, office) -> None:
    birth.horizon_days = 1
    birth.save()
    hold(birth, office, at(11, 30))
    with pytest.raises(SlotTaken) as refused:
        hold(birth, office, at(11, 30))
    assert refused.value.next_times == [at(10), at(10, 30), at(11)]


def test_two_desks_take_two_people_at_once(birth, office) -> None:
    make_resource(office, birth)
    hold(birth, office, at(10))
    hold(birth, office, at(10))
    with pytest.raises(SlotTaken):
        hold(birth, office, at(10))


def test_overlapping_types_share_an_adviser_without_overlapping(birth, office) -> None:
    death = make_type(length_min=40)
    resource = office.resources.get()
    for rule in resource.rules.all():
        rule.appointment_types.add(death)
    hold(death, office, at(9, 40))  # until 10:20
    assert clock_times(birth, office) == ["09:00", "10:30", "11:00", "11:30"]


def test_a_room_is_needed_too(office) -> None:
    kind = make_type(needs={"counter": ["adviser", "room"]})
    make_resource(office, kind)
    make_resource(office, kind)
    make_resource(office, kind, kind=ResourceKind.ROOM, opens=time(10), closes=time(11))
    assert clock_times(kind, office) == ["10:00", "10:30"]
    appointment = hold(kind, office, at(10))
    assert set(appointment.claims.values_list("resource__kind", flat=True)) == {"adviser", "room"}
    assert clock_times(kind, office) == ["10:30"]


def test_buffers_are_claimed(office) -> None:
    kind = make_type(length_min=20, buffer_before_min=5, buffer_after_min=5)
    make_resource(office, kind)
    appointment = hold(kind, office, at(9, 5))
    assert appointment.claims.count() == 6
    assert appointment.end_at == at(9, 25)


@pytest.mark.parametrize(
    "start", [at(10, 5), at(8), at(12), at(10, day=date(2027, 6, 1)), at(10, day=date(2026, 11, 7))]
)
def test_a_time_that_was_never_offered_is_refused(birth, office, start) -> None:
    with pytest.raises(SlotTaken):
        hold(birth, office, start)
    assert not Appointment.objects.exists()
    assert not Claim.objects.exists()


def test_a_citizen_keeps_the_lead_time_and_an_adviser_need_not(birth, office) -> None:
    birth.lead_time_min = 48 * 60
    birth.save()
    with pytest.raises(SlotTaken):
        hold(birth, office, at(10))
    held = actions.hold(appointment_type=birth, place=counter(office), start_at=at(10), **adviser())
    assert held.made_by is not None


def test_sending_the_page_twice_makes_one_hold(birth, office) -> None:
    key = uuid.uuid4()
    first, second = hold(birth, office, at(10), key), hold(birth, office, at(10), key)
    assert first.reference == second.reference
    assert Appointment.objects.count() == 1
    assert Event.objects.count() == 1


def test_going_back_and_choosing_again_moves_the_hold_and_keeps_what_was_typed(birth, office) -> None:
    key = uuid.uuid4()
    first = hold(birth, office, at(10), key)
    actions.keep_typed(appointment=first, typed={"last_name": ["Ó"]})
    second = hold(birth, office, at(11), key)
    assert (second.pk, second.start_at) == (first.pk, at(11))
    assert read_typed(second) == {"last_name": ["Ó"]}
    assert "10:00" in clock_times(birth, office)


def test_a_booked_appointment_is_not_held_again(birth, office) -> None:
    booked, _ = book(birth, office, at(10))
    again = hold(birth, office, at(11), booked.pk)
    assert (again.state, again.start_at) == (State.BOOKED, at(10))


def test_a_hold_that_ran_out_gives_way(birth, office, clock) -> None:
    mine = hold(birth, office, at(10))
    clock.shift(timedelta(minutes=21))
    assert "10:00" in clock_times(birth, office)
    theirs = hold(birth, office, at(10))
    assert theirs.state == State.HELD
    mine.refresh_from_db()
    assert mine.state == State.EXPIRED
    with pytest.raises(HoldExpired) as refused:
        actions.confirm(appointment=mine, given=details(), code=codes.new_code(), **WHO)
    assert refused.value.next_times[0] == at(10, 30)


def test_a_hold_that_ran_out_is_still_mine_while_nobody_wants_it(birth, office, clock) -> None:
    mine = hold(birth, office, at(10))
    clock.shift(timedelta(hours=2))
    booked = actions.confirm(appointment=mine, given=details(), code=codes.new_code(), **WHO)
    assert booked.state == State.BOOKED


def test_my_own_hold_that_ran_out_can_be_taken_up_again(birth, office, clock) -> None:
    mine = hold(birth, office, at(10))
    clock.shift(timedelta(minutes=30))
    again = hold(birth, office, at(10), mine.pk)
    assert again.claims.count() == 6
    assert again.hold_expires_at == NOW + timedelta(minutes=50)


def test_a_hold_is_extended_once(birth, office, clock) -> None:
    held = hold(birth, office, at(10))
    clock.shift(timedelta(minutes=15))
    held = actions.extend_hold(appointment=held, **WHO)
    assert held.hold_expires_at == NOW + timedelta(minutes=35)
    with pytest.raises(AlreadyExtended):
        actions.extend_hold(appointment=held, **WHO)


def test_confirming_twice_changes_nothing(birth, office) -> None:
    booked, code = book(birth, office, at(10))
    again = actions.confirm(appointment=booked, given=details(last_name="X"), code=codes.new_code(), **WHO)
    assert again.code_digest == codes.digest(code, booked.reference)
    assert Event.objects.filter(kind="appointment_booked").count() == 1


def test_nobody_books_the_past(birth, office, clock) -> None:
    held = hold(birth, office, at(10))
    clock.move_to(at(10, 1))
    with pytest.raises(HoldExpired):
        actions.confirm(appointment=held, given=details(), code=codes.new_code(), **WHO)


def test_cancelling_frees_the_time_and_bumps_the_sequence(birth, office) -> None:
    booked, _ = book(birth, office, at(10))
    cancelled = actions.cancel(appointment=booked, **WHO)
    assert (cancelled.state, cancelled.sequence) == (State.CANCELLED, 1)
    assert "10:00" in clock_times(birth, office)
    assert actions.cancel(appointment=booked, **WHO).sequence == 1


def test_moving_keeps_reference_and_code(birth, office) -> None:
    booked, code = book(birth, office, at(10))
    moved = actions.move(appointment=booked, place=counter(office), start_at=at(11), **WHO)
    assert (moved.pk, moved.reference, moved.sequence) == (booked.pk, booked.reference, 1)
    assert (moved.start_at, moved.end_at, moved.moved_from_at) == (at(11), at(11, 30), at(10))
    assert moved.code_digest == codes.digest(code, booked.reference)
    assert clock_times(birth, office) == ["09:00", "09:30", "10:00", "10:30", "11:30"]


def test_moving_to_another_office(birth, office) -> None:
    other = make_office()
    make_resource(other, birth)
    booked, _ = book(birth, office, at(10))
    moved = actions.move(appointment=booked, place=counter(other), start_at=at(10), **WHO)
    assert moved.office == other
    assert "10:00" in clock_times(birth, office)
    assert "10:00" not in clock_times(birth, other)


def test_moving_to_a_taken_time_leaves_it_where_it_was(birth, office) -> None:
    booked, _ = book(birth, office, at(10))
    book(birth, office, at(11))
    with pytest.raises(SlotTaken):
        actions.move(appointment=booked, place=counter(office), start_at=at(11), **WHO)
    booked.refresh_from_db()
    assert (booked.start_at, booked.sequence, booked.claims.count()) == (at(10), 0, 6)


def test_moving_within_its_own_time(office) -> None:
    kind = make_type(length_min=60)
    resource = make_resource(office, kind, closes=time(10))
    extra = AvailabilityException.objects.create(
        resource=resource, kind="extra", start_at=at(9, 30), end_at=at(10, 30)
    )
    booked, _ = book(kind, office, at(9))
    moved = actions.move(appointment=booked, place=counter(office), start_at=at(9, 30), **WHO)
    first = cells_touched(extra.span).start
    assert sorted(moved.claims.values_list("cell", flat=True)) == list(range(first, first + 12))


def test_moving_to_where_it_is_changes_nothing(birth, office) -> None:
    booked, _ = book(birth, office, at(10))
    same = actions.move(appointment=booked, place=counter(office), start_at=at(10), **WHO)
    assert same.sequence == 0


def test_what_has_begun_cannot_be_changed(birth, office, clock) -> None:
    booked, _ = book(birth, office, at(10))
    clock.move_to(at(10))
    with pytest.raises(TooLateToChange):
        actions.cancel(appointment=booked, **WHO)
    with pytest.raises(TooLateToChange):
        actions.move(appointment=booked, place=counter(office), start_at=at(11), **WHO)


def test_somebody_who_arrived_is_not_called_absent_without_a_second_look(birth, office, clock) -> None:
    desk = adviser()
    booked, _ = book(birth, office, at(10))
    with pytest.raises(NotYetBegun):
        actions.mark_no_show(appointment=booked, **desk)
    actions.mark_arrived(appointment=booked, **desk)
    clock.move_to(at(10, 20))
    with pytest.raises(AlreadyHere):
        actions.mark_no_show(appointment=booked, **desk)
    missed = actions.mark_no_show(appointment=booked, looked_again=True, **desk)
    assert missed.state == State.NO_SHOW
    assert actions.mark_attended(appointment=booked, **desk).state == State.ATTENDED
    with pytest.raises(TooLateToChange):
        actions.mark_arrived(appointment=booked, **desk)


def test_closing_an_office_lists_who_has_to_be_told_and_offers_nothing(birth, office) -> None:
    desk = adviser()
    booked, _ = book(birth, office, at(10))
    held = hold(birth, office, at(11))
    actions.cancel(appointment=book(birth, office, at(9))[0], **WHO)
    closure, stranded = actions.close_office(office=office, start_at=at(0), end_at=at(23), **desk)
    assert stranded == [booked]
    held.refresh_from_db()
    assert held.state == State.EXPIRED
    days = queries.free_days(birth, counter(office), since=TUESDAY, limit=1)
    assert days[0].on != TUESDAY
    # Nobody slips in even where the closed time was offered a moment ago: the cells are claimed.
    assert Claim.objects.filter(closure=closure).count() == 3 * 12 - 6
    # Moving the stranded person away does not open their old time.
    actions.move(appointment=booked, place=counter(office), start_at=days[0].starts[0], **WHO)
    assert queries.free_days(birth, counter(office), since=TUESDAY, limit=1)[0].on != TUESDAY
    actions.reopen(closure=closure, **desk)
    assert clock_times(birth, office)[0] == "09:00"


def test_one_adviser_on_leave_leaves_the_others(birth, office) -> None:
    resource = office.resources.get()
    make_resource(office, birth)
    actions.close_resource(resource=resource, start_at=at(0), end_at=at(23), **adviser())
    hold(birth, office, at(10))
    with pytest.raises(SlotTaken):
        hold(birth, office, at(10))


def test_extra_hours_open_on_a_bank_holiday(birth, office) -> None:
    christmas = date(2026, 12, 25)
    birth.horizon_days = 90
    birth.save()
    AvailabilityException.objects.create(
        office=office, kind="extra", start_at=at(10, day=christmas), end_at=at(11, day=christmas)
    )
    assert clock_times(birth, office, christmas) == ["10:00", "10:30"]


def test_staff_find_people_without_reading_anybody_else(birth, office) -> None:
    born_on = date(1980, 2, 1)
    mine, _ = book(birth, office, at(10), born_on=born_on)
    book(birth, office, at(11), last_name="Jones")
    assert queries.of_last_name("O'BRIEN") == [mine]
    assert queries.of_person("obrien", born_on) == [mine]
    assert queries.of_person("obrien", date(1980, 1, 2)) == []
    assert queries.on_day(office, TUESDAY) == list(Appointment.objects.order_by("start_at"))


def test_sweeping_forgets_what_is_over(birth, office, clock) -> None:
    abandoned = hold(birth, office, at(9))
    booked, _ = book(birth, office, at(10))
    clock.shift(timedelta(days=3))
    assert actions.sweep() == {"abandoned": 1, "erased": 0, "claims": 6}
    assert not Appointment.objects.filter(pk=abandoned.pk).exists()
    clock.shift(timedelta(days=100))
    assert actions.sweep()["erased"] == 1
    booked.refresh_from_db()
    with pytest.raises(vault.Unreadable):
        read(booked)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": State.HELD, "hold_expires_at": None},
        {"state": State.BOOKED},
        {"state": State.CANCELLED, "cancelled_at": None},
        {"channel": Channel.PHONE},
        {"office": None},
        {"end_at": at(9)},
    ],
)
def test_the_database_refuses_rows_that_make_no_sense(birth, office, broken) -> None:
    booked, _ = book(birth, office, at(10))
    row = {"code_digest": "", "hold_expires_at": NOW} if broken.get("state") == State.BOOKED else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=booked.pk).update(**(broken | row))


def test_free_times_cost_the_same_queries_however_many_there_are(
    birth, office, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        queries.free_days(birth, counter(office))
    for _ in range(3):
        more = make_office()
        make_resource(more, birth)
        make_resource(more, birth)
        hold(birth, more, at(10))
    where = queries.places(birth)
    assert len(where) == 4
    with django_assert_num_queries(3):
        first = queries.first_free(birth, where)
    assert set(first.values()) == {NOW.replace(hour=9)}
    with django_assert_num_queries(3):
        queries.free_days(birth, where[-1])
