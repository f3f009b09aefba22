"""Words between the questions of a step, as a page shows them: guidance, warnings, insets, details."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from services.definitions.document import Block, Step
from services.definitions.languages import paragraphs, shown

END = ""
"""The place after the last question."""


@dataclass(frozen=True, slots=True)
class Note:
    """One block in the reader's language. `condition` says for whom it is, where a page cannot decide."""

    kind: str
    paragraphs: Sequence[str]
    title: str = ""
    condition: str = ""

    @property
    def text(self) -> str | SafeString:
        """The words in one piece: several paragraphs are marked as such."""
        if len(self.paragraphs) == 1:
            return self.paragraphs[0]
        return format_html_join("\n", "<p>{}</p>", ((text,) for text in self.paragraphs))


def notes_of(
    step: Step, present: Iterable[str], language: str, condition: Callable[[Block], str | None]
) -> dict[str, tuple[Note, ...]]:
    """Return the notes of a step by the question they stand before, END for those after the last.

    `present` names the questions on the page, in order. What stands before a question that is not there
    stands before the next one that is. `condition` returns None for a block that is left out, else the
    words that say for whom it is.
    """
    there = set(present)
    found: dict[str, tuple[Note, ...]] = {}
    for block in step.blocks:
        said = condition(block)
        if said is None:
            continue
        note = Note(block.kind, paragraphs(block.text, language), shown(block.title, language), said)
        place = _place(step, block.before, there)
        found[place] = (*found.get(place, ()), note)
    return found


def _place(step: Step, before: str | None, there: set[str]) -> str:
    keys = [question.key for question in step.questions]
    if before is None:
        return END
    rest = keys[keys.index(before) :] if before in keys else keys
    return next((key for key in rest if key in there), END)
