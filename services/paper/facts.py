"""What is known of someone who has reached a place on a paper form. Plain Python, three-valued logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.definitions.channels import Channel
from services.definitions.checkers.verdicts import all_of, any_of, negated
from services.definitions.rules import (
    Age,
    AllOf,
    Answered,
    AnyOf,
    AnyRow,
    ChannelIs,
    Count,
    DateIs,
    Equals,
    EveryRow,
    In,
    Includes,
    Not,
    NumberIs,
    Rule,
    Sum,
    every,
    questions_in,
    repeats_in,
)

Choice = str | bool | None
"""An option's key, yes or no; None for a question that was left blank or not asked."""

NOTHING: frozenset[Choice] = frozenset({None})


@dataclass(frozen=True)
class Facts:
    """What someone's way through the form so far tells of their answers."""

    possible: Mapping[str, frozenset[Choice]] = field(default_factory=dict)
    """By question or repeat key, the answers that are still possible. Absent: any."""
    truths: Mapping[Rule, bool] = field(default_factory=dict)
    """Rules that paper has asked the reader to decide."""

    def __hash__(self) -> int:
        return hash((frozenset(self.possible.items()), frozenset(self.truths.items())))

    def knowing(self, key: str, answers: Iterable[Choice]) -> "Facts":
        """Return the facts once the answer to a question is known to be one of these."""
        return Facts({**self.possible, key: frozenset(answers)}, self.truths)

    def without(self, keys: Iterable[str]) -> "Facts":
        """Return the facts once these questions and repeats were passed over."""
        return Facts({**self.possible, **dict.fromkeys(keys, NOTHING)}, self.truths)

    def about(self, keys: set[str], rules: set[Rule]) -> "Facts":
        """Return only the facts that can still decide something."""
        return Facts(
            {key: answers for key, answers in self.possible.items() if key in keys},
            {rule: holds for rule, holds in self.truths.items() if rule in rules},
        )


def shared(several: Iterable[Facts]) -> Facts:
    """Return what is true of every one of several readers."""
    first, *others = several
    possible = dict(first.possible)
    truths = dict(first.truths)
    for facts in others:
        possible = {
            key: answers | facts.possible[key] for key, answers in possible.items() if key in facts.possible
        }
        truths = {rule: holds for rule, holds in truths.items() if facts.truths.get(rule) is holds}
    return Facts(possible, truths)


def judge(rule: Rule, facts: Facts) -> bool | None:
    """Return whether the rule holds for everyone of whom the facts are true; None if it depends."""
    if rule in facts.truths:
        return facts.truths[rule]
    match rule:
        case ChannelIs(value=channel):
            return channel is Channel.PAPER
        case AllOf(rules=rules):
            return all_of(judge(inner, facts) for inner in rules)
        case AnyOf(rules=rules):
            return any_of(judge(inner, facts) for inner in rules)
        case Not(rule=inner):
            return negated(judge(inner, facts))
        case AnyRow(repeat=key) | EveryRow(repeat=key) | Count(repeat=key) | Sum(repeat=key):
            return False if facts.possible.get(key) == NOTHING else None
    return _compare(rule, facts.possible.get(rule.question))


def _compare(rule: Rule, possible: frozenset[Choice] | None) -> bool | None:
    if possible is None:
        return None
    if possible == NOTHING:
        return False
    match rule:
        case Equals(value=value):
            wanted: frozenset[Choice] = frozenset({value}) if isinstance(value, str | bool) else frozenset()
        case In(values=values):
            wanted = frozenset(values)
        case Answered():
            return True if None not in possible else None
        case _:
            return None
    if not wanted & possible:
        return False
    return True if possible <= wanted else None


def assume(rule: Rule, holds: bool, facts: Facts, choices: Mapping[str, frozenset[Choice]]) -> Facts:
    """Return the facts once the reader has decided whether the rule holds.

    `choices` has every possible answer of the questions that are answered by choosing one option.
    """
    facts = Facts(facts.possible, {**facts.truths, rule: holds})
    match rule:
        case AllOf(rules=rules) if holds:
            return _assume_each(rules, holds, facts, choices)
        case AnyOf(rules=rules) if not holds:
            return _assume_each(rules, holds, facts, choices)
        case Not(rule=inner):
            return assume(inner, not holds, facts, choices)
        case Equals(question=key, value=value) if key in choices:
            return _narrow(facts, key, {value}, holds, choices[key])
        case In(question=key, values=values) if key in choices:
            return _narrow(facts, key, set(values), holds, choices[key])
        case Answered(question=key) if not holds:
            return facts.without([key])
        case Includes(question=key) | NumberIs(question=key) | DateIs(question=key) | Age(question=key) if (
            holds
        ):
            return Facts(facts.possible, {**facts.truths, Answered(question=key): True})
    return facts


def _assume_each(
    rules: Iterable[Rule], holds: bool, facts: Facts, choices: Mapping[str, frozenset[Choice]]
) -> Facts:
    for inner in rules:
        facts = assume(inner, holds, facts, choices)
    return facts


def _narrow(
    facts: Facts, key: str, values: set[str | bool | int], holds: bool, every_answer: frozenset[Choice]
) -> Facts:
    before = facts.possible.get(key, every_answer | NOTHING)
    return facts.knowing(key, (answer for answer in before if (answer in values) is holds))


def subjects(rules: Iterable[Rule]) -> tuple[set[str], set[Rule]]:
    """Return the keys that the rules look at, and the rules with all their parts."""
    parts = {part for rule in rules for part in every(rule)}
    keys = {key for rule in parts for key in questions_in(rule)}
    keys |= {key for rule in parts for key in repeats_in(rule)}
    return keys, parts
