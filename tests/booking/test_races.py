import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from services.booking import actions, queries
from services.booking.errors import HoldExpired, SlotTaken, TooLateToChange
from services.booking.models import (
    Appointment,
    AppointmentType,
    AvailabilityException,
    Claim,
    Office,
    ResourceKind,
    State,
)
from services.booking.models.appointments import OPEN
from services.booking.slots import cells_touched, day_span
from services.definitions.channels import Channel
from services.identity.actors import staff
from services.identity.codes import new_code
from services.identity.models import User
from tests.booking.world import WHO, book, counter, details, hold, make_office, make_resource, make_type
from tests.race import race as start_together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def race(*workers: Callable[[], Any]) -> tuple[list[Any], list[BaseException]]:
    """Let all workers go at once; return what they gave and what they raised."""
    results = start_together(lambda number: workers[number](), len(workers))
    raised = [result for result in results if isinstance(result, BaseException)]
    return [result for result in results if not isinstance(result, BaseException)], raised


@pytest.fixture
def birth() -> AppointmentType:
    return make_type()


@pytest.fixture
def office(birth: AppointmentType) -> Office:
    office = make_office()
    make_resource(office, birth, weekdays=range(7))
    return office


def times(kind: AppointmentType, office: Office, count: int) -> list:
    days = queries.free_days(kind, counter(office), limit=100)
    return [start for day in days for start in day.starts][:count]


def let_run_out(appointment: Appointment) -> None:
    Appointment.objects.filter(pk=appointment.pk).update(
        hold_expires_at=timezone.now() - timedelta(minutes=1)
    )


def assert_nothing_overlaps() -> None:
    """The claims are exactly the cells of the appointments that may have some."""
    live = Appointment.objects.filter(state__in=(State.HELD, *OPEN)).select_related("type")
    for appointment in live:
        wanted = set(cells_touched(appointment.type.visit.around(appointment.start_at)))
        kinds = len(appointment.type.kinds(appointment.mode))
        claimed = list(appointment.claims.values_list("cell", flat=True))
        assert set(claimed) == wanted
        assert len(claimed) == kinds * len(wanted)
    assert not Claim.objects.filter(appointment__isnull=False).exclude(appointment__in=live).exists()


@pytest.mark.parametrize(("workers", "rounds"), [(8, 6), (50, 2)])
def test_the_last_place_is_taken_once(birth, office, workers, rounds) -> None:
    for start in times(birth, office, rounds):
        won, lost = race(*[lambda start=start: hold(birth, office, start)] * workers)
        assert len(won) == 1
        assert [type(error) for error in lost] == [SlotTaken] * (workers - 1)
        assert all(len(error.next_times) == 3 and start not in error.next_times for error in lost)
        assert Claim.objects.filter(appointment=won[0]).count() == 6
        assert Appointment.objects.filter(start_at=start).count() == 1


def test_three_desks_take_exactly_three(birth, office) -> None:
    make_resource(office, birth, weekdays=range(7))
    make_resource(office, birth, weekdays=range(7))
    for start in times(birth, office, 3):
        won, lost = race(*[lambda start=start: hold(birth, office, start)] * 12)
        assert len(won) == 3
        assert {type(error) for error in lost} == {SlotTaken}
    assert_nothing_overlaps()


def test_an_adviser_and_a_room_are_taken_together_or_not_at_all() -> None:
    kind, office = make_type(needs={"counter": ["adviser", "room"]}), make_office()
    for _ in range(3):
        make_resource(office, kind, weekdays=range(7))
    for _ in range(2):
        make_resource(office, kind, kind=ResourceKind.ROOM, weekdays=range(7))
    for start in times(kind, office, 3):
        won, lost = race(*[lambda start=start: hold(kind, office, start)] * 10)
        assert len(won) == 2
        assert {type(error) for error in lost} == {SlotTaken}
    assert_nothing_overlaps()


def test_starts_that_overlap_only_in_part_cannot_both_win(office) -> None:
    kinds = [make_type(length_min=length) for length in (25, 40, 55)]
    for rule in office.resources.get().rules.all():
        rule.appointment_types.add(*kinds)
    day = times(kinds[0], office, 1)[0]
    wishes = [
        (kind, start) for kind in kinds for start in times(kind, office, 6) if start.date() == day.date()
    ]
    race(*[lambda wish=wish: hold(wish[0], office, wish[1]) for wish in wishes * 2])
    assert_nothing_overlaps()
    spans = sorted(Appointment.objects.filter(state=State.HELD).values_list("start_at", "end_at"))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_hold_that_ran_out_goes_to_one_of_those_who_want_it(birth, office) -> None:
    for start in times(birth, office, 5):
        old = hold(birth, office, start)
        let_run_out(old)

        def confirm(old: Appointment = old) -> Appointment:
            return actions.confirm(appointment=old, given=details(), code=new_code(), **WHO)

        won, lost = race(confirm, *[lambda start=start: hold(birth, office, start)] * 7)
        assert len(won) == 1
        assert {type(error) for error in lost} <= {SlotTaken, HoldExpired}
    assert_nothing_overlaps()


def test_a_double_click_makes_one_hold_and_one_booking(birth, office) -> None:
    for start in times(birth, office, 3):
        key = make_key()
        won, lost = race(*[lambda start=start, key=key: hold(birth, office, start, key)] * 6)
        assert not lost
        assert {appointment.pk for appointment in won} == {key}
        code = new_code()

        def confirm(held: Appointment = won[0], code: str = code) -> Appointment:
            return actions.confirm(appointment=held, given=details(), code=code, **WHO)

        won, lost = race(*[confirm] * 6)
        assert not lost
        assert {appointment.code_digest for appointment in won} == {won[0].code_digest}
    assert_nothing_overlaps()


def make_key():
    return Appointment().pk


def test_two_people_who_swap_times_do_not_block_each_other(birth, office) -> None:
    for first, second in zip(*[iter(times(birth, office, 8))] * 2, strict=True):
        mine, theirs = book(birth, office, first)[0], book(birth, office, second)[0]
        _, lost = race(
            lambda mine=mine, to=second: actions.move(
                appointment=mine, place=counter(office), start_at=to, **WHO
            ),
            lambda theirs=theirs, to=first: actions.move(
                appointment=theirs, place=counter(office), start_at=to, **WHO
            ),
        )
        assert {type(error) for error in lost} == {SlotTaken}
    assert_nothing_overlaps()


def test_nobody_slips_into_an_office_that_is_being_closed(birth, office) -> None:
    desk = {
        "by": staff(User.objects.create_user("d@lantern.example", is_staff=True)),
        "channel": Channel.COUNTER,
    }
    starts = times(birth, office, 12)
    wishes = [lambda start=start: hold(birth, office, start) for start in starts]
    day = day_span(starts[0].date(), counter(office).zone)

    def close() -> tuple[AvailabilityException, list[Appointment]]:
        return actions.close_office(office=office, start_at=day.start, end_at=day.end, **desk)

    _, lost = race(*wishes[:4], close, *wishes[4:])
    assert {type(error) for error in lost} <= {SlotTaken}
    inside = Appointment.objects.filter(start_at__gte=day.start, start_at__lt=day.end)
    assert not inside.filter(state=State.HELD).exists()
    assert queries.free_days(birth, counter(office), limit=1)[0].on > starts[0].date()


def test_those_who_choose_again_while_an_office_is_closed_are_told_so(birth, office) -> None:
    desk = {
        "by": staff(User.objects.create_user("d@lantern.example", is_staff=True)),
        "channel": Channel.COUNTER,
    }
    starts = times(birth, office, 16)
    held = [hold(birth, office, start) for start in starts[::2]]
    wishes = [
        lambda one=one, start=start: hold(birth, office, start, one.pk)
        for one, start in zip(held, starts[1::2], strict=True)
    ]
    day = day_span(starts[0].date(), counter(office).zone)

    def close() -> tuple[AvailabilityException, list[Appointment]]:
        return actions.close_office(office=office, start_at=day.start, end_at=day.end, **desk)

    _, lost = race(*wishes[:4], close, *wishes[4:])
    assert {type(error) for error in lost} <= {SlotTaken}
    inside = Appointment.objects.filter(start_at__gte=day.start, start_at__lt=day.end, state=State.HELD)
    assert not inside.exists()


def crowd(seed: int, kind: AppointmentType, office: Office, starts: list) -> None:
    """One person who holds, books, moves and cancels at random."""
    dice = random.Random(seed)
    mine: list[Appointment] = []

    def act() -> None:
        one, start = dice.choice(mine or [None]), dice.choice(starts)
        what = dice.choice(["hold", "confirm", "move", "cancel", "let_go", "run_out"]) if one else "hold"
        if what == "hold":
            mine.append(hold(kind, office, start))
        elif what == "confirm":
            actions.confirm(appointment=one, given=details(), code=new_code(), **WHO)
        elif what == "move":
            actions.move(appointment=one, place=counter(office), start_at=start, **WHO)
        elif what == "run_out":
            let_run_out_if_held(one)
        elif what == "let_go":
            actions.let_go(appointment=one)
        else:
            actions.cancel(appointment=one, **WHO)

    for _ in range(20):
        with suppress(SlotTaken, HoldExpired, TooLateToChange):
            act()


def test_random_crowds_never_overbook_and_never_get_stuck(birth, office) -> None:
    make_resource(office, birth, weekdays=range(7))
    starts = times(birth, office, 6)

    _, lost = race(*[lambda seed=seed: crowd(seed, birth, office, starts) for seed in range(6)])
    assert not lost
    assert_nothing_overlaps()
    for start in starts:
        assert Appointment.objects.filter(start_at=start, state__in=(State.HELD, *OPEN)).count() <= 2


def let_run_out_if_held(appointment: Appointment) -> None:
    held = Appointment.objects.filter(pk=appointment.pk, state=State.HELD)
    held.update(hold_expires_at=timezone.now() - timedelta(minutes=1))
