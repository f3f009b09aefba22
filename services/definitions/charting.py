"""The map of a form: its steps in order, and which earlier answers open each. Plain Python, no drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.definitions.document import Document, Section, Step
from services.definitions.kinds.base import Words
from services.definitions.rules import Rule, questions_in


@dataclass(frozen=True, slots=True)
class Node:
    """One step on the map."""

    step: Step
    title: Words
    first_number: int
    last_number: int
    """The numbers of its questions; 0 if the way ends here and it has none."""
    opened_by: tuple[str, ...]
    """Keys of the earlier steps whose answers decide whether it is asked, in order; none: everyone."""
    depth: int
    """How many decisions lie before it: 0 for a step that everyone comes to."""
    repeat: str = ""
    """The list whose rows it is asked for."""
    conditions: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one section."""

    section: Section
    nodes: tuple[Node, ...]


def chart(document: Document) -> tuple[Stretch, ...]:
    """Return the form section by section, in the order in which it is asked."""
    nodes: dict[str, Node] = {}
    for step in document.steps:
        nodes[step.key] = _node(document, step, nodes)
    return tuple(
        Stretch(section, tuple(node for node in nodes.values() if node.step.section == section.key))
        for section in document.sections
        if any(node.step.section == section.key for node in nodes.values())
    )


def _node(document: Document, step: Step, before: dict[str, Node]) -> Node:
    rules = tuple(_rules(step))
    keys = {key for rule in rules for key in questions_in(rule)}
    opened_by = tuple(key for key in before if any(document.step_of[asked].key == key for asked in keys))
    numbers = [document.numbers[question.key] for question in step.questions]
    return Node(
        step=step,
        title=step.heading,
        first_number=min(numbers, default=0),
        last_number=max(numbers, default=0),
        opened_by=opened_by,
        depth=1 + max(before[key].depth for key in opened_by) if opened_by else 0,
        repeat=step.repeat or "",
        conditions=rules,
    )


def _rules(step: Step) -> Iterator[Rule]:
    """Rules that decide about the whole step: its own, and those that all its questions have."""
    if step.when:
        yield step.when
    asked = [question.when for question in step.questions]
    if len(asked) == 1 and asked[0]:
        yield asked[0]
