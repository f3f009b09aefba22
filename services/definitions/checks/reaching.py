"""Steps and questions that nobody can ever be asked. Plain Python.

For each condition we look for answers under which it holds: of every question it depends on, one value
of each sort that a rule tells apart is tried. What rules say about rows is taken to be possible either
way. So whatever is reported can really never be asked; where the search would take too long, nothing is.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from services.definitions.channels import Channel
from services.definitions.checkers.verdicts import all_of, any_of, negated
from services.definitions.checks.faults import Fault
from services.definitions.comparing import Scope
from services.definitions.document import Document, Step
from services.definitions.kinds import Computed
from services.definitions.rules import (
    AllOf,
    Answered,
    AnyOf,
    AnyRow,
    ChannelIs,
    Count,
    EveryRow,
    Not,
    Rule,
    Sum,
    every,
)
from services.definitions.values import Value
from services.definitions.versions.sorts import TODAY, has_sorts, sorts_of_answers

TRIES = 500
"""So many assignments are tried for one condition; then it is taken to be reachable."""
SUBJECTS = 30
"""So many things that a condition depends on are looked at, the nearest first; the others may be anything."""

CHANNEL = "channel of the one who answers"
Subject = str | Rule
"""What a condition depends on: a question's key, the channel, or a rule that is not looked into."""


def unreachable(document: Document) -> Iterator[Fault]:
    """Yield a fault for each step, or question of a step that is reached, that nobody can be asked."""
    conditions = _Conditions(document)
    gone: set[str] = set()
    for step in document.steps:
        rules = conditions.of_step(step)
        if any(repeat in gone for repeat in conditions.repeats_around(step)):
            continue
        if step.when and not _Search(conditions).may_hold(rules):
            yield Fault("unreachable", step.key, "step")
            if step.repeat and document.steps_of_repeat(step.repeat)[0] is step:
                gone.add(step.repeat)
            continue
        for question in step.questions:
            if question.when and not _Search(conditions).may_hold((*rules, question.when)):
                yield Fault("unreachable", question.key, "question")
    for requirement in document.requirements:
        if not _Search(conditions).may_hold((requirement.rule,)):
            yield Fault("never_met", requirement.key)


def way_to(document: Document, step: Step) -> dict[str, Value]:
    """Return answers, of the questions that decide it, with which a step is asked; none if none was found."""
    conditions = _Conditions(document)
    search = _Search(conditions)
    if not search.may_hold(conditions.of_step(step)):
        return {}
    found = {key: value for key, value in search.answers.items() if key in search.known}
    return {key: value for key, value in found.items() if value is not None}


class _Conditions:
    """What must hold for each step, repeat and question to be asked, and where each stands."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rules: dict[str, tuple[Rule, ...]] = {}
        self.questions = document.questions
        self.order: dict[str, int] = {}
        self.about: dict[str, list[Rule]] = {key: [] for key in self.questions}
        """By question, the rules anywhere in the form that compare its answer."""
        for at, (key, question) in enumerate(self.questions.items(), start=1):
            step = document.step_of[key]
            self.rules[key] = (*self.of_step(step), *((question.when,) if question.when else ()))
            self.order[key] = at
            if step.repeat:
                self.order[step.repeat] = at  # a repeat is finished with its last question
        for rule in self._all():
            if named := getattr(rule, "question", ""):
                self.about[named].append(rule)

    def _all(self) -> Iterator[Rule]:
        for step in self.document.steps:
            for rule in (step.when, *(question.when for question in step.questions)):
                yield from every(rule) if rule else ()
        for requirement in self.document.requirements:
            yield from every(requirement.rule)

    def repeats_around(self, step: Step) -> tuple[str, ...]:
        repeat = self.document.repeats_by_key[step.repeat] if step.repeat else None
        return tuple(key for key in (repeat and repeat.inside, repeat and repeat.key) if key)

    def of_repeat(self, key: str) -> tuple[Rule, ...]:
        first = self.document.steps_of_repeat(key)[0]
        return (first.when,) if first.when else ()

    def of_step(self, step: Step) -> tuple[Rule, ...]:
        around = (rule for key in self.repeats_around(step) for rule in self.of_repeat(key))
        return (*around, *((step.when,) if step.when else ()))


class _Search:
    """The search for answers under which some rules hold."""

    def __init__(self, conditions: _Conditions) -> None:
        self.conditions = conditions
        self.known: dict[Subject, Value] = {}
        self.answers: dict[str, Value] = {}
        self.scope = Scope(self.answers, TODAY, Channel.ONLINE)
        self.tries = TRIES

    def may_hold(self, rules: tuple[Rule, ...]) -> bool:
        """Return False only if no answers at all make every one of the rules hold."""
        subjects = sorted(self._subjects(rules), key=self._place)
        try:
            return self._found(rules, subjects, 0)
        except TimeoutError:
            return True

    def _found(self, rules: tuple[Rule, ...], subjects: list[Subject], at: int) -> bool:
        verdict = all_of(self._verdict(rule) for rule in rules)
        if verdict is not None or at == len(subjects):
            return verdict is not False
        subject = subjects[at]
        for value in self._possible(subject):
            self.tries -= 1
            if self.tries < 0:
                raise TimeoutError
            self._suppose(subject, value)
            if self._found(rules, subjects, at + 1):
                return True
        self.known.pop(subject, None)
        return False

    def _suppose(self, subject: Subject, value: Value) -> None:
        self.known[subject] = value
        if subject == CHANNEL:
            self.scope = replace(self.scope, channel=Channel(str(value)))
        elif isinstance(subject, str):
            self.answers[subject] = value

    def _subjects(self, rules: Iterable[Rule]) -> set[Subject]:
        """Return what the rules depend on, with what that depends on in turn."""
        found: set[Subject] = set()
        waiting = deque(rules)
        while waiting and len(found) < SUBJECTS:
            rule = waiting.popleft()
            waiting += () if _is_opaque(rule) else rule.parts()
            for subject in self._named(rule):
                if subject not in found:
                    found.add(subject)
                    waiting += self._needs(subject)
        return found

    def _named(self, rule: Rule) -> Iterator[Subject]:
        if isinstance(rule, ChannelIs):
            yield CHANNEL
        elif _is_opaque(rule):
            yield rule
        elif key := getattr(rule, "question", None):
            yield key
            if not isinstance(rule, Answered) and not has_sorts(self.conditions.about[key]):
                yield rule

    def _needs(self, subject: Subject) -> tuple[Rule, ...]:
        """Return the rules that must hold for there to be an answer."""
        if not isinstance(subject, str):
            repeat = getattr(subject, "repeat", None)
            return self.conditions.of_repeat(repeat) if repeat else ()
        return () if subject == CHANNEL else self.conditions.rules[subject]

    def _place(self, subject: Subject) -> tuple[int, int, str]:
        if subject == CHANNEL:
            return (0, 0, CHANNEL)
        if isinstance(subject, str):
            return (self.conditions.order[subject], 0, subject)
        key: str = getattr(subject, "repeat", "") or getattr(subject, "question", "")
        return (self.conditions.order[key], 1, repr(subject))

    def _possible(self, subject: Subject) -> list[Value]:
        """Return the values to try, given what is known: None alone for what is not asked."""
        if subject == CHANNEL:
            return [channel.value for channel in Channel]
        asked = all_of(self._verdict(rule) for rule in self._needs(subject))
        if not isinstance(subject, str):
            blank = self.known.get(getattr(subject, "question", ""), "") is None
            return [False] if blank or asked is False else [True, False]
        if asked is False:
            return [None]
        question = self.conditions.questions[subject]
        values = sorts_of_answers(question, self.conditions.about[subject])
        optional = not question.required or isinstance(question, Computed) or asked is None
        return [*values, None] if optional or not values else values

    def _verdict(self, rule: Rule) -> bool | None:
        """Return whether a rule holds under what is known so far; None if that does not tell."""
        match rule:
            case AllOf(rules=rules):
                return all_of(self._verdict(inner) for inner in rules)
            case AnyOf(rules=rules):
                return any_of(self._verdict(inner) for inner in rules)
            case Not(rule=inner):
                return negated(self._verdict(inner))
        subjects = list(self._named(rule))
        if any(subject not in self.known for subject in subjects):
            return None
        if subjects[-1] is rule:
            return bool(self.known[rule])
        return rule.holds(self.scope)


def _is_opaque(rule: Rule) -> bool:
    """Tell whether a rule is about rows: it is not looked into."""
    return isinstance(rule, AnyRow | EveryRow | Count | Sum)
