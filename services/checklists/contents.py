"""What one checklist holds: what its person said, and what they ticked. Sealed wherever it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from django.utils import timezone

from services.checklists.plan import Said, State
from services.definitions.channels import Channel
from services.identity.actors import Actor, Role

MARKS = frozenset({State.DONE, State.NOT_NEEDED})
"""What a person can say of a thing themselves. The other states come from what they did with us."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What was said of one thing: by whom, through which channel and when. No mark: it was taken back."""

    mark: State | None
    at: datetime
    role: Role
    channel: Channel


@dataclass(frozen=True, slots=True)
class Contents:
    """What was said when it was made, and a tick for each thing that one was given for."""

    begun_at: datetime
    said: Said = field(default_factory=Said)
    ticks: Mapping[str, Tick] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def marks(self) -> dict[str, State]:
        """What is ticked now, by the key of the thing."""
        return {key: tick.mark for key, tick in self.ticks.items() if tick.mark}

    def ticked(self, key: str, mark: State | None, *, by: Actor, channel: Channel) -> "Contents":
        """Return it with one thing ticked, or with the tick taken back. Raises ValueError for no mark."""
        if mark is not None and mark not in MARKS:
            raise ValueError(f"nobody ticks {mark!r}")
        tick = Tick(mark, timezone.now(), by.role, channel)
        return replace(self, ticks={**self.ticks, key: tick})

    def merged(self, other: "Contents") -> "Contents":
        """Return both in one: of each thing the later tick, and what was said in `other`, the newer list."""
        ticks = dict(self.ticks)
        for key, tick in other.ticks.items():
            if key not in ticks or ticks[key].at < tick.at:
                ticks[key] = tick
        return Contents(min(self.begun_at, other.begun_at), other.said, ticks)


def fresh() -> Contents:
    """Return a checklist that begins now."""
    return Contents(timezone.now())


def to_bytes(contents: Contents) -> bytes:
    """Return it as JSON, ready to be sealed."""
    said = contents.said
    plain = {
        "begun": contents.begun_at.isoformat(),
        "asked": sorted(said.asked),
        "apply": sorted(said.apply),
        "on": said.on.isoformat() if said.on else "",
        "ticks": {
            key: [tick.mark or "", tick.at.isoformat(), tick.role, tick.channel]
            for key, tick in contents.ticks.items()
        },
    }
    return json.dumps(plain).encode()


def from_bytes(plain: bytes) -> Contents:
    """Return what to_bytes wrote."""
    read = json.loads(plain)
    said = Said(
        frozenset(read["asked"]),
        frozenset(read["apply"]),
        date.fromisoformat(read["on"]) if read["on"] else None,
    )
    ticks = {
        key: Tick(State(mark) if mark else None, datetime.fromisoformat(at), Role(role), Channel(channel))
        for key, (mark, at, role, channel) in read["ticks"].items()
    }
    return Contents(datetime.fromisoformat(read["begun"]), said, ticks)
