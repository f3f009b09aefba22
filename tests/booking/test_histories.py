"""Random histories of one office, compared with a model that fits on a page."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from services.booking import actions, queries
from services.booking.errors import HoldExpired, SlotTaken, TooLateToChange
from services.booking.models import Appointment, AppointmentType, Claim, Office, State
from services.identity.codes import new_code
from tests.booking.world import (
    NOW,
    TUESDAY,
    WHO,
    counter,
    details,
    hold,
    make_office,
    make_resource,
    make_type,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DESKS = 2
HOLD = timedelta(minutes=20)


@dataclass
class Model:
    """Who has which desk when; an appointment is its state and, while held, the end of the hold."""

    desks: dict[tuple[datetime, int], UUID] = field(default_factory=dict)
    states: dict[UUID, State] = field(default_factory=dict)
    ends: dict[UUID, datetime] = field(default_factory=dict)

    def is_taken(self, start: datetime, desk: int, now: datetime) -> bool:
        holder = self.desks.get((start, desk))
        return holder is not None and not (self.states[holder] == State.HELD and self.ends[holder] <= now)

    def free_desk(self, start: datetime, now: datetime) -> int | None:
        return next((desk for desk in range(DESKS) if not self.is_taken(start, desk, now)), None)

    def place(self, who: UUID, start: datetime, desk: int) -> None:
        displaced = self.desks.get((start, desk))
        if displaced not in (None, who):
            self.states[displaced] = State.EXPIRED
        self.let_go(who)
        self.desks[start, desk] = who

    def let_go(self, who: UUID) -> None:
        self.desks = {cell: holder for cell, holder in self.desks.items() if holder != who}

    def start_of(self, who: UUID) -> datetime | None:
        return next((start for (start, _), holder in self.desks.items() if holder == who), None)


class History:
    """Does the same to the real thing and to the model."""

    def __init__(self, dice: random.Random, kind: AppointmentType, office: Office, clock) -> None:
        self.dice, self.kind, self.office, self.clock = dice, kind, office, clock
        self.model, self.now = Model(), NOW
        self.starts = queries.free_days(kind, counter(office), since=TUESDAY, limit=1)[0].starts

    def step(self) -> None:
        known = list(self.model.states)
        what = self.dice.choice(["hold", "confirm", "move", "cancel", "wait"]) if known else "hold"
        who = self.dice.choice(known) if known else None
        getattr(self, what)(who, self.dice.choice(self.starts))

    def hold(self, _who, start: datetime) -> None:
        desk = self.model.free_desk(start, self.now)
        if desk is None:
            with pytest.raises(SlotTaken):
                hold(self.kind, self.office, start)
            return
        pk = hold(self.kind, self.office, start).pk
        self.model.states[pk], self.model.ends[pk] = State.HELD, self.now + HOLD
        self.model.place(pk, start, desk)

    def confirm(self, who: UUID, _start) -> None:
        own = Appointment.objects.get(pk=who)
        if self.model.states[who] in (State.EXPIRED, State.CANCELLED):
            with pytest.raises(HoldExpired):
                actions.confirm(appointment=own, given=details(), code=new_code(), **WHO)
            return
        actions.confirm(appointment=own, given=details(), code=new_code(), **WHO)
        self.model.states[who] = State.BOOKED

    def move(self, who: UUID, start: datetime) -> None:
        own, here = Appointment.objects.get(pk=who), self.model.start_of(who) == start
        desk = self.model.free_desk(start, self.now)
        refusal = None
        if self.model.states[who] != State.BOOKED:
            refusal = TooLateToChange
        elif desk is None and not here:
            refusal = SlotTaken
        if refusal:
            with pytest.raises(refusal):
                actions.move(appointment=own, place=counter(self.office), start_at=start, **WHO)
            return
        actions.move(appointment=own, place=counter(self.office), start_at=start, **WHO)
        if not here:
            self.model.place(who, start, desk)

    def cancel(self, who: UUID, _start) -> None:
        own = Appointment.objects.get(pk=who)
        if self.model.states[who] not in (State.BOOKED, State.CANCELLED):
            with pytest.raises(TooLateToChange):
                actions.cancel(appointment=own, **WHO)
            return
        actions.cancel(appointment=own, **WHO)
        self.model.states[who] = State.CANCELLED
        self.model.let_go(who)

    def wait(self, _who, _start) -> None:
        self.now += timedelta(minutes=self.dice.randint(1, 15))
        self.clock.move_to(self.now)

    def compare(self) -> None:
        states = dict(Appointment.objects.values_list("pk", "state"))
        assert states == self.model.states
        assert Claim.objects.count() == 6 * len(self.model.desks)
        days = queries.free_days(self.kind, counter(self.office), since=TUESDAY, limit=1)
        offered = days[0].starts if days and days[0].on == TUESDAY else []
        assert offered == [s for s in self.starts if self.model.free_desk(s, self.now) is not None]


@pytest.mark.parametrize("seed", range(8))
def test_any_history_ends_as_the_model_says(seed) -> None:
    kind, office = make_type(), make_office()
    for _ in range(DESKS):
        make_resource(office, kind)
    with time_machine.travel(NOW, tick=False) as clock:
        history = History(random.Random(seed), kind, office, clock)
        for _ in range(50):
            history.step()
            history.compare()
