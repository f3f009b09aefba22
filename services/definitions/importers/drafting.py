"""What every form of ours needs and others do not have: plain texts to begin with, listed as added."""

from typing import Any

from pydantic import ValidationError

from services.definitions.document import Document, words_in
from services.definitions.importers.making import Content
from services.definitions.importers.report import Report

Texts = dict[str, str]

DECLARATION: Texts = {
    "en": "Declaration",
    "cy": "Datganiad",
    "nb": "Erklæring",
    "nn": "Erklæring",
}
STATEMENT: Texts = {
    "en": "As far as I know, what I have said is true and complete.",
    "cy": "Hyd y gwn i, mae’r hyn rydw i wedi’i ddweud yn wir ac yn gyflawn.",
    "nb": "Det jeg har svart, er riktig og fullstendig så langt jeg vet.",
    "nn": "Det eg har svart, er rett og fullstendig så langt eg veit.",
}
NEXT: Texts = {
    "en": "We will read what you sent and write to you.",
    "cy": "Byddwn yn darllen yr hyn a anfonoch ac yn ysgrifennu atoch.",
    "nb": "Vi leser det du har sendt, og skriver til deg.",
    "nn": "Vi les det du har sendt, og skriv til deg.",
}
PRIVACY: Texts = {
    "en": "We use what you tell us only to deal with this form.",
    "cy": "Dim ond i ddelio â’r ffurflen hon y defnyddiwn yr hyn a ddywedwch wrthym.",
    "nb": "Vi bruker opplysningene bare til å behandle dette skjemaet.",
    "nn": "Vi bruker opplysningane berre til å behandle dette skjemaet.",
}
LABELS: dict[str, Texts] = {
    "declaration": DECLARATION,
    "questions": {"en": "Questions", "cy": "Cwestiynau", "nb": "Spørsmål", "nn": "Spørsmål"},
    "name": {"en": "Name", "cy": "Enw", "nb": "Navn", "nn": "Namn"},
    "attachment": {"en": "Files", "cy": "Ffeiliau", "nb": "Filer", "nn": "Filer"},
}
ADDRESS = ["Write the address here", "Town and postcode"]


def in_languages(texts: Texts, languages: list[str]) -> Texts:
    """Return a text of ours in these languages; the first always has one, English if we have no other."""
    first = languages[0]
    return {
        first: texts.get(first, texts["en"]),
        **{code: texts[code] for code in languages if code in texts},
    }


def drafted(content: Content, report: Report) -> Content:
    """Return imported content with everything a document needs; what was missing is listed as added."""
    languages: list[str] = content["languages"]
    own: Content = {
        "summary": content["title"],
        "declaration": {
            "kind": "declaration",
            "key": "declaration",
            "label": in_languages(DECLARATION, languages),
            "statements": [in_languages(STATEMENT, languages)],
        },
        "next_steps": in_languages(NEXT, languages),
        "privacy": in_languages(PRIVACY, languages),
        "return_address": ADDRESS,
    }
    report.added += [name for name in own if not content.get(name)]
    return {**own, **{name: value for name, value in content.items() if value}}


def publishable(content: Content) -> tuple[Content, list[str]]:
    """Return content in the languages that are complete, and the languages left out.

    The first language always stays: nothing is translated from another.
    """
    try:
        document = Document.model_validate(content)
    except ValidationError:
        return content, []
    missing: set[str] = set()
    for _path, words in words_in(document):
        missing |= {code for code in document.languages if not words.get(code, "").strip()}
    dropped = [code for code in document.languages[1:] if code in missing]
    kept: list[Any] = [code for code in document.languages if code not in dropped]
    return {**content, "languages": kept}, dropped
