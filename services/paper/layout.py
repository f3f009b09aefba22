"""Lays a form out for paper: its questions in order, with conditions, arrows and spare rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.definitions.document import Block as Words
from services.definitions.document import Document, Place, Repeat, Step
from services.definitions.journey import Answers, Values
from services.definitions.kinds import Computed, Question, YesNo
from services.definitions.languages import paragraphs, shown
from services.definitions.rules import AllOf
from services.definitions.screen.notes import END as END_OF_STEP
from services.definitions.screen.notes import notes_of
from services.definitions.sentences import say, say_how
from services.paper.areas import Goto, Tick
from services.paper.drawing import area, box_id
from services.paper.facts import Choice, Facts, judge
from services.paper.fillable import on_screen
from services.paper.routing import END, ENDING, Leg, Routing, routing
from services.paper.shapes import Ask, Block, Condition, Ending, Group, Part, Row

LAST = "end"
"""What stands after the questions: the declaration, or what a checker's answers mean."""
INNER_ROWS = 2
"""Rows of a list inside a row: each is printed in every row around it."""
INNER_FROM = 100
"""Place 2 inside row 3 is printed as 302: a repeat has fewer rows than this."""
FIRST = (0, 1, INNER_FROM + 1)
"""Places where hints and words are printed; once is enough for a list of medicines."""
NO_ROW = "not filled in"


def parts(document: Document, answers: Answers, language: str, *, fillable: bool = False) -> tuple[Part, ...]:
    """Return the parts of the form, with the answers so far in their boxes.

    Our own words come in the language in use: activate it before. `fillable` gives the boxes of the form
    that is filled in on a computer.
    """
    desk = _Desk(document, answers, language, routing(document), fillable=fillable)
    found: list[Part] = []
    for section in document.sections:
        steps = [step for step in document.steps if step.section == section.key]
        if items := tuple(desk.items(steps)):
            title = shown(section.title, language)
            found.append(Part(len(found) + 1, f"part-{section.key}", title, items))
    return tuple(found)


def declaration(document: Document, language: str) -> Ask:
    """Return the declaration as the last thing to fill in."""
    return Ask(
        number=0,
        anchor=anchor(END),
        label=shown(document.declared.label, language),
        hint=shown(document.declared.hint, language),
        optional=False,
        template="kinds/declaration/paper.html",
        area=area(document.declared, None, language),
    )


def anchor(place: str, row: int = 0) -> str:
    """Return the name by which other pages refer to a question, repeat or what stands after them."""
    return f"at-{place or LAST}" + (f"-{row}" if row else "")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is needed to lay out any question of one form."""

    document: Document
    answers: Answers
    language: str
    routes: Routing
    fillable: bool

    def items(self, steps: Sequence[Step]) -> Iterator[Block | Group | Ending]:
        done: set[str] = set()
        for step in steps:
            if step.ends:
                if leg := self.routes.legs.get(f"{ENDING}{step.key}"):
                    yield self.ending(step, leg)
            elif step.repeat is None:
                block = self.block(step, self.answers.values, self.routes.legs)
                if block.asks:
                    yield block
            elif step.repeat not in done and step.repeat in self.routes.legs:
                done.add(step.repeat)
                yield self.group(self.document.repeats_by_key[step.repeat], self.routes.legs[step.repeat])

    def ending(self, step: Step, leg: Leg) -> Ending:
        placed = notes_of(step, (), self.language, self.for_whom)
        about = {"condition": say(step.when, self.document, self.language) if step.when else ""}
        return Ending(
            anchor=anchor(f"{ENDING}{step.key}"),
            heading=shown(step.title, self.language),
            sentence=_("Stop here if %(condition)s.") % about,
            guidance=tuple(paragraphs(step.guidance, self.language)),
            notes=placed.get(END_OF_STEP, ()),
            otherwise=self.goto(leg.otherwise) if leg.only_if else None,
        )

    def block(self, step: Step, values: Values, legs: Mapping[str, Leg], row: int = 0) -> Block:
        asked = [question for question in step.questions if question.key in legs]
        placed = notes_of(step, (q.key for q in asked), self.language, self.for_whom) if row in FIRST else {}
        asks = tuple(
            replace(self.ask(question, values, legs[question.key], row), notes=placed.get(question.key, ()))
            for question in asked
        )
        several = len(step.questions) > 1 and not (
            row and len(self.document.steps_of_repeat(step.repeat or "")) == 1
        )
        # The condition of the first question stands above the heading of the step.
        first = asks[0].condition if asks else None
        return Block(
            heading=shown(step.title, self.language) if several else "",
            guidance=tuple(paragraphs(step.guidance, self.language)),
            asks=tuple(replace(ask, condition=None) if ask is asks[0] else ask for ask in asks),
            condition=first,
            notes=placed.get(END_OF_STEP, ()),
        )

    def for_whom(self, block: Words) -> str | None:
        if block.when is None:
            return ""
        if (holds := judge(block.when, Facts())) is not None:
            return "" if holds else None
        return _("Only if %(condition)s:") % {"condition": say(block.when, self.document, self.language)}

    def ask(self, question: Question, values: Values, leg: Leg, row: int) -> Ask:
        drawn = area(question, values.get(question.key), self.language, row=row)
        if self.fillable:
            drawn = on_screen(drawn, question)
        if leg.go_to:
            ticks = tuple(self.led(tick, question, leg, row) for tick in drawn.ticks)
            drawn = replace(drawn, ticks=ticks, beside=False)
        return Ask(
            number=self.document.numbers[question.key],
            anchor=anchor(question.key, row),
            label=shown(question.label, self.language),
            hint=self.hint(question) if row in FIRST else "",
            optional=not question.required and not isinstance(question, Computed),
            template=f"kinds/{question.kind}/paper.html",
            area=drawn,
            beside=bool(row) and drawn.fits_beside,
            condition=self.condition(question.key, leg, row),
            then=None if leg.then is None else self.goto(leg.then, row),
        )

    def hint(self, question: Question) -> str:
        said = shown(question.hint, self.language)
        if not isinstance(question, Computed):
            return said
        how = _("Work out: %(how)s") % {"how": say_how(question, self.document, self.language)}
        return format_html("{} {}", how, said) if said else how

    def led(self, tick: Tick, question: Question, leg: Leg, row: int) -> Tick:
        key: Choice = tick.id.rpartition(".")[2]
        if isinstance(question, YesNo):
            key = key == "yes"
        return replace(tick, goto=self.goto(leg.go_to[key], row))

    def goto(self, place: str, row: int = 0) -> Goto:
        if place == END:
            return Goto("" if row else anchor(END), None, to_result=self.document.is_checker)
        if place.startswith(ENDING):
            return Goto(anchor(place), None, to_stop=True)
        return Goto(anchor(place, row), self.first_number(place))

    def first_number(self, place: str) -> int:
        return self.document.numbers[self.questions_at(place)[0]]

    def questions_at(self, place: str) -> list[str]:
        if place in self.document.repeats_by_key:
            own = {place, *(inner.key for inner in self.document.repeats_inside(place))}
            steps = [step for step in self.document.steps if step.repeat in own]
            return [question.key for step in steps for question in step.questions]
        return [place]

    def condition(self, place: str, leg: Leg, row: int = 0) -> Condition | None:
        if not leg.only_if:
            return None
        rule = leg.only_if[0] if len(leg.only_if) == 1 else AllOf(rules=leg.only_if)
        first = self.first_number(place)
        last = self.document.numbers[self.questions_at(leg.until)[-1]]
        about = {"first": first, "last": last, "condition": say(rule, self.document, self.language)}
        sentence = ngettext(
            "Answer question %(first)d only if %(condition)s.",
            "Answer questions %(first)d to %(last)d only if %(condition)s.",
            last - first + 1,
        )
        return Condition(sentence % about, self.goto(leg.otherwise, row))

    def group(self, repeat: Repeat, leg: Leg, holder: str = "", row: int = 0) -> Group:
        """Lay out a repeat, or one inside the row `holder`, which stands at place `row`."""
        within = self.answers.within
        known = self.answers.rows.get(repeat.key, {}).items()
        filled = [(pk, values) for pk, values in known if within.get(pk, "") == holder]
        room = min(repeat.rows_on_paper, INNER_ROWS) if row else repeat.rows_on_paper
        count = min(repeat.maximum, max(room, len(filled) + 1))
        filled += [(NO_ROW, {})] * (count - len(filled))
        item = shown(repeat.item, self.language)
        rows = tuple(
            Row(
                format_html("{} {}", item, place),
                self.row_blocks(repeat, pk, values, place + INNER_FROM * row),
            )
            for place, (pk, values) in enumerate(filled[:count], start=1)
        )
        more = (
            ""
            if count == repeat.maximum
            else _("If you need room for more, use a blank sheet and cross this box.")
        )
        return Group(
            anchor=anchor(repeat.key, row),
            heading=shown(repeat.title, self.language),
            rows=rows,
            more=more,
            more_box=f"{box_id(repeat.key, row)}.more",
            condition=self.condition(repeat.key, leg, row),
            then=None if leg.then is None else self.goto(leg.then, row),
        )

    def row_blocks(self, repeat: Repeat, pk: str, values: Values, row: int) -> tuple[Block | Group, ...]:
        legs = self.routes.rows[repeat.key]
        found: list[Block | Group] = []
        for place in self.places[repeat.key]:
            if place.repeat and place.key in legs:
                found.append(self.group(place.repeat, legs[place.key], pk, row))
            elif place.step and (block := self.block(place.step, values, legs, row)).asks:
                found.append(block)
        return tuple(found)

    @property
    def places(self) -> dict[str, tuple[Place, ...]]:
        """The places inside the rows of each repeat."""
        outer = [place for place in self.document.plan if place.repeat]
        return {place.key: place.inner for each in outer for place in (each, *each.inner) if place.repeat}
