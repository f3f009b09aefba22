"""Opening hours follow a change, and nobody who is booked is forgotten."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
import time_machine

from services.applications.models import Event
from services.booking import actions, opening
from services.booking.actions import cancel_inside, change_hours, close_office
from services.booking.models import AvailabilityException, AvailabilityRule, Office, State
from services.booking.queries import free_days, stranded_by
from services.booking.slots import Hours
from services.booking.week import moved, next_turn, stretches, week_of
from services.definitions.channels import Channel
from services.identity.actors import SYSTEM
from services.notifications.models import Message
from tests.booking.world import NOW, TUESDAY, at, book, counter, make_office, make_resource, make_type

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SINCE = date(2026, 1, 5)
DESK = {"by": SYSTEM, "channel": Channel.COUNTER}


def hours(weekday: int, opens: int, closes: int, every_weeks: int = 1) -> Hours:
    return Hours(weekday, time(opens), time(closes), SINCE, every_weeks=every_weeks)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office() -> Office:
    return make_office()


def week(**days: tuple[int, int]) -> dict[int, tuple[time, time]]:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return {names.index(name): (time(first), time(last)) for name, (first, last) in days.items()}


def test_people_s_hours_add_up_to_the_office_s() -> None:
    found = [hours(0, 9, 12), hours(0, 11, 13), hours(0, 14, 16), hours(2, 10, 12)]
    assert stretches(found) == {0: [(time(9), time(13)), (time(14), time(16))], 2: [(time(10), time(12))]}
    assert week_of(found) == week(mon=(9, 16), wed=(10, 12))


@pytest.mark.parametrize(
    ("own", "new", "then"),
    [
        ((9, 17), (8, 18), (8, 18)),
        ((9, 12), (8, 18), (8, 12)),
        ((10, 12), (8, 18), (10, 12)),
        ((9, 17), (10, 15), (10, 15)),
        ((9, 10), (11, 15), None),
    ],
)
def test_who_comes_at_opening_time_comes_at_the_new_one(own, new, then) -> None:
    found = moved(hours(0, *own), week(mon=(9, 17)), week(mon=new))
    assert found == (then and (time(then[0]), time(then[1])))


def test_hours_of_every_second_week_stay_in_step() -> None:
    every_second = hours(0, 9, 12, every_weeks=2)
    assert next_turn(every_second, date(2026, 1, 21)) == date(2026, 1, 21)
    assert next_turn(every_second, date(2026, 1, 14)) == date(2026, 1, 19)


def test_new_hours_are_offered_from_their_day_on_and_not_before(office) -> None:
    birth = make_type()
    make_resource(office, birth)
    change_hours(
        office=office, week=week(tue=(10, 11), sat=(9, 10)), since=TUESDAY + timedelta(days=1), **DESK
    )
    days = free_days(birth, counter(office), limit=4)
    assert [day.on for day in days] == [date(2026, 11, 2), TUESDAY, date(2026, 11, 7), date(2026, 11, 10)]
    assert [len(day.starts) for day in days][1:] == [6, 2, 2]
    event = Event.objects.get(kind="office_hours_changed")
    assert event.codes == {"since": "2026-11-04"}


def test_hours_that_stay_the_same_are_left_alone(office) -> None:
    make_resource(office, make_type())
    before = set(AvailabilityRule.objects.values_list("pk", "valid_to"))
    days = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (9, 12))
    change_hours(office=office, week=week(**days), since=TUESDAY, **DESK)
    assert set(AvailabilityRule.objects.values_list("pk", "valid_to")) == before


def test_a_later_change_replaces_one_that_was_planned(office) -> None:
    make_resource(office, make_type())
    change_hours(office=office, week=week(tue=(10, 11)), since=date(2026, 12, 1), **DESK)
    assert opening.later_change(office, TUESDAY) == date(2026, 12, 1)
    change_hours(office=office, week=week(tue=(9, 12)), since=date(2026, 11, 10), **DESK)
    assert opening.later_change(office, date(2026, 11, 10)) is None
    assert week_of(rule.hours for rule in opening.rules_on(office, date(2026, 12, 8))) == week(tue=(9, 12))


def test_who_is_booked_outside_the_new_hours_is_listed_before_and_after(office) -> None:
    birth = make_type()
    make_resource(office, birth)
    early, _code = book(birth, office, at(9))
    book(birth, office, at(11))
    new = week(tue=(10, 12))
    assert opening.outside(office) == []
    assert opening.outside(office, new, since=TUESDAY) == [early]
    assert opening.outside(office, new, since=TUESDAY + timedelta(days=1)) == []
    assert change_hours(office=office, week=new, since=TUESDAY, **DESK) == [early]
    early.refresh_from_db()
    assert early.state == State.BOOKED


def test_hours_opened_in_addition_count_as_open(office) -> None:
    birth = make_type()
    make_resource(office, birth)
    sunday = date(2026, 11, 8)
    AvailabilityException.objects.create(
        kind="extra", office=office, start_at=at(9, day=sunday), end_at=at(12, day=sunday)
    )
    book(birth, office, at(9, day=sunday))
    assert opening.outside(office) == []


def test_closing_cancels_and_tells_but_whoever_wants_a_call_is_called_first(office) -> None:
    birth = make_type()
    make_resource(office, birth)
    told, _code = book(birth, office, at(9), contact="email", email="mair@example.org")
    to_call, _code = book(birth, office, at(10))
    closure, stranded = close_office(office=office, start_at=at(0), end_at=at(23), **DESK)
    assert stranded == [told, to_call]
    assert cancel_inside(closure=closure, **DESK) == 1
    assert stranded_by(closure) == [to_call]
    told.refresh_from_db()
    assert told.state == State.CANCELLED
    assert Message.objects.filter(kind="appointment_cancelled", about=told.subject).exists()
    assert free_days(birth, counter(office), limit=2)[1].on != TUESDAY


def test_a_closure_that_is_over_is_no_longer_listed(office, clock) -> None:
    closure, _none = actions.close_office(office=office, start_at=at(0), end_at=at(23), **DESK)
    assert list(opening.closures(office)) == [closure]
    clock.move_to(at(23, 30))
    assert list(opening.closures(office)) == []
