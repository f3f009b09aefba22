"""The words by which a letter of a code is said over the phone, in each language."""

# International (ICAO) spelling alphabet; plain numbers, as callers expect them.
_ENGLISH = {
    "3": "three",
    "4": "four",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
    "B": "Bravo",
    "C": "Charlie",
    "D": "Delta",
    "F": "Foxtrot",
    "G": "Golf",
    "H": "Hotel",
    "J": "Juliett",
    "K": "Kilo",
    "M": "Mike",
    "P": "Papa",
    "Q": "Quebec",
    "R": "Romeo",
    "T": "Tango",
    "V": "Victor",
    "W": "Whiskey",
    "X": "X-ray",
    "Y": "Yankee",
}
# Place names that start with the letter; the international word for letters Welsh does not use.
_WELSH = _ENGLISH | {
    "3": "tri",
    "4": "pedwar",
    "6": "chwech",
    "7": "saith",
    "8": "wyth",
    "9": "naw",
    "B": "Bangor",
    "C": "Caernarfon",
    "D": "Dolgellau",
    "F": "Fali",
    "G": "Gwynedd",
    "H": "Harlech",
    "M": "Morgannwg",
    "P": "Powys",
    "R": "Rhuthun",
    "T": "Tywyn",
    "W": "Wrecsam",
    "Y": "Ynys Môn",
}
# Well-known names that start with the Latin letter's sound, and numbers in words.
_ARABIC = {
    "3": "ثلاثة",
    "4": "أربعة",
    "6": "ستة",
    "7": "سبعة",
    "8": "ثمانية",
    "9": "تسعة",
    "B": "برلين",
    "C": "كارديف",
    "D": "دبي",
    "F": "فرنسا",
    "G": "غانا",
    "H": "هولندا",
    "J": "جاكرتا",
    "K": "كينيا",
    "M": "مدريد",
    "P": "باريس",
    "Q": "قطر",
    "R": "روما",
    "T": "تونس",
    "V": "فيينا",
    "W": "واشنطن",
    "X": "إكس راي",
    "Y": "يوكوهاما",
}
_SAID = {"en": _ENGLISH, "cy": _WELSH, "ar": _ARABIC}


def said(letter: str, language: str) -> str:
    """Return the word for a letter of our alphabet; a language without its own list uses English."""
    return _SAID.get(language, _ENGLISH)[letter]
