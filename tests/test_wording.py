"""Every code that a person can meet has a sentence, in every language."""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation import override

import services
from services import wording
from services.applications import events
from services.definitions.kinds import KINDS, Address, BankAccount, Identifier
from services.errors import Refusal

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SCHEMES = ("nino", "nhs", "mask")
LABEL = {"en": "Label"}
QUESTIONS_IN_PARTS = (
    *(Address(key="address", label=LABEL, where=where) for where in ("uk", "international", "any")),
    BankAccount(key="account", label=LABEL),
)
ANYTHING = defaultdict(lambda: 7)  # fills every placeholder, and chooses the plural


def _refusals(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for refusal in base.__subclasses__():
        yield refusal
        yield from _refusals(refusal)


def _import_everything() -> None:
    for module in pkgutil.walk_packages(services.__path__, "services."):
        if ".migrations" not in module.name and ".management" not in module.name:
            importlib.import_module(module.name)


def _codes() -> set[str]:
    _import_everything()
    codes = {refusal.code for refusal in _refusals()}
    codes |= {f"event_{kind}" for kind in events.KINDS}
    codes |= {kind.missing_code for kind in KINDS}
    for source in (ROOT / "services/definitions/kinds").glob("*.py"):
        codes |= set(re.findall(r'Problem\(\s*"([a-z0-9_]+)"', source.read_text()))
    codes |= {f"date_without_{part}" for part in ("day", "month", "year")}
    for question in QUESTIONS_IN_PARTS:
        codes |= {f"{question.kind}_without_{part}" for part in question.needed}
    codes |= {f"{scheme}_wrong" for scheme in SCHEMES}
    return codes


def test_the_schemes_of_identifiers_are_all_looked_at() -> None:
    assert set(Identifier.model_fields["scheme"].annotation.__args__) == set(SCHEMES)


@pytest.mark.parametrize("code", sorted(_codes()))
def test_a_code_has_a_sentence_in_every_language(code: str) -> None:
    assert code in wording.SENTENCES, f"services/wording.py has no sentence for {code!r}"
    texts = {}
    for language in LANGUAGES:
        with override(language):
            texts[language] = str(wording.SENTENCES[code] % ANYTHING)
    english = texts.pop("en")
    untranslated = [language for language, text in texts.items() if text == english]
    assert not untranslated, f"{code!r} is still in English in {untranslated}"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_placeholders_survive_translation(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    assert not [entry.msgid for entry in catalogue if not (entry.translated() or entry.obsolete)]
    for entry in catalogue:
        wanted = set(re.findall(r"%\((\w+)\)", entry.msgid + entry.msgid_plural))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            got = set(re.findall(r"%\((\w+)\)", text))
            # "one" and "two" may be words of their own: only the counted number may go.
            missing = wanted - got if text else set()
            assert got <= wanted, f"{entry.msgid!r} in {language} has {got - wanted}"
            assert not missing or entry.msgid_plural, f"{entry.msgid!r} in {language} lacks {missing}"
