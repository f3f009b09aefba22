"""Rules about how a text reads: long sentences, hard words, the phrases of an office. They only warn."""

from collections.abc import Iterator
from itertools import groupby

from wagtail.models import Page

from accessibility.rules.reading import lix, sentences, words
from content.checks.findings import Finding, Weight
from content.checks.pieces import Piece, label_of
from services.definitions.checks.advising import ENOUGH_WORDS, HARDEST_LIX, LONGEST_SENTENCE_WORDS, READ_AS

SHOWN_WORDS = 8
STOCK = {
    "en": (
        *(
            "is required to",
            "are required to",
            "must be submitted",
            "should be submitted",
            "will be processed",
        ),
        *("is advised", "are advised", "please note that", "it should be noted", "in order to", "prior to"),
        *("in the event of", "in respect of", "with regard to", "at this time", "upon receipt of"),
    ),
    "cy": (
        *("gofynnir i chi", "fe'ch cynghorir", "fe’ch cynghorir", "dylid nodi", "er mwyn i chi allu"),
        *("mewn perthynas â", "cyn gynted ag y bo modd", "yn unol â'r", "yn unol â’r", "pe digwydd i"),
    ),
    "ar": (
        *("يرجى العلم", "تجدر الإشارة", "من أجل القيام", "في حال تم", "سوف يتم", "يتوجب عليك"),
        *("بناءً على ما تقدم", "وفقًا لما", "فيما يتعلق ب"),
    ),
}
"""By language, phrases behind which nobody acts, and long ones for which there is a short word."""


def plain_words(page: Page, texts: list[Piece], language: str) -> Iterator[Finding]:
    """Yield what is hard to read, in the languages for which we know it."""
    for piece in texts:
        yield from _phrases(piece, language)
    if language not in READ_AS:
        return
    for piece in texts:
        for sentence in (each for line in piece.lines for each in sentences(line)):
            if len(words(sentence)) > LONGEST_SENTENCE_WORDS:
                yield _warning("long_sentence", piece, " ".join(sentence.split()[:SHOWN_WORDS]) + " …")
    for field, found in groupby(texts, key=lambda piece: piece.field):
        text = "\n\n".join(line for piece in found for line in piece.lines)
        if len(words(text)) >= ENOUGH_WORDS and (hard := lix(text)) > HARDEST_LIX:
            yield Finding("hard_to_read", Weight.WARNS, field, None, label_of(page, field), str(round(hard)))


def _phrases(piece: Piece, language: str) -> Iterator[Finding]:
    text = " ".join(piece.lines).casefold()
    for phrase in STOCK.get(language, ()):
        if phrase.casefold() in text:
            yield _warning("stock_phrase", piece, phrase)


def _warning(code: str, piece: Piece, about: str) -> Finding:
    return Finding(code, Weight.WARNS, piece.field, piece.index, piece.label, about)
