"""A document with the words of facts where its texts name them. Plain Python."""

from collections.abc import Container, Iterator, Mapping

from services.definitions.checks.faults import Fault
from services.definitions.document import Document, words_in
from services.facts.placeholders import keys_in, replaced, unknown_in

Said = Mapping[str, Mapping[str, str]]
"""By key of a fact, its words by language."""


def facts_in(document: Document) -> frozenset[str]:
    """Return the keys of the facts that a document names."""
    return frozenset(
        key for _path, words in words_in(document) for text in words.values() for key in keys_in(text)
    )


def filled(document: Document, said: Said) -> Document:
    """Return the document with the words of facts in their places; itself if it names none of them.

    What `said` does not know stays as it is written.
    """
    if not facts_in(document) & said.keys():
        return document
    copy = document.model_copy(deep=True)
    for _path, words in words_in(copy):
        for language, text in words.items():
            spoken = {key: known[language] for key, known in said.items() if language in known}
            words[language] = replaced(text, spoken.get)
    return copy


def fact_faults(document: Document, known: Container[str]) -> Iterator[Fault]:
    """Yield each place that is meant to name a fact and names none that has a value."""
    for path, words in words_in(document):
        meant = (each for text in words.values() for each in unknown_in(text, known))
        yield from (Fault("fact_unknown", path, each) for each in dict.fromkeys(meant))
