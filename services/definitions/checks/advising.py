"""What an author should look at again before publishing, though the form would work. Plain Python.

The compiler (compiler.py) says what cannot work at all; these are the ways in which a form that works
still fails people. `must_be_mended` tells which of them nobody may wave through.
"""

from collections import defaultdict
from collections.abc import Iterator

from accessibility.rules.reading import lix, longest_sentence, words
from services.definitions.checks.faults import Fault
from services.definitions.document import Document, words_in
from services.definitions.kinds import Evidence, OneOf, Question, Select, SeveralOf, Words

# GOV.UK Service Manual, writing for user interfaces: short hints in one paragraph, sentences of 25 words.
LONGEST_LABEL = 150
LONGEST_HINT = 250
LONGEST_SENTENCE_WORDS = 25
HARDEST_LIX = 45
ENOUGH_WORDS = 30
"""Fewer say nothing about how hard a text is."""
READ_AS = ("en", "cy")
"""Languages for which the figures of reading.py are known to hold."""

MUST_BE_MENDED = frozenset({"evidence_only_online", "options_same_words"})


def must_be_mended(advice: Fault) -> bool:
    """Return whether the form may not be published like this: someone would be shut out."""
    return advice.code in MUST_BE_MENDED


def advice(document: Document) -> list[Fault]:
    """Return what to look at again, in document order."""
    return [*_questions(document), *_same_labels(document), *_texts(document)]


def _questions(document: Document) -> Iterator[Fault]:
    for question in document.questions.values():
        if _longest(question.label) > LONGEST_LABEL:
            yield Fault("label_long", question.key, str(LONGEST_LABEL))
        if question.hint and _longest(question.hint) > LONGEST_HINT:
            yield Fault("hint_long", question.key, str(LONGEST_HINT))
        if isinstance(question, Evidence) and set(question.ways) <= {"upload"}:
            yield Fault("evidence_only_online", question.key)
        yield from _same_options(question)


def _longest(texts: Words) -> int:
    return max(len(text) for text in texts.values())


def _same_options(question: Question) -> Iterator[Fault]:
    if isinstance(question, OneOf | SeveralOf | Select):
        for language in question.label:
            said = [_folded(option.label.get(language, "")) for option in question.options]
            if any(text and said.count(text) > 1 for text in said):
                yield Fault("options_same_words", question.key, language)


def _same_labels(document: Document) -> Iterator[Fault]:
    """Two questions of one section in the same words: a screen reader's list of fields cannot tell them."""
    first = document.languages[0]
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for step in document.steps:
        for question in step.questions:
            found[step.section, _folded(question.label.get(first, ""))].append(question.key)
    for (_section, label), keys in found.items():
        if label:
            for key in keys[1:]:
                yield Fault("label_twice", key, keys[0])


def _texts(document: Document) -> Iterator[Fault]:
    first = document.languages[0]
    for where, texts in words_in(document):
        for language, text in texts.items():
            if language in READ_AS:
                yield from _hard(where, text)
            if language != first and len(words(text)) > 3 and text == texts.get(first):
                yield Fault("left_in_first_language", where, language)


def _hard(where: str, text: str) -> Iterator[Fault]:
    if (longest := longest_sentence(text)) > LONGEST_SENTENCE_WORDS:
        yield Fault("sentence_long", where, str(longest))
    if len(words(text)) >= ENOUGH_WORDS and lix(text) > HARDEST_LIX:
        yield Fault("hard_to_read", where, str(round(lix(text))))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?:.")
