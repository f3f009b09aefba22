"""How hard a text is to read, from its words and sentences alone. Plain Python, any language with spaces."""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:;…]+(?:\s|$)|\n\s*\n|\n\s*[-•*]\s")
LONG_WORD = 7
"""Letters from which LIX counts a word as long."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, list items apart, without those that hold no word."""
    return [part.strip() for part in SENTENCE_END.split(text) if WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of a text; numbers are none."""
    return WORD.findall(text)


def lix(text: str) -> float:
    """Return Björnsson's readability index (Läsbarhet, 1968): words a sentence, and long words of 100.

    Below 30 reads like a children's book, 40 like a newspaper, above 50 like an official text. It is 0
    for a text without words. It says little of a text under about 30 words.
    """
    found = words(text)
    if not found:
        return 0.0
    long = sum(len(word) >= LONG_WORD for word in found)
    return len(found) / len(sentences(text)) + 100 * long / len(found)


def longest_sentence(text: str) -> int:
    """Return how many words the longest sentence has; 0 for a text without words."""
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)
