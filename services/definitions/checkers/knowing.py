"""What is known of someone part of the way through a form, and whether a rule is met as far as that goes.

Plain Python. A question that was asked and left blank ("I do not know"), or has not been asked yet, is
open: it may still get any answer. One that the answers lead past is not: it will never have one. The
rows that someone listed are taken to be all there are; a list with fewer than its least is open.

`judge` never claims too much: what it calls met is met whatever the open answers turn out to be, and
what it calls not met is met by none of them. It may say "not known" where trying every answer would tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from services.definitions.channels import Channel
from services.definitions.checkers.verdicts import Verdict, all_of, any_of, negated
from services.definitions.comparing import RowAnswers, Scope
from services.definitions.document import Document, Place, Repeat
from services.definitions.journey import Answers, Values
from services.definitions.kinds import Computed
from services.definitions.rules import AllOf, AnyOf, AnyRow, ChannelIs, Count, EveryRow, Not, Rule, Sum
from services.definitions.values import Value


@dataclass(frozen=True, slots=True)
class Known:
    """The answers that count, and what is open. Of one row, or outside all rows."""

    values: Mapping[str, Value]
    open: frozenset[str]
    """Questions and repeats of which the answer is not known."""
    rows: Mapping[str, tuple["Known", ...]] = field(default_factory=dict)

    def inside(self, row: "Known") -> "Known":
        """Return what is known in one row: its own answers first, then the rest."""
        is_open = (self.open - row.rows.keys()) | row.open
        return Known({**self.values, **row.values}, is_open, {**self.rows, **row.rows})

    def scope(self, today: date, channel: Channel) -> Scope:
        """Return what rules may look at."""
        rows = {key: tuple(row.as_row() for row in found) for key, found in self.rows.items()}
        return Scope(self.values, today, channel, rows)

    def as_row(self) -> RowAnswers:
        """Return the answers as those of a row."""
        row = RowAnswers(self.values)
        row.rows = {key: tuple(inner.as_row() for inner in found) for key, found in self.rows.items()}
        return row


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges rules on a day and through a channel."""

    today: date
    channel: Channel

    def judge(self, rule: Rule, known: Known) -> Verdict:
        """Return whether the rule is met: True and False hold whatever the open answers turn out to be."""
        match rule:
            case AllOf(rules=rules):
                return all_of(self.judge(inner, known) for inner in rules)
            case AnyOf(rules=rules):
                return any_of(self.judge(inner, known) for inner in rules)
            case Not(rule=inner):
                return negated(self.judge(inner, known))
        if self._is_open(rule, known):
            return None
        match rule:
            case AnyRow(repeat=key, rule=inner):
                return any_of(self.judge(inner, known.inside(row)) for row in known.rows.get(key, ()))
            case EveryRow(repeat=key, rule=inner):
                rows = known.rows.get(key, ())
                return all_of(self.judge(inner, known.inside(row)) for row in rows) if rows else False
        return rule.holds(known.scope(self.today, self.channel))

    def _is_open(self, rule: Rule, known: Known) -> bool:
        match rule:
            case ChannelIs():
                return False
            case Sum(repeat=key, question=question):
                return key in known.open or any(question in row.open for row in known.rows.get(key, ()))
            case AnyRow(repeat=key) | EveryRow(repeat=key) | Count(repeat=key):
                return key in known.open
        return getattr(rule, "question", "") in known.open

    def grounds(self, rule: Rule, known: Known) -> dict[str, None]:
        """Return the keys of the questions and repeats on which the verdict rests, in the rule's order.

        Of several rules only those count that came out as the whole did: an answer that changes nothing
        is no reason.
        """
        verdict = self.judge(rule, known)
        match rule:
            case AllOf(rules=rules) | AnyOf(rules=rules):
                decisive = [inner for inner in rules if self.judge(inner, known) is verdict]
                return {key: None for inner in decisive for key in self.grounds(inner, known)}
            case Not(rule=inner):
                return self.grounds(inner, known)
            case AnyRow(repeat=key) | EveryRow(repeat=key) | Count(repeat=key) | Sum(repeat=key):
                return {key: None}
            case ChannelIs():
                return {}
        return {getattr(rule, "question", ""): None}

    def known_of(self, document: Document, answers: Answers) -> Known:
        """Return what is known from everything someone has answered."""
        return _Survey(self, answers).along(document.plan, answers.values, Known({}, frozenset()), True)


@dataclass(frozen=True, slots=True)
class _Survey:
    """One way along a form, like the journey's, that also minds what is not known yet."""

    judge: Judge
    answers: Answers

    def along(
        self, places: Sequence[Place], given: Values, around: Known, reached: Verdict, holder: str = ""
    ) -> Known:
        """Return what is known of these places alone. `around` is what was known before them."""
        own = Known({}, frozenset())
        for place in places:
            here = all_of([reached, self._holds(place.when, around.inside(own))])
            if place.repeat is not None:
                own = self.group(place, place.repeat, own, around, here, holder)
                continue
            for key, when, computed in place.asks:
                seen = around.inside(own)
                asked = all_of([here, self._holds(when, seen)])
                if asked is not False:
                    own = self.answer(key, computed, given, own, seen, asked)
        return own

    def _holds(self, when: Rule | None, known: Known) -> Verdict:
        return True if when is None else self.judge.judge(when, known)

    def answer(
        self, key: str, computed: Computed | None, given: Values, own: Known, seen: Known, asked: Verdict
    ) -> Known:
        """Return what is known after one question that is asked, or may be."""
        value = given.get(key)
        if computed is not None:
            needs = {*computed.sources, computed.rows_of}
            rests_on = (seen, *seen.rows.get(computed.rows_of, ()))
            value = computed.work_out(seen.scope(self.judge.today, self.judge.channel))
            if any(needs & each.open for each in rests_on):
                value = None
            elif value is None:  # all is known, and there is no such number
                return own
        if asked and value is not None:
            return Known({**own.values, key: value}, own.open, own.rows)
        return Known(own.values, own.open | {key}, own.rows)

    def group(
        self, place: Place, repeat: Repeat, own: Known, around: Known, reached: Verdict, holder: str
    ) -> Known:
        """Return what is known after a list of rows, or one inside the row `holder`."""
        if reached is False:
            return Known(own.values, own.open, {**own.rows, repeat.key: ()})
        mine = [
            (row_id, given)
            for row_id, given in self.answers.rows.get(repeat.key, {}).items()
            if self.answers.within.get(row_id, "") == holder
        ]
        seen = around.inside(own)
        rows = tuple(self.along(place.inner, given, seen, reached, row_id) for row_id, given in mine)
        is_open = reached is None or len(rows) < repeat.minimum
        found = {repeat.key: rows}
        for inner in place.inner:
            if inner.repeat:
                found[inner.key] = tuple(each for row in rows for each in row.rows[inner.key])
                is_inner_open = is_open or any(inner.key in row.open for row in rows)
                own = Known(own.values, own.open | ({inner.key} if is_inner_open else set()), own.rows)
        return Known(own.values, own.open | ({repeat.key} if is_open else set()), {**own.rows, **found})
