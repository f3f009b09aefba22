"""A checklist as its page, its sheet of paper and the desk show it: steps, states, days, what is next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import LifeEventPage
from content.models.services import PublicServicePage
from content.steps import ItemView, StepView, in_groups, step_views
from services.checklists.contents import Contents
from services.checklists.plan import Progress, State, Step, Thing, applying, due, progress, settled
from services.checklists.standing import Standing

TONES = {
    State.STARTED: "active",
    State.SENT: "good",
    State.BOOKED: "active",
    State.DONE: "good",
}
OPTIONAL = "optional"
Standings = tuple[Mapping[str, Standing], Mapping[str, Standing]]
MayOpen = Callable[[Standing], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do. `link` leads on with what its person began, `reference` says how to find it."""

    view: ItemView
    state: State
    mark: State | None = None
    standing: Standing | None = None
    link: str = ""
    link_text: str = ""

    @property
    def state_words(self) -> str:
        """How far it is, in words."""
        return words_of(self.state)

    @property
    def tone(self) -> str:
        """Which look the words have beside what they say."""
        return TONES.get(self.state, "")

    @property
    def may_tick(self) -> bool:
        """Whether its person can say themselves that it is done: not what we know better."""
        return self.standing is None or self.standing.state is State.STARTED

    @property
    def reference(self) -> str:
        """The reference of what was begun or booked."""
        known = self.standing and (self.standing.application or self.standing.appointment)
        return known.reference if known else ""

    @property
    def happens_at(self) -> Any:
        """When its appointment is, as the clock there shows it; None without one."""
        return self.standing.appointment.local_start if self.standing and self.standing.appointment else None


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. `by` is the last day to be in time, if its person told us the day it is counted from."""

    view: StepView
    number: int
    logic: str
    by: date | None = None
    is_late: bool = False
    groups: list[tuple[str, list[Row]]] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Every thing to do in it."""
        return [row for _need, run in self.groups for row in run]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole list."""

    stages: list[Stage]
    progress: Progress
    next: Row | None
    next_stage: Stage | None
    left_out: int
    """How many steps do not apply to this person."""

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the things to do that can be ticked."""
        return frozenset(row.view.key for stage in self.stages for row in stage.rows if row.may_tick)


@dataclass(frozen=True, slots=True)
class Layout:
    """A life event taken apart for checklists, and which forms and appointments it leads to."""

    steps: list[StepView]
    forms: Mapping[int, str]
    bookings: Mapping[int, str]


def words_of(state: State) -> str:
    """Return how far something is, in words."""
    return {
        State.NOT_STARTED: _("Not started"),
        State.STARTED: _("Started"),
        State.SENT: _("Sent"),
        State.BOOKED: _("Booked"),
        State.DONE: _("Done"),
        State.NOT_NEEDED: _("Not needed"),
    }[state]


def layout(page: LifeEventPage) -> Layout:
    """Return the steps of a life event in the reader's language."""
    steps = step_views(page.steps)
    chosen = {item.page_id for step in steps for _need, run in step.groups for item in run if item.page_id}
    services = PublicServicePage.objects.filter(pk__in=chosen).only("form_key", "booking_key")
    found = list(services.values_list("pk", "form_key", "booking_key"))
    return Layout(
        steps,
        {pk: form for pk, form, _booking in found if form},
        {pk: booking for pk, _form, booking in found if booking},
    )


def shown(layout: Layout, contents: Contents, standings: Standings, may_open: MayOpen) -> Shown:
    """Return somebody's checklist of a life event."""
    views = {view.key: view for view in layout.steps}
    plan = applying([_step(view) for view in layout.steps], contents.said)
    known = {
        item.key: standing
        for view in layout.steps
        for item in _items(view)
        if (standing := _standing(item, layout, standings))
    }
    states = settled(plan, _states(known, contents))
    stages: list[Stage] = []
    number = 0
    for step in plan:
        number += 0 if step.logic else 1
        stages.append(_stage(views[step.key], step, number, contents, states, known, may_open))
    far = progress(plan, states)
    following = [(stage, row) for stage in stages for row in stage.rows if row.view.key == far.next]
    next_stage, next_row = following[0] if following else (None, None)
    return Shown(stages, far, next_row, next_stage, len(layout.steps) - len(plan))


def _items(view: StepView) -> list[ItemView]:
    items = [item for _need, run in view.groups for item in run]
    return items or [ItemView(view.title, "", "required", key=view.key)]


def _step(view: StepView) -> Step:
    things = tuple(Thing(item.key, item.need, item.strength, item.when) for item in _items(view))
    says = bool(view.text and view.text.source.strip())
    return Step(view.key, things, view.logic, view.when, says)


def _standing(item: ItemView, layout: Layout, standings: Standings) -> Standing | None:
    """Return how far a thing is with us: an appointment says more than the form it belongs to."""
    if item.page_id is None:
        return None
    of_form = standings[0].get(layout.forms.get(item.page_id, ""))
    return standings[1].get(layout.bookings.get(item.page_id, "")) or of_form


def _states(known: Mapping[str, Standing], contents: Contents) -> dict[str, State]:
    """Return the state of each thing: what is with us, or else what its person ticked.

    A form that was begun after its tick says more than the tick.
    """
    states = dict(contents.marks)
    for key, each in known.items():
        tick = contents.ticks.get(key)
        if each.state is not State.STARTED or tick is None or not tick.mark or tick.at < each.began_at:
            states[key] = each.state
    return states


def _stage(
    view: StepView,
    step: Step,
    number: int,
    contents: Contents,
    states: Mapping[str, State],
    known: Mapping[str, Standing],
    may_open: MayOpen,
) -> Stage:
    kept = {thing.key for thing in step.things}
    rows = {
        item.key: _row(item, states, contents.marks, known.get(item.key), may_open)
        for item in _items(view)
        if item.key in kept
    }
    on = contents.said.on
    by = due(view.limit, on) if view.limit and on else None
    counted = [rows[thing.key] for thing in step.things if thing.counts]
    open_still = any(row.state in (State.NOT_STARTED, State.STARTED) for row in counted)
    groups = [
        (need, [rows[item.key] for item in run])
        for need, run in in_groups(item for item in _items(view) if item.key in kept)
    ]
    is_late = bool(by and by < timezone.localdate() and open_still)
    return Stage(view, number, step.logic, by, is_late, groups)


def _row(
    item: ItemView,
    states: Mapping[str, State],
    marks: Mapping[str, State],
    standing: Standing | None,
    may_open: MayOpen,
) -> Row:
    link, text = _way_on(standing, may_open(standing)) if standing else ("", "")
    state = states.get(item.key, State.NOT_STARTED)
    return Row(item, state, marks.get(item.key), standing, link, text)


def _way_on(standing: Standing, is_open: bool) -> tuple[str, str]:
    """Return where somebody goes on with what they began, and the words for it."""
    if standing.appointment:
        if not is_open:
            return reverse("booking:find"), _("Open it with its code")
        return reverse("booking:see", args=[standing.appointment.pk]), _("See or change your appointment")
    if standing.application is None:
        return "", ""
    if not is_open:
        return reverse("online:resume"), _("Open it with its code")
    form = standing.application.version.form.key
    if standing.state is State.STARTED:
        return reverse("online:go_on", args=[form, standing.application.pk]), _("Continue")
    return reverse("online:track", args=[form, standing.application.pk]), _("See where it stands")
