"""One stop of the phone script: what is already known, and what there is still to ask."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.applications.queries import Source
from services.definitions.asking import applicable
from services.definitions.channels import Channel
from services.definitions.document import Step
from services.definitions.journey import Values
from services.definitions.kinds import Computed, Evidence, Question
from services.definitions.rules import Scope, Value


@dataclass(frozen=True, slots=True)
class Known:
    """An answer somebody has given already, with where it came from. Nobody asks it again."""

    question: Question
    value: Value
    source: Source | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What an adviser sees of one step: the answers on file and the questions still open."""

    known: tuple[Known, ...]
    open: Step | None
    """The step with only its open questions; None when there is nothing left to ask.
    A step at which the way ends stays as it is."""
    fresh: frozenset[str]
    """The questions to ask that have no answer at all yet."""


def asking(
    step: Step,
    values: Values,
    scope: Scope,
    sources: Mapping[tuple[str, str], Source],
    *,
    channel: Channel,
    row: str = "",
    change: Collection[str] = (),
) -> Asking:
    """Return the step split into known and open questions.

    `change` has the keys of known questions that are open again: the person wants to change them, or they
    were still open when the page was made that is sent now.
    """
    asked = applicable(step, values, scope)
    known = [q for q in asked if q.key in values and q.key not in change]
    kept = {question.key for question in known}
    still_open = [_for_channel(q, channel) for q in step.questions if q.key not in kept]
    to_ask = {q.key for q in asked if q.key not in kept and not isinstance(q, Computed)}
    return Asking(
        tuple(Known(q, values[q.key], sources.get((q.key, row))) for q in known),
        step.model_copy(update={"questions": tuple(still_open)}) if to_ask or step.ends else None,
        frozenset(to_ask - values.keys()),
    )


def _for_channel(question: Question, channel: Channel) -> Question:
    """Nobody can send a file down the telephone or in a paper form: leave that way out."""
    if not isinstance(question, Evidence) or channel in (Channel.COUNTER, Channel.HOME_VISIT):
        return question
    ways = tuple(way for way in question.ways if way != "upload")
    return question.model_copy(update={"ways": ways or ("in_person",)})
