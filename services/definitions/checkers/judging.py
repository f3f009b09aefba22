"""What a checker says: each requirement met, not met or not known, and why. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.definitions.channels import Channel
from services.definitions.checkers.knowing import Judge, Known
from services.definitions.checkers.requirements import Found, Requirement
from services.definitions.checkers.verdicts import Verdict, all_of
from services.definitions.document import Document
from services.definitions.journey import Answers, Journey, Stop, walk
from services.definitions.kinds import Question, Words
from services.definitions.rules import Rule, Value


def found_of(verdict: Verdict) -> Found:
    """Return the verdict by name."""
    if verdict is None:
        return "not_known"
    return "met" if verdict else "not_met"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement as it came out."""

    requirement: Requirement
    found: Found
    because: tuple[str, ...]
    """The questions, and lists, whose answers it rests on, in document order."""
    missing: tuple[str, ...]
    """The questions still to be answered before more can be said."""

    @property
    def words(self) -> Words | None:
        """What it means, in the author's words, if the author wrote any."""
        texts: Words | None = getattr(self.requirement, self.found)
        return texts


@dataclass(frozen=True, slots=True)
class Told:
    """One question, or list, that a judgement rests on, or waits for."""

    label: Words
    question: Question | None
    value: Value
    stop: Stop | None
    """Where it is asked; None if the answers so far do not lead there."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a checker says, with the journey that the answers make."""

    judgements: tuple[Judgement, ...]
    found: Found
    journey: Journey

    def words(self, document: Document) -> Words | None:
        """What is said first. None if the author wrote none: the document could not be published."""
        texts: Words | None = getattr(document.outcome, self.found, None)
        return texts

    def told(self, document: Document, keys: Iterable[str]) -> list[Told]:
        """Return questions and lists by key, each with its answer and where it is asked."""
        found = []
        for key in keys:
            repeat, question = document.repeats_by_key.get(key), document.questions.get(key)
            label = repeat.title if repeat else document.questions[key].label
            step = document.step_of.get(key)
            stop = self.journey.stop(step.repeat or step.key if step else key)
            found.append(Told(label, question, self.journey.relevant.values.get(key), stop))
        return found


def result_of(document: Document, answers: Answers, *, channel: Channel, today: date) -> Result:
    """Return what the answers so far come to."""
    judge = Judge(today, channel)
    known = judge.known_of(document, answers)
    reasons = _Reasons(document, judge, known)
    judgements = tuple(reasons.judged(requirement) for requirement in document.requirements)
    journey = walk(document, answers, channel=channel, today=today)
    return Result(judgements, _outcome(judgements), journey)


def _outcome(judgements: Iterable[Judgement]) -> Found:
    """Return what the requirements that decide come to."""
    verdicts = {"met": True, "not_met": False, "not_known": None}
    return found_of(all_of(verdicts[each.found] for each in judgements if each.requirement.decides))


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why verdicts came out as they did."""

    document: Document
    judge: Judge
    known: Known

    def judged(self, requirement: Requirement) -> Judgement:
        found = found_of(self.judge.judge(requirement.rule, self.known))
        keys = self.judge.grounds(requirement.rule, self.known)
        missing: dict[str, None] = {}
        if found == "not_known":
            for key in keys:
                self._ask(key, missing)
        return Judgement(
            requirement,
            found,
            self._sorted(key for key in keys if key in self.known.values or self.known.rows.get(key)),
            self._sorted(missing),
        )

    def _ask(self, key: str, missing: dict[str, None]) -> None:
        """Note the question to answer first: of one that may not be asked at all, what decides that."""
        undecided = [rule for rule in self._conditions(key) if self.judge.judge(rule, self.known) is None]
        for rule in undecided:
            for earlier in self.judge.grounds(rule, self.known):
                self._ask(earlier, missing)
        if not undecided:
            missing[key] = None

    def _conditions(self, key: str) -> list[Rule]:
        document = self.document
        if key in document.repeats_by_key:
            return [rule for step in document.steps_of_repeat(key)[:1] if (rule := step.when)]
        return [rule for rule in (document.step_of[key].when, document.questions[key].when) if rule]

    def _sorted(self, keys: Iterable[str]) -> tuple[str, ...]:
        order = dict(self.document.numbers)
        for step in reversed(self.document.steps):
            if step.repeat:
                order[step.repeat] = order[step.questions[0].key]
        return tuple(sorted(keys, key=order.__getitem__))
