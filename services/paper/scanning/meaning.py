"""From crosses to typed input: what the keying form would be given by somebody who reads the page.

Never a guess: where it is not plain what was meant, the answer says why a person has to look.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from services.definitions.document import Document
from services.definitions.kinds import Evidence, Question, SeveralOf, Typed
from services.paper.scanning.found import Mark, PageReading
from services.paper.scanning.plan import HELPER, MORE, SIGNATURE, SIGNED, Place, split
from services.paper.ticking import UPLOADED, WAYS, keys


class State(StrEnum):
    """What became of an answer on paper."""

    READ = "read"
    """`typed` is what the crosses say."""
    BLANK = "blank"
    """Nothing is crossed or written: kept as blank."""
    UNCHANGED = "unchanged"
    """Printed with what was known, and nothing was written there since."""
    ASK = "ask"
    """A person keys it. `why` says what stood in the way."""


class Why(StrEnum):
    """Why a person has to look."""

    HANDWRITING = "handwriting"
    UNSURE_MARK = "unsure_mark"
    CANCELLED_MARK = "cancelled_mark"
    """A box was filled in and none is crossed instead."""
    SEVERAL_MARKS = "several_marks"
    EXCLUSIVE_MARKS = "exclusive_marks"
    """"None of these" together with one of these."""
    WRITING_WITHOUT_MARK = "writing_without_mark"
    """Nothing is crossed, but something is written beside the boxes."""
    WRITING_BESIDE_MARK = "writing_beside_mark"
    ON_TWO_PAGES = "on_two_pages"
    """Some of its boxes stand on another page."""
    SIGNATURE = "signature"
    MORE_ROWS = "more_rows"
    """The rows go on, on a sheet of the person's own."""


@dataclass(frozen=True, slots=True)
class Meant:
    """One answer as it was read."""

    place: Place
    state: State
    typed: Typed = field(default_factory=dict)
    why: Why | None = None


def meant(document: Document, reading: PageReading, *, copy: bool) -> tuple[Meant, ...]:
    """Return every answer on a page, in the paper's order, with the boxes for more rows at the end.

    `copy`: it was printed with answers in it. The answers on other pages are not looked at, so a page
    that comes alone is read like any other. The places SIGNATURE, SIGNED and HELPER stand under their
    own names, with row 0.
    """
    return (*_answers(document, reading, copy=copy), *_more(document, reading))


def _answers(document: Document, reading: PageReading, *, copy: bool) -> Iterator[Meant]:
    marks: dict[Place, dict[str, Mark]] = {}
    for name, mark in reading.ticks.items():
        if found := split(name):
            marks.setdefault(found[0], {})[found[1]] = mark
    for name, cut in reading.answers.items():
        if name in (SIGNATURE, SIGNED, HELPER):
            yield _at_the_end(name, written=cut.written)
        elif found := split(name):
            place, question = found[0], document.questions[found[0].key]
            if keys(question):
                yield _crossed(question, place, marks.get(place, {}), written=cut.written)
            else:
                yield _handwritten(place, written=cut.written, copy=copy)


def _at_the_end(name: str, *, written: bool) -> Meant:
    """A signature is never taken for granted: a person looks whether it is one."""
    if not written:
        return Meant(Place(name), State.BLANK)
    return Meant(Place(name), State.ASK, why=Why.SIGNATURE if name == SIGNATURE else Why.HANDWRITING)


def _handwritten(place: Place, *, written: bool, copy: bool) -> Meant:
    if written:
        return Meant(place, State.ASK, why=Why.HANDWRITING)
    return Meant(place, State.UNCHANGED if copy else State.BLANK)


def _crossed(question: Question, place: Place, marks: Mapping[str, Mark], *, written: bool) -> Meant:
    chosen = [key for key, mark in marks.items() if mark is Mark.MARKED]
    if why := _doubt(question, marks, chosen, written=written):
        return Meant(place, State.ASK, why=why)
    if not chosen:
        return Meant(place, State.BLANK)
    if chosen == [UPLOADED] and isinstance(question, Evidence):
        return Meant(place, State.UNCHANGED)
    return Meant(place, State.READ, typed(question, chosen))


def _doubt(question: Question, marks: Mapping[str, Mark], chosen: list[str], *, written: bool) -> Why | None:
    """Return why these marks alone do not say what was meant."""
    if Mark.UNSURE in marks.values():
        return Why.UNSURE_MARK
    if set(keys(question)) - marks.keys():
        return Why.ON_TWO_PAGES
    if len(chosen) > 1:
        if not isinstance(question, SeveralOf):
            return Why.SEVERAL_MARKS
        if any(option.exclusive and option.key in chosen for option in question.options):
            return Why.EXCLUSIVE_MARKS
    if not chosen and Mark.CANCELLED in marks.values():
        return Why.CANCELLED_MARK
    if written:
        return Why.WRITING_BESIDE_MARK if chosen else Why.WRITING_WITHOUT_MARK
    return None


def typed(question: Question, chosen: list[str]) -> Typed:
    """Return what someone types who chooses these boxes of a question."""
    if isinstance(question, Evidence):
        return {"way": WAYS[chosen[0]]}
    if isinstance(question, SeveralOf):
        return {"": [key for key in keys(question) if key in chosen]}
    return {"": chosen[0]}


def _more(document: Document, reading: PageReading) -> Iterator[Meant]:
    for name, mark in reading.ticks.items():
        found = split(name)
        if not found or found[1] != MORE or found[0].key not in document.repeats_by_key:
            continue
        if mark in (Mark.EMPTY, Mark.CANCELLED):
            yield Meant(found[0], State.BLANK)
        else:
            yield Meant(found[0], State.ASK, why=Why.MORE_ROWS if mark is Mark.MARKED else Why.UNSURE_MARK)
