"""What is wrong with a document, before it may be published. Plain Python."""

from collections import Counter
from collections.abc import Container, Iterator

from services.definitions.checks.checker_faults import example_faults, kind_faults
from services.definitions.checks.faults import Fault
from services.definitions.checks.reaching import unreachable
from services.definitions.checks.rule_faults import rows_around, rule_faults
from services.definitions.document import Document, Step, words_in
from services.definitions.filling import fact_faults
from services.definitions.kinds import Address, Date, Email, Name, OneOf, Phone, Question, Select, SeveralOf
from services.definitions.topics import topic_faults

RESERVED = {"add", "check", "close", "declare", "delete", "remove", "reopen", "save", "sent", "track"}
"""Addresses beside the steps (services/online/urls.py): a step of that name could not be opened."""
IDENTIFIED_BY = {"name": Name, "date_of_birth": Date, "postcode": Address, "email": Email, "phone": Phone}


def faults(document: Document, facts: Container[str] = ()) -> list[Fault]:
    """Return everything that stops a document from being published, in document order.

    `facts` are the keys of the facts that its texts may name.
    """
    found = [
        *_repeated_keys(document),
        *_missing_words(document),
        *kind_faults(document),
        *_structure(document),
        *_repeats(document),
        *_blocks(document),
        *_questions(document),
        *topic_faults(document),
        *rule_faults(document),
        *fact_faults(document, facts),
    ]
    if all(fault.code == "missing_language" for fault in found):  # else what rules let through says nothing
        found += unreachable(document)
    return found or list(example_faults(document))


def _repeated_keys(document: Document) -> Iterator[Fault]:
    groups = {
        "question": [question.key for question in _asked(document)] + _declared(document),
        "step": [step.key for step in document.steps] + [repeat.key for repeat in document.repeats],
        "section": [section.key for section in document.sections],
    }
    for about, keys in groups.items():
        for key, count in Counter(keys).items():
            if count > 1:
                yield Fault("key_twice", key, about)
    for key in groups["step"]:
        if key in RESERVED:
            yield Fault("key_reserved", key, "step")
    for question in _asked(document):
        if isinstance(question, OneOf | SeveralOf | Select):
            for key, count in Counter(option.key for option in question.options).items():
                if count > 1:
                    yield Fault("key_twice", f"{question.key}.{key}", "option")


def _declared(document: Document) -> list[str]:
    return [document.declaration.key] if document.declaration else []


def _missing_words(document: Document) -> Iterator[Fault]:
    for where, words in words_in(document):
        for language in document.languages:
            if not words.get(language, "").strip():
                yield Fault("missing_language", where, language)


def _structure(document: Document) -> Iterator[Fault]:
    for step in document.steps:
        if step.section not in document.sections_by_key:
            yield Fault("unknown_section", step.key, step.section)
        if step.ends:
            yield from _ending(document, step)
        elif not step.questions:
            yield Fault("still_empty", f"steps[{step.key}].questions")
        elif len(step.questions) > 1 and step.title is None:
            yield Fault("step_without_title", step.key)
        if step.repeat and step.repeat not in document.repeats_by_key:
            yield Fault("unknown_repeat", step.key, step.repeat)


def _ending(document: Document, step: Step) -> Iterator[Fault]:
    """What a step needs at which the way ends. Everyone else must be able to go past it."""
    if document.is_checker:
        yield Fault("ending_in_checker", step.key)
    if step.questions:
        yield Fault("ending_asks", step.key)
    if step.repeat:
        yield Fault("ending_in_repeat", step.key, step.repeat)
    for name in ("title", "guidance", "when"):
        if getattr(step, name) is None:
            yield Fault(f"ending_without_{name}", step.key)


def _repeats(document: Document) -> Iterator[Fault]:
    used = {step.repeat for step in document.steps}
    for repeat in document.repeats:
        holder = document.repeats_by_key.get(repeat.inside) if repeat.inside else None
        if repeat.inside and holder is None:
            yield Fault("unknown_repeat", repeat.key, repeat.inside)
        elif holder and (holder is repeat or holder.inside):
            yield Fault("repeat_too_deep", repeat.key, holder.key)
        if repeat.key not in used:
            yield Fault("repeat_without_steps", repeat.key)
        if repeat.minimum > repeat.maximum:
            yield Fault("limits_crossed", repeat.key)
    yield from _order_of_rows(document)


def _order_of_rows(document: Document) -> Iterator[Fault]:
    """The steps of a repeat stand together; those of one inside it after the first of its own."""
    seen: set[str] = set()
    before: frozenset[str] = frozenset()
    for step in document.steps:
        around = rows_around(document, step)
        if any(key in seen and key not in before for key in around):
            yield Fault("repeat_split", step.key, step.repeat or "")
        elif step.repeat and around - {step.repeat} - seen:
            yield Fault("repeat_starts_inside", step.key, step.repeat)
        seen |= around
        before = around


def _blocks(document: Document) -> Iterator[Fault]:
    for step in document.steps:
        own = {question.key for question in step.questions}
        for block in step.blocks:
            if block.before and block.before not in own:
                yield Fault("block_before_unknown", step.key, block.before)
            if block.kind == "details" and block.title is None:
                yield Fault("details_without_title", step.key)


def _questions(document: Document) -> Iterator[Fault]:
    for question in _asked(document):
        if getattr(question, "limits_crossed", False):
            yield Fault("limits_crossed", question.key)
        if question.identifies and not isinstance(question, IDENTIFIED_BY[question.identifies]):
            yield Fault("identifies_by_wrong_kind", question.key, question.identifies)


def _asked(document: Document) -> Iterator[Question]:
    """Every question, one whose key was used before included."""
    for step in document.steps:
        yield from step.questions


__all__ = ["Fault", "faults"]
