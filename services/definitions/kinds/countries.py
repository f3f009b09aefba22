"""The countries of the world by ISO 3166 code, and what they are called. Names: Unicode CLDR."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale, UnknownLocaleError

from services.definitions.kinds.matching import folded, index

LANGUAGES = ("en", "cy", "ar")
# CLDR's codes that are exceptionally reserved, made up or groups. XK stays: the United Kingdom
# recognises Kosovo, for which ISO has no code yet.
NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
ALSO: Mapping[str, tuple[str, ...]] = {
    "AE": ("UAE",),
    "BA": ("Bosnia",),
    "CD": ("DRC", "Democratic Republic of the Congo"),
    "CG": ("Republic of the Congo",),
    "CI": ("Ivory Coast",),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic",),
    "GB": (
        "UK",
        "Great Britain",
        "Britain",
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Prydain",
        "Lloegr",
        "Yr Alban",
        "Cymru",
        "Gogledd Iwerddon",
        "بريطانيا",
        "إنجلترا",
        "ويلز",
        "اسكتلندا",
    ),
    "HK": ("Hong Kong",),
    "IE": ("Republic of Ireland", "Eire"),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "NL": ("Holland",),
    "PS": ("Palestine",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "US": ("USA", "America", "United States of America"),
    "VA": ("Vatican",),
}
"""What people also call them. A part of a country stands for the whole."""


@dataclass(frozen=True, slots=True)
class CountryOption:
    """A country as something to choose."""

    key: str
    label: dict[str, str] = field(hash=False)


@cache
def codes() -> tuple[str, ...]:
    """Return every country's ISO 3166-1 alpha-2 code, in order."""
    known = (str(code) for code in Locale("en").territories)
    return tuple(sorted(c for c in known if len(c) == 2 and c.isalpha() and c not in NOT_COUNTRIES))


@cache
def names(language: str) -> dict[str, str]:
    """Return every country's name by code, in the order of the names; English for an unknown language."""
    try:
        known = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        known = Locale("en").territories
    return dict(sorted(((c, known.get(c, c)) for c in codes()), key=lambda pair: folded(pair[1])))


def meant(typed: str) -> str | None:
    """Return the code of the country that was typed, as code or by a name in any of our languages."""
    return typed if typed in codes() else _index().get(folded(typed))


@cache
def options() -> tuple[CountryOption, ...]:
    """Return every country with its name in each of our languages."""
    return tuple(CountryOption(c, {language: names(language)[c] for language in LANGUAGES}) for c in codes())


@cache
def _index() -> dict[str, str]:
    return index(
        (option.key, (option.key, *option.label.values(), *ALSO.get(option.key, ()))) for option in options()
    )
